"""Connection cut, session ended, browser killed, script off: the words are still there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

WORDS = "She showed me her drawings and said the house is loud at night."


@pytest.fixture
def worker(person, earlier):
    child = earlier("Tess", "Lowry").referral().answered().allocated()
    worker = person("social_worker")
    worker.page.clock.install()
    worker.child(child.person_id, "visit")
    worker.where = f"/child/{child.person_id}/visit/"
    return worker


def writes(worker, words=WORDS):
    worker.page.get_by_label("What did the child say?").first.fill(words)


def test_a_killed_browser_loses_at_most_the_last_ten_seconds(worker, person):
    writes(worker)
    worker.page.clock.fast_forward(10_000)
    expect(worker.page.get_by_role("status").last).to_contain_text("Draft saved at")
    worker.context.close()

    again = person("social_worker")
    again.sees("Not yet on the record")
    again.page.locator(f"a[href='{worker.where}']").click()
    expect(again.page.get_by_label("What did the child say?").first).to_have_value(WORDS)
    again.sees("They are not on the record yet")


def test_a_cut_connection_keeps_the_words_in_the_page_and_sends_them_when_it_can(worker):
    worker.context.set_offline(True)
    writes(worker)
    worker.page.clock.fast_forward(10_000)
    expect(worker.page.get_by_role("status").last).to_contain_text("Your words are still in this page")
    worker.presses("Record the visit")
    expect(worker.page.get_by_label("What did the child say?").first).to_have_value(WORDS)
    worker.context.set_offline(False)
    worker.page.clock.fast_forward(10_000)
    expect(worker.page.get_by_role("status").last).to_contain_text("Draft saved at")
    kept = worker.page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert kept == [0, 0, 0, 0]


def test_a_form_sent_after_the_session_ended_is_offered_after_sign_in(worker):
    writes(worker)
    worker.chooses("Was the child seen?", "Yes")
    worker.context.clear_cookies(name="sessionid")
    worker.page.evaluate("document.querySelector('form[data-draft-url]').removeAttribute('data-draft-url')")
    worker.page.get_by_role("button", name="Record the visit").click()
    worker.sees("your words are kept")
    worker.page.get_by_label("User name").fill("social-worker")
    from tests.office import PASSWORD

    worker.page.get_by_label("Password").fill(PASSWORD)
    worker.page.get_by_role("button", name="Sign in").click()
    expect(worker.page.get_by_label("What did the child say?").first).to_have_value(WORDS)
    worker.presses("Record the visit")
    worker.succeeds()
    worker.sees(WORDS)


def test_the_draft_of_one_worker_is_offered_to_nobody_else(worker, person):
    writes(worker)
    worker.page.clock.fast_forward(10_000)
    expect(worker.page.get_by_role("status").last).to_contain_text("Draft saved at")
    other = person("team_manager")
    other.opens(worker.where)
    expect(other.page.get_by_label("What did the child say?").first).to_have_value("")


def test_without_script_save_and_come_back_keeps_the_words(person, earlier):
    child = earlier("Una", "Lowry").referral().answered().allocated()
    worker = person("social_worker", java_script_enabled=False)
    worker.child(child.person_id, "visit")
    writes(worker)
    worker.presses("Save and come back")
    worker.sees("They are not on the record yet")
    worker.opens("/")
    worker.page.locator(f"a[href='/child/{child.person_id}/visit/']").click()
    expect(worker.page.get_by_label("What did the child say?").first).to_have_value(WORDS)
    worker.chooses("Was the child seen?", "Yes")
    worker.presses("Record the visit")
    worker.succeeds()
    worker.opens("/")
    expect(worker.page.locator(f"a[href='/child/{child.person_id}/visit/']")).to_have_count(0)


def test_words_can_be_let_go(worker):
    writes(worker)
    worker.presses("Save and come back")
    worker.opens(worker.where)
    worker.presses("Let them go and start afresh")
    expect(worker.page.get_by_label("What did the child say?").first).to_have_value("")
