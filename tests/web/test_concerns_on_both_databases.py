"""A concern from its first screen to its close, with a name and without one, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from django.test import Client

from candour.record.entries.concerns import ConcernMoved
from candour.record.store.reading import read
from candour.wiring.concerns import tell_counts, write_down_all
from tests.web.test_concerns_pages import act, code_in, only, raised, with_receipt
from tests.web.test_pages_open import client_for
from tests.web.test_search_in_files import begins, either

__all__ = ["begins", "either"]


def test_a_named_one_is_answered_disagreed_with_and_goes_up(begins, either):
    child = begins("Nora", "Bell").on_a_plan()
    worker = client_for("social_worker", either)
    raised(worker, children=child.person_id)
    assert act(client_for("director", either), only(), "answer", words="It is in hand.").status_code == 302
    assert act(worker, only(), "judge", agrees="no", words="It is not.").status_code == 302
    assert "Nobody has seen him" in client_for("chief_executive", either).get("/concerns/").content.decode()
    assert "Nobody has seen him" not in client_for("team_manager", either).get("/concerns/").content.decode()
    assert "formal disagreement is open" in (
        client_for("conference_chair", either).get(f"/child/{child.person_id}/").content.decode()
    )
    assert write_down_all() == 0, "what it came to was written down with the act it came of"
    moved = read(only()).last(ConcernMoved)
    assert (moved.fact.from_level, moved.fact.to_level) == (4, 5)
    assert tell_counts() == ["No month is over in which a concern was raised."]


def test_one_without_a_name_is_followed_with_its_receipt(either):
    page = raised(Client(), where="/concern/raise/")
    code = code_in(page)
    assert act(client_for("director", either), only(), "answer", words="Ann goes today.").status_code == 302
    assert "Ann goes today." in with_receipt(code)
    assert "Closed on" in with_receipt(code, "judge", agrees="yes")
    assert "Nobody has seen him" in client_for("custodian", either).get("/concerns/kept/").content.decode()
