"""How a survey stands today, and whether anybody changed what was fixed before it opened."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from candour.polling.codes import root_of
from candour.polling.statement import FILE, Statement, differences, read_statement
from candour.polling.store import Store, fingerprint
from candour.polling.trouble import Trouble
from candour.voice.survey.earlier import Earlier, earlier_from
from candour.voice.survey.questionnaire import Questionnaire
from candour.voice.survey.reading import BadSurvey, questionnaire

HERE = ZoneInfo("Europe/London")
Stage = Literal["not open yet", "open", "closed", "published"]


@dataclass(frozen=True)
class Survey:
    """A survey as it is kept. `clock` tells the time; what the survey is comes from its database, never from a file."""

    folder: Path
    store: Store
    clock: Callable[[], datetime]

    @cached_property
    def statement(self) -> Statement:
        """What was promised. Raises Trouble where the database no longer says it."""
        return read_statement(self.store.statement, str(self.folder))

    @cached_property
    def fixed_asks(self) -> Questionnaire:
        """The questionnaire as it was fixed, with every breakdown it knows. Raises Trouble."""
        return read_asks(self.store.questions, str(self.folder))

    @cached_property
    def asks(self) -> Questionnaire:
        """All that is asked, with the breakdowns that were promised. Raises Trouble."""
        return with_breakdowns(self.fixed_asks, self.statement.breakdowns)

    @property
    def earlier_digest(self) -> str:
        """SHA-256 of the figures of the survey before; empty where there was none."""
        return fingerprint(self.store.earlier) if self.store.earlier else ""

    @cached_property
    def earlier(self) -> Earlier | None:
        """What the survey before told. Raises Trouble where it is not what was fixed."""
        if self.earlier_digest != self.statement.after:
            raise Trouble(
                "The figures of the survey before are not those that were fixed. Put back the database as it was"
            )
        if not self.store.earlier:
            return None
        return read_figures(self.store.earlier, "the figures of the survey before")

    @property
    def today(self) -> date:
        """The day it is in England."""
        return self.clock().astimezone(HERE).date()

    @property
    def stage(self) -> Stage:
        """What can be done today. Once closed it stays closed, whatever the clock says afterwards."""
        today, said = self.today, self.statement
        if today >= said.publishes:
            return "published"
        if today > said.closes or self.store.last_together is not None:
            return "closed"
        return "open" if today >= said.opens else "not open yet"

    def settle(self) -> None:
        """Write what still waits, once the last day is over. Whoever asks for a page brings it about; no job has to run."""
        if self.today > self.statement.closes and (self.store.last_together is None or self.store.keys_left()):
            self.store.close_for_good()

    def faults(self) -> list[str]:
        """What is not as it was fixed, in words. Empty where all is."""
        said, found = self.statement, list[str]()
        if self.fixed_asks.digest != said.questions:
            found.append("The questions are not those that were fixed.")
        if self.earlier_digest != said.after:
            found.append("The figures of the survey before are not those that were fixed.")
        codes = self.store.codes()
        if root_of(codes) != said.root or len(codes) != said.codes:
            found.append("The codes are not those of the pot that was fixed.")
        if self.store.uneven():
            found.append("There are not as many answers as codes used: some were put in or taken out.")
        if self.store.unfenced():
            found.append("The database's own guards against changing what is kept were taken away.")
        if self.store.shut():
            found.append("Answers that wait cannot be opened: their key was taken away or changed.")
        if self.store.last_together is not None and self.today <= said.closes:
            found.append("The survey was closed before its last day was over, or the clock went back.")
        return found + self._of_the_file()

    def _of_the_file(self) -> list[str]:
        try:
            there = read_statement((self.folder / FILE).read_text(), FILE)
        except (OSError, UnicodeDecodeError):
            return [f"{FILE} is missing or cannot be read."]
        except Trouble as trouble:
            return [f"{trouble}."]
        return [f"{FILE} was changed: {one}." for one in differences(self.statement, there)]


def read_asks(toml: str, file: str) -> Questionnaire:
    """A questionnaire from its text. Raises Trouble."""
    try:
        return questionnaire(tomllib.loads(toml), file)
    except (tomllib.TOMLDecodeError, RecursionError, BadSurvey) as bad:
        raise Trouble(f"{file}: the questions cannot be read ({bad})") from None


def read_figures(text: str, file: str) -> Earlier:
    """What an earlier survey told, from its text. Raises Trouble."""
    try:
        return earlier_from(text, file)
    except BadSurvey as bad:
        raise Trouble(str(bad)) from None


def with_breakdowns(asks: Questionnaire, codes: tuple[str, ...]) -> Questionnaire:
    """The same questions, broken down by these alone."""
    return replace(asks, breakdowns=tuple(one for one in asks.breakdowns if one.code in codes))


def in_words(day: date) -> str:
    """A day in words.

    >>> in_words(date(2026, 3, 1))
    '1 March 2026'
    """
    return f"{day.day} {day:%B %Y}"
