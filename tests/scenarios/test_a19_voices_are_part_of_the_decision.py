"""A19: a plea that falls on deaf ears."""

from __future__ import annotations


def test_a_decision_has_each_voice_or_says_why_there_is_none(person, earlier):
    child = earlier("Finn", "Oakes").on_a_plan().later(60).reviewed()
    child.protected()
    chair = person("conference_chair")
    chair.child(child.person_id, "end-plan")
    chair.attends(("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "Yes")
    chair.chooses("Does a child in need plan follow?", "Yes")
    chair.writes("What has changed for the child", "He sleeps at night.")
    chair.writes("What does the child say?", "Dad is gone and I sleep.")
    chair.chooses("Did anybody direct this decision?", "No")
    chair.grounds("What the child needs", "The risk is gone.", "as the person deciding")
    chair.presses("End the plan")
    chair.sees("For the child, the family and the agencies, write what they say, or why there is no view")

    chair.writes("If there is no view from the family: why?", "Mother did not come and could not be reached.")
    chair.writes("What do the other agencies say?", "School agrees.")
    chair.presses("End the plan")
    chair.succeeds()
    chair.sees("Dad is gone and I sleep.")
    chair.sees("Family: no view recorded")
    chair.sees("Mother did not come and could not be reached.")
