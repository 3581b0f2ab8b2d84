"""B02: limited protective factors after a child disclosed touching."""

from __future__ import annotations


def test_a_harm_that_is_only_limited_stays_open_and_says_so_on_the_decision(person, earlier):
    child = earlier("Gwen", "Ash").on_a_plan().harmed("Uncle touches her", "disclosure").later(30).reviewed()
    worker = person("social_worker")
    worker.child(child.person_id, "protection")
    worker.picks("Which harm?", "Uncle touches her")
    worker.writes("What protects the child from it?", "Uncle may visit only in the daytime.")
    worker.chooses("Does it take the risk away?", "No: it limits the harm")
    worker.presses("Write it down")
    worker.succeeds()
    worker.sees("nothing protects the child from this")

    chair = person("conference_chair")
    chair.child(child.person_id, "end-plan")
    chair.attends(("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "Yes")
    chair.chooses("Does a child in need plan follow?", "Yes")
    chair.writes("What now protects the child from this harm", "Father is barred by an order.")
    chair.writes("What has changed for the child", "Father left.")
    for label in ("the child", "the family", "agencies"):
        chair.writes(f"If there is no view from {label}: why?", "Not asked.")
    chair.chooses("Did anybody direct this decision?", "No")
    chair.grounds("The strength of the evidence", "The family is trusted.", "as the person deciding")
    chair.presses("End the plan")
    chair.sees("say what now protects the child from it, or that nothing does and why you go on")

    chair.writes("If nothing does: why go on all the same?", "The conference trusts the aunt to watch.", nth=1)
    chair.presses("End the plan")
    chair.succeeds()
    chair.sees("1 harm without protection")
    chair.sees("harm without protection")
    chair.child(child.person_id, "chronology")
    chair.sees("Not protected: The conference trusts the aunt to watch.")
