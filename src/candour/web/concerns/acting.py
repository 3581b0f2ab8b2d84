"""What the raiser and whoever holds a concern can do with it: forms, and the entry each becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from candour.access.permission import ROLES
from candour.practice.desk import Desk
from candour.practice.guard import ITSELF, Worker
from candour.record.casefile.disagreements import open_disagreements
from candour.record.entries.concerns import (
    ConcernAddedTo,
    ConcernAnswered,
    ConcernAnswerJudged,
    ConcernContact,
    ConcernLinked,
    ConcernLowered,
    ConcernRead,
    ConcernStoodAside,
    ConcernTakenUpAgain,
    ConcernTaskGiven,
    ConcernWithdrawn,
)
from candour.record.entry import ToRecord
from candour.ssd.store.reading import rows
from candour.terms.working_days import months_after
from candour.voice.concerns.clocks import CONTACT_MONTHS
from candour.voice.concerns.levels import LEVELS, least_level
from candour.voice.concerns.raising import disagreement_of
from candour.voice.concerns.standing import SILENT, Stands
from candour.voice.concerns.written_down import to_write_down
from candour.web.concerns.finding import Concern, Finder, named_workers, unknown_names
from candour.web.gov_forms import GovForm
from candour.web.shelves.asking import from_list, in_words, one_of, yes_no

ASKED = (("no", "No"), ("yes", "Yes"), ("rather not say", "I would rather not say"))
ASKED_LABEL = "Did anybody ask you to?"
ASKED_HINT = "Whoever holds it, or held it, is not shown what you answer here. The scrutineer is"


class JudgeForm(GovForm):
    """What the raiser says to the answer."""

    agrees = one_of("Do you agree with the answer?", (("yes", "Yes: it can close"), ("no", "No: it goes up")))
    words = in_words("Anything you want to say to it", required=False)


class AddForm(GovForm):
    """More words."""

    words = in_words("What do you want to add?")
    about_words = in_words(
        "Is it about somebody not named yet?",
        hint="Full names, one on each line. It moves past them",
        rows=2,
        required=False,
    )
    scrutineer_may_read = forms.BooleanField(label="The scrutineer may read all of it from now on", required=False)
    folds = (("Name somebody, or let the scrutineer read it", ("about_words", "scrutineer_may_read")),)

    def clean_about_words(self) -> str:
        """Who is named, spelt as here: a name that is not leads past nobody."""
        said: str = self.cleaned_data["about_words"]
        if unknown := unknown_names(said):
            raise forms.ValidationError(
                f"Nobody here is called {unknown[0][:60]}, to the letter. Look at the spelling, or say who it is in the words"
                " above and leave this empty"
            )
        return said


class LowerForm(GovForm):
    """A lower level, by the raiser's own will."""

    to_level = from_list("Who should answer it instead?")
    why = in_words("Why?", rows=2)
    asked_to = one_of(ASKED_LABEL, ASKED, hint=ASKED_HINT)


class WithdrawForm(GovForm):
    """The concern is withdrawn."""

    why = in_words("Why do you withdraw it?", rows=2)
    asked_to = one_of(ASKED_LABEL, ASKED, hint=ASKED_HINT)


class AgainForm(GovForm):
    """Taken up again."""

    words = in_words("Anything you want to say", rows=2, required=False)


class ContactForm(GovForm):
    """Whether the raiser was treated worse."""

    treated_worse = yes_no("Since you raised it, has anybody treated you worse for it?")
    words = in_words("What happened?", required=False)


class ReadForm(GovForm):
    """Nothing is asked: the button says it."""


class AnswerForm(GovForm):
    """The answer."""

    words = in_words(
        "Your answer, with your reasons",
        rows=6,
        hint="The raiser then has ten working days to agree or disagree. It stays yours until they do",
    )


class TaskForm(GovForm):
    """A task for somebody."""

    worker_id = from_list("Whom do you ask?")
    words = in_words("What should they do?", rows=2, hint="They see these words and the title. The concern stays yours")


class AsideForm(GovForm):
    """Standing aside."""

    why = in_words(
        "Why can you not hold it?",
        rows=2,
        hint="It goes to your deputy at the same level, or up. It does not come back to you",
    )


class LinkForm(GovForm):
    """Another concern about the same."""

    other = from_list("Which other concern of yours to answer is about the same?")
    why = in_words("Why?", rows=2, required=False)


@dataclass(frozen=True)
class Act:
    """One thing that can be done: what its button says, its form, and the entry it becomes."""

    key: str
    button: str
    form: type[GovForm]
    fact: Callable[[str, dict[str, Any], bool], Any]


