"""What the command hands on to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # most commands need neither, and both take long to load
    from candour.insight.history import History
    from candour.returns.cin_census.run import Source
    from candour.terms.england_year import CensusYear


@dataclass(frozen=True)
class Tools:
    """What the command hands on to: the one room that knows every other fills these in."""

    demo: Callable[[int, int, bool], None]
    serve: Callable[[int, str], None]
    prepare: Callable[[str, str, str], str]
    import_cin: Callable[[Path, str], str]
    census_source: Callable[[CensusYear], Source]
    export_cin: Callable[[CensusYear, Path, str], str]
    rebuild: Callable[[], str]
    check_record: Callable[[], tuple[str, bool]]
    synth: Callable[[int, int, int], str]
    account: Callable[[str, str], str]
    grant: Callable[[str, bool], str]
    history: Callable[[], History]
    signals: Callable[[bool, Callable[[str], None]], None]
    declare_survey: Callable[[Path, Path, str], str]
    concerns: Callable[[str, Callable[[str], None]], None]
    seal: SealTools


@dataclass(frozen=True)
class SealTools:
    """What keeps the record sealed, and takes it out whole."""

    sign: Callable[[bool, Callable[[str], None]], bool]
    public_keys: Callable[[], str]
    new_signing_key: Callable[[], str]
    retire_old_key: Callable[[], str]
    bundle: Callable[[str, str, str, str, Path, bool], str]
    seal_views: Callable[[bool, Callable[[str], None]], None]
    backup: Callable[[Path, Path], str]
    restore: Callable[[Path, Path], str]
    new_wrapping_key: Callable[[], str]
    upgrade: Callable[[], str]
