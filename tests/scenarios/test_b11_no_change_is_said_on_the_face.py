"""B11: children removed from plans with no improvement."""

from __future__ import annotations

from tests.scenarios.patterns import asked, drawn, the


def test_ending_a_plan_asks_what_changed_and_no_change_is_said_wherever_the_decision_appears(person, earlier):
    child = earlier("Mina", "Tarn").on_a_plan().later(80).reviewed("No change at home.").later(90).protected()
    chair = person("conference_chair")
    chair.child(child.person_id, "end-plan")
    chair.sees("The last review")
    chair.sees("No change at home.")
    chair.attends(("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "Yes")
    chair.chooses("Does a child in need plan follow?", "Yes")
    for label in ("the child", "the family", "agencies"):
        chair.writes(f"If there is no view from {label}: why?", "Not asked.")
    chair.chooses("Did anybody direct this decision?", "No")
    chair.grounds("Something else", "The plan has run long enough.", "as the person deciding")
    chair.presses("End the plan")
    chair.sees("Say what has changed for the child since the last review, or that nothing has")

    chair.ticks("Nothing has changed for the child")
    chair.presses("End the plan")
    chair.succeeds()
    chair.sees("No change for the child")
    chair.child(child.person_id, "chronology")
    chair.sees("No change for the child")


def test_a_chair_who_ends_plans_against_the_recommendation_is_asked_about_and_nobody_is_set_beside_anybody(tmp_path):
    drawn(tmp_path, "chair", referrals=3000)
    notices = asked(tmp_path)
    one = the(notices, "against_recommendation")
    assert one["question"] == "Who answered the workers who recommended that these plans go on?"
    units = [each["unit"] for each in notices if each["detector"] == "conference_direction"]
    assert len(set(units)) <= 1, "one chair may be asked about; the others are nowhere to be seen"
