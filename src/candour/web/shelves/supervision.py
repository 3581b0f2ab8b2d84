"""Supervision about one child: what was discussed, what is to be done and why, the child's view, what the worker needs."""

from typing import Any

from django import forms
from django.urls import reverse

from candour.access.permission import ROLES, VERBS, may_for
from candour.practice.supervision import Directed, Meeting, Said, account_given, direction_given
from candour.record.casefile import Casefile
from candour.record.casefile.answers import allocated
from candour.record.casefile.childs_words import childs_words, words_in
from candour.record.casefile.episodes import episodes
from candour.record.casefile.supervision import supervision, supervisions
from candour.record.entries.supervision import AgreedAction
from candour.record.entry import Recorded, ToRecord
from candour.ssd.store.reading import as_day, rows
from candour.web.gov_forms import GovForm, RepeatedGroup
from candour.web.names import in_post, leader_of
from candour.web.shelves.asking import any_of, day, from_list, in_words, line, past_day, yes_no
from candour.web.steps import At, Known, Step, StepForm, Written, step

DIRECTION = ("direction_words", "direction_to_do", "direction_ground", "direction_against")
MOST_WORDS = 5  # of the child's on the record: the newest
LONGEST = 300


class ActionForm(GovForm):
    """One thing to be done."""

    what = line("What is to be done?")
    why = in_words("Why does the child need it?", rows=2)
    by_when = day("By when?")
    by_whom = line("By whom?")


class AccountForm(StepForm):
    """One person's account, in their own name."""

    groups = (RepeatedGroup("actions", ActionForm, "action"),)
    discussed = in_words("What was discussed about this child, and what do you make of it?", rows=6)
    words_on_record = any_of("Which of these words of the child, already on the record, say what the child thinks?", ())
    childs_view = in_words("What does the child say now?", hint="In the child's words", required=False, rows=3)
    no_view_because = line("If there is no view from the child: why?", required=False)
    worker_needs = in_words(
        "What does the worker need?", hint="Time, advice, training, somebody beside them", required=False, rows=2
    )
    direction_words = in_words("In your own words: what did you direct?", required=False, rows=3)
    direction_to_do = line("What is the worker to do?", required=False)
    direction_ground = in_words("For what reason?", required=False, rows=2)
    direction_against = yes_no("Does it go against the assessment?", required=False)
    sections = (
        ("What is to be done", "Leave this empty if nothing is. Each action has its reason", ("actions",)),
        ("The child", "", ("words_on_record", "childs_view", "no_view_because")),
        ("The worker", "", ("worker_needs",)),
        ("Direction", "", DIRECTION),
    )
    folds = (("I directed the worker to do or decide something", DIRECTION),)
    view_is_known = False

    def prepare(self, at: At) -> None:
        words = childs_words(at.case)[:MOST_WORDS]
        self.fields["words_on_record"].choices = [(item.entry_id, _spoken(item)) for item in words]  # type: ignore[attr-defined]
        if not words:
            del self.fields["words_on_record"]

    def without_direction(self) -> None:
        """Only a supervisor directs."""
        for name in DIRECTION:
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        heard = said.get("words_on_record") or said.get("childs_view") or said.get("no_view_because")
        if not heard and not self.view_is_known:
            self.add_error("childs_view", "Write what the child says, choose words on the record, or say why not")
        if not said.get("direction_words") and any(said.get(name) for name in DIRECTION):
            self.add_error("direction_words", "Write the direction in your own words")
        return said


def _spoken(item: Recorded[Any]) -> str:
    words = words_in(item)
    return f"{item.happened:%-d %B %Y}: {words if len(words) <= LONGEST else words[:LONGEST] + '…'}"


class SupervisionForm(AccountForm):
    """The first account about a child: with whom, when, and what."""

    with_whom = from_list("Who was it with?")
    held_on = past_day("When was it held?")
    field_order = ("with_whom", "held_on")

    def prepare(self, at: At) -> None:
        super().prepare(at)
        supervises = may_for(at.worker, "supervise", at.case)
        self.fields["with_whom"].choices = [("", "Choose"), *_others(at, supervises)]  # type: ignore[attr-defined]
        if not supervises:
            self.without_direction()

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("direction_words") and str(said.get("with_whom", "")).startswith("supervisor"):
            self.add_error(
                "direction_words", "Only the supervisor directs. Write down a direction you were given instead"
            )
        return said


def _others(at: At, supervises: bool) -> list[tuple[str, str]]:
    me, found = at.worker.worker_id, []
    if supervises:
        workers = in_post(tuple(VERBS["be supervised"].allowed))
        found += [(f"worker-{key}", f"{name} (I am the supervisor)") for key, name in workers if key != me]
    if may_for(at.worker, "be supervised", at.case):
        managers = in_post(tuple(VERBS["supervise"].allowed))
        found += [(f"supervisor-{key}", f"{name} (my supervisor)") for key, name in managers if key != me]
    return found


