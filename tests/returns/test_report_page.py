"""The report as a page: on its own, without scripts, on a phone, by keyboard, for everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from bench.census_of import written
from candour.returns.reports.against import compare
from candour.returns.reports.page import page
from tests.returns.checked import checked


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    outcome = checked(written(folder / "wrenshire.xml", 60, wrong=0.3))
    other = checked(written(folder / "last year.xml", 40, wrong=0.3))
    out = folder / "report.html"
    out.write_text("".join(page([outcome], [compare(outcome, other)])), encoding="utf-8")
    return out, outcome


def test_nothing_is_fetched_and_no_barrier_stands_in_the_way(browser, report):
    asked = []
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        opened = context.new_page()
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto(report[0].as_uri())
        assert len(asked) == 1
        found = Axe().run(opened)
        assert found.violations_count == 0, found.generate_report()
        assert opened.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_finding_can_be_read_without_scripts(browser, report):
    path, outcome = report
    with browser.new_context(java_script_enabled=False) as context:
        opened = context.new_page()
        opened.goto(path.as_uri())
        text = opened.content()
    for one in list(outcome.findings)[::50]:
        assert one.path in text
    assert all(outcome.rules[code].about["What to do"][:40] in text for code in outcome.fired())


def test_it_can_be_searched_and_sorted(browser, report):
    path, outcome = report
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(path.as_uri())
        opened.get_by_label("Search every finding").fill(f"{outcome.fired()[3]}: ")
        assert opened.locator("section:visible").count() == 1
        opened.get_by_label("Search every finding").fill("")
        assert opened.locator("section:visible").count() == len(outcome.fired())
        table = opened.get_by_role("region", name="By rule")
        table.get_by_role("button", name="Places").press("Enter")
        counts = [
            int(text.split()[0].replace(",", "")) for text in table.locator("tbody tr td:last-child").all_inner_texts()
        ]
        assert counts == sorted(counts)
