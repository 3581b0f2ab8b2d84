"""A step of the journey as a page: what the record knows already, what it asks, and the one way it is written down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from candour.access.permission import may_for
from candour.practice.guard import Decision, Today, Worker
from candour.record.casefile import Casefile
from candour.record.casefile.person import Person, person
from candour.record.entry import ToRecord
from candour.web.gov_forms import GovForm


@dataclass(frozen=True)
class At:
    """Who stands where: the child's file, the worker, the day, and the parts of the address."""

    case: Casefile
    worker: Worker
    now: Today
    people: Callable[[str], Casefile]

    @property
    def day(self) -> date:
        return self.now.day

    @property
    def child(self) -> Person:
        found = person(self.case)
        assert found is not None, "a step is only offered on a person's file"
        return found

    def fact(self, made: Any, *subjects: str, happened: date | None = None, direction: str | None = None) -> ToRecord:
        """A fact about this child, on its way to the record."""
        return ToRecord(made, (self.case.subject, *subjects), happened or self.day, direction=direction)


class StepForm(GovForm):
    """A form that can take its choices from the file."""

    def prepare(self, at: At) -> None:
        """Set choices and hints from what the record knows."""


@dataclass(frozen=True)
class Known:
    """Something the record knows already, shown so that nobody types it again."""

    heading: str
    lines: Sequence[tuple[str, str]] = ()
    text: str = ""
    warns: bool = False


@dataclass(frozen=True)
class Written:
    """What a form comes to: a decision with its proposal, or facts; for this child or for several.

    `then` is the address to go to, where that is not the child's page.
    """

    said: str
    facts: Sequence[ToRecord] = ()
    decision: Decision | None = None
    proposal: Any = None
    subjects: Sequence[str] = ()
    then: str = ""


Submit = Callable[[At, dict[str, Any]], Written]


@dataclass(frozen=True)
class Step:
    """One thing a worker does for a child, on one page. `about` is the reference of what it decides, if it decides one.

    What is said `in_own_name` nobody can write down for somebody else. What happens `only_here` cannot have happened
    elsewhere before, and is never noted as a fact.
    """

    slug: str
    title: str
    verb: str
    group: str
    form: type[StepForm]
    submit: Submit
    button: str
    decision: Decision | None = None
    applies: Callable[[Casefile], bool] = lambda case: True
    known: Callable[[At], Sequence[Known]] = lambda at: ()
    initial: Callable[[At], Mapping[str, Any]] = lambda at: {}
    urgent: Callable[[Casefile], bool] = lambda case: False
    about: Callable[[Casefile], str] = lambda case: ""
    in_own_name: bool = False
    only_here: bool = False


STEPS: dict[str, Step] = {}
GROUPS = ("Do next", "Write down", "Meetings and plans", "People")


def step(made: Step) -> Step:
    """Put a step on the list."""
    if made.slug in STEPS:
        raise ValueError(f"there are two steps called {made.slug}")
    STEPS[made.slug] = made
    return made


def offered(worker: Worker, case: Casefile) -> list[tuple[str, list[Step]]]:
    """The steps this worker may take for this child now, by group."""
    can = [made for made in STEPS.values() if made.applies(case) and may_for(worker, made.verb, case)]
    first = [made for made in can if made.group == GROUPS[0] or made.urgent(case)]
    rest = [(group, [made for made in can if made.group == group and made not in first]) for group in GROUPS[1:]]
    return [(group, here) for group, here in ((GROUPS[0], first), *rest) if here]
