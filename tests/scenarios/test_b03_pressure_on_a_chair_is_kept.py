"""B03: managers press a conference chair to end plans."""

from __future__ import annotations

from candour.ssd.store.reading import rows
from candour.wiring.signals import ask_the_record
from tests.patterns import Town
from tests.web.test_pages_open import client_for


def test_pressure_on_the_chair_is_on_the_record_and_the_decision_is_the_chairs_own_words(person, earlier):
    child = earlier("Hal", "Pike").on_a_plan().later(80).protected()
    chair = person("conference_chair")
    chair.child(child.person_id, "pressure")
    chair.writes("From whom?", "A team manager")
    chair.writes("On whom?", "The conference chair")
    chair.writes("What was said or done?", "Rang twice to say this plan has to go before the month is out.")
    chair.presses("Write it down")
    chair.succeeds()

    chair.child(child.person_id, "review")
    chair.sees("Directions and pressure on this file")
    chair.sees("Rang twice to say this plan has to go")
    chair.attends(("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "Yes")
    chair.ticks("Nothing has changed for the child")
    chair.writes("What does the child say?", "Nothing is different.")
    chair.grounds(
        "What the child needs", "The conference keeps the plan: nothing has changed.", "as the chair states them"
    )
    chair.presses("Record the review")
    chair.succeeds()
    chair.sees("Review conference: the plan goes on")
    chair.sees("Pressure from A team manager")


def test_a_manager_cannot_state_a_conferences_decision(person, earlier):
    child = earlier("Ida", "Pike").on_a_plan()
    manager = person("team_manager")
    reply = manager.page.goto(f"/child/{child.person_id}/end-plan/")
    assert reply is not None and reply.status == 403
    manager.sees("You cannot open this page")


def test_a_chair_whose_reviews_go_another_way_is_asked_about_to_the_level_above_and_chairs_are_not_set_side_by_side(
    desk, clock, office
):
    town = Town(desk, clock, office, desk.now.day)
    chairs = town.chairs(6)
    for at, chair in enumerate(chairs):
        town.reviews(chair, 0.75 if at == 0 else 0.2, 40)
    town.written()
    ask_the_record()
    found = rows("SELECT sign_id, sign_unit, sign_about FROM ssd_signal WHERE sign_test = 'ended_against'")
    assert [(row["sign_unit"], row["sign_about"]) for row in found] == [(chairs[0], "conference chairs")]
    where = f"/signals/{found[0]['sign_id']}/"
    for role in ("service_manager", "scrutineer"):
        page = client_for(role, office).get(where).content.decode()
        assert "conferences chaired by Chair A" in page
        assert "Who answered the workers who recommended in these reviews that the plan go on?" in page
        assert not any(f"Chair {other}" in page for other in "BCDEF"), "no chair stands beside another"
        assert "Chair A" not in client_for(role, office).get("/signals/").content.decode()
    for role in ("team_manager", "conference_chair"):
        assert client_for(role, office).get(where).status_code == 403
    assert "Chair A" not in client_for("data_officer", office).get(where).content.decode()
