"""What a survey promises before it opens: what is asked, by what it is broken down, its days, its pot of codes."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from candour.polling.trouble import Trouble

DAYS = ("opens", "closes", "publishes")
FILE = "survey.json"
REFERENCE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Statement:
    """Everything that is fixed before the first answer. Days are whole: it opens as `opens` begins, closes as `closes` ends.

    `address` is where staff answer; `questions` SHA-256 over all that is asked; `staff` how many work there, by level and group; `root` the hash over
    the hashes of all codes. `readers` are SHA-256 of the keys of the two who read what people wrote; `after` that of the
    figures of the survey before, empty where there was none.
    """

    survey: str
    authority: str
    title: str
    address: str
    questions: str
    breakdowns: tuple[str, ...]
    staff: dict[str, dict[str, int]]
    opens: date
    closes: date
    publishes: date
    codes: int
    root: str
    readers: tuple[str, ...]
    after: str

    @property
    def total(self) -> int:
        """How many people work there."""
        return next(sum(groups.values()) for groups in self.staff.values())

    @property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of it all, in whatever way the file is laid out."""
        return hashlib.sha256(_plain(self, ",", ":").encode()).hexdigest()

    def __str__(self) -> str:
        """As it stands in the file."""
        return json.dumps(_said(self), ensure_ascii=False, indent=1) + "\n"


def _said(one: Statement) -> dict[str, Any]:
    return asdict(one) | {day: getattr(one, day).isoformat() for day in DAYS}


def _plain(one: Statement, *separators: str) -> str:
    return json.dumps(_said(one), ensure_ascii=False, sort_keys=True, separators=(separators[0], separators[1]))


def in_order(opens: date, closes: date, publishes: date) -> None:
    """Raises Trouble where a survey would close before it opens, or be told while people still answer."""
    if closes < opens:
        raise Trouble(f"The survey would close on {closes}, before it opens on {opens}. Choose a later day to close")
    if publishes <= closes:
        raise Trouble(
            f"Results would be published on {publishes}, while people can answer until {closes} ends. Choose a later day"
        )


def read_statement(text: str, file: str) -> Statement:
    """What a file says. Raises Trouble where it is none."""
    try:
        said = json.loads(text)
        if not isinstance(said, dict) or set(said) != {one.name for one in fields(Statement)}:
            raise ValueError
        days = {day: date.fromisoformat(said[day]) for day in DAYS}
        staff = {
            str(level): {str(name): int(many) for name, many in groups.items()}
            for level, groups in said["staff"].items()
        }
        words = {
            name: str(said[name]) for name in ("survey", "authority", "title", "address", "questions", "root", "after")
        }
        several = {name: tuple(str(one) for one in said[name]) for name in ("breakdowns", "readers")}
        made = Statement(**words, **several, staff=staff, codes=int(said["codes"]), **days)  # type: ignore[arg-type]
        in_order(made.opens, made.closes, made.publishes)
        if not made.staff or made.codes < 1 or not REFERENCE.fullmatch(made.survey):
            raise ValueError
        return made
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Trouble(
            f"{file}: is not what `candour survey new` wrote. Put the right file back, or ask the scrutineer for theirs"
        ) from None


def differences(here: Statement, there: Statement) -> list[str]:
    """What is not the same in two statements, in words: what it says here, what it says there."""
    if here.survey != there.survey:
        return [f"it is of another survey ({there.title}, {there.authority}, from {there.opens})"]
    return [
        f"{one.name}: {_short(getattr(here, one.name))} here, {_short(getattr(there, one.name))} there"
        for one in fields(Statement)
        if getattr(here, one.name) != getattr(there, one.name)
    ]


def _short(value: object) -> str:
    said = str(value)
    return said if len(said) <= 80 else said[:79] + "…"
