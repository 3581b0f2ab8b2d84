"""A family with things to hide, for good reason: a refuge address, a neighbour who told, a half-brother elsewhere.

The secrets are in their own fields, and again in free words wherever somebody might have typed them.
"""

from __future__ import annotations

from candour.practice.initial_cp_conference import Aim
from candour.practice.voices import View
from candour.practice.written_work import authorise_a_text
from candour.record.casefile.plans import open_cp_plan
from candour.record.entries.address import AddressRecorded
from candour.record.entries.cin_episodes import EpisodeClosed
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.core_group import CoreGroupHeld
from candour.record.entries.direction import DirectionReceived, PressureRecorded
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.documents import ChosenEvent, ChronologyWritten
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.person import PersonRecorded
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.visits import VisitMade
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import ToRecord

ADDRESS = ("juniper", "thornwick", "qx8", "qx82tr")
REFERRER = ("brindle", "edith")
BROTHER = ("kai", "osborne")
PARTNER = ("craig", "dunmore")
SISTER = ("lacey",)
ACCOUNT = ("under the stairs",)
MOTHERS_WORDS = ("i take tablets",)
LEAK = (
    "They live at 14 Juniper Court. It is quiet. The bus to THORNWICK stops there; post goes to QX82TR. "
    "Mrs Brindle-next-door heard it. Edith\u2019s word counts. His brother K\u00e4i asked after him. Osborne is the name. "
    "Craig was there. Mr Dunmore left. She is safe."
)


def people_around(life, desk):
    """The family of the child, each on the record."""
    found = {}
    for name, relation, more in (
        ("Stacey Vale", "mother", {"lives_with": True, "parental_responsibility": True}),
        ("Dean Whitby", "father", {"parental_responsibility": True}),
        ("Lacey Vale", "sister", {"lives_with": True}),
        ("Kai Osborne", "half-brother", {}),
        ("Craig Dunmore", "mother's former partner", {}),
        ("Bev Stone", "foster carer", {}),
    ):
        found[relation] = ref = desk.fresh()
        forename, surname = name.split()
        adult = relation not in ("sister", "half-brother")
        fact = PersonRecorded(kind_of_person="adult" if adult else "child", forename=forename, surname=surname)
        desk.note([ToRecord(fact, (ref,), life.day)], by=life.by("social_worker"))
        tie = RelationshipRecorded(
            relationship_id=desk.fresh(), family_id=desk.fresh(), person_id=life.person_id, other_person_id=ref,
            relationship=relation, other_name=name, **more,
        )  # fmt: skip
        life.note(tie, "social_worker", ref)
    return found


