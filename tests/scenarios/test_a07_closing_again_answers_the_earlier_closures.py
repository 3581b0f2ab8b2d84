"""A07: long-standing abuse, worked and closed at regular intervals."""

from __future__ import annotations

from tests.scenarios.patterns import asked, drawn, the


def test_closing_again_must_answer_the_earlier_closures_and_say_who_considered_legal_steps(person, earlier):
    child = earlier("Caleb", "Rudd").harmed("Beaten with a cable").protected().closed_before(2)
    child.referral("Beaten again.").answered().later(10).assessed("close")
    manager = person("team_manager")
    manager.child(child.person_id)
    manager.sees("We have stopped before")

    manager.child(child.person_id, "close")
    manager.sees("We have stopped work with this child before")
    manager.picks("Reason for closure", "RC8")
    manager.writes("What has changed for the child", "Nothing seen at the last visit.")
    for whose in ("child", "family"):
        manager.writes(f"If there is no view from the {whose}: why?", "Not at home.")
    manager.writes("If there is no view from agencies: why?", "Not asked.")
    manager.chooses("Did anybody direct this decision?", "No")
    manager.grounds("The strength of the evidence", "Threshold not met.", "as the person deciding")
    manager.presses("Close the case")
    manager.sees("Say what is different this time")
    manager.sees("Say who considered legal steps, and why they were not taken")

    manager.writes("What is different this time?", "Grandfather now lives with them.")
    manager.writes("Who considered legal steps?", "Sal Verity, service manager")
    manager.writes("Why were legal steps not taken?", "Legal advice: a plan first.")
    manager.presses("Close the case")
    manager.succeeds()
    manager.child(child.person_id, "chronology")
    manager.sees("Sal Verity, service manager")
    manager.sees("Grandfather now lives with them.")


def test_children_closed_to_clear_caseloads_who_come_back_are_found(tmp_path):
    drawn(tmp_path, "closing", census=True, size=0.2)
    one = the(asked(tmp_path), "referred_again")
    assert one["question"] == "Why do more children come back within half a year of closing?"
    assert one["value"] > one["expected"]
