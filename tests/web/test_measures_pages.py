"""The measures of a year: who may see them, who is behind them, and what is said of each number."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from candour.access import permission
from candour.record.entries.cin_episodes import ReferralReceived
from candour.record.entries.corrections import EntryMasked, EntryMoved
from candour.record.entries.cp_plans import CpPlanStarted
from candour.record.entry import ToRecord
from candour.returns.cin_census.measures.counting import worked_out
from candour.returns.cin_census.measures.journeys import year_up_to
from candour.returns.cin_census.measures.measure import MEASURES
from candour.returns.cin_census.measures.reading import read_journeys
from candour.terms.england_year import CensusYear
from candour.web.pages import PAGES
from tests.intake.census_files import assessment, child, cp_plan, enquiry, episode, message
from tests.intake.conftest import bring_in
from tests.web.test_everybody_can_use_the_pages import tab_to
from tests.web.test_pages_open import client_for

__all__ = ["bring_in"]
SEE = {"service_manager", "director", "principal_social_worker", "data_officer", "scrutineer", "inspector"}
WHERE = "/census/measures/2024/"


def worked(measure):
    """A measure of 2023-24, from the record as it stands."""
    return worked_out(read_journeys(), year_up_to(CensusYear(2024), date.today()))[measure]


@pytest.mark.parametrize("role", permission.ROLES)
def test_only_those_who_answer_for_the_whole_authority_see_the_measures(role, office):
    client = client_for(role, office)
    for where in (WHERE, f"{WHERE}referrals/", f"{WHERE}table.csv"):
        assert client.get(where).status_code == (200 if role in SEE else 403), where
    shown = "/census/measures/" in client.get("/workers/").content.decode()
    assert shown is (role in SEE)


def test_nobody_sees_a_measure_signed_out(office):
    for where in (WHERE, f"{WHERE}referrals/", f"{WHERE}table.csv"):
        assert Client().get(where)["Location"].startswith("/sign-in/")


def test_a_measure_has_its_value_its_children_its_interval_and_its_meaning(life, office):
    life("Rosa", "First").referral().answered()
    life("Kit", "Second").referral().answered("no further action")
    page = client_for("data_officer", office).get(WHERE).content.decode()
    for words in ("50.0%", "1 of 2 referrals", "between 9% and 91%", "What it cannot tell", "must not leave"):
        assert words in page, words
    for one in MEASURES.values():
        assert one.name in page
    behind = client_for("data_officer", office).get(f"{WHERE}referrals-no-further-action/").content.decode()
    assert behind.index("Kit Second") < behind.index("Rosa First")
    assert "no further action" in behind


def test_the_children_behind_a_part_are_shown_alone(bring_in, office):
    some = [
        episode("2023-06-01", closed="2023-06-20"),
        episode("2023-06-01", closed="2024-01-20"),
    ]
    bring_in(message(*(child(f"WREN{at}", one) for at, one in enumerate(some)), year=2024))
    page = client_for("inspector", office).get(f"{WHERE}episode-length/?show=part-0").content.decode()
    assert "WREN0" in page
    assert "WREN1" not in page
    assert "under 3 months" in page
    for odd in ("part-99", "part-", "left-0", "²", "part-²"):
        assert "WREN1" in client_for("inspector", office).get(f"{WHERE}episode-length/?show={odd}").content.decode()


def test_a_child_is_linked_for_those_who_may_open_the_file_and_named_for_the_others(life, office, monkeypatch):
    someone = life("Rosa", "Linked").referral()
    client = client_for("scrutineer", office)
    assert f'href="/child/{someone.person_id}/"' in client.get(f"{WHERE}referrals/").content.decode()
    monkeypatch.delitem(permission.VERBS["read"].allowed, "scrutineer")
    page = client.get(f"{WHERE}referrals/").content.decode()
    assert "Rosa Linked" in page
    assert f"/child/{someone.person_id}" not in page


def test_two_years_before_stand_beside_it_as_far_as_the_record_goes_back(bring_in, office):
    bring_in(message(child("WREN0", episode("2022-06-01")), child("WREN1", episode("2023-06-01")), year=2024))
    client = client_for("data_officer", office)
    page = client.get(WHERE).content.decode()
    assert ">2023-24</th>" in page
    assert ">2022-23</th>" in page
    assert ">2021-22</th>" not in page
    assert "The earliest referral on this record was received on 1 June 2022" in page


def test_the_year_that_runs_is_counted_up_to_today_and_not_set_against_a_whole_one(life, office, desk):
    life("Rosa", "Now").referral()
    now = date.today()
    ends_in = now.year + ((now.month, now.day) >= (4, 1))
    client = client_for("data_officer", office)
    page = client.get(f"/census/measures/{ends_in}/").content.decode()
    assert "as far as the year has gone" in page
    assert "not set against a whole year" in page
    assert client.get(f"/census/measures/{ends_in + 1}/").status_code == 404
    assert client.get("/census/measures/0/").status_code == 404
    assert client.get("/census/measures/99999999999999999999/").status_code == 404
    assert client.get(f"{WHERE}no-such-measure/").status_code == 404
    assert client.get("/census/measures/")["Location"] == f"/census/measures/{ends_in - 1}/"


def test_a_rate_needs_the_number_of_children_and_says_when_it_is_no_number(life, office):
    life("Rosa", "Rate").referral()
    client = client_for("data_officer", office)
    assert "for every 10,000 children, between" not in client.get(WHERE).content.decode()
    page = client.get(f"{WHERE}?children=20000").content.decode()
    assert "0.5 for every 10,000 children, between 0.0 and 2.8" in page
    assert "table.csv?children=20000" in page
    for wrong in ("many", "0", "-4", "1e9", "999999999999"):
        reply = client.get(f"{WHERE}?children={wrong}")
        assert reply.status_code == 200
        assert "There is a problem" in reply.content.decode(), wrong


def test_the_table_has_every_measure_of_each_year_and_no_child(bring_in, life, office):
    bring_in(message(child("WREN0", episode("2022-06-01")), year=2023))
    life("Rosa", "Secret").referral().answered()
    reply = client_for("data_officer", office).get(f"{WHERE}table.csv?children=20000")
    text = reply.content.decode()
    found = list(csv.DictReader(io.StringIO(text)))
    assert "not-to-be-published" in reply["Content-Disposition"]
    assert reply["Content-Type"].startswith("text/csv")
    for secret in ("Rosa", "Secret", "WREN0"):
        assert secret not in text
    whole = {(row["Census year"], row["Measure"]) for row in found if not row["Part"]}
    assert whole == {(year, one.name) for one in MEASURES.values() for year in ("2023-24", "2022-23")}
    one = next(row for row in found if (row["Census year"], row["Measure"]) == ("2023-24", "Referrals"))
    assert (one["Value"], one["95% interval from"], one["95% interval to"]) == ("1", "0.0253", "5.5716")
    assert one["For every 10,000 children"] == "0.5"
    assert one["Must stay in the authority"].startswith("Yes")


def test_what_is_masked_moved_or_corrected_leaves_its_measure(life, office, desk):
    someone, other = life("Rosa", "Masked").referral(), life("Kit", "Other")

    def many(measure="referrals"):
        return worked(measure).numerator

    assert many() == 1
    item = someone.case.of(ReferralReceived)[-1]
    later = ReferralReceived(referral_id=item.fact.referral_id, received_on=date(2023, 3, 31), source_code="2A")
    corrected = ToRecord(later, (someone.person_id,), later.received_on, supersedes=item.entry_id)
    desk.note([corrected], by=someone.by("social_worker"))
    assert many() == 0
    back = ToRecord(
        item.fact, (someone.person_id,), item.happened, supersedes=someone.case.of(ReferralReceived)[-1].entry_id
    )
    desk.note([back], by=someone.by("social_worker"))
    assert many() == 1
    hidden = someone.case.of(ReferralReceived)[-1]
    someone.note(EntryMasked(entry_id=hidden.entry_id, why="Another family"), "principal_social_worker")
    assert many() == 0
    other.referral()
    moved = other.case.of(ReferralReceived)[-1]
    assert many() == 1
    other.note(EntryMoved(entry_id=moved.entry_id, why="Wrong child", to_person=someone.person_id))
    assert many() == 0


def test_another_authoritys_plan_is_counted_nowhere_and_makes_no_later_plan_a_second_one(life, office):
    someone = life("Rosa", "Moved").referral().answered()
    theirs = CpPlanStarted(
        cp_plan_id="a" * 32, referral_id="", started_on=date(2023, 6, 1), category="NEG", another_authoritys=True
    )
    someone.note(theirs)
    assert worked("plans-starting").numerator == 0
    ours = CpPlanStarted(cp_plan_id="b" * 32, referral_id="", started_on=date(2024, 2, 1), category="NEG")
    someone.note(ours)
    assert (worked("second-plans").numerator, worked("second-plans").denominator) == (0, 1)


def test_a_conference_that_is_only_called_is_not_counted_until_it_is_held(life, office):
    someone = life("Rosa", "Called").referral().answered().allocated().harmed().later(2).discussed().later(8).enquired()
    assert worked("conferences").numerator == 0
    someone.later(3).conferenced()
    assert (worked("conferences").numerator, worked("conferences-15-days").denominator) == (1, 1)


def test_a_day_that_cannot_be_read_is_said_and_not_guessed(bring_in, office):
    plans = cp_plan("2023-06-24", "2023-09-18", ended="31/02/2024")
    whole = child("WREN0", episode("2023-06-01", assessment("2023-06-02", ""), enquiry("2023-06-02"), plans=plans))
    closed = child("WREN1", episode("2023-06-01", closed="soon"))
    unknown = child("WREN2", episode("03/06/2023"))
    bring_in(message(whole, closed, unknown, year=2024))
    client = client_for("data_officer", office)

    assert (worked("plans-open").numerator, len(worked("plans-open").found.left_out[0].behind)) == (0, 1)
    assert worked("plans-starting").numerator == 1
    assert (worked("in-need").numerator, len(worked("in-need").found.left_out[0].behind)) == (1, 1)
    assert (worked("referrals").numerator, len(worked("referrals").found.left_out[0].behind)) == (2, 1)
    page = client.get(f"{WHERE}referrals/?show=left-0").content.decode()
    assert "WREN2" in page
    assert "WREN1" not in page


def test_a_long_list_comes_in_pages(bring_in, office):
    bring_in(message(*(child(f"WREN{at:03d}", episode("2023-06-01")) for at in range(120)), year=2024))
    client = client_for("data_officer", office)
    pages = [client.get(f"{WHERE}referrals/?page={number}").content.decode() for number in (1, 2, 3)]
    seen = [set(re.findall("WREN[0-9]{3}", page)) for page in pages]
    assert "Page 1 of " in pages[0]
    assert seen[0] & seen[1] == set()
    assert len(set().union(*seen)) == 120


def test_the_page_asks_the_database_the_same_few_questions_whatever_it_holds(bring_in, office):
    client, asked = client_for("data_officer", office), []
    for many in (1, 40):
        bring_in(message(*(child(f"WREN{at}", episode("2023-06-01", assessment())) for at in range(many)), year=2024))
        for where in (WHERE, f"{WHERE}referrals/"):
            with CaptureQueriesContext(
                connection,
            ) as found:
                client.get(where)
            asked.append(len(found))
    assert asked[:2] == asked[2:]
    assert max(asked) <= 20


def test_no_measure_stands_where_a_child_is_decided_on(life, office):
    someone = life("Rosa", "Decided").on_a_plan()
    client = client_for("service_manager", office)
    for one in PAGES.values():
        if one.about_child and "<" not in one.address.replace("<ref:person_id>", ""):
            page = client.get("/" + one.address.replace("<ref:person_id>", someone.person_id)).content.decode()
            main = page.partition("<main")[2]
            assert "95%" not in main, one.name
            assert "measures" not in main, one.name


def test_no_worker_or_team_is_named_and_nothing_is_coloured_good_or_bad(life, office):
    someone = life("Rosa", "Plain").on_a_plan()
    client = client_for("inspector", office)
    for where in (WHERE, f"{WHERE}conferences-15-days/", f"{WHERE}plans-open/"):
        main = client.get(where).content.decode().partition("<main")[2]
        assert someone.person_id in main or where == WHERE
        for name in ("Jo Marsh", "Mo Pritchard", "Cath Imrie", "Safeguarding north"):
            assert name not in main, (where, name)
        for mark in ("govuk-tag", "↑", "↓", "target ", "candour-known--warns"):
            assert mark not in main.replace("they are no target", ""), (where, mark)


@pytest.mark.parametrize("script", [True, False])
def test_the_page_can_be_read_on_a_phone_and_with_the_keyboard_with_and_without_javascript(script, person, earlier):
    earlier("Vera", f"Measured {script}").on_a_plan().later(40).reviewed()
    somebody = person("data_officer", viewport={"width": 360, "height": 740}, java_script_enabled=script)
    somebody.opens(WHERE)
    page = somebody.page
    somebody.sees("Children in need census: measures of 2023-24")
    page.get_by_text("What it means: Referrals within 12 months of an earlier referral").click()
    somebody.sees("the earlier referral is day 0")
    page.get_by_text("In parts: Conferences within 15 working days").click()
    somebody.sees("11 to 15 working days")
    page.get_by_text("Rates for every 10,000 children in the area").click()
    page.get_by_label("for 2023-24").fill("20000")
    somebody.presses("Show rates")
    expect(page.get_by_text("for every 10,000 children, between").first).to_be_visible()
    if script:
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator("#second-plans").get_by_role("link").first.focus()
        tab_to(page, "What it means: Second or subsequent child protection plans")
        page.keyboard.press("Enter")
        somebody.sees("whom this authority had on a plan before")
    with page.expect_download() as found:
        page.get_by_role("link", name="Download the measures").click()
    assert found.value.suggested_filename == "children-in-need-measures-2023-24-not-to-be-published.csv"
    page.get_by_role("link", name="Child protection plans on 31 March, 2023-24").click()
    somebody.sees("The children behind a measure, 2023-24")
    expect(page.get_by_role("link", name=f"Vera Measured {script}")).to_be_visible()
    if script:
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
