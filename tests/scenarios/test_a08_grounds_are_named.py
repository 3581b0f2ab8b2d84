"""A08: policy led by resources, not need."""

from __future__ import annotations

import sqlite3


def test_a_decision_for_want_of_resources_says_so_and_can_be_counted(person, earlier, served):
    child = earlier("Dora", "Finch").referral("No food in the house.")
    manager = person("team_manager")
    manager.child(child.person_id, "decide-referral")
    manager.chooses("What is the response?", "Other help")
    manager.chooses("Which level of the published threshold applies?", "Child in need")
    manager.chooses("What does this decision rest on?", "What was available")
    manager.chooses("What does this decision rest on?", "An instruction from someone senior")
    manager.writes("in your own words", "Told that only section 47 cases are taken this month.")
    manager.presses("Decide the response")
    manager.succeeds()
    manager.sees("Grounds: What was available: money, staff or places; An instruction from someone senior")

    with sqlite3.connect(served.path) as tables:
        found = tables.execute(
            "SELECT deci_grounds FROM ssd_decision WHERE deci_person_id = ? AND deci_what = 'response to the referral'",
            [child.person_id],
        ).fetchall()
    assert found == [("resources instruction",)]
