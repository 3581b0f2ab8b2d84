"""A tired social worker on a telephone: the whole standard survey, with a thumb or with keys alone."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.conftest import free_port
from tests.polling.conftest import PUBLISHES, at_an_address, with_readers

CANDOUR = str(Path(sys.executable).with_name("candour"))


@pytest.fixture
def phone(browser):
    """A page at 360 pixels; what the browser refuses is a trouble."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, troubles = context.new_page(), []
    # That a form came back with a mistake in it is no trouble of the browser's.
    page.on("console", lambda said: "status of 400" in said.text or troubles.append(said.text))
    yield page
    assert context.cookies() == [] and troubles == []
    context.close()


def usable(page):
    assert [(one["id"], one["nodes"][0]["html"][:150]) for one in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def begin(page, site):
    page.goto(site.address)
    usable(page)
    page.get_by_role("button", name="Start").click()
    usable(page)
    page.get_by_label("Your code").fill(site.held.codes[0])
    page.get_by_role("button", name="Continue").click()


def test_the_standard_survey_is_answered_on_a_telephone_in_few_pages(phone, standard_site):
    begin(phone, standard_site)
    pages, choices, words = 0, 0, 0
    while phone.get_by_role("heading", name="Look over your answers").count() == 0:
        usable(phone)
        pages += 1
        words += len(phone.locator("main").inner_text().split())
        for group in phone.get_by_role("group").all():
            first = group.get_by_role("radio").or_(group.get_by_role("checkbox")).first
            first.check()
            choices += 1
        for box in phone.get_by_role("textbox").all():
            box.fill("12")
        for one in phone.get_by_role("combobox").all():
            one.select_option(index=1)
        phone.get_by_role("button", name="Continue").click()
    usable(phone)
    # 200 words a minute and three seconds a choice: a tired reader is done in six minutes.
    assert pages <= 9 and words / 200 + choices * 3 / 60 < 6, (pages, words, choices)
    expect(phone.get_by_text("Assessment")).to_be_visible()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", name="Your answers were sent")).to_be_visible()
    usable(phone)
    assert standard_site.held.codes[0] not in phone.url


def test_going_back_and_changing_an_answer_on_the_last_page(phone, standard_site):
    begin(phone, standard_site)
    phone.get_by_label("Your team").select_option("North")
    phone.get_by_role("button", name="Continue").click()
    resources = phone.get_by_role("group", name="Do you have the time, support and services")
    resources.get_by_label("No", exact=True).check()
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Back").click()
    expect(resources.get_by_label("No", exact=True)).to_be_checked()
    phone.get_by_role("button", name="Back").click()
    expect(phone.get_by_label("Your team")).to_have_value("1")
    while phone.get_by_role("heading", name="Look over your answers").count() == 0:
        phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Change Do you have the time").click()
    resources.get_by_label("Yes").check()
    while phone.get_by_role("heading", name="Look over your answers").count() == 0:
        phone.get_by_role("button", name="Continue").click()
    row = phone.locator(".govuk-summary-list__row", has_text="Do you have the time")
    expect(row.locator("dd").first).to_have_text("Yes")


def test_by_keyboard_alone_and_a_mistake_takes_one_to_its_place(phone, standard_site):
    phone.goto(standard_site.address + "/answer")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "Skip to main content"
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    phone.keyboard.type("1234")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("alert")).to_contain_text("A code has 20 numbers and letters, and you typed 4")
    usable(phone)
    phone.get_by_role("link", name="A code has 20").press("Enter")
    assert phone.evaluate("document.activeElement.id") == "code"
    phone.keyboard.press("Control+A")
    phone.keyboard.type(standard_site.held.codes[1])
    phone.keyboard.press("Enter")
    expect(phone.get_by_label("Your role")).to_be_visible()


def test_the_results_can_be_read_on_a_telephone(phone, standard_site):
    for nth, code in enumerate(standard_site.held.codes[:40]):
        standard_site.held.send(code, q_enough_resources="no" if nth % 3 else "yes", by_0=1 + nth % 2, q_caseload=nth)
    standard_site.held.on(PUBLISHES)
    for path in ("/", "/results", "/methods", "/words"):
        phone.goto(standard_site.address + path)
        usable(phone)


def test_the_two_readers_read_on_a_telephone(phone, tmp_path):
    (tmp_path / "names.txt").write_text("Otterby\n")
    held, keys = with_readers(tmp_path)
    for code in held.codes[:2]:
        held.send(code, q_more="Ann Lee from Otterby told me to wait.")
    held.on(PUBLISHES)
    with at_an_address(held) as address:
        phone.goto(address + "/words")
        phone.get_by_label("Your key as a reader").fill(keys[0])
        phone.get_by_role("button", name="Begin").click()
        usable(phone)
        expect(phone.get_by_role("checkbox", name="Ann Lee")).to_be_checked()
        expect(phone.get_by_role("checkbox", name="Otterby")).to_be_checked()
        phone.get_by_label("Themes").fill("Waiting")
        phone.get_by_role("radio", name="Yes").check()
        phone.get_by_role("button", name="Keep, and read the next").click()
        expect(phone.get_by_role("heading", name="Reading: 1 of 2 done")).to_be_visible()
    held.survey.store.close()


def test_the_service_is_made_checked_and_served_by_the_command_and_writes_no_line_about_anybody(tmp_path):
    (tmp_path / "staff.csv").write_text("level,group,staff\nrole,Social worker,20\n")
    today = time.strftime("%Y-%m-%d")
    port = free_port()

    def types(*words):
        return subprocess.run([CANDOUR, "survey", *words], cwd=tmp_path, capture_output=True, text=True, check=False)

    days = ("--opens", today, "--closes", "2999-01-01", "--publishes", "2999-01-02")
    made = types(
        "new", "s", "--authority", "Wrenshire", "--staff", "staff.csv", "--by", "role", *days, "--codes", "pot"
    )
    assert made.returncode == 0 and "holds 42 codes" in made.stdout
    assert types("check", "s", "--copy", "s/survey.json").returncode == 0
    wrong = types("new", "s", "--authority", "W", "--staff", "staff.csv", *days, "--codes", "pot2")
    assert wrong.returncode == 2 and "is not empty" in wrong.stderr
    assert "write a day as year" in types("new", "t", "--authority", "W", "--staff", "staff.csv", "--opens", "soon",
                                          "--closes", today, "--publishes", today, "--codes", "p").stderr  # fmt: skip
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(
            [CANDOUR, "survey", "serve", "s", "--port", str(port)], cwd=tmp_path, stdout=log, stderr=log, env=os.environ
        )
    try:
        for _ in range(200):
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        code = (tmp_path / "pot").read_text().splitlines()[0]
        for path, body in (("/", None), ("/status.json", None), ("/answer", f"code={code.replace(' ', '+')}".encode())):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", body, timeout=20) as answer:
                assert answer.status == 200
    finally:
        running.terminate()
        running.wait(10)
    assert (tmp_path / "log").read_text().splitlines() == [
        f"Working in children's social care: open. It answers at http://127.0.0.1:{port}/"
    ]
