"""A survey of staff, written down before it opens: what it asks, when it is told, and the pot its codes come from."""

from dataclasses import dataclass
from datetime import date

from candour.record.entry import entry


@dataclass(frozen=True, kw_only=True)
class StaffGroup:
    """How many people work in one group of a level, such as the team North."""

    level: str
    group: str
    staff: int


@entry("survey_declared")
class SurveyDeclared:
    """Everything that is fixed of a survey, before the first answer.

    `digest` is SHA-256 over the whole statement; `questions` over all that is asked; `root` is the hash over the hashes of
    all codes; `readers` are SHA-256 of the keys of the two who read what people wrote; `after` of the figures of the survey
    before.
    """

    survey_id: str
    digest: str
    authority: str
    title: str
    address: str
    questions: str
    breakdowns: tuple[str, ...] = ()
    staff: tuple[StaffGroup, ...]
    opens: date
    closes: date
    publishes: date
    codes: int
    root: str
    readers: tuple[str, ...] = ()
    after: str = ""
