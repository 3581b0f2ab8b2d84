"""Every page opens for those who may see it, and for nobody else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from candour.access import permission
from candour.practice.contacts import ContactProposal, decide_a_contact
from candour.record.entries.authority import AUTHORITY, AuthorityRecorded
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.documents import DocumentSent
from candour.record.entries.person import PersonRecorded
from candour.record.entries.retention import CopyGiven
from candour.record.entries.supervision import SupervisionHeld
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.web.addresses import urlpatterns
from candour.web.pages import PAGES
from tests.lives import supervised
from tests.papers import DOCUMENT, PASSAGE, WORK, some_papers
from tests.raising import a_concern
from tests.signals import raised
from tests.surveys import fixed, with_results

assert urlpatterns


def address(page, person_id, office):
    """Where a page is: only what its address names is looked up."""
    supervision = "supervision_id", "direction_id"
    places = {
        "person_id": lambda: person_id,
        "place": lambda: place_of_a_document(person_id),
        "position": lambda: copy_given(person_id) if page.name == "whole-record-paper" else "0",
        "team_id": lambda: office.team,
        "worker_id": lambda: office.ids["social_worker"],
        "ends_in": lambda: "2024",
        "measure": lambda: "referrals",
        "work_id": lambda: WORK,
        "passage_id": lambda: PASSAGE,
        "proposal_id": lambda: "c" * 32,
        "number": lambda: "1",
        "document_id": lambda: DOCUMENT,
        "chronology_id": lambda: "d" * 32,
        "kind": lambda: "case_summary",
        "reader_key": lambda: "court",
        "code": lambda: "8790",
        "year": lambda: "2026",
        "digest": digest_of_a_file,
        "detector": lambda: "bulk_downgrade",
        "signal_id": signal_raised,
        "survey_id": survey_fixed,
        "concern_id": lambda: concern_raised(page),
        **{name: lambda name=name: talked_about(person_id)[name] for name in supervision},
    }
    return "/" + re.sub("<(?:ref|int|slug|digest):([a-z_]+)>", lambda found: places[found[1]](), page.address)


def place_of_a_document(person_id):
    """Where a document that was sent stands on the record; nowhere, where none was."""
    sent = read(person_id).last(DocumentSent)
    return str(sent.position) if sent else "0"


def digest_of_a_file():
    """The digest of a census file that was made; of none, where none was."""
    made = rows("SELECT ccpr_digest AS digest FROM ssd_cin_census_produced LIMIT 1")
    return made[0]["digest"] if made else "f" * 64


def signal_raised():
    """The reference of a signal, if there is one."""
    found = rows("SELECT sign_id FROM ssd_signal LIMIT 1")
    return found[0]["sign_id"] if found else "9" * 32


def survey_fixed():
    """The reference of a survey, if one was written down."""
    found = rows("SELECT surv_id FROM ssd_survey ORDER BY surv_publishes LIMIT 1")
    return found[0]["surv_id"] if found else "7" * 32


def concern_raised(page):
    """The reference of the concern that was raised, by name or without; of none, where none was."""
    how = "anonymous" if page.name == "concern-looks" else "named"
    found = rows("SELECT conc_id FROM ssd_concern WHERE conc_how = %s", [how])
    return found[0]["conc_id"] if found else "8" * 32


def copy_given(person_id):
    """The place of a copy of the record that was given; a place without one, where none was."""
    given = read(person_id).last(CopyGiven)
    return str(given.position if given else 0)


def talked_about(person_id):
    """The references of a supervision about a child and of a direction given in it, if there are any."""
    case, nowhere = read(person_id), "e" * 32
    held, ordered = case.last(SupervisionHeld), case.last(DirectionReceived)
    return {
        "supervision_id": held.fact.supervision_id if held else nowhere,
        "direction_id": ordered.fact.direction_id if ordered else nowhere,
    }


def is_for(page, role, relation):
    """Whether a role gets to a page: the table of permissions says, and these are for the two of a supervision."""
    of_whom = {
        "own-account": ("social_worker", "team_manager"),
        "reflection": ("social_worker", "team_manager"),
        "answer-direction": ("social_worker",),
        "concern": ("social_worker", "director"),  # who raised it, and who holds it
        "concern-pack": ("social_worker",),
    }
    return permission.may(role, page.verb, relation) and role in of_whom.get(page.name, (role,))


@pytest.fixture
def amira(desk, screener, office):
    """A child with a referral to decide."""
    person_id, contact_id = desk.fresh(), desk.fresh()
    day = desk.now.day
    facts = [
        ToRecord(PersonRecorded(forename="Amira", surname="Hale", la_child_id="AMIRA00001"), (person_id,), day),
        ToRecord(ContactReceived(contact_id=contact_id, received_on=day, what_was_said="Bruises"), (person_id,), day),
    ]
    desk.note(facts, by=screener)
    proposal = ContactProposal(contact_id=contact_id, outcome="referral", grounds=("need",), because="Bruising")
    desk.decide(decide_a_contact, [person_id], proposal, by=screener)
    some_papers(desk, office, person_id)
    supervised(desk, office, person_id)
    a_census_file(desk, office)
    raised(desk, children=(person_id,), about_team=office.team)
    fixed(desk, office.worker("data_officer", desk))
    with_results(desk, office.worker("data_officer", desk))
    a_concern(desk, office, how="named")
    a_concern(desk, office, how="anonymous")
    return person_id


def a_census_file(desk, office):
    """A census file that was made and kept."""
    name = AuthorityRecorded(name="Wrenshire", lea="888")
    desk.note([ToRecord(name, (AUTHORITY,), desk.now.day)], by=office.worker("data_officer", desk))
    assert client_for("data_officer", office).post("/census/2026/file/").status_code == 302


def client_for(role, office):
    from candour.access.store.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=role.replace("_", "-")))
    session = client.session
    session["seen"] = 2_000_000_000
    session.save()
    return client


@pytest.mark.parametrize("role", permission.ROLES)
def test_every_page_answers_each_role_as_the_table_of_permissions_says(role, office, amira):
    client, first = client_for(role, office), first_entry(amira)
    for page in PAGES.values():
        where = address(page, amira, office).replace("/entry/0/", f"/entry/{first}/")
        allowed = is_for(page, role, "other" if page.about_child else "none")
        status = client.get(where).status_code
        assert status in ((200, 302) if allowed else (403,)), f"{role} got {status} from {where}"


@pytest.mark.parametrize("role", permission.ROLES)
@pytest.mark.parametrize("relation", ["own", "team"])
def test_a_child_of_ones_own_or_of_ones_team_opens_as_the_table_says(role, relation, office, life, desk):
    child = life().referral().answered().allocated(role if relation == "own" else "social_worker").supervised()
    some_papers(desk, office, child.person_id)
    if relation == "team" and role == "social_worker":
        role = "newly_qualified_social_worker"
    client, first = client_for(role, office), first_entry(child.person_id)
    for page in PAGES.values():
        if page.about_child:
            where = address(page, child.person_id, office).replace("/entry/0/", f"/entry/{first}/")
            allowed = is_for(page, role, relation)
            status = client.get(where).status_code
            assert status in ((200, 302) if allowed else (403,)), f"{role} ({relation}) got {status} from {where}"


def test_an_unknown_child_and_a_worker_are_no_childs_page(office):
    client = client_for("social_worker", office)
    for reference in ("f" * 32, office.ids["social_worker"], office.team):
        assert client.get(f"/child/{reference}/").status_code == 404


def first_entry(person_id):
    return read(person_id).recorded[0].position


def test_nobody_sees_anything_signed_out(office, amira):
    client = Client()
    for page in PAGES.values():
        reply = client.get(address(page, amira, office))
        assert reply.status_code == 302 and reply["Location"].startswith("/sign-in/"), page.name
