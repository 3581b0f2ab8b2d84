"""Children's lives up to where a test begins, written through the desk by the people of the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from candour.practice.cin_assessments import AuthorisationProposal, authorise_an_assessment
from candour.practice.cin_episodes import (
    ClosureProposal,
    ReferralProposal,
    close_an_episode,
    decide_the_response_to_a_referral,
)
from candour.practice.contacts import ContactProposal, decide_a_contact
from candour.practice.cp_reviews import (
    PlanEndingProposal,
    ReviewProposal,
    continue_a_child_protection_plan,
    end_a_child_protection_plan,
)
from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.practice.initial_cp_conference import Aim, ConferenceProposal, record_an_initial_conference
from candour.practice.involvements import AllocationProposal, allocate_a_child
from candour.practice.s47_enquiry import OutcomeProposal, decide_the_outcome_of_an_enquiry
from candour.practice.strategy_discussion import StrategyProposal, hold_a_strategy_discussion
from candour.practice.supervision import Directed, Meeting, Said, account_given, direction_given
from candour.practice.voices import View
from candour.practice.written_work import FinishProposal, ReadProposal, finish_a_text
from candour.record.casefile import Casefile
from candour.record.casefile.documents import document_digest
from candour.record.casefile.episodes import contacts, open_episode
from candour.record.casefile.plans import open_cp_plan
from candour.record.casefile.protection import assessments, enquiries
from candour.record.casefile.written_work import Work, works
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.documents import DocumentSent, Part
from candour.record.entries.harm import HarmRecorded, ProtectionRecorded
from candour.record.entries.person import PersonRecorded
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.supervision import AgreedAction
from candour.record.entries.written_work import Line, PassageWritten, Statement, WrittenWorkBegun
from candour.record.entry import ToRecord
from candour.terms.statements import statements
from tests.office import Office

WHY = {"grounds": ("need",), "because": "What the child needs."}
AGENCIES = (
    Attendance(name="DS Hart", agency="Police"),
    Attendance(name="Nurse Bell", agency="Health"),
    Attendance(name="Ms Lane", agency="School"),
)
VIEWS = (
    View(whose="child", words="I am all right."),
    View(whose="family", words="We agree."),
    View(whose="agency", words="No concerns."),
)


def supervised(
    desk: Desk, office: Office, person_id: str, held_on: date | None = None, said: str = "We talked."
) -> str:
    """The manager's account of a supervision with the social worker, with a direction. Returns its reference."""
    case, by = desk.casefile_to_read(person_id), office.worker("team_manager", desk)
    meeting = Meeting(
        supervision_id=desk.fresh(),
        held_on=held_on or desk.now.day,
        supervisor_id=by.worker_id,
        worker_id=office.ids["social_worker"],
    )
    action = AgreedAction(what="See her alone", why="She has not been asked", by_when=desk.now.day, by_whom="Jo Marsh")
    account = Said(discussed=said, actions=(action,), childs_view="It is loud.")
    directed = Directed(words="Close it by Friday.")
    direction = direction_given(case, meeting, directed, by, "Team manager", desk.now)
    desk.note([*account_given(case, meeting, account, desk.now), direction], by=by)
    return meeting.supervision_id


