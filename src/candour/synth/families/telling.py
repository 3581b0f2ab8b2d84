"""How a life written by hand is put on the record: a day, an hour, a worker, and what they wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from candour.practice.cin_assessments import AuthorisationProposal, authorise_an_assessment
from candour.practice.cin_episodes import ReferralProposal, decide_the_response_to_a_referral
from candour.practice.contacts import ContactProposal, decide_a_contact
from candour.practice.desk import Desk
from candour.practice.guard import Decision
from candour.practice.involvements import AllocationProposal, allocate_a_child
from candour.record.entries.address import AddressRecorded
from candour.record.entries.cin_assessments import AssessmentStarted
from candour.record.entries.cin_episodes import ReferralReceived
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.person import IdentifierLinked, PersonRecorded
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.visits import VisitMade
from candour.record.entry import Recorded, ToRecord
from candour.synth.chance import lots
from candour.synth.hours import DeskClock, at, working_day
from candour.synth.numbers import nhs_number, pupil_number
from candour.synth.staff import ASSESSMENT, FRONT_DOOR, SAFEGUARDING, Post, Staff
from candour.terms.working_days import london_day

T = TypeVar("T")
LEVEL_3 = "Level 3: a child in need (section 17)"
LEVEL_4 = "Level 4: a child who may be suffering significant harm (section 47)"


@dataclass
class Telling:
    """The desk, the clock, and the same few workers throughout."""

    desk: Desk
    clock: DeskClock
    staff: Staff
    today: date
    refs: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)  # references a later part of the story needs
    _number: int = 9000
    _latest: datetime | None = None

    def ref(self, name: str) -> str:
        """A person's reference, made at the first mention."""
        return self.refs.setdefault(name, self.desk.fresh())

    def day(self, ago: int) -> date:
        """The working day some days ago, or the next after it; never later than today."""
        return min(working_day(self.today - timedelta(days=ago)), self.today)

    def on(self, ago: int, hour: int = 10, minute: int = 0) -> date:
        """Move the clock to an hour of that day."""
        wanted = at(self.day(ago), hour, minute)
        # Two days that fall on one weekend are both the Monday: the second is written after the first.
        self.clock.moment = self._latest = max(wanted, self._latest + timedelta(minutes=7)) if self._latest else wanted
        return london_day(self.clock.moment)

    def another(self) -> None:
        """Somebody else's story, which may begin before the last one ended."""
        self._latest = None

    def who(self, role: str, work: str = "") -> Post:
        """The first in post with this role, who is still here today if anybody is: the same face each time."""
        able = self.staff.available(role, work, london_day(self.clock.moment))
        return next((post for post in able if post.in_post(self.today) and not post.newly_qualified_to), able[0])

    @property
    def screener(self) -> Post:
        return self.who("front_door_screener", FRONT_DOOR)

    @property
    def front_door_manager(self) -> Post:
        return self.who("team_manager", FRONT_DOOR)

    @property
    def duty(self) -> Post:
        return self.who("social_worker", FRONT_DOOR)

    @property
    def assessor(self) -> Post:
        return self.who("social_worker", ASSESSMENT)

    @property
    def safeguarder(self) -> Post:
        return self.who("social_worker", SAFEGUARDING)

    @property
    def chair(self) -> Post:
        return self.who("conference_chair")

    def manager_of(self, post: Post) -> Post:
        return self.staff.leader(post.team, london_day(self.clock.moment))

    def note(self, by: Post, name: str, *facts: Any, happened: date | None = None) -> None:
        """Write facts on somebody's file."""
        day = london_day(self.clock.moment)
        drafts = [ToRecord(fact, (self.ref(name),), happened or day) for fact in facts]
        self.desk.note(drafts, by=by.worker(day))

    def decide(
        self, by: Post, what: Decision, name: str, proposal: Any, departing: Mapping[str, str] | None = None
    ) -> list[Recorded[Any]]:
        """Take a decision about somebody."""
        return self.desk.decide(
            what, [self.ref(name)], proposal, by=by.worker(london_day(self.clock.moment)), departing=departing or {}
        )

    def child(
        self, name: str, *, born: date, sex: str, ethnicity: str = "WBRI", due: bool = False,
        disabilities: Sequence[str] = ("NONE",),
    ) -> None:  # fmt: skip
        """Put a child on the record; `due` for one not yet born, whose `born` is the day expected."""
        self._number += 1
        forename, _, surname = name.rpartition(" ")
        upn = pupil_number(lots(name), born.year) if (self.today - born).days > 5 * 365 else ""
        person = PersonRecorded(
            kind_of_person="unborn child" if due else "child",
            forename="" if due else forename,
            surname=surname,
            dob=None if due else born,
            expected_dob=born if due else None,
            sex="U" if due else sex,
            ethnicity=ethnicity,
            disabilities=() if due else tuple(disabilities),
            la_child_id=f"WR{self._number:06d}",
            upn=upn,
            upn_unknown="" if upn else "UN1",
        )
        self.note(self.screener, name, person)
        if not due:
            number = IdentifierLinked(
                identifier_id=self.desk.fresh(), identifier_type="NHS number", value=nhs_number(lots(name))
            )
            self.note(self.screener, name, number)

    def adult(self, name: str, *, born: date, sex: str) -> None:
        """Put a grown-up of the family on the record."""
        forename, _, surname = name.rpartition(" ")
        self.note(
            self.screener,
            name,
            PersonRecorded(kind_of_person="adult", forename=forename, surname=surname, dob=born, sex=sex),
        )

    def related(
        self, family: str, child: str, other: str, relationship: str, *, lives_with: bool, responsible: bool = False
    ) -> None:
        """Say what somebody is to a child."""
        fact = RelationshipRecorded(
            relationship_id=self.desk.fresh(), family_id=self.ref(f"family {family}"), person_id=self.ref(child),
            other_person_id=self.ref(other), other_name=other, relationship=relationship, lives_with=lives_with,
            parental_responsibility=responsible,
        )  # fmt: skip
        self.note(self.screener, child, fact)

    def ended(self, by: Post, name: str, kind: type[Any], on: date, **named: str) -> None:
        """Write down that a tie or an address ended: the entry again, with its end."""
        held = self.desk.casefile_to_read(self.ref(name)).of(kind)
        item = next(one for one in held if all(getattr(one.fact, key) == value for key, value in named.items()))
        day = london_day(self.clock.moment)
        again = ToRecord(replace(item.fact, end=on), (self.ref(name),), item.happened, supersedes=item.entry_id)
        self.desk.note([again], by=by.worker(day))

    def address(
        self,
        name: str,
        lines: str,
        postcode: str,
        *,
        since: date,
        until: date | None = None,
        confidential: bool = False,
    ) -> None:
        """Say where somebody lives or lived."""
        fact = AddressRecorded(
            address_id=self.desk.fresh(),
            lines=lines,
            postcode=postcode,
            start=since,
            end=until,
            confidential=confidential,
        )
        self.note(self.screener, name, fact)

    def contact(self, name: str, said: str, *, source: str, source_name: str, indicators: Sequence[str] = ()) -> str:
        """What came in. Returns its reference."""
        fact = ContactReceived(
            contact_id=self.desk.fresh(), received_on=london_day(self.clock.moment), received_at=f"{self.clock.moment:%H:%M}",
            source_code=source, source_name=source_name, what_was_said=said, indicators=tuple(indicators),
        )  # fmt: skip
        self.note(self.screener, name, fact)
        return fact.contact_id

    def decide_contact(self, name: str, contact_id: str, outcome: str, because: str) -> str:
        """The manager's decision on a contact. Returns the referral's reference, if it became one."""
        made = self.decide(
            self.front_door_manager, decide_a_contact, name,
            ContactProposal(contact_id=contact_id, outcome=outcome, grounds=("need",), because=because, source_told="yes"),
        )  # fmt: skip
        return next((item.fact.referral_id for item in made if isinstance(item.fact, ReferralReceived)), "")

    def respond(
        self, name: str, referral_id: str, response: str, because: str, *, need: str = "N1", why_no_discussion: str = ""
    ) -> str:
        """The response to a referral. Returns the assessment it starts, if it does."""
        level = LEVEL_4 if "strategy" in response else LEVEL_3
        proposal = ReferralProposal(
            referral_id=referral_id, response=response, primary_need=need, grounds=("need", "evidence"), because=because,
            threshold_id=self.staff.threshold(london_day(self.clock.moment)), threshold_level=level, parents_told="yes",
            referrer_told="yes", no_strategy_discussion_because=why_no_discussion,
        )  # fmt: skip
        made = self.decide(self.duty, decide_the_response_to_a_referral, name, proposal)
        return next((item.fact.assessment_id for item in made if isinstance(item.fact, AssessmentStarted)), "")

    def allocate(self, name: str, to: Post, why: str, *, reason: str = "FCONTA", handed_over: str = "") -> None:
        """Give a child a worker."""
        day = london_day(self.clock.moment)
        proposal = AllocationProposal(
            worker_id=to.worker_id, team_id=to.team.team_id if to.team else "", start=day, why=why, change_reason=reason,
            worker_registered=to.registered_on(day), handed_over=handed_over,
        )  # fmt: skip
        self.decide(self.manager_of(to), allocate_a_child, name, proposal)

    def visit(
        self, by: Post, name: str, *, said: str, noticed: str, next_step: str = "", where: str = "home", seen: str = "yes",
        alone: str = "yes", bedroom: str = "", not_seen_because: str = "", made_by: Post | None = None,
    ) -> None:  # fmt: skip
        """A visit made today."""
        fact = VisitMade(
            visit_id=self.desk.fresh(), visited_on=london_day(self.clock.moment), where=where, seen=seen,
            seen_alone=alone if seen == "yes" else "", bedroom_seen=bedroom, not_seen_because=not_seen_because,
            child_said=said, noticed=noticed, next_step=next_step,
            made_by=made_by.worker_id if made_by else "", made_by_name=made_by.name if made_by else "",
        )  # fmt: skip
        self.note(by, name, fact)

    def authorise(
        self,
        by: Post,
        name: str,
        assessment_id: str,
        outcome: str,
        *,
        because: str,
        factors: Sequence[str],
        words: str,
        analysis: str,
    ) -> None:
        """The manager's name under an assessment."""
        proposal = AuthorisationProposal(
            assessment_id=assessment_id, outcome=outcome, grounds=("need", "evidence"), because=because,
            factors=tuple(factors), child_seen="yes", child_seen_alone="yes", childs_words=words, analysis=analysis,
        )  # fmt: skip
        self.decide(by, authorise_an_assessment, name, proposal)


def made(found: Sequence[Recorded[Any]], kind: type[T]) -> T:
    """The fact of one kind among what a decision wrote."""
    return next(item.fact for item in found if isinstance(item.fact, kind))


def met(*people: tuple[str, str] | tuple[str, str, str]) -> tuple[Attendance, ...]:
    """Who was at a meeting: name, agency and, if they gave one, their view."""
    return tuple(
        Attendance(name=person[0], agency=person[1], view=person[2] if len(person) > 2 else "") for person in people
    )


def born(today: date, years: int, days: int = 0) -> date:
    """A birthday so many years and days ago."""
    return today - timedelta(days=round(years * 365.25) + days)
