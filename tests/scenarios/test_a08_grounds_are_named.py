"""A08: policy led by resources, not need."""

from __future__ import annotations

import re
import sqlite3
from datetime import timedelta

from candour.record.entries.cin_episodes import ReferralDecided
from tests.patterns import Town
from tests.web.test_pages_open import client_for


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


def test_decisions_for_want_of_resources_are_counted_with_what_followed_and_small_numbers_kept_back(
    desk, clock, office
):
    town = Town(desk, clock, office, desk.now.day)
    town.referred(24, 4, lambda month: 0.5)
    turned_away = [
        one
        for day in sorted(town.noted)
        for one in town.noted[day]
        if isinstance(one.fact, ReferralDecided)
        and one.fact.response == "no further action"
        and one.happened < town.today - timedelta(days=400)
    ]
    for one in turned_away[::3]:
        town.again(one.subjects[0], one.happened + timedelta(days=90))
    town.written()
    page = client_for("director", office).get("/grounds/").content.decode()
    table = page[page.index("what followed within a year") :]
    line = table[table.index("What was available: money, staff or places") :]
    made, again, plan = re.findall(r"govuk-table__cell\">([^<]+)<", line)[:3]
    assert int(made) > 10
    told = re.fullmatch(r"(\d+) of (\d+): \d+% \(\d+% to \d+%\)", again)
    assert told and int(told[1]) == len(turned_away[::3])
    assert plan == "fewer than 5"
    for name in ("Jo Marsh", "Mo Pritchard", "Fam1"):
        assert name not in page[page.index("<h1") :], "never per person"
    assert client_for("social_worker", office).get("/grounds/").status_code == 403
