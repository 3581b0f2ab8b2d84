"""A17: warnings that a named tragedy would happen again."""

from __future__ import annotations

import re

from candour.record.entries.dissent import DissentRecorded


def test_a_dissent_becomes_a_concern_in_one_step_and_the_chair_sees_that_a_disagreement_is_open(person, earlier):
    child = earlier("Otto", "Kite").on_a_plan().later(60).reviewed()
    child.protected()
    given = DissentRecorded(
        dissent_id="b" * 32, who="Jo Marsh", about_what="the end of the plan", given_on=child.day,
        words="He is hit each weekend, and nobody has asked him.",
    )  # fmt: skip
    child.note(given)
    entry = child.case.recorded[-1].position
    worker = person("social_worker", viewport={"width": 360, "height": 740})
    worker.child(child.person_id, f"entry/{entry}")
    worker.presses("Raise this as a concern")
    worker.sees("Screen 1 of 3")
    words = worker.page.get_by_label("What is wrong, and what should happen?").input_value()
    assert "He is hit each weekend, and nobody has asked him." in words
    worker.presses("Go on")
    worker.chooses("Who must answer it?", "The director")
    worker.presses("Go on")
    worker.chooses("How do you raise it?", "In confidence")
    worker.chooses("may the scrutineer", "Yes")
    worker.presses("Raise it")
    worker.sees("Your concern is raised")
    worker.sees(re.compile(r"Dora Kemp, director of children's services"))

    manager = person("team_manager")
    manager.child(child.person_id)
    manager.does_not_see("A formal disagreement is open")

    chair = person("conference_chair")
    chair.child(child.person_id)
    chair.sees("A formal disagreement is open")
    chair.does_not_see("He is hit each weekend, and nobody has asked him. I")
    chair.child(child.person_id, "end-plan")
    chair.attends(("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "Yes")
    chair.chooses("Does a child in need plan follow?", "Yes")
    chair.writes("What has changed for the child", "He sleeps at night.")
    chair.writes("What does the child say?", "Dad is gone.")
    chair.writes("If there is no view from the family: why?", "Mother did not come.")
    chair.writes("What do the other agencies say?", "School agrees.")
    chair.chooses("Did anybody direct this decision?", "No")
    chair.grounds("What the child needs", "The risk is gone.", "as the person deciding")
    chair.presses("End the plan")
    chair.sees("A formal disagreement about this child is open. Record the dissent first")
