"""Raising and following a concern on a phone of 360 pixels, with no script and no sign-in; each screen passes axe."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe

from tests.raising import a_concern


def usable(page):
    """What axe finds on this page, and whether it runs sideways."""
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    return found + (["sideways"] if page.evaluate("document.documentElement.scrollWidth") > 360 else [])


def test_the_three_screens_and_the_receipt_work_on_a_phone_without_a_sign_in(browser, served):
    context = browser.new_context(base_url=served.address, viewport={"width": 360, "height": 740})
    page, found = context.new_page(), []
    page.goto("/sign-in/")
    page.get_by_role("link", name="Raise or follow a concern without signing in").click()
    found += usable(page)
    page.get_by_role("link", name="Raise a concern without your name").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("There is a problem").wait_for()
    found += usable(page)
    page.get_by_label("How we work, or the system").check()
    page.get_by_label("In a few words").fill("Nobody reads the logs")
    page.get_by_label("What is wrong, and what should happen?").fill("Read them.")
    for screen in (2, 3):
        page.get_by_role("button", name="Go on").click()
        page.get_by_text(f"Screen {screen} of 3").wait_for()
        found += usable(page)
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Raise it").click()
    page.get_by_text("Your concern is raised").wait_for()
    found += usable(page)
    code = re.search(r"[0-9A-Z]{4}( [0-9A-Z]{4}){5}", page.locator("main").inner_text())
    assert code
    page.goto("/concern/")
    page.get_by_label("What is the receipt of your concern?").fill(code[0].lower())
    page.get_by_role("button", name="Show it").click()
    page.get_by_text("Taking it outside").wait_for()
    found += usable(page)
    page.get_by_text("Say more").click()
    page.get_by_label("What do you want to add?").fill("They are still not read.")
    page.get_by_role("button", name="Add to it").click()
    page.get_by_text("They are still not read.").wait_for()
    assert page.url.endswith("/concern/") and code[0] not in page.url
    assert {cookie["name"] for cookie in context.cookies()} <= {"csrftoken"}
    assert context.storage_state()["origins"] == []
    context.close()
    assert found == []


def test_the_custodians_pages_pass_axe_on_a_phone(person, beside, served):
    for how in ("confidential", "anonymous"):
        a_concern(beside, served.office, how=how)
    custodian = person("custodian", viewport={"width": 360, "height": 740})
    found = []
    for where in ("/concerns/", "/concerns/kept/"):
        custodian.opens(where)
        found += usable(custodian.page)
    assert found == []
