"""A09: a child of 14 and a man in his 30s, not investigated."""

from __future__ import annotations


def test_not_holding_a_strategy_discussion_is_a_named_decision_the_scrutineer_sees(person, earlier):
    child = earlier("Ella", "Marsden")
    screener = person("front_door_screener")
    screener.child(child.person_id, "contact")
    screener.picks("Who is it from?", "School (2A)")
    screener.writes("What was said?", "She is 14 and says her boyfriend is 34.")
    screener.chooses("Does any of these apply?", "adult")
    screener.presses("Record the contact")
    screener.succeeds()
    screener.child(child.person_id, "decide-contact")
    screener.sees("This calls for a strategy discussion")
    screener.chooses("What is decided?", "Referral")
    screener.grounds("What the child needs", "A child with an adult.")
    screener.presses("Decide")
    screener.succeeds()

    manager = person("team_manager")
    manager.child(child.person_id, "decide-referral")
    manager.sees("Not holding one is a decision of its own")
    manager.chooses("What is the response?", "No further action")
    manager.chooses("Which level of the published threshold applies?", "Early help")
    manager.grounds("The strength of the evidence", "She says it is her choice.")
    manager.presses("Decide the response")
    manager.sees("Hold one, or say in your own words why not")
    manager.writes("you hold no strategy discussion: why not?", "Thresholds said not to be met.")
    manager.presses("Decide the response")
    manager.succeeds()
    manager.sees("No strategy discussion against an indicator")

    scrutineer = person("scrutineer")
    scrutineer.sees("Decisions to read")
    scrutineer.page.get_by_role("link", name="no strategy discussion").first.click()
    scrutineer.sees("Decided not to hold a strategy discussion")
    scrutineer.sees("Thresholds said not to be met.")
    scrutineer.sees("Mo Pritchard")
