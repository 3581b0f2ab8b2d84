"""Supervision: a record uploaded after the event under somebody else's name cannot be made here."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from candour.record.entries.visits import VisitMade

SAID = "I keep my shoes on at night."


@pytest.fixture
def child(earlier, beside):
    child = earlier("Rosa", "Tarn").on(date.today() - timedelta(days=60)).on_a_plan()
    return child.note(
        VisitMade(visit_id=beside.fresh(), visited_on=child.day, where="home", seen="yes", child_said=SAID)
    )


def faults(somebody):
    found = [one["id"] for one in Axe().run(somebody.page).response["violations"]]
    sideways = somebody.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*found, *(["runs sideways"] if sideways else [])]


def follows(somebody, child, end):
    """Follow the link about this child: other tests' children are on the same lists."""
    somebody.page.locator(f"a[href^='/child/{child.person_id}/'][href$='{end}']").first.click()


def fills_in(manager, discussed):
    manager.writes("What was discussed about this child", discussed)
    row = manager.page.get_by_role("group", name="Action 1", exact=True)
    row.get_by_label("What is to be done?").fill("See her away from home")
    row.get_by_label("By whom?").fill("Jo Marsh")
    day = date.today() + timedelta(days=7)
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        row.get_by_label(part).fill(str(value))
    return row


def test_two_people_at_two_browsers_each_write_their_own_account(person, child):
    manager, worker = person("team_manager"), person("social_worker", viewport={"width": 360, "height": 740})
    manager.child(child.person_id)
    manager.page.get_by_role("link", name="Write down supervision").click()
    expect(manager.page.get_by_label("Who was it with?")).to_contain_text("Jo Marsh (I am the supervisor)")
    manager.does_not_see("Writing this down for somebody else?")
    row = fills_in(manager, "The shoes. What is she ready to run from?")
    manager.ticks(SAID)
    manager.writes("In your own words: what did you direct?", "Close it by the end of the month.")
    manager.presses("Record my account")
    manager.sees("Why does the child need it?")
    row.get_by_label("Why does the child need it?").fill("Nobody has asked her where nobody listens")
    manager.presses("Record my account")
    manager.succeeds()
    manager.sees("Only the supervisor's account. The worker has not confirmed it.")
    manager.sees(SAID)
    manager.sees("Nobody has asked her where nobody listens")
    where = manager.page.url

    worker.opens("/")
    follows(worker, child, "own-account/")
    assert faults(worker) == []
    worker.writes("What was discussed about this child", "I said it is too early to close. We did not agree.")
    worker.presses("Record it in my name")
    worker.succeeds()
    worker.does_not_see("Only the supervisor's account. The worker has not confirmed it.")
    worker.page.get_by_role("link", name="Confirm or dispute this direction").click()
    assert faults(worker) == []
    worker.chooses("Were you told this?", "I dispute it")
    worker.writes("In your own words", "I was told to close it. The plan says review first.")
    worker.presses("Record my answer")
    worker.succeeds()
    worker.sees("Disputed by Jo Marsh")

    manager.opens(where)
    for words in ("I said it is too early to close.", "Not confirmed by Mo Pritchard.", "Disputed by Jo Marsh"):
        manager.sees(words)
    opened = manager.page.get_by_role("list", name="Who has opened this supervision")
    expect(opened.get_by_text("Jo Marsh").first).to_be_visible()
    assert faults(manager) == []
    manager.page.emulate_media(media="print")
    expect(manager.page.get_by_text("I said it is too early to close.")).to_be_visible()
    expect(manager.page.get_by_text("What you can do")).to_be_hidden()


def test_the_reflective_part_is_for_the_two_and_the_next_manager_up_is_turned_away(person, child):
    child.on(date.today()).supervised()
    worker, other = person("social_worker", java_script_enabled=False), person("service_manager")
    worker.child(child.person_id, f"supervision/{child.supervision_id}")
    worker.page.get_by_role("link", name="The reflective part").click()
    worker.writes("What do you want to keep", "I froze at the door and did not go in.")
    worker.presses("Keep it on the record")
    worker.succeeds()
    worker.sees("I froze at the door")
    other.opens(f"/supervision/{child.supervision_id}/reflection/")
    other.sees("You cannot open this page")
    other.does_not_see("I froze at the door")
    other.child(child.person_id, "chronology")
    other.does_not_see("I froze at the door")


def test_a_supervision_written_up_after_a_harm_says_so_on_every_page(person, child):
    held_on = date.today() - timedelta(days=41)
    child.on(date.today() - timedelta(days=1)).harmed("Broken arm, not explained")
    manager = person("team_manager")
    manager.child(child.person_id, "supervision")
    manager.dates("When was it held?", held_on)
    row = fills_in(manager, "No worries. The worker agreed that we close.")
    row.get_by_label("Why does the child need it?").fill("For the file")
    manager.writes("What does the child say now?", "Fine.")
    manager.presses("Record my account")
    manager.succeeds()
    came = f"Harm: Broken arm, not explained, {date.today() - timedelta(days=1):%-d %B %Y}"
    supervision = manager.page.url
    for where in (supervision, f"/child/{child.person_id}/", f"/child/{child.person_id}/chronology/"):
        manager.opens(where)
        manager.sees(came)
        manager.sees("Only the supervisor's account. The worker has not confirmed it.")
    worker = person("social_worker")
    worker.opens("/")
    follows(worker, child, "own-account/")
    worker.writes("What was discussed about this child", "There was no supervision that day.")
    worker.presses("Record it in my name")
    worker.succeeds()
    manager.opens(supervision)
    manager.sees("There was no supervision that day.")


def test_several_children_one_after_the_other_without_typing_who_and_when_again(person, child, earlier):
    second = earlier("Sami", "Tarn").on(date.today() - timedelta(days=9)).referral().answered().allocated()
    held_on = date.today() - timedelta(days=2)
    worker = person("social_worker")
    worker.opens("/")
    worker.page.get_by_role("link", name="Supervision, child by child").click()
    assert faults(worker) == []
    follows(worker, child, "supervision/")
    worker.picks("Who was it with?", "Mo Pritchard")
    worker.dates("When was it held?", held_on)
    worker.writes("What was discussed about this child", "Visits.")
    worker.ticks(SAID)
    worker.presses("Record my account")
    worker.succeeds()
    worker.sees("Only the worker's account. The supervisor has not confirmed it.")
    follows(worker, second, "supervision/")
    expect(worker.page.get_by_label("Who was it with?")).to_contain_text("Mo Pritchard (my supervisor)")
    expect(worker.page.get_by_label("Day").first).to_have_value(str(held_on.day))
    worker.writes("What was discussed about this child", "School.")
    worker.writes("If there is no view from the child: why?", "At school that day")
    worker.presses("Record my account")
    worker.succeeds()
    worker.sees("talked about too")
