"""A05: referrals processed fast to meet targets."""

from __future__ import annotations

from tests.scenarios.patterns import asked, drawn, the


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


def test_a_front_door_that_turns_more_away_is_found_in_the_census_with_its_date(tmp_path):
    drawn(tmp_path, "drift", census=True, step="referral taken on", size=0.4)
    one = the(asked(tmp_path), "nothing_further")
    assert one["question"] == "Why is nothing further done about more referrals than before?"
    assert one["value"] > one["expected"] and "2025-01" <= one["began"] <= "2025-06"
