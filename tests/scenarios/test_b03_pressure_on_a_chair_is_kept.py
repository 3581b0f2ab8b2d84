"""B03: managers press a conference chair to end plans."""

from __future__ import annotations


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