def begun_with(at: At) -> dict[str, Any]:
    """With whom and when: as in the supervision this person last wrote up today, so that nobody types it twice."""
    me = at.worker.worker_id
    found = rows(
        "SELECT supe_date, supe_supervisor, supe_worker FROM ssd_supervision WHERE supe_written_by = %s"
        " AND supe_recorded >= %s ORDER BY supe_recorded DESC LIMIT 1",
        [me, at.day],
    )
    owner = allocated(at.case)
    of_child = owner.started.fact.worker_id if owner else ""
    if found and found[0]["supe_worker"] in (me, of_child):
        last = found[0]
        mine = last["supe_supervisor"] == me
        other = f"worker-{last['supe_worker']}" if mine else f"supervisor-{last['supe_supervisor']}"
        return {"with_whom": other, "held_on": as_day(last["supe_date"])}
    if may_for(at.worker, "supervise", at.case) and of_child not in ("", me):
        return {"with_whom": f"worker-{of_child}", "held_on": at.day}
    leader = leader_of(at.worker.standing.team)
    return {"with_whom": f"supervisor-{leader}" if leader and leader != me else "", "held_on": at.day}


def last_time(at: At) -> list[Known]:
    """What was to be done after the last supervision, and whether there are any words of the child."""
    shown = []
    for one in reversed(supervisions(at.case)):
        todo = [action for item in one.accounts if item in at.case.standing for action in item.fact.actions]
        if todo:
            lines = [(action.what, f"Because: {action.why}") for action in todo]
            shown.append(Known(f"To be done after the supervision of {one.held.happened:%-d %B %Y}", lines))
            break
    if not childs_words(at.case):
        shown.append(Known("The child's words are not on the record yet", warns=True))
    return shown


def facts_of(at: At, meeting: Meeting, said: dict[str, Any]) -> list[ToRecord]:
    """An account as it goes on the record, with the direction its writer gave."""
    own = Said(
        discussed=said["discussed"],
        actions=tuple(AgreedAction(**row) for row in said["actions"]),
        words_on_record=tuple(said.get("words_on_record", ())),
        childs_view=said["childs_view"],
        no_view_because=said["no_view_because"],
        worker_needs=said["worker_needs"],
    )
    facts = account_given(at.case, meeting, own, at.now)
    if said.get("direction_words") and at.worker.worker_id == meeting.supervisor_id:
        directed = Directed(
            words=said["direction_words"],
            to_do_what=said["direction_to_do"],
            ground=said["direction_ground"],
            against_assessment=said["direction_against"] == "yes",
        )
        role = ROLES.get(at.worker.standing.role, "")
        facts.append(direction_given(at.case, meeting, directed, at.worker, role, at.now))
    return facts


def supervision_written(at: At, said: dict[str, Any]) -> Written:
    """The account. The same two people on the same day are the same supervision, whichever child it is about."""
    side, _, other = said["with_whom"].partition("-")
    supervisor, worker = (at.worker.worker_id, other) if side == "worker" else (other, at.worker.worker_id)
    found = rows(
        "SELECT supe_supervision_id FROM ssd_supervision WHERE supe_worker = %s AND supe_date = %s"
        " AND supe_supervisor = %s ORDER BY supe_recorded LIMIT 1",
        [worker, said["held_on"], supervisor],
    )
    meeting = Meeting(
        supervision_id=found[0]["supe_supervision_id"] if found else at.now.fresh(),
        held_on=said["held_on"],
        supervisor_id=supervisor,
        worker_id=worker,
    )
    then = reverse("supervision", kwargs={"person_id": at.case.subject, "supervision_id": meeting.supervision_id})
    return Written("Your account is on the record.", facts_of(at, meeting, said), then=then)


def meeting_of(case: Casefile, supervision_id: str) -> Meeting | None:
    """A supervision on the record, to add an account to."""
    one = supervision(case, supervision_id)
    if one is None:
        return None
    return Meeting(
        supervision_id=supervision_id,
        held_on=one.held.fact.held_on,
        supervisor_id=one.the_two["supervisor"],
        worker_id=one.the_two["worker"],
    )


class OwnAccountForm(AccountForm):
    """An account beside the other's: to confirm theirs, to add one's own, or both."""

    confirms = forms.BooleanField(label="I confirm what the other wrote", required=False)
    field_order = ("confirms", "discussed")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        own = [
            name
            for name in (*DIRECTION, "words_on_record", "childs_view", "no_view_because", "worker_needs")
            if said.get(name)
        ]
        if said.get("confirms") and not (said.get("discussed") or said.get("actions") or own):
            self.errors.pop("discussed", None)
            return said
        if "confirms" in self.fields and not said.get("discussed"):
            self.errors.pop("discussed", None)
            self.add_error("discussed", "Confirm what the other wrote, or write what was discussed")
        return super().clean()


step(
    Step(
        "supervision",
        "Write down supervision",
        "write down supervision",
        "Meetings and plans",
        SupervisionForm,
        supervision_written,
        "Record my account",
        applies=lambda case: bool(episodes(case)),  # also after work has stopped: what happened can be noted
        known=last_time,
        initial=begun_with,
        in_own_name=True,
    )
)
