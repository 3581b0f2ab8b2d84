"""A page asks the database the same few questions, however many children and entries there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candour.record.entries.involvements import ChildAllocated
from candour.record.entries.person import PersonRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entry import ToRecord
from tests.web.test_pages_open import client_for

FEW_CHILDREN, MANY_CHILDREN = 5, 40
FEW_ENTRIES, MANY_ENTRIES = 10, 200
# Page, who opens it, the most it may ask; the first two questions find the session and the account.
LISTS = [
    ("/", "social_worker", 19),
    ("/", "team_manager", 17),
    ("/teams/{team}/", "team_manager", 9),
    ("/teams/", "team_manager", 10),
]
FILES = [
    ("", "social_worker", 6),
    ("chronology/", "social_worker", 6),
    ("end-plan/", "conference_chair", 8),
    ("visit/", "social_worker", 8),
]


@pytest.fixture
def allocated(desk, office):
    """Allocates so many more children to the social worker."""

    def allocate(many):
        by, day = office.worker("team_manager", desk), desk.now.day
        with desk.together():
            for number in range(many):
                child = desk.fresh()
                who = PersonRecorded(forename="Lily", surname="Ashbury", la_child_id=f"{number}{child[:6]}")
                to = ChildAllocated(
                    involvement_id=desk.fresh(),
                    worker_id=office.ids["social_worker"],
                    team_id=office.team,
                    start=day,
                )
                desk.note([ToRecord(fact, (child,), day) for fact in (who, to)], by=by)

    return allocate


@pytest.fixture
def waiting(life, desk, clock):
    """A contact, a referral and a child without a worker, for somebody to decide."""
    life("Cleo", "Moor").contact()
    life("Dan", "Moor").referral()
    life("Eve", "Moor").referral().answered()
    clock.now = clock.now.now(clock.now.tzinfo)


@pytest.fixture
def on_a_plan(life):
    return life("Amira", "Hale").on_a_plan()


def visited(child, desk, office, until):
    """Write visits until the file has so many entries."""
    day = desk.now.day
    facts = [
        VisitMade(visit_id=desk.fresh(), visited_on=day, child_said="It is quiet.")
        for _ in range(until - child.case.version)
    ]
    by = office.worker("social_worker", desk)
    desk.note([ToRecord(fact, (child.person_id,), day) for fact in facts], by=by)


def asked(client, where, typed=None):
    """How many questions a page puts to the database."""
    client.get("/")  # what is asked once in a while, such as when somebody was last seen, is asked now
    with CaptureQueriesContext(
        connection,
    ) as found:
        reply = client.post(where, typed) if typed else client.get(where)
    assert reply.status_code == 200, where
    return len(found)


@pytest.mark.parametrize(("where", "role", "most"), LISTS)
def test_a_list_asks_as_little_for_forty_children_as_for_five(where, role, most, office, allocated, waiting):
    client, where = client_for(role, office), where.format(team=office.team)
    allocated(FEW_CHILDREN)
    few = asked(client, where)
    allocated(MANY_CHILDREN - FEW_CHILDREN)
    assert asked(client, where) == few <= most


def test_a_search_asks_as_little_for_forty_of_a_name_as_for_five(office, allocated):
    client, typed = client_for("front_door_screener", office), {"name": "Lily Ashbury"}
    allocated(FEW_CHILDREN)
    few = asked(client, "/search/", typed)
    allocated(MANY_CHILDREN - FEW_CHILDREN)
    assert asked(client, "/search/", typed) == few <= 14


@pytest.mark.parametrize(("page", "role", "most"), FILES)
def test_a_childs_page_asks_as_little_for_two_hundred_entries_as_for_a_few(page, role, most, desk, office, on_a_plan):
    client, where = client_for(role, office), f"/child/{on_a_plan.person_id}/{page}"
    visited(on_a_plan, desk, office, on_a_plan.case.version + FEW_ENTRIES)
    few = asked(client, where)
    visited(on_a_plan, desk, office, MANY_ENTRIES)
    assert on_a_plan.case.version == MANY_ENTRIES
    assert asked(client, where) == few <= most


def test_deciding_a_referral_asks_as_little_for_two_hundred_entries_as_for_ten(life, desk, office):
    child = life("Bea", "Lowe").referral()
    client, where = client_for("team_manager", office), f"/child/{child.person_id}/decide-referral/"
    visited(child, desk, office, FEW_ENTRIES)
    few = asked(client, where)
    visited(child, desk, office, MANY_ENTRIES)
    assert asked(client, where) == few <= 9
