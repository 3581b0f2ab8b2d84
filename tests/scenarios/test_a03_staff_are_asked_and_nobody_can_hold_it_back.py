"""A03: over 1,000 social workers answered a survey. One answer a person, nobody traced, and nobody holds the answers back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlencode

from playwright.sync_api import expect

from candour.wiring.desks import right_now
from tests.polling.conftest import Held
from tests.scenarios.survey_service import a_phone_of_their_own, answers, surveying, types

STAFF = "level,group,staff\nrole,Social worker,40\nrole,Manager,10\n"


def test_a_worker_is_handed_a_code_in_candour_answers_elsewhere_and_reads_the_results_on_their_day(
    person, served, browser, tmp_path
):
    today = right_now().date()
    with surveying(tmp_path, STAFF, today) as service:
        named = served.office.ids["data_officer"]
        record = {"CANDOUR_SQLITE": str(served.path)}
        told = types(
            "survey",
            "declare",
            str(service.folder / "survey.json"),
            "--codes",
            str(service.pot),
            "--as",
            named,
            **record,
        )
        assert told.returncode == 0 and "is on the record" in told.stdout, told.stderr
        worker = person("newly_qualified_social_worker")
        worker.opens("/survey/")
        section = worker.page.locator(".candour-survey", has_text="Working in children's social care").first
        expect(section.get_by_text("A lost code cannot be replaced")).to_be_visible()
        section.get_by_role("button", name="Show my code").click()
        code = worker.page.locator("#code").inner_text()
        with a_phone_of_their_own(browser) as phone:
            answers(
                phone, service.address, code, role="Social worker",
                Do_you_have_the_time="No", have_you_been_put_under_pressure_to_treat="Yes",
            )  # fmt: skip
            phone.goto(service.address + "/answer")
            phone.get_by_label("Your code").fill(code)
            phone.get_by_role("button", name="Continue").click()
            expect(phone.get_by_role("alert")).to_contain_text("This code was used already")
            phone.goto(service.address + "/results")
            expect(phone.get_by_text(re.compile("will be published on"))).to_be_visible()
        worker.opens("/survey/")
        worker.sees(re.compile("You were handed your code on"))
        worker.does_not_see(code)
    results_on_their_day(service, today)


def results_on_their_day(service, today: date):
    """More answer, the days go by, and nobody does anything: the results are there."""
    held = Held(service.folder, service.pot, today)
    for code in held.codes:
        if len(held.survey.store.answers()) >= 30:
            break
        held.ask(
            "/answer",
            "POST",
            urlencode([("code", code), ("at", "99"), ("to", "send"), ("q-enough_resources", "no")]).encode(),
        )
    assert held.on(today + timedelta(days=19)).ask("/results").status == 403
    results = held.on(today + timedelta(days=20)).ask("/results").text
    assert "Answers of" in results and "of 50 staff" in results and "100%" in results
    held.survey.store.close()