ACTS = {
    act.key: act
    for act in (
        Act("judge", "Say so", JudgeForm, lambda one, said, receipt: ConcernAnswerJudged(
            concern_id=one, agrees=said["agrees"] == "yes", words=said["words"], with_receipt=receipt)),
        Act("add", "Add to it", AddForm, lambda one, said, receipt: ConcernAddedTo(
            concern_id=one, words=said["words"], about=named_workers(said["about_words"]),
            scrutineer_may_read=said["scrutineer_may_read"], with_receipt=receipt)),
        Act("lower", "Lower it", LowerForm, lambda one, said, receipt: ConcernLowered(
            concern_id=one, to_level=int(said["to_level"]), why=said["why"], asked_to=said["asked_to"], with_receipt=receipt)),
        Act("withdraw", "Withdraw it", WithdrawForm, lambda one, said, receipt: ConcernWithdrawn(
            concern_id=one, why=said["why"], asked_to=said["asked_to"], with_receipt=receipt)),
        Act("again", "Take it up again", AgainForm, lambda one, said, receipt: ConcernTakenUpAgain(
            concern_id=one, words=said["words"], with_receipt=receipt)),
        Act("contact", "Answer this", ContactForm, lambda one, said, receipt: ConcernContact(
            concern_id=one, months=said["months"], treated_worse=said["treated_worse"], words=said["words"],
            with_receipt=receipt)),
        Act("read", "I have read it", ReadForm, lambda one, said, receipt: ConcernRead(concern_id=one)),
        Act("answer", "Answer it", AnswerForm, lambda one, said, receipt: ConcernAnswered(concern_id=one, words=said["words"])),
        Act("task", "Ask them", TaskForm, lambda one, said, receipt: ConcernTaskGiven(
            concern_id=one, worker_id=said["worker_id"], words=said["words"])),
        Act("aside", "Stand aside", AsideForm, lambda one, said, receipt: ConcernStoodAside(concern_id=one, why=said["why"])),
        Act("link", "Say so here", LinkForm, lambda one, said, receipt: ConcernLinked(
            concern_id=one, other=said["other"], why=said["why"])),
    )
}  # fmt: skip


def months_asked(concern: Concern) -> int:
    """Which contact about how the raiser was treated is due and not answered: 3, 6 or 12 months on, or none (0)."""
    answered = {item.fact.months for item in concern.case.recorded if isinstance(item.fact, ConcernContact)}
    raised = concern.now.raised.happened
    due = [months for months in CONTACT_MONTHS if months_after(raised, months) <= concern.now.day]
    return due[-1] if due and due[-1] not in answered else 0


def raisers_acts(concern: Concern) -> list[Act]:
    """What the raiser can do now."""
    now = concern.now
    keys = ["contact"] if months_asked(concern) else []
    if now.closed == SILENT or now.undo_until:
        keys.append("again")
    if now.is_open:
        keys += (["judge"] if now.answered else []) + ["add"]
        keys += (["lower"] if lower_levels(now) else []) + ["withdraw"]
    return [ACTS[key] for key in keys]


def holders_acts(concern: Concern, others: int) -> list[Act]:
    """What whoever holds it can do now."""
    now = concern.now
    if not now.is_open:
        return []
    keys = ([] if now.read or now.answered else ["read"]) + ([] if now.answered else ["answer"])
    if now.raised.fact.matter == "compliment":
        return [ACTS[key] for key in keys if key == "read"]
    return [ACTS[key] for key in (*keys, "task", "aside", *(["link"] if others else []))]


def lower_levels(now: Stands) -> list[int]:
    """The levels the raiser could lower it to."""
    fact = now.raised.fact
    named = [rung.level for rung in fact.line for worker in rung.workers if worker in now.about]
    return list(range(least_level((fact.about_level, *named)), now.level))


def prepared(form: GovForm, now: Stands, others: list[tuple[str, str]]) -> GovForm:
    """A form with the choices this concern leaves."""
    if isinstance(form, LowerForm):
        choices = [(str(level), LEVELS[level][1]) for level in lower_levels(now)]
        form.fields["to_level"].choices = [("", "Choose"), *choices]  # type: ignore[attr-defined]
    if isinstance(form, TaskForm):
        form.fields["worker_id"].choices = [("", "Choose"), *everybody_but(now.holder)]  # type: ignore[attr-defined]
    if isinstance(form, LinkForm):
        form.fields["other"].choices = [("", "Choose"), *others]  # type: ignore[attr-defined]
    return form


def everybody_but(holder: str) -> list[tuple[str, str]]:
    """Whom the holder can ask to do something, each with their role: two people may have one name."""
    found = rows(
        "SELECT prof_professional_id AS id, prof_professional_name AS name, prof_role AS role FROM ssd_professionals"
        " WHERE prof_left_on IS NULL AND prof_professional_id <> %s ORDER BY prof_professional_name, prof_professional_id",
        [holder],
    )
    return [
        (row["id"], f"{row['name']}, {ROLES.get(row['role'], row['role']).partition(':')[0].lower()}") for row in found
    ]


def write(desk: Desk, concern: Concern, act: Act, said: dict[str, Any], *, by: Worker, with_receipt: bool) -> Concern:
    """Write down what was done, and what follows from it; the concern as it stands then."""
    fact = act.fact(concern.id, {**said, "months": months_asked(concern)}, with_receipt)
    with desk.together():
        desk.note([ToRecord(fact, (concern.id,), desk.now.day)], by=by)
        return write_down(desk, concern.id)


def write_down(desk: Desk, concern_id: str) -> Concern:
    """Write down what the clock and the entries have come to, where it is not on the record yet."""
    concern = Finder(desk).concern(concern_id)
    assert concern
    open_about = {
        child: disagreement_of(concern_id, child) in open_disagreements(desk.casefile_to_read(child))
        for child in concern.now.raised.fact.children
    }
    if drafts := to_write_down(concern.case, concern.now, open_about, desk.now.day):
        desk.note(drafts, by=ITSELF)
        concern = Finder(desk).concern(concern_id)
        assert concern
    return concern
