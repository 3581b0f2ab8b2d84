"""A survey of staff, written down before it opens: what it asks, when it is told, and the pot its codes come from; and what
its results said of pressure."""

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


@dataclass(frozen=True, kw_only=True)
class SurveyFigure:
    """One figure of a survey's results, as it was told: how many of a group gave an answer.

    `told` is the share in words, such as "43%" or "not told"; `answered` how many answered, to the nearest 5 for groups.
    `low` and `high` are the ends of the 95% interval, in ten-thousandths. Both names empty: everybody who answered.
    """

    question: str
    asks: str
    breakdown: str = ""
    group: str = ""
    answer: str
    told: str
    answered: int | None = None
    number: int | None = None
    low: int | None = None
    high: int | None = None


@entry("survey_results_taken_in")
class SurveyResultsTakenIn:
    """What a survey's results say of pressure, from the file its service published. Taken in again, the later counts.

    `digest` is SHA-256 over the file as it came.
    """

    survey_id: str
    digest: str
    figures: tuple[SurveyFigure, ...]
