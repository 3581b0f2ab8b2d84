"""The facts of one made-up child's life: from the front door to a plan."""

from datetime import timedelta
from typing import Any

from candour.record.entries.address import AddressRecorded
from candour.record.entries.cin_assessments import AssessmentStarted
from candour.record.entries.cin_episodes import ReferralDecided, ReferralReceived
from candour.record.entries.cin_plans import CinPlanStarted
from candour.record.entries.contacts import ContactDecided, ContactReceived
from candour.record.entries.cp_plans import AimAgreed, CpPlanStarted
from candour.record.entries.decision import Reasons
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.involvements import ChildAllocated
from candour.record.entries.person import PersonRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entry import ToRecord
from candour.synth.names import BOYS, GIRLS

FORENAMES = (*GIRLS, *BOYS)
STARTS = "Ash Barn Black Brook Cold Crow Dale East Fern Gold Hart Kings Long Marsh North Oak Red Stan Thorn Wood"
ENDS = "bury by combe croft don field ford ham hurst ingley land ley mere moor over ridge stead ton well worth"


def surname(number: int) -> str:
    """One of four hundred family names."""
    return STARTS.split()[number % 20] + ENDS.split()[number // 20 % 20]


class Facts:
    """The facts of one child's life so far."""

    def __init__(self, county: Any, number: int) -> None:
        self.county, self.number, self.facts = county, number, list[ToRecord]()
        self.person_id, self.referral = county.desk.fresh(), county.desk.fresh()
        self.day = county.today - timedelta(days=20 + number % 300)
        self.why = Reasons(
            decider=county.office.ids["team_manager"], grounds=("need",), because="What the child needs."
        )

    def note(self, fact: Any, days: int = 0) -> None:
        self.facts.append(ToRecord(fact, (self.person_id,), self.day + timedelta(days=days)))

    def front_door(self, *, decided: bool) -> None:
        """Who the child is, what came in, and what was decided."""
        new, number, day = self.county.desk.fresh, self.number, self.day
        self.note(
            PersonRecorded(
                forename=FORENAMES[number % 134],
                surname=surname(number // 3),
                dob=day - timedelta(days=365 + number * 13 % 6000),
                la_child_id=f"B{number:09d}",
                sex="FM"[number % 134 >= len(GIRLS)],
            )
        )
        self.note(
            AddressRecorded(
                address_id=new(), lines=f"{number % 90 + 1} Mill Lane", postcode=f"WR{number % 20} {number % 9}AB"
            )
        )
        contact = new()
        self.note(
            ContactReceived(contact_id=contact, received_on=day, what_was_said="Bruises on the arm, says school.")
        )
        self.note(ContactDecided(contact_id=contact, outcome="referral", reasons=self.why))
        self.note(ReferralReceived(referral_id=self.referral, contact_id=contact, received_on=day))
        if decided:
            self.note(
                ReferralDecided(referral_id=self.referral, response="assessment", primary_need="N1", reasons=self.why),
                1,
            )

    def allocated(self, worker: str, team: str) -> None:
        """Whose child it is, and an assessment."""
        new = self.county.desk.fresh
        start = self.day + timedelta(days=1)
        self.note(
            ChildAllocated(involvement_id=new(), worker_id=worker, team_id=team, start=start, why="Room and skill."), 1
        )
        self.note(
            AssessmentStarted(assessment_id=new(), referral_id=self.referral, started_on=start, worker_id=worker), 1
        )

    def on_a_plan(self) -> None:
        """A harm, a child protection plan, and visits."""
        new, harm, plan, start = self.county.desk.fresh, self.county.desk.fresh(), self.county.desk.fresh(), 15
        began = self.day + timedelta(days=start)
        self.note(HarmRecorded(harm_id=harm, what="Hit with a belt", known_on=self.day), 1)
        held = InitialConferenceHeld(
            icpc_id=new(),
            meeting_id=new(),
            referral_id=self.referral,
            held_on=began,
            plan_agreed=True,
            category="PHY",
            reasons=self.why,
        )
        self.note(held, start)
        self.note(CpPlanStarted(cp_plan_id=plan, referral_id=self.referral, started_on=began, category="PHY"), start)
        self.note(AimAgreed(aim_id=new(), plan_id=plan, harm_id=harm, what_must_change="Nobody hits the child"), start)
        self._visited(17)

    def in_need(self) -> None:
        """A child in need plan, and visits."""
        new, began = self.county.desk.fresh, self.day + timedelta(days=12)
        self.note(CinPlanStarted(cin_plan_id=new(), referral_id=self.referral, started_on=began), 12)
        self._visited(14)

    def _visited(self, after: int) -> None:
        day = self.day + timedelta(days=after)
        ref = self.county.desk.fresh()
        self.note(VisitMade(visit_id=ref, visited_on=day, seen_alone="yes", child_said="I like my new school."), after)