class Life:
    """One child's life. Each method is one thing that happened, on a day."""

    def __init__(self, desk: Desk, clock: Any, office: Office, forename: str = "Amira", surname: str = "Hale") -> None:
        self.desk, self.clock, self.office = desk, clock, office
        self.person_id = desk.fresh()
        self.day = date(2024, 1, 8)
        self.harm_id = self.supervision_id = ""
        fact = PersonRecorded(
            forename=forename, surname=surname, dob=date(2014, 5, 6), la_child_id=f"T{self.person_id[:9]}"
        )
        clock.to(self.day)
        self.note(fact, role="front_door_screener")

    @property
    def case(self) -> Casefile:
        return self.desk.casefile_to_read(self.person_id)

    def by(self, role: str) -> Worker:
        return self.office.worker(role, self.desk)

    def on(self, day: date) -> Life:
        self.day = day
        self.clock.to(day)
        return self

    def later(self, days: int) -> Life:
        return self.on(self.day + timedelta(days=days))

    def note(self, fact: Any, role: str = "social_worker", *subjects: str) -> Life:
        self.desk.note([ToRecord(fact, (self.person_id, *subjects), self.day)], by=self.by(role))
        return self

    def decide(self, decision: Any, proposal: Any, role: str, **more: Any) -> Life:
        self.desk.decide(decision, [self.person_id], proposal, by=self.by(role), **more)
        return self

    def contact(self, said: str = "Bruises.", indicators: tuple[str, ...] = ()) -> Life:
        fact = ContactReceived(
            contact_id=self.desk.fresh(),
            received_on=self.day,
            source_code="2A",
            what_was_said=said,
            indicators=indicators,
        )
        return self.note(fact, "front_door_screener")

    def referral(self, said: str = "Bruises.", indicators: tuple[str, ...] = ()) -> Life:
        self.contact(said, indicators)
        contact = contacts(self.case)[-1].received.fact.contact_id
        return self.decide(
            decide_a_contact, ContactProposal(contact_id=contact, outcome="referral", **WHY), "front_door_screener"
        )

    def answered(self, response: str = "assessment", **more: Any) -> Life:
        episode = open_episode(self.case)
        stops = response in ("no further action", "other help")
        proposal = ReferralProposal(
            referral_id=episode.referral_id if episode else "",
            response=response,
            primary_need="" if stops else "N1",
            threshold_id=self.office.threshold,
            threshold_level="Child in need (section 17)",
            **{**WHY, **more},
        )
        return self.decide(decide_the_response_to_a_referral, proposal, "team_manager")

    def allocated(self, role: str = "social_worker") -> Life:
        proposal = AllocationProposal(
            worker_id=self.office.ids[role],
            team_id=self.office.team,
            start=self.day,
            why="Room and skill.",
            worker_registered=role != "support_worker",
        )
        return self.decide(allocate_a_child, proposal, "team_manager")

    def harmed(self, what: str = "Hit with a belt", kind: str = "harm") -> Life:
        self.harm_id = self.desk.fresh()
        return self.note(HarmRecorded(harm_id=self.harm_id, harm_kind=kind, what=what, known_on=self.day))

    def protected(self, what: str = "He has left and is barred by an order") -> Life:
        fact = ProtectionRecorded(protection_id=self.desk.fresh(), harm_id=self.harm_id, what=what, removes_risk="yes")
        return self.note(fact)

    def discussed(self) -> Life:
        proposal = StrategyProposal(
            held_on=self.day,
            present=AGENCIES,
            outcome="enquiry",
            lead_worker_id=self.office.ids["social_worker"],
            lead_registered=True,
            **WHY,
        )
        return self.decide(hold_a_strategy_discussion, proposal, "social_worker")

    def enquired(self, outcome: str = "conference") -> Life:
        proposal = OutcomeProposal(
            s47_enquiry_id=enquiries(self.case)[-1].s47_enquiry_id,
            outcome=outcome,
            childs_account="He hits me.",
            findings="Marks of a belt.",
            conference_on=self.day + timedelta(days=3) if outcome == "conference" else None,
            **WHY,
        )
        return self.decide(decide_the_outcome_of_an_enquiry, proposal, "social_worker")

    def assessed(self, outcome: str = "continue") -> Life:
        proposal = AuthorisationProposal(
            assessment_id=assessments(self.case)[-1].assessment_id,
            outcome=outcome,
            factors=("18C",),
            child_seen="yes",
            **WHY,
        )
        return self.decide(authorise_an_assessment, proposal, "team_manager")

    def conferenced(self, **more: Any) -> Life:
        proposal = ConferenceProposal(
            **{
                "meeting_id": self.desk.fresh(),
                "held_on": self.day,
                "present": AGENCIES,
                "quorate": "yes",
                "significant_harm": "Physical harm",
                "plan_agreed": True,
                "category": "PHY",
                "aims": (Aim(what_must_change="Nobody hits her", harm_id=self.harm_id),),
                "views": (View(whose="child", words="I want it to stop."),),
                **WHY,
                **more,
            }
        )
        return self.decide(record_an_initial_conference, proposal, "conference_chair")

    def reviewed(self, changed: str = "Nobody has hit her since.") -> Life:
        plan = open_cp_plan(self.case)
        proposal = ReviewProposal(
            cp_plan_id=plan.cp_plan_id if plan else "",
            meeting_id=self.desk.fresh(),
            held_on=self.day,
            present=AGENCIES,
            quorate="yes",
            changed_since=changed,
            childs_view="It is quiet.",
            **WHY,
        )
        return self.decide(continue_a_child_protection_plan, proposal, "conference_chair")

    def plan_ended(self, **more: Any) -> Life:
        plan = open_cp_plan(self.case)
        proposal = PlanEndingProposal(
            **{
                "cp_plan_id": plan.cp_plan_id if plan else "",
                "meeting_id": self.desk.fresh(),
                "held_on": self.day,
                "present": AGENCIES,
                "quorate": "yes",
                "changed_since": "She is safe.",
                "views": VIEWS,
                "directed": "no",
                **WHY,
                **more,
            }
        )
        return self.decide(end_a_child_protection_plan, proposal, "conference_chair")

    def closed(self, reason: str = "RC7", **more: Any) -> Life:
        episode = open_episode(self.case)
        proposal = ClosureProposal(
            **{
                "referral_id": episode.referral_id if episode else "",
                "closed_on": self.day,
                "reason": reason,
                "changed_since": "Things are calm.",
                "views": VIEWS,
                "directed": "no",
                **WHY,
                **more,
            }
        )
        return self.decide(close_an_episode, proposal, "team_manager")

    def supervised(self, held_on: date | None = None, said: str = "We talked.") -> Life:
        self.supervision_id = supervised(self.desk, self.office, self.person_id, held_on, said)
        return self

    def on_a_plan(self) -> Life:
        """From referral to a running child protection plan."""
        self.referral().answered().allocated().harmed()
        return self.later(2).discussed().later(8).enquired().later(4).assessed().conferenced()

    def closed_before(self, times: int = 1) -> Life:
        """Referred, assessed and closed, so many times."""
        for _ in range(times):
            self.referral("Shouting and bruises again.").answered().later(20).assessed("close")
            self.closed(
                reason="RC8",
                earlier_closures="Mother has left him.",
                legal_steps_considered_by="Team manager",
                legal_steps_not_taken_because="Not then.",
            ).later(120)
        return self

    def wrote(
        self, section: str, words: str, role: str = "social_worker", kind: str = "assessment", **more: Any
    ) -> Life:
        """A passage in the latest piece of written work of this kind, which is begun if there is none being written."""
        drafts = [one for one in works(self.case) if one.kind == kind and one.is_draft]
        if not drafts:
            about = more.pop("about", "")
            self.note(WrittenWorkBegun(work_id=self.desk.fresh(), work_kind=kind, about=about), role)
            drafts = [works(self.case)[-1]]
        said = tuple(Statement(words=w, mark=m, told_by=b) for w, m, b in statements(words))
        fact = PassageWritten(
            work_id=drafts[-1].work_id, passage_id=self.desk.fresh(), section=section, statements=said, **more
        )
        return self.note(fact, role)

    @property
    def work(self) -> Work:
        """The piece of written work begun last."""
        return works(self.case)[-1]

    def finished(self, role: str = "social_worker", **more: Any) -> Life:
        """The latest piece is finished as it stands."""
        why = {"the_child_is_heard_in_it": "A test."}
        proposal = FinishProposal(work_id=self.work.work_id, known=more.pop("known", {}), **more)
        return self.decide(finish_a_text, proposal, role, departing=why)

    def read_and(self, decision: Any, role: str = "team_manager", **more: Any) -> Life:
        """Somebody read the latest finished text and authorised it, or gave it back."""
        version = self.work.latest
        assert version is not None
        given = {
            "work_id": self.work.work_id,
            "version_id": version.version_id,
            "digest": version.finished.fact.digest,
            "because": "It says what was seen.",
            "open_seconds": 240,
            **more,
        }
        return self.decide(decision, ReadProposal(**given), role)

    def handed_out(self, reader: str = "court") -> Life:
        """A case summary, handed over."""
        parts = (Part(heading="The child", says=("Words.",), lines=(Line(label="Born", words="6 May 2014"),)),)
        digest = document_digest("case_summary", "Case summary", reader, parts, large_print=False)
        fact = DocumentSent(
            document_id=self.desk.fresh(), document_kind="case_summary", title="Case summary", reader=reader,
            to_whom="The court", route="by hand", sent_on=self.day, parts=parts, digest=digest,
        )  # fmt: skip
        return self.note(fact)
