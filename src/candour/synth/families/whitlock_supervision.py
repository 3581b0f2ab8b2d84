"""The Whitlocks in supervision: both people's words about Tyler and Lacey, and an instruction the worker disputes."""

from datetime import timedelta

from candour.practice.supervision import Directed, Meeting, Said, account_given, direction_given
from candour.record.casefile.childs_words import childs_words
from candour.record.entries.direction import DirectionAnswered
from candour.record.entries.supervision import AgreedAction, SupervisionAccountConfirmed
from candour.record.entry import ToRecord
from candour.synth.families.telling import Telling
from candour.synth.families.whitlock_before import LACEY, TYLER
from candour.synth.staff import Post

ORDER = (
    "The plan has run for nearly a year and two of three aims are met. I want this stepped down to child in need at the "
    "next review whatever the conference says. We cannot carry it."
)
DISPUTE = (
    "I was told to step it down whatever the conference says. I do not agree. The third aim, that nobody brings Dean's "
    "messages to Tyler, is not met, and Tyler asked me at the door who he tells if we stop coming. I will tell the "
    "conference both."
)


def talk(t: Telling, by: Post, ago: int) -> None:
    """One supervision about two children: the manager's account first, the worker's beside it three days later."""
    manager = t.manager_of(by)
    held_on = t.on(ago, 15)
    meeting = Meeting(
        supervision_id=t.desk.fresh(), held_on=held_on, supervisor_id=manager.worker_id, worker_id=by.worker_id
    )
    writer, heard = manager.worker(held_on), childs_words(t.desk.casefile_to_read(t.ref(TYLER)))[:1]
    about_tyler = Said(
        discussed="Two aims hold. The message through the cousin is the open one. Two closures before this came too soon.",
        actions=(
            AgreedAction(
                what="Meet the cousin's family with the police officer in the case",
                why="Tyler hears from his father through them, and nothing stops the next message",
                by_when=held_on + timedelta(days=14),
                by_whom=by.name,
            ),
        ),
        words_on_record=tuple(item.entry_id for item in heard),
        worker_needs="A second visit with somebody who can speak to the cousin's mother.",
    )
    about_lacey = Said(
        discussed="Reading, sleeping, close to her brother. What does she know of the messages? Nobody has asked.",
        no_view_because="She was at her reading group. To be asked at the next visit.",
    )
    tyler, lacey = (t.desk.casefile_to_read(t.ref(name)) for name in (TYLER, LACEY))
    order = direction_given(tyler, meeting, Directed(words=ORDER), writer, "Team manager", t.desk.now)
    t.desk.note([*account_given(tyler, meeting, about_tyler, t.desk.now), order], by=writer)
    first = t.desk.note(account_given(lacey, meeting, about_lacey, t.desk.now), by=writer)
    _answer(t, by, meeting, order.fact.direction_id, first[-1].entry_id, ago - 3)


def _answer(t: Telling, by: Post, meeting: Meeting, direction_id: str, about_lacey: str, ago: int) -> None:
    today = t.on(ago, 9)
    own = Said(
        discussed="I said the plan should run on: what changed for Tyler changed because somebody comes. We did not agree.",
        worker_needs="Time to prepare Tyler for the conference, and not to be told its outcome beforehand.",
    )
    tyler, writer = t.desk.casefile_to_read(t.ref(TYLER)), by.worker(today)
    answer = DirectionAnswered(
        answer_id=t.desk.fresh(), direction_id=direction_id, answer="disputed", words=DISPUTE, answered_on=today
    )
    confirmed = SupervisionAccountConfirmed(
        confirmation_id=t.desk.fresh(), supervision_id=meeting.supervision_id, accounts=(about_lacey,)
    )
    facts = [
        *account_given(tyler, meeting, own, t.desk.now),
        ToRecord(answer, (t.ref(TYLER),), today),
        ToRecord(confirmed, (t.ref(LACEY), meeting.supervision_id), today),
    ]
    t.desk.note(facts, by=writer)
