"""B06: told what to do regardless of findings."""

from __future__ import annotations


def test_a_directed_decision_names_who_when_how_and_in_what_words(person, earlier):
    child = earlier("Kit", "Lorne").on_a_plan().later(80).reviewed().later(90).protected()
    chair = person("conference_chair")
    chair.child(child.person_id, "end-plan")
    chair.attends(("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "Yes")
    chair.chooses("Does a child in need plan follow?", "Yes")
    chair.writes("What has changed for the child", "Little.")
    for label in ("the child", "the family", "agencies"):
        chair.writes(f"If there is no view from {label}: why?", "Not asked.")
    chair.writes("What did the social worker recommend?", "Keep the plan.")
    chair.ticks("This decision goes against that recommendation")
    chair.grounds("An instruction from someone senior", "I was told to end it.", "as the person deciding")
    chair.chooses("Did anybody direct this decision?", "Yes")
    chair.presses("End the plan")
    chair.sees("rests on an instruction, who, and in what words")

    chair.writes("If so: who?", "Head of service")
    chair.writes("In what words?", "End it regardless of the findings.")
    chair.presses("End the plan")
    chair.succeeds()
    for words in ("Directed", "Against the recommendation", "Directed by Head of service"):
        chair.sees(words)
    chair.sees("End it regardless of the findings.")


def test_a_worker_can_write_down_a_direction_on_the_day_it_comes(person, earlier):
    child = earlier("Lil", "Lorne").on_a_plan()
    worker = person("social_worker")
    worker.child(child.person_id, "direction")
    worker.writes("Who gave it?", "Group manager")
    worker.writes("In what words?", "Work with the family and return her home, whatever the assessment says.")
    worker.chooses("Does it go against the assessment?", "Yes")
    worker.presses("Write it down")
    worker.succeeds()
    worker.sees("Against the assessment")
