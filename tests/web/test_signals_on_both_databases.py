"""Signals and grounds, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from candour.wiring.signals import ask_the_record
from tests.signals import raised
from tests.web.test_pages_open import client_for
from tests.web.test_search_in_files import begins, either

__all__ = ["begins", "either"]


def test_the_record_is_asked_and_the_pages_open(begins, either):
    child = begins("Nora", "Bell").on_a_plan().later(80).reviewed().later(90).protected().plan_ended()
    raised(child.desk, about_team=either.team, children=(child.person_id,))
    assert "0 raised" in ask_the_record()[-1]
    client = client_for("team_manager", either)
    page = client.get("/signals/").content.decode()
    assert "detectors were declared for the first time" in page
    assert "Safeguarding north" in page
    for role in ("team_manager", "director"):
        page = client_for(role, either).get("/grounds/").content.decode()
        assert "Decisions of the last twelve months" in page
