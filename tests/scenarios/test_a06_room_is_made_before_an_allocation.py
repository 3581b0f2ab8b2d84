"""A06: cases downgraded so that allocation guidelines fit."""

from __future__ import annotations

import pytest

from candour.ssd.store.reading import rows
from candour.wiring.signals import ask_the_record
from tests.patterns import Town
from tests.web.test_pages_open import client_for

QUESTION = "Were these plans ended for the children, or to make room?"


@pytest.mark.parametrize("hurried", [True, False])
def test_plans_that_end_just_before_their_worker_is_given_another_child_are_asked_about(desk, clock, office, hurried):
    town = Town(desk, clock, office, desk.now.day)
    for _ in range(12):
        town.allocations(desk.fresh(), hurried=hurried)
    town.written()
    said = "\n".join(ask_the_record())
    assert (QUESTION in said) is hurried
    page = client_for("service_manager", office).get("/signals/").content.decode()
    assert (QUESTION in page) is hurried
    if hurried:
        found = rows("SELECT sign_id FROM ssd_signal WHERE sign_detector = 'before_allocation'")[0]["sign_id"]
        page = client_for("team_manager", office).get(f"/signals/{found}/").content.decode()
        assert "a manager waits until a worker has room before giving another child" in page
        assert "95% interval" in page
        assert "Ordinary" in page