def secrets_family(life_of, desk):
    """The child, with the whole journey behind them and a secret in every box. Returns the life and who is who."""
    life = life_of("Tyler", "Vale")
    around = people_around(life, desk)
    contact = ContactReceived(
        contact_id=desk.fresh(), received_on=life.day, source_code="1B", source_name="Edith Brindle",
        source_confidential=True, what_was_said=f"I hear him scream. {LEAK}",
    )  # fmt: skip
    life.note(contact, "front_door_screener")
    from candour.practice.contacts import ContactProposal, decide_a_contact

    why = {"grounds": ("need",), "because": f"He needs help. {LEAK}"}
    life.decide(
        decide_a_contact,
        ContactProposal(contact_id=contact.contact_id, outcome="referral", **why),
        "front_door_screener",
    )
    life.answered(because=f"Look into it. {LEAK}").allocated().harmed(f"Hit with a belt. {LEAK}")
    for ref in (life.person_id, around["mother"]):
        home = AddressRecorded(
            address_id=desk.fresh(), lines="14 Juniper Court, Thornwick", postcode="QX8 2TR", confidential=True
        )
        desk.note([ToRecord(home, (ref,), life.day)], by=life.by("social_worker"))
    told = HarmRecorded(
        harm_id=desk.fresh(), harm_kind="disclosure", what="Locked under the stairs", from_whom="Dean Whitby",
        known_on=life.day, childs_words="He put me under the stairs.",
    )  # fmt: skip
    life.note(told)
    life.later(2).discussed().later(8).enquired().later(4).assessed()
    life.conferenced(
        present=(
            Attendance(name="Ms Lane", agency="School", view=f"He is tired. {LEAK}"),
            Attendance(name="Nurse Bell", agency="Health"),
            Attendance(name="DS Hart", agency="Police", view="We do not agree.", dissents=True),
            Attendance(name="Stacey Vale", agency="Mother"),
        ),
        outline_plan=f"Nobody hits him. {LEAK}",
        because=f"He has been hurt. {LEAK}",
        significant_harm=f"Physical harm. {LEAK}",
        aims=(Aim(what_must_change=f"Nobody hits him. {LEAK}", harm_id=told.harm_id, who=f"Stacey. {LEAK}"),),
        views=(
            View(whose="child", words=f"I want it to stop. {LEAK}"),
            View(whose="family", who="Stacey Vale", words=f"I take tablets to sleep. {LEAK}"),
        ),
    )
    plan = open_cp_plan(life.case)
    facts = (
        VisitMade(visit_id=desk.fresh(), visited_on=life.day, seen_alone="yes", child_said=f"Dad put me under the stairs. {LEAK}",
                  noticed=f"Tidy. {LEAK}"),
        CoreGroupHeld(core_group_id=desk.fresh(), cp_plan_id=plan.cp_plan_id, meeting_id=desk.fresh(), held_on=life.day,
                      progress=f"Some. {LEAK}"),
        PressureRecorded(pressure_id=desk.fresh(), from_whom="A head of service", on_whom="the chair", felt_on=life.day,
                         words=f"End it. {LEAK}"),
        DirectionReceived(direction_id=desk.fresh(), from_whom="A head of service", received_on=life.day, words=f"Close. {LEAK}"),
        DissentRecorded(dissent_id=desk.fresh(), who="Jo Marsh", words=f"I disagree. {LEAK}", recommends="Go on.", given_on=life.day),
        ViewRecorded(view_id=desk.fresh(), whose="agency", who="Ms Lane", words=f"Keep it. {LEAK}", given_on=life.day),
        EpisodeClosed(referral_id=life.case.recorded[0].entry_id, closed_on=life.day, reason="RC7", would_reopen=f"If. {LEAK}"),
    )  # fmt: skip
    for fact in facts:
        life.note(fact)
    conference = life.case.recorded[0]
    for item in life.case.recorded:
        if item.fact.kind == "initial_conference_held":
            conference = item
    life.wrote(
        "discussion", f"Opinion: It is serious. {LEAK}", "conference_chair", "minutes", about=conference.entry_id
    )
    life.finished("conference_chair")
    life.wrote("analysis", f"Told by Edith Brindle: He screams. {LEAK}")
    life.wrote("parenting", "She drinks at night.", not_for=(around["father"], "school")).finished()
    life.read_and(authorise_a_text)
    harm = next(item for item in life.case.recorded if item.fact.kind == "harm_recorded")
    chosen = (
        ChosenEvent(entry_id=harm.entry_id, analysis=f"It began here. {LEAK}"),
        ChosenEvent(entry_id=conference.entry_id),
    )
    life.note(
        ChronologyWritten(
            chronology_id=desk.fresh(),
            number=1,
            title=f"For the court. {LEAK}",
            chosen=chosen,
            analysis=f"A pattern. {LEAK}",
        )
    )
    sister = RelationshipRecorded(
        relationship_id=desk.fresh(), family_id=desk.fresh(), person_id=around["sister"], other_person_id=around["mother"],
        relationship="mother", other_name="Stacey Vale", lives_with=True, parental_responsibility=True,
    )  # fmt: skip
    desk.note([ToRecord(sister, (around["sister"], around["mother"]), life.day)], by=life.by("social_worker"))
    return life, around
