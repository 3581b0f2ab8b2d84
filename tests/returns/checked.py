"""Checking a file as the command does, and saying what was found the way a test reads."""

from __future__ import annotations

from pathlib import Path

from candour.returns.cin_census.run import Outcome, XmlSource, check


def checked(path: Path, **asked: object) -> Outcome:
    return check(XmlSource(path), **asked)


def places(outcome: Outcome, code: str) -> list[tuple[str, str]]:
    """Where one rule points to: path and field."""
    return [(one.path, one.field) for one in outcome.findings if one.code == code]


def as_rows(outcome: Outcome) -> dict[str, list[tuple[object, ...]]]:
    return outcome.findings.by_code()
