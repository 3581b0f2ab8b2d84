"""A16: a warning to the director that was passed down and down to its writer's own manager."""

from __future__ import annotations

from datetime import UTC, datetime, time

from candour.record.entries.concerns import (
    ConcernAnswered,
    ConcernAnswerJudged,
    ConcernClosed,
    ConcernLinked,
    ConcernLowered,
    ConcernTaskGiven,
    ConcernWithdrawn,
)
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.professionals import WorkerAbsent, WorkerRecorded
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.terms.working_days import working_days_after, working_days_before, working_days_between
from candour.wiring.desks import right_now
from tests.raising import a_concern

TITLE = "Children wait for weeks to be seen"


def test_six_people_try_to_send_a_concern_down_stall_merge_and_close_it_and_it_stands_with_the_scrutineer(
    person, beside, clock, served
):
    office = served.office
    today = right_now().date()
    day0 = next(day for n in (20, 21) if working_days_between(day := working_days_before(today, n), today) == 20)

    def on(day):
        clock.now = datetime.combine(working_days_after(day0, day), time(11), UTC)

    on(0)
    one = a_concern(beside, office, title=TITLE, level=4).concern_id
    other = a_concern(beside, office, title="Another", level=4).concern_id

    def tries(day, role, *facts):
        on(day)
        by = office.worker(role, beside)
        beside.note([ToRecord(fact, (one,), beside.now.day) for fact in facts], by=by)

    tries(1, "team_manager", ConcernAnswered(concern_id=one, words="I manage this."),
          ConcernClosed(concern_id=one, why="the raiser agreed"))  # fmt: skip
    tries(2, "service_manager", ConcernLinked(concern_id=one, other=other, why="A duplicate."),
          ConcernLowered(concern_id=one, to_level=1, why="Local.", asked_to="no", with_receipt=True))  # fmt: skip
    tries(3, "director", ConcernTaskGiven(concern_id=one, worker_id=office.ids["team_manager"], words="Yours now."))
    tries(4, "principal_social_worker", ConcernWithdrawn(concern_id=one, why="Settled.", asked_to="no"))
    first = read(one).recorded[0].entry_id
    tries(6, "chief_executive", EntryMasked(entry_id=first, why="A mistake."),
          ConcernAnswerJudged(concern_id=one, agrees=True))  # fmt: skip
    on(7)
    chief = office.ids["chief_executive"]
    beside.note(
        [
            ToRecord(WorkerRecorded(name="Dora Kemp", role="director"), (office.ids["director"],), beside.now.day),
            ToRecord(WorkerAbsent(absent_from=beside.now.day, absent_to=beside.now.day), (chief,), beside.now.day),
        ],
        by=office.worker("administrator", beside),
    )

    scrutineer = person("scrutineer")
    scrutineer.opens("/concerns/outside/")
    scrutineer.sees(TITLE)
    scrutineer.page.get_by_role("link", name=TITLE).click()
    scrutineer.sees("Ros Quill, scrutineer of the safeguarding partnership")
    scrutineer.sees("The director of children's services did not answer it by")
    scrutineer.does_not_see("Six weeks without a visit.")

    raiser = person("social_worker")
    raiser.opens("/concerns/")
    raiser.page.get_by_role("link", name=TITLE).click()
    raiser.sees("Stands with")
    raiser.sees("Six weeks without a visit.")
    raiser.sees("Changes nothing: it was not theirs to do, or no longer")
    raiser.does_not_see("Closed:")

    manager = person("team_manager")
    manager.opens(f"/concerns/{one}/")
    manager.sees("The concern itself is not yours")
    manager.does_not_see("Six weeks without a visit.")
