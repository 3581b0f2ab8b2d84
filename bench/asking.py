"""How much a worker is asked for the commonest tasks: counted on the real pages, by leaving answers out."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import own_record
from leaving_out import fewest
from showing import rule, table

KEYS = {"radios": 1, "checkboxes": 1, "tick": 1, "select": 2, "date": 8}
VISIT_GOAL, ENDING_GOAL = 6, 12


@dataclass(frozen=True)
class Question:
    """One question on a page: its name, the shape it has, and what stands in it before anybody types."""

    name: str
    label: str
    kind: str
    value: Any

    @property
    def known(self) -> bool:
        return self.value not in (None, "", [], (), False)


@dataclass(frozen=True)
class Counted:
    """What one task asks."""

    name: str
    pages: int
    shown: list[Question]
    needed: list[Question]
    lines: int
    again: list[str]

    @property
    def keys(self) -> int:
        return sum(KEYS.get(question.kind, 0) for question in self.needed)

    @property
    def prefilled(self) -> list[Question]:
        return [question for question in self.shown if question.known]


def measure() -> None:
    """Count every task and print the table."""
    own_record.in_its_own_process(count_all)


def count_all() -> None:
    """Every task, on a child whose life has come so far."""
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        desk, office, clock = own_record.open_record(Path(folder) / "record.sqlite3")
        from tasks import TASKS

        show([counted(task, desk, office, clock) for task in TASKS])


def counted(task: Any, desk: Any, office: Any, clock: Any) -> Counted:
    """Bring a child there, open the page, and leave out every answer the page does without."""
    import candour.web.step_pages  # so that every step is known
    from candour.web.steps import STEPS, At
    from tests.lives import Life

    assert candour.web.step_pages
    life = task.life(Life(desk, clock, office))
    made, worker = STEPS[task.slug], office.worker(task.role, desk)
    at = At(life.case, worker, SimpleNamespace(day=life.day, fresh=desk.fresh), desk.casefile_to_read)
    form = made.form(initial=dict(made.initial(at)))
    form.prepare(at)
    questions = on_page(form)
    answers = {name: say(office) if callable(say) else say for name, say in task.answers.items()}
    page = SimpleNamespace(made=made, at=at, desk=desk, worker=worker)
    least = fewest(page, questions, answers, hidden(form))
    by_name = {question.name: question for question in questions}
    known = sum(max(1, len(part.lines)) for part in made.known(at))
    return Counted(
        task.name, 1 + len(task.before), questions, [by_name[name] for name in least], known, again(least, life.case)
    )


def on_page(form: Any) -> list[Question]:
    """Every question the page shows, those of each row of a group among them; what is folded away is not shown."""
    return [Question(one.html_name, str(one.label), one.kind, one.value()) for one in _fields(form)]


def _fields(form: Any) -> Iterator[Any]:
    for section in form.shown_sections:
        for part in section.parts:
            if getattr(part, "is_fold", False):
                yield from part.parts if part.is_open else ()
            elif getattr(part, "is_group", False):
                for row in part.rows:
                    yield from _fields(row)
            else:
                yield part


def hidden(form: Any) -> dict[str, Any]:
    """What the page carries along by itself."""
    own = {field.html_name: field.value() for field in form.hidden_fields()}
    return {**own, **{group.count_name: len(group.rows) for group in form.bound_groups.values()}}


def again(least: dict[str, Any], case: Any) -> list[str]:
    """Questions whose very answer is on the record already."""
    from candour.record.canonical import canonical
    from candour.record.entry import fields_of

    record = b"".join(canonical(fields_of(item.fact)) for item in case.recorded)
    return [
        name for name, said in least.items() if isinstance(said, str) and len(said) > 3 and canonical(said) in record
    ]


def show(found: list[Counted]) -> None:
    """The table of tasks, beside the goals."""
    rule("Asking: what a worker is asked, n = 1 page each, counted on the page as it stands")
    heads = ("task", "pages", "shown", "must answer", "prefilled", "lines known", "asked again", "keys")
    table(
        heads,
        [
            (one.name, *map(str, (one.pages, len(one.shown), len(one.needed), len(one.prefilled), one.lines)),
             str(len(one.again)), str(one.keys))
            for one in found
        ],
    )  # fmt: skip
    print("Must answer: refused, or guidance asks for a reason, without it. Keys: beside the words; a choice is 1,")
    print("a list 2, a date 8 unless prefilled. Asked again: the same answer is on this child's record already.")
    by_name = {one.name: one for one in found}
    goal("a visit", by_name["record a visit"], VISIT_GOAL)
    goal("ending a plan", by_name["end a plan, nothing unusual"], ENDING_GOAL)


def goal(words: str, one: Counted, most: int) -> None:
    """By how much a goal is met or missed."""
    for kind, many in (
        ("shown and not filled in already", len(one.shown) - len(one.prefilled)),
        ("to answer", len(one.needed)),
    ):
        over = many - most
        print(f"Goal, {words}: at most {most} fields. {many} {kind}: {f'MISSED by {over}' if over > 0 else 'met'}")
    if one.again:
        print(f"Goal, {words}: nothing asked twice. MISSED: {', '.join(one.again)}")
