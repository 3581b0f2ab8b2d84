"""One child's journey through the real pages, as the people who do it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tests.scenarios.conftest import person

__all__ = ["person"]


def test_from_a_phone_call_to_the_end_of_a_plan(person):
    today = datetime.now(UTC).date()
    screener, manager, worker, chair = (
        person(role) for role in ("front_door_screener", "team_manager", "social_worker", "conference_chair")
    )

    screener.opens("/contact/new/")
    screener.writes("Name", "Amira Halewood")
    screener.presses("Search")
    screener.sees("Nobody on the record matches")
    screener.dates("Date of birth, or", today.replace(year=today.year - 9, day=1))
    screener.presses("Put this person on the record")
    child = re.search(r"/child/([0-9a-f]{32})/", screener.page.url)[1]
    screener.picks("Who is it from?", "School (2A)")
    screener.writes("What was said?", "Bruises on both arms; she says her stepfather did it.")
    screener.writes("Has the child told anybody of harm?", "He grabs me when mum is out.")
    screener.chooses("Does any of these apply?", "abuse is described by the child")
    screener.presses("Record the contact")
    screener.succeeds()

    screener.child(child, "decide-contact")
    screener.sees("Bruises on both arms")
    screener.chooses("What is decided?", "Referral")
    screener.grounds("What the child needs", "A child says she is being hurt at home.")
    screener.presses("Decide")
    screener.succeeds()

    manager.child(child, "decide-referral")
    manager.sees("This calls for a strategy discussion")
    manager.chooses("What is the response?", "Hold a strategy discussion now")
    manager.picks("main reason this child needs help", "Abuse or neglect")
    manager.chooses("Which level of the published threshold applies?", "Child protection")
    manager.grounds("What the child needs", "Reasonable cause to suspect significant harm.")
    manager.presses("Decide the response")
    manager.succeeds()
    manager.child(child, "allocate")
    manager.picks("Which worker?", "Jo Marsh")
    manager.writes("Why this worker", "Jo has room and knows the school.")
    manager.presses("Allocate")
    manager.succeeds()

    worker.opens("/")
    worker.sees("Amira Halewood")
    worker.child(child, "strategy-discussion")
    worker.writes("What was shared?", "School, police and health shared what they know.")
    worker.attends(("DS Hart", "Police"), ("Nurse Bell", "Health"), ("Jo Marsh", "Social care"))
    worker.chooses("What was decided?", "Make enquiries")
    worker.grounds("What the child needs", "An account of assault by a carer.")
    worker.presses("Record the discussion")
    worker.succeeds()
    worker.child(child, "visit")
    worker.chooses("Was the child seen?", "Yes")
    worker.chooses("Seen alone?", "Yes")
    worker.chooses("Was the bedroom seen?", "Yes")
    worker.writes("What did the child say?", "I feel safe at nan's.")
    worker.presses("Record the visit")
    worker.succeeds()
    worker.child(child, "enquiry-outcome")
    worker.writes("The child's account", "He grabs me when mum is out.")
    worker.writes("What did the enquiry find?", "Bruises in the shape of fingers.")
    worker.chooses("What is the outcome?", "hold a child protection conference")
    worker.dates("for which day is it called?", today)
    worker.grounds("The strength of the evidence", "Medical and the child's own account.")
    worker.presses("Decide the outcome")
    worker.succeeds()

    manager.child(child, "authorise-assessment")
    manager.chooses("What follows?", "Work goes on")
    manager.ticks("(18C)")
    manager.writes("What does it come to?", "Harm by a carer.")
    manager.grounds("The strength of the evidence", "Agreed with the analysis.")
    manager.presses("Authorise")
    manager.succeeds()

    chair.opens("/")
    chair.sees("Initial conference called")
    chair.child(child, "conference")
    chair.attends(("DS Hart", "Police"), ("Nurse Bell", "Health"), ("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "Yes")
    chair.writes("What does the child say?", "I want to stay at nan's.")
    chair.writes("significant harm? What harm?", "Physical harm by her stepfather.")
    chair.chooses("Does the conference decide on a child protection plan?", "Yes")
    chair.picks("Category of abuse", "Physical abuse")
    chair.grounds("What the child needs", "Significant harm, likely to go on.", "as the chair states them")
    aim = chair.page.get_by_role("group", name="Aim 1", exact=True)
    aim.get_by_label("What must change?").fill("Nobody lays a hand on Amira.")
    aim.get_by_label("For which harm?").select_option(index=1)
    chair.presses("Record the conference")
    chair.succeeds()
    chair.sees("child protection plan")

    worker.child(child, "core-group")
    worker.attends(("Ms Lane", "School"))
    worker.writes("How far has the plan come", "Stepfather has moved out.")
    worker.presses("Record the core group")
    worker.succeeds()

    for change in ("Stepfather has left the home.", "Amira sleeps through."):
        chair.child(child, "review")
        chair.attends(("Ms Lane", "School"), ("Nurse Bell", "Health"))
        chair.chooses("Was it quorate?", "Yes")
        chair.writes("What has changed for the child", change)
        chair.writes("What does the child say?", "It is quiet now.")
        chair.grounds("What the child needs", "Change must last.", "as the chair states them")
        chair.presses("Record the review")
        chair.succeeds()

    chair.child(child, "end-plan")
    chair.sees("Nothing on the record protects the child from this")
    chair.attends(("Ms Lane", "School"), ("Nurse Bell", "Health"))
    chair.chooses("Was it quorate?", "Yes")
    chair.writes("What now protects the child from this disclosure", "He is barred by an order and lives elsewhere.")
    chair.writes("What has changed for the child", "No new harm in six months; she says she is safe.")
    chair.writes("What does the child say?", "I am not scared any more.")
    chair.writes("What does the family say?", "Mother agrees.")
    chair.writes("What do the other agencies say?", "School sees a happier child.")
    chair.writes("What did the social worker recommend?", "End the plan.")
    chair.grounds("What the child needs", "The risk is gone and the change has lasted.", "as the person deciding")
    chair.chooses("Did anybody direct this decision?", "No")
    chair.presses("End the plan")
    chair.succeeds()
    chair.sees("Child protection plan ended")
    chair.sees("child in need plan")

    worker.child(child, "chronology")
    for words in ("Contact from school", "Section 47 enquiry began", "Review conference: the plan goes on"):
        worker.sees(words)
