"""B05: a worker did not concede, and recommended continued plans."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from random import Random

from tests.scenarios.patterns import asked


def test_a_workers_dissent_reaches_the_chair_and_the_next_worker_and_cannot_be_removed(person, earlier):
    child = earlier("Jude", "Vale").on_a_plan().later(80).reviewed().later(90).protected()
    worker = person("social_worker")
    worker.child(child.person_id, "dissent")
    worker.writes("In their words", "I do not agree to end this plan: nothing at home has changed.")
    worker.writes("What would they do instead?", "Keep the plan for six months.")
    worker.presses("Write it down")
    worker.succeeds()

    chair = person("conference_chair")
    chair.child(child.person_id, "end-plan")
    chair.sees("Dissent on this file")
    chair.sees("nothing at home has changed")
    chair.attends(("Ms Lane", "School"))
    chair.writes("Their view", "School does not agree.")
    chair.ticks("They disagree with the decision")
    chair.chooses("Was it quorate?", "Yes")
    chair.chooses("Does a child in need plan follow?", "Yes")
    chair.ticks("Nothing has changed for the child")
    for label in ("the child", "the family", "agencies"):
        chair.writes(f"If there is no view from {label}: why?", "Given at the meeting.")
    chair.writes("What did the social worker recommend?", "Keep the plan.")
    chair.ticks("This decision goes against that recommendation")
    chair.chooses("Did anybody direct this decision?", "No")
    chair.grounds("The strength of the evidence", "The conference sees no risk.", "as the person deciding")
    chair.presses("End the plan")
    chair.succeeds()
    for words in ("Against the recommendation", "No change for the child", "Ms Lane disagreed", "Jo Marsh disagreed"):
        chair.sees(words)

    nobody_can_remove = person("service_manager")
    nobody_can_remove.child(child.person_id)
    nobody_can_remove.sees("I do not agree to end this plan")
    nobody_can_remove.page.get_by_role("link", name="Jo Marsh disagreed").first.click()
    assert nobody_can_remove.page.get_by_role("link", name="Delete").count() == 0
    nobody_can_remove.page.get_by_role("link", name="Mask this entry").click()
    nobody_can_remove.sees("A dissent cannot be masked")


def test_what_came_after_the_decisions_that_somebody_disagreed_with_is_set_beside_all_others(tmp_path):
    """Of endings that somebody disagreed with, half are followed by an enquiry; of the others, one in ten."""
    chance, first = Random(5), date(2024, 1, 8)
    tables = {"cin_episodes": [], "decision": [], "dissent": [], "s47_enquiry": []}
    for at in range(700):
        child, day = f"C{at}", first + timedelta(days=at)
        disagreed = at % 10 == 0
        tables["cin_episodes"].append(
            {"cine_person_id": child, "cine_referral_date": day, "cine_close_date": day + timedelta(60)}
        )
        tables["decision"].append({"deci_person_id": child, "deci_date": day + timedelta(60)})
        if disagreed:
            tables["dissent"].append({"diss_person_id": child, "diss_date": day + timedelta(61)})
        if chance.random() < (0.5 if disagreed else 0.1):
            tables["s47_enquiry"].append({"s47e_person_id": child, "s47e_s47_start_date": day + timedelta(150)})
    for name, rows in tables.items():
        with (tmp_path / f"ssd_{name}.csv").open("w", newline="") as file:
            out = csv.DictWriter(file, list(rows[0]))
            out.writeheader()
            out.writerows(rows)
    (one,) = [each for each in asked(tmp_path) if each["test"] == "harm_after_disagreement"]
    assert one["question"] == "Were those who disagreed right, and who heard them?"
    assert one["value"] > 0.35 and one["expected"] < 0.15 and one["unit"] is None
