"""What the census would reject because of what was just saved: shown once, after the save, to whoever can mend it."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from candour.access.permission import may_for
from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.terms.england_year import census_year_of
from candour.web.mending import Mend, mends
from candour.web.requests import WorkerRequest

if TYPE_CHECKING:
    from candour.returns.cin_census.of_one_child import Asked

MOST_FILES, MOST_SHOWN = 20, 5
SAVED = "census_saved"
Files = Iterable[tuple[Casefile, Casefile]]


@dataclass(frozen=True)
class ToMend:
    """One thing the census would reject: what is wrong, what to do, and the pages where this reader can do it."""

    code: str
    message: str
    what_to_do: str
    mends: tuple[Mend, ...]


@dataclass(frozen=True)
class News:
    """What is new with what was saved; whether there is more behind the link; or that nobody could look."""

    new: tuple[ToMend, ...] = ()
    more: bool = False
    could_not_look: bool = False


def remember(session: Any, files: Files) -> None:
    """Keep which files were written to and how long each was before, until this person next sees one of them."""
    kept: dict[str, int] = session.get(SAVED, {})
    for before, _ in files:
        kept.setdefault(before.subject, before.version)
    if kept:
        session[SAVED] = dict(list(kept.items())[-MOST_FILES:])


def news_for(request: WorkerRequest, case: Casefile) -> Any:
    """What a page calls where it shows the news of this file. Nothing is worked out for a page that never asks."""

    @cache
    def found() -> News | None:
        kept = request.session.get(SAVED, {})
        if case.subject not in kept:
            return None
        version = kept.pop(case.subject)
        request.session[SAVED] = kept
        if not may_for(request.worker, "read", case):
            return None
        return _since(case, version, request.worker, request.desk.now.day)

    return found


def _since(case: Casefile, version: int, worker: Worker, today: Any) -> News | None:
    # Only now: the rules and what runs them take a while to load, and no page needs them before the first save.
    from candour.returns.cin_census.of_one_child import CouldNotCheck, new_since

    try:
        new, rest = new_since(Casefile(case.subject, case.recorded[:version]), case, census_year_of(today))
    except CouldNotCheck:
        logging.getLogger(__name__).exception("the census rules could not be run after a save")
        return News(could_not_look=True)
    shown = [one for one in (to_mend(asked, case, worker) for asked in new if asked.is_error) if one.mends]
    if not shown:
        return None
    return News(tuple(shown[:MOST_SHOWN]), more=bool(rest) or len(new) > len(shown[:MOST_SHOWN]))


def to_mend(asked: "Asked", case: Casefile, worker: Worker) -> ToMend:
    """A thing asked, as it is shown to one reader."""
    found = [mend for place in asked.places for mend in mends(case, worker, place.table, place.field, place.reference)]
    rule = asked.rule
    return ToMend(rule.code, rule.message, rule.about.get("What to do", ""), tuple(dict.fromkeys(found)))
