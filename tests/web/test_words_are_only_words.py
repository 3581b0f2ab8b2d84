"""Whatever is typed is shown as it was typed, and never runs."""

from __future__ import annotations

from candour.record.entries.address import AddressRecorded
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.direction import DirectionReceived, PressureRecorded
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entries.voice_of_child import ViewRecorded
from candour.web.pages import PAGES
from tests.web.test_pages_open import address, client_for

BAD = "<img src=x onerror=alert(1)>\"'&{{ 7 }}"


def test_no_page_lets_typed_words_become_part_of_the_page(life, office, desk):
    child = life(BAD, BAD).contact(BAD)
    child.referral(BAD).answered(because=BAD).allocated().harmed(BAD, "disclosure").protected(BAD)
    fresh = desk.fresh
    for fact in (
        VisitMade(visit_id=fresh(), visited_on=child.day, child_said=BAD, noticed=BAD, next_step=BAD),
        ViewRecorded(view_id=fresh(), whose="child", words=BAD, given_on=child.day),
        DirectionReceived(direction_id=fresh(), from_whom=BAD, their_role=BAD, received_on=child.day, words=BAD),
        PressureRecorded(pressure_id=fresh(), from_whom=BAD, felt_on=child.day, words=BAD),
        DissentRecorded(dissent_id=fresh(), who=BAD, their_role=BAD, words=BAD, given_on=child.day),
        AddressRecorded(address_id=fresh(), lines=BAD, postcode="ZZ1 1AA"),
        RelationshipRecorded(
            relationship_id=fresh(), family_id=fresh(), person_id=child.person_id, other_person_id=fresh(),
            relationship=BAD, other_name=BAD,
        ),
        EntryMasked(entry_id=child.case.recorded[1].entry_id, why=BAD),
    ):  # fmt: skip
        child.note(fact)
    child.later(1).discussed().supervised(said=BAD)
    asked = client_for("social_worker", office)
    asked.post(address(PAGES["own-account"], child.person_id, office), {"discussed": BAD, "worker_needs": BAD})
    asked.post(address(PAGES["reflection"], child.person_id, office), {"words": BAD})
    asked.post(address(PAGES["answer-direction"], child.person_id, office), {"answer": "disputed", "words": BAD})
    assert child.case.recorded[-1].fact.words == BAD
    for role in ("team_manager", "conference_chair", "social_worker", "scrutineer"):
        client = client_for(role, office)
        for page in PAGES.values():
            for item in child.case.recorded if page.name == "entry" else child.case.recorded[-1:]:
                where = address(page, child.person_id, office).replace("/entry/0/", f"/entry/{item.position}/")
                assert "<img src=x" not in client.get(where).content.decode(), where
    found = client_for("team_manager", office).post("/search/", {"name": BAD}).content.decode()
    assert "<img src=x" not in found
