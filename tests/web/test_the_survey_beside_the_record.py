"""What staff said of pressure stands next to what the record shows, with small numbers kept back and nobody named."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from candour.access.store.models import View
from candour.frames.coded_columns import read_coded
from candour.record.entries.cin_episodes import ReferralReceived
from candour.record.entries.decision import DecisionMade, Reasons
from candour.record.entries.department import TeamRecorded
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.involvements import ChildAllocated
from candour.record.entries.person import PersonRecorded
from candour.record.entries.survey import StaffGroup, SurveyDeclared, SurveyResultsTakenIn
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.voice.survey.answers import understand
from candour.voice.survey.mapping import Mapping
from candour.voice.survey.reading import standard
from candour.voice.survey.results import find
from candour.voice.survey.telling import write_csv
from tests.examples import example_of
from tests.office import FOUNDER
from tests.voice.asking import written
from tests.web.test_pages_open import client_for

ALL = "The whole authority"


def declared(desk, days_ago):
    """A survey on the record whose results came out so many days ago. Returns its reference."""
    survey_id, today = desk.fresh(), desk.now.day
    levels = {"service": ("Safeguarding north", "Help"), "team": ("Day", "Night")}
    out = today - timedelta(days=days_ago)
    made = replace(
        example_of(SurveyDeclared), survey_id=survey_id, title="How work is", breakdowns=("organisation",),
        staff=tuple(StaffGroup(level=level, group=group, staff=60) for level, two in levels.items() for group in two),
        opens=out - timedelta(days=30), closes=out - timedelta(days=10), publishes=out,
    )  # fmt: skip
    desk.note([ToRecord(made, (survey_id,), out - timedelta(days=31))], by=FOUNDER)
    return survey_id


@pytest.fixture
def survey(desk, office):
    return declared(desk, 0)


@pytest.fixture
def results(tmp_path):
    """What the service publishes of a survey in which 24 of 40 in each of two services were pressed, as bytes."""
    answers = [
        {"service": service, "team": team, "pressured_reclassify": "yes" if nth < 24 else "no"}
        for service, team in (("Safeguarding north", "Day"), ("Help", "Night"))
        for nth in range(40)
    ]
    told, asks = io.StringIO(), standard()
    table = read_coded(written(tmp_path / "answers.csv", answers))
    write_csv(find(asks, understand(table, asks, Mapping()), None, ["organisation"]), told)
    return told.getvalue().encode()


def given(office, survey, file, role="data_officer", name="results.csv"):
    """Somebody gives a file on the page of surveys."""
    return client_for(role, office).post(f"/survey/{survey}/results/", {"results": SimpleUploadedFile(name, file)})


def opened(office, survey, role="service_manager"):
    reply = client_for(role, office).get(f"/survey/{survey}/beside-the-record/")
    assert reply.status_code == 200
    return reply.content.decode()


def sides(page):
    """For each place on the page, every cell by the heading of its row; under "said", the cells of what staff said."""
    found = {}
    for part in page.split('<section class="candour-side">')[1:]:
        heading = re.search(r"<h2[^>]*>(.*?)</h2>", part)[1]
        cells = {}
        for row in re.findall(r"<tr.*?</tr>", part.split("</section>")[0]):
            name, *rest = [html.unescape(one) for one in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            cells[name] = rest[0] if len(rest) == 1 else rest
        found[heading] = cells
    return found


def child_of(desk, office, team, name, *facts):
    """A child of a team since 40 days ago, and what else happened that day."""
    day, child = desk.now.day - timedelta(days=40), desk.fresh()
    begun = (
        PersonRecorded(forename=name, surname="Hale", la_child_id=desk.fresh()[:10]),
        ReferralReceived(referral_id=desk.fresh(), received_on=day, source_code="1A"),
        ChildAllocated(involvement_id=desk.fresh(), worker_id=office.ids["social_worker"], team_id=team, start=day),
    )
    desk.note([ToRecord(fact, (child,), day) for fact in (*begun, *facts)], by=FOUNDER)


def directed(desk, office, team, many):
    """So many children of a team, with a direction about each."""
    day = desk.now.day - timedelta(days=40)
    for nth in range(many):
        direction = DirectionReceived(
            direction_id=desk.fresh(), from_whom="Sal Verity", their_role="Director", received_on=day
        )
        child_of(desk, office, team, f"Kit{nth}", direction)


def closed(desk, office, team, pressed, other):
    """Children whose cases were closed: so many for want of resources, and so many for what the child needs."""
    day = desk.now.day - timedelta(days=40)
    for nth in range(pressed + other):
        why = Reasons(decider=office.ids["team_manager"], grounds=("resources" if nth < pressed else "need",))
        child_of(
            desk, office, team, f"Kit{nth}",
            DecisionMade(decision_id=desk.fresh(), what="close", decided_on=day, reasons=why),
        )  # fmt: skip


def team_called(desk, name, **more):
    team = desk.fresh()
    desk.note([ToRecord(TeamRecorded(name=name, **more), (team,), desk.now.day - timedelta(days=60))], by=FOUNDER)
    return team


def test_the_two_stand_side_by_side_for_everybody_and_each_service_both_have_and_nobody_is_named(
    desk, office, survey, results
):
    directed(desk, office, office.team, 14)
    directed(desk, office, team_called(desk, "Help"), 12)
    surveys = client_for("data_officer", office).get("/survey/").content.decode()
    assert 'type="file"' in surveys and "Taken in" not in surveys and "beside-the-record" not in surveys
    assert given(office, survey, results)["Location"] == f"/survey/{survey}/beside-the-record/"
    views = View.objects.count()
    page = opened(office, survey)
    told = sides(page)
    assert list(told) == [ALL, "Help", "Safeguarding north"]
    assert told[ALL]["Yes"] == ["60%", "49.0 to 70.0%"]
    assert told[ALL]["Directions written down"] == "26"
    assert "(about 40 answered)" in page and told["Safeguarding north"]["Yes"][0] == "60%"
    assert told["Safeguarding north"]["Directions written down"] == "14"
    assert told["Help"]["Directions written down"] == "12"
    assert "never written" in page and "neither corrects the other" in page
    assert hashlib.sha256(results).hexdigest() in page
    main = page.split("<main")[1]
    # Kit's whole name: three letters alone are in a form's random token now and then.
    assert not any(name in main for name in (">Kit", "Kit ", "Hale", "Sal Verity", "Jo Marsh", "p-value", "rank"))
    assert View.objects.count() == views, "no look at the page is written down"
    assert f"/survey/{survey}/beside-the-record/" in client_for("director", office).get("/survey/").content.decode()


def test_a_small_number_is_kept_back_and_so_is_the_one_it_could_be_had_from(desk, office, survey, results):
    directed(desk, office, office.team, 14)
    directed(desk, office, team_called(desk, "Help"), 3)
    given(office, survey, results)
    told = sides(opened(office, survey))
    assert told[ALL]["Directions written down"] == "17"
    for group in ("Safeguarding north", "Help"):
        assert told[group]["Directions written down"] == "not told"


def test_a_team_below_a_service_counts_with_it(desk, office, survey, results):
    directed(desk, office, team_called(desk, "Duty", parent_id=office.team, parent_name="Safeguarding north"), 11)
    given(office, survey, results)
    assert sides(opened(office, survey))["Safeguarding north"]["Directions written down"] == "11"


def test_decisions_are_told_by_ground_for_the_authority_and_those_under_pressure_for_a_team(
    desk, office, survey, results
):
    closed(desk, office, office.team, 12, 20)
    closed(desk, office, team_called(desk, "Help"), 10, 11)
    given(office, survey, results)
    told = sides(opened(office, survey))
    assert told[ALL]["Decisions that gave less help or protection"] == "53"
    assert told[ALL]["Ground: What was available: money, staff or places"].startswith("22 of 53: 42%")
    assert told[ALL]["Ground: An instruction from someone senior"] == "fewer than 5"
    north = told["Safeguarding north"]
    assert north["Decisions that gave less help or protection"] == "32"
    assert north["Of these for want of resources, or instructed"].startswith("12 of 32: 38%")


def test_the_part_under_pressure_does_not_give_away_what_is_kept_back_of_another_team(desk, office, survey, results):
    """Help has one decision. Were the north's twelve under pressure told, its own twelve and Help's one would follow."""
    closed(desk, office, office.team, 12, 0)
    closed(desk, office, team_called(desk, "Help"), 0, 1)
    closed(desk, office, team_called(desk, "In no survey"), 11, 29)
    given(office, survey, results)
    told = sides(opened(office, survey))
    assert told["Safeguarding north"]["Decisions that gave less help or protection"] == "not told"
    assert told["Safeguarding north"]["Of these for want of resources, or instructed"] == "not told"


def test_a_team_manager_sees_their_own_teams_with_the_numbers_everybody_sees_of_them(desk, office, survey, results):
    directed(desk, office, office.team, 14)
    directed(desk, office, team_called(desk, "Help"), 12)
    given(office, survey, results)
    own = sides(opened(office, survey, "team_manager"))
    assert list(own) == ["Safeguarding north"]
    assert own["Safeguarding north"] == sides(opened(office, survey))["Safeguarding north"]
    team_called(desk, "Duty", parent_id=office.team, parent_name="Safeguarding north")
    page = opened(office, survey, "team_manager")
    assert sides(page) == {}, "with a part that another leads, the number less their own would tell of that part"
    assert "with everything that is part of it" in page


def test_results_given_again_count_from_then_on_and_the_earlier_stay_on_the_record(desk, office, survey, results):
    given(office, survey, results)
    given(office, survey, results)
    assert len(read(survey).of(SurveyResultsTakenIn)) == 1, "the same file is one and the same"
    later = results.replace(b"60%", b"61%")
    given(office, survey, later)
    page, (first, second) = opened(office, survey), read(survey).of(SurveyResultsTakenIn)
    assert first.fact.digest == hashlib.sha256(results).hexdigest() and first.fact.figures[0].told == "60%"
    assert second.fact.digest in page and first.fact.digest not in page
    assert sides(page)[ALL]["Yes"][0] == "61%"
    table = rows("SELECT surr_digest, surr_figures FROM ssd_survey_results")
    assert [tuple(one.values()) for one in table] == [(second.fact.digest, len(second.fact.figures))]


def test_only_what_is_asked_of_pressure_is_kept_and_a_figure_of_the_year_before_says_so(office, survey, results):
    lines = list(csv.reader(results.decode().splitlines()))
    another = [*lines[-1]]
    another[0], lines[1][-1] = "manageable", "from before"
    text = io.StringIO()
    csv.writer(text).writerows([*lines, another])
    given(office, survey, text.getvalue().encode())
    kept = read(survey).last(SurveyResultsTakenIn).fact.figures
    assert {one.question for one in kept} == {"pressured_reclassify"}
    assert sides(opened(office, survey))[ALL]["Yes"][0] == "60% (before)"


def test_where_the_results_tell_nothing_of_a_service_that_is_said_once(office, survey, results):
    lines = list(csv.DictReader(results.decode().splitlines()))
    for line in lines:
        if line["group"].startswith("Safeguarding north"):
            line |= dict.fromkeys(("answered", "number", "low", "high", "least", "most", "weighted"), "") | {
                "told": "not told"
            }
    text = io.StringIO()
    table = csv.DictWriter(text, list(lines[0]))
    table.writeheader()
    table.writerows(lines)
    given(office, survey, text.getvalue().encode())
    side = opened(office, survey).split("Safeguarding north</h2>")[1].split("</section>")[0]
    assert "The results tell nothing of staff here." in side and "Directions written down" in side
    assert "95% interval" not in side


def swapped(old, new):
    def wrong(results):
        assert old in results
        return results.replace(old, new)

    return wrong


WRONG = {
    "another breakdown": (swapped(b"organisation", b"age"), "age, which was not fixed of this survey"),
    "another group": (swapped(b"Night", b"Elsewhere"), "Elsewhere, which was not fixed of this survey"),
    "too many": (swapped(b",80,80,", b",900,900,"), "more answered than the 120 who work there"),
    "other questions": (swapped(b"pressured_reclassify", b"manageable"), "none of the questions about pressure"),
    "words for a share": (swapped(b"60%", b"Nobody was"), "tells a share as “Nobody was”"),
    "a share over all": (swapped(b"60%", b"600%"), "tells a share as “600%”"),
    "a number no record can hold": (swapped(b",48,", b",99999999999999999999,"), "more answered than the 120"),
    "a number that is none": (swapped(b",48,", b",many,"), "holds no results of a survey"),
    "a letter that is no letter": (swapped(b",yes,", b",y\x00s,"), "that no question about pressure has"),
    "an endless answer": (swapped(b",yes,", b"," + b"y" * 600 + b","), "that no question about pressure has"),
    "no columns of it": (lambda _: b"name,age\nKit,4\n", "holds no results of a survey"),
    "only the first line": (lambda results: results.splitlines()[0] + b"\n", "holds no results of a survey"),
    "nothing": (lambda _: b"", "The selected file is empty"),
    "blank": (lambda _: b"\xef\xbb\xbf \r\n", "The selected file is empty"),
    "a web page": (lambda _: b"<!DOCTYPE html><title>Results</title>", "is a web page"),
    "a workbook": (lambda _: b"PK\x03\x04\x14\x00\x06\x00", "is a workbook"),
    "another alphabet": (lambda results: results.decode().encode("utf-16"), "is not text in UTF-8"),
    "JSON that is none": (lambda _: b'{"questions": [' + b"[" * 5000, "holds no results of a survey"),
    "JSON with half a letter": (
        lambda _: (
            b'{"questions": [{"code": "pressured_reclassify", "asks": "\\ud800", "answered": 1, "by": {}, "figures":'
            b' [{"answers": ["yes"], "told": "60%", "number": 1, "interval": null}]}]}'
        ),
        "that no question about pressure has",
    ),
    "too large": (lambda results: results + b"\n" * (5 * 1024 * 1024), "must be 5 MB or smaller"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_beside_the_field_with_what_to_do(name, office, survey, results):
    spoil, why = WRONG[name]
    reply = given(office, survey, spoil(results))
    page = html.unescape(reply.content.decode())
    assert reply.status_code == 200 and "<title>Error: " in page
    summary = page.split('class="govuk-error-summary"')[1].split("</ul>")[0]
    field = page.split('class="govuk-error-message"')[1].split("</p>")[0]
    assert why in summary and f'href="#id_results-{survey}"' in summary and f'id="id_results-{survey}"' in page
    assert why in field and "Choose results.csv" in field
    assert read(survey).last(SurveyResultsTakenIn) is None


def test_no_file_is_asked_for_again(office, survey):
    reply = client_for("data_officer", office).post(f"/survey/{survey}/results/", {})
    assert "Select the survey&#x27;s results" in reply.content.decode()
    reply = client_for("data_officer", office).post(f"/survey/{survey}/results/", {"results": "typed"})
    assert "Select the survey&#x27;s results" in reply.content.decode()


def test_results_are_taken_in_from_the_day_they_are_out_by_those_who_may_write_a_survey_down(desk, office, results):
    early = declared(desk, -1)
    assert 'type="file"' not in client_for("data_officer", office).get("/survey/").content.decode()
    assert "can be taken in from that day" in given(office, early, results).content.decode()
    assert read(early).last(SurveyResultsTakenIn) is None
    assert "No results of this survey were taken in yet" in opened(office, early)
    out = declared(desk, 0)
    assert given(office, out, results, "service_manager").status_code == 403
    assert 'type="file"' not in client_for("service_manager", office).get("/survey/").content.decode()
    administrator = client_for("administrator", office)
    file = SimpleUploadedFile("results.csv", results)
    there = administrator.post(f"/survey/{out}/results/", {"results": file}, follow=True).content.decode()
    assert "The results are on the record" in there and "beside-the-record" not in there
    assert administrator.get(f"/survey/{out}/beside-the-record/").status_code == 403
    assert client_for("social_worker", office).get(f"/survey/{out}/beside-the-record/").status_code == 403


def test_a_survey_that_is_not_on_the_record_has_no_page(office, results):
    assert given(office, "0" * 32, results).status_code == 404
    assert client_for("director", office).get(f"/survey/{'0' * 32}/beside-the-record/").status_code == 404


def test_nobody_signed_in_or_not_can_send_more_than_any_page_asks_for(office):
    reply = Client().generic("POST", "/sign-in/", b"x", CONTENT_LENGTH=str(6 * 1024 * 1024 + 1))
    assert reply.status_code == 413 and "Go back and send less" in reply.content.decode()
    assert reply["Cache-Control"] == "no-store" and "default-src 'none'" in reply["Content-Security-Policy"]
