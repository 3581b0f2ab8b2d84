"""What a survey asks: its questions, the answers to choose from, whom each is asked of, and by what it may be broken down."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["single", "multiple", "scale", "number", "text"]
CHOSEN: frozenset[Kind] = frozenset({"single", "multiple", "scale"})


@dataclass(frozen=True)
class Answer:
    """One answer to choose. `code` stands in files, `words` on the page."""

    code: str
    words: str


@dataclass(frozen=True)
class AskedIf:
    """Whom a question is asked of: those who gave one of these answers to an earlier question."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question. A number has `bands` (where each begins, in its unit) and is told in them."""

    code: str
    kind: Kind
    ask: str
    answers: tuple[Answer, ...] = ()
    asked_if: AskedIf | None = None
    bands: tuple[int, ...] = ()
    most: int = 0
    about: str = ""

    @cached_property
    def told(self) -> tuple[Answer, ...]:
        """What a result is told in: the answers to choose from, or the bands of a number; nothing of a text."""
        ends = (*(begins - 1 for begins in self.bands[1:]), self.most)
        return self.answers or tuple(
            Answer(str(low), f"{low} to {high}" if high > low else str(low))
            for low, high in zip(self.bands, ends, strict=False)
        )


@dataclass(frozen=True)
class Breakdown:
    """One way results may be broken down: columns from the largest groups to the smallest, such as service, team."""

    code: str
    title: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Questionnaire:
    """Everything that is asked, in order, and the only breakdowns there will be."""

    code: str
    title: str
    questions: tuple[Question, ...]
    breakdowns: tuple[Breakdown, ...]

    def question(self, code: str) -> Question:
        """The question with this code. Raises KeyError where there is none."""
        return next((one for one in self.questions if one.code == code), None) or _none(code)

    @property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of everything asked, however the file was laid out: the same questions, the same digest."""
        canonical = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


def _none(code: str) -> Question:
    raise KeyError(code)
