"""A05: referrals processed fast to meet targets."""

from __future__ import annotations


def test_no_further_action_needs_grounds_and_a_decider_and_a_return_is_set_beside_it(person, earlier):
    child = earlier("Beth", "Orwin").referral("Left alone all night.")
    manager = person("team_manager")
    manager.child(child.person_id, "decide-referral")
    manager.chooses("What is the response?", "No further action")
    manager.presses("Decide the response")
    manager.sees("Say what the decision rests on")

    manager.chooses("Which level of the published threshold applies?", "Early help")
    manager.grounds("What was available", "No worker free this week; family to be sent a leaflet.")
    manager.presses("Decide the response")
    manager.succeeds()
    manager.sees("Response to the referral: no further action")

    child.later(40).referral("Left alone again, and a fire in the kitchen.")
    manager.child(child.person_id, "decide-referral")
    manager.sees("We have stopped work with this child before")
    manager.sees("No worker free this week; family to be sent a leaflet.")
    manager.sees("Decided by Mo Pritchard")
    manager.sees("days later")
