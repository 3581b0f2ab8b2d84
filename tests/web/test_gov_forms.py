"""Forms are drawn the GOV.UK way, keep what was typed, and say plainly what to put right."""

import re
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.utils import timezone

from candour.web.gov_dates import GovDateField, GovTimeField, moment
from candour.web.gov_fields import GovRenderer
from candour.web.gov_forms import MOST_ROWS, GovForm, RepeatedGroup


class Attender(GovForm):
    name = forms.CharField(label="Name", max_length=20)
    role = forms.ChoiceField(label="Role", choices=[("", "Choose one"), ("sw", "Social worker"), ("gp", "GP")])


class Visit(GovForm):
    happened = GovDateField(label="Date of visit", help_text="For example, 27 3 2026", in_past=True)
    began = GovTimeField(label="Time it began", required=False)
    seen = forms.ChoiceField(
        label="Was the child seen alone?", widget=forms.RadioSelect, choices=[("y", "Yes"), ("n", "No")]
    )
    factors = forms.MultipleChoiceField(
        label="Factors",
        widget=forms.CheckboxSelectMultiple,
        choices=[("1A", "Alcohol"), ("2A", "Drugs")],
        required=False,
    )
    words = forms.CharField(label="What the child said", widget=forms.Textarea, help_text="In their own words")
    told = forms.BooleanField(label="The parents were told", required=False)
    rooms = forms.IntegerField(label="Rooms seen", required=False, min_value=0, max_value=20)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    sections = (
        ("The child", "Their own account matters most", ("seen", "words")),
        ("Who was there", "", ("people",)),
    )
    groups = (RepeatedGroup("people", Attender, "person", minimum=1),)


FILLED: dict[str, Any] = {
    "happened-day": "27",
    "happened-month": "3",
    "happened-year": "2026",
    "began": "2.30pm",
    "seen": "y",
    "factors": ["1A"],
    "words": "I like it here",
    "people-rows": "2",
    "people-0-name": "Ann Example",
    "people-0-role": "sw",
}


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.found if "id" in attrs]

    def by_id(self, wanted: str) -> dict[str, str | None]:
        return next(attrs for _, attrs in self.found if attrs.get("id") == wanted)


def page_of(form: GovForm) -> str:
    summary = GovRenderer().render("components/error_summary.html", {"form": form})
    return f"{summary}{form}"


def errors_of(**changed: Any) -> list[str]:
    return [line.text for line in Visit({**FILLED, **changed}).error_lines]


def test_a_filled_form_gives_dates_times_and_rows() -> None:
    form = Visit(FILLED)
    assert form.is_valid(), form.error_lines
    assert form.cleaned_data["happened"] == date(2026, 3, 27)
    assert form.cleaned_data["began"] == time(14, 30)
    assert form.cleaned_data["people"] == [{"name": "Ann Example", "role": "sw"}]


@pytest.mark.parametrize("form", [Visit(), Visit({}), Visit(FILLED)], ids=["new", "all wrong", "filled"])
def test_every_control_is_labelled_and_every_reference_leads_somewhere(form: GovForm) -> None:
    elements = Elements(page_of(form))
    ids = elements.ids()
    assert len(ids) == len(set(ids))
    labelled = {attrs.get("for") for tag, attrs in elements.found if tag == "label"}
    for tag, attrs in elements.found:
        if tag in ("input", "select", "textarea") and attrs.get("type") != "hidden":
            assert attrs["id"] in labelled
        assert set((attrs.get("aria-describedby") or "").split()) <= set(ids)
        href = attrs.get("href") or ""
        assert not href.startswith("#") or href[1:] in ids
        assert "placeholder" not in attrs
        assert "style" not in attrs
        assert "required" not in attrs


def test_the_whole_of_a_wrong_form_is_put_right_from_the_summary() -> None:
    assert [(line.text, line.href) for line in Visit({}).error_lines] == [
        ("Enter date of visit", "#id_happened-day"),
        ("Answer “Was the child seen alone?”", "#id_seen_0"),
        ("Enter what the child said", "#id_words"),
        ("Enter at least one person", "#id_people-0-name"),
    ]


def test_hints_and_errors_are_read_out_with_their_question() -> None:
    elements = Elements(str(Visit({})))
    assert elements.by_id("id_words")["aria-describedby"] == "id_words-hint id_words-error"
    assert elements.by_id("id_words")["class"] == "govuk-textarea govuk-textarea--error"
    assert (
        "fieldset",
        {"class": "govuk-fieldset", "role": "group", "aria-describedby": "id_happened-hint id_happened-error"},
    ) in elements.found


def test_headings_stand_between_the_questions() -> None:
    page = str(Visit())
    order = ["Date of visit", "The child", "own account", "What the child said", "Who was there", "Person 1"]
    assert sorted(order, key=page.index) == order


def test_what_was_typed_is_shown_again() -> None:
    page = str(Visit({**FILLED, "happened-month": "Smarch", "words": "<b>no</b>"}))
    assert 'value="Smarch"' in page
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    assert re.search(r'id="id_seen_0"[^>]*checked', page)
    assert re.search(r'id="id_factors_0"[^>]*checked', page)


@pytest.mark.parametrize(
    ("day", "month", "year", "message", "wrong"),
    [
        ("27", "3", "", "Date of visit must include a year", {"year"}),
        ("", "", "2026", "Date of visit must include a day and month", {"day", "month"}),
        ("31", "6", "2026", "Date of visit must be a real date", {"day", "month", "year"}),
        ("40", "3", "2026", "Date of visit must be a real date", {"day"}),
        ("4", "13", "2026", "Date of visit must be a real date", {"month"}),
        ("4", "3", "26", "Year must include 4 numbers", {"year"}),
        ("4", "3", "0206", "Date of visit must be a real date", {"year"}),
        ("٤", "3", "2026", "Date of visit must be a real date", {"day"}),
        ("first", "3", "2026", "Date of visit must be a real date", {"day"}),
    ],
)
def test_a_date_that_cannot_be_right_says_which_part(
    day: str, month: str, year: str, message: str, wrong: set[str]
) -> None:
    form = Visit({**FILLED, "happened-day": day, "happened-month": month, "happened-year": year})
    boxes = form.bound("happened").date_boxes
    assert {box.part for box in boxes if box.is_wrong} == wrong
    first = next(box.id for box in boxes if box.is_wrong)
    assert [(line.text, line.href) for line in form.error_lines] == [(message, f"#{first}")]


@pytest.mark.parametrize("month", ["3", "03", "mar", "March"])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    form = Visit({**FILLED, "happened-month": month})
    assert form.is_valid()
    assert form.cleaned_data["happened"] == date(2026, 3, 27)


def test_a_date_may_come_in_one_piece() -> None:
    one_piece = {name: value for name, value in FILLED.items() if not name.startswith("happened")}
    form = Visit({**one_piece, "happened": "2026-03-27"})
    assert form.is_valid()
    assert form.cleaned_data["happened"] == date(2026, 3, 27)
    assert "Date of visit must include a month and year" in errors_of(happened="yesterday")


def test_a_date_to_come_is_refused_where_only_the_past_makes_sense() -> None:
    later = timezone.now() + timedelta(days=2)
    assert errors_of(happened=later.date().isoformat()) == ["Date of visit must be today or in the past"]


def test_a_date_already_known_fills_the_boxes() -> None:
    boxes = Visit(initial={"happened": date(2026, 1, 31)}).bound("happened").date_boxes
    assert [box.value for box in boxes] == ["31", "1", "2026"]
    assert not any(box.is_wrong for box in boxes)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("2.30 pm", time(14, 30)),
        ("2pm", time(14)),
        ("12am", time(0)),
        ("12:15pm", time(12, 15)),
        ("9:05", time(9, 5)),
        ("Midday", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, meant: time) -> None:
    assert GovTimeField().clean(typed) == meant


@pytest.mark.parametrize("typed", ["2", "25:00", "13pm", "0am", "14:60", "teatime", "٢pm"])
def test_a_time_that_is_unclear_is_asked_about(typed: str) -> None:
    assert errors_of(began=typed) == ["Time it began must be a time, like 2:30pm or 14:30"]


def test_a_moment_is_the_clock_time_in_england() -> None:
    assert moment(date(2026, 7, 1), time(9)).astimezone(UTC) == datetime(2026, 7, 1, 8, tzinfo=UTC)


def test_numbers_and_choices_are_refused_in_plain_words() -> None:
    assert errors_of(rooms="few") == ["Rooms seen must be a whole number"]
    assert errors_of(rooms="-1") == ["Rooms seen must be 0 or more"]
    assert errors_of(factors=["9Z"]) == ["Select factors from the list"]
    assert 'type="number"' not in str(Visit())


def test_an_authors_own_words_are_kept() -> None:
    class Asked(GovForm):
        why = forms.CharField(error_messages={"required": "Say why the child was not seen"})

    assert [line.text for line in Asked({}).error_lines] == ["Say why the child was not seen"]


def test_an_error_in_a_row_says_which_row() -> None:
    form = Visit({**FILLED, "people-1-name": "Too long a name to be anyone's"})
    assert not form.is_valid()
    assert [(line.text, line.href) for line in form.error_lines] == [
        ("Name must be 20 characters or less (person 2)", "#id_people-1-name"),
        ("Select role (person 2)", "#id_people-1-role"),
    ]
    assert "people" not in form.cleaned_data


def test_blank_rows_are_passed_over() -> None:
    form = Visit({**FILLED, "people-rows": "4", "people-3-name": " Bo ", "people-3-role": "gp", "people-1-name": "  "})
    assert form.is_valid()
    assert [row["name"] for row in form.cleaned_data["people"]] == ["Ann Example", "Bo"]


def test_add_another_keeps_every_word_and_judges_nothing() -> None:
    form = Visit({"people-rows": "2", "people-0-name": "Ann", "words": "Half a sen", "another": "people"})
    assert not form.is_valid()
    page = page_of(form)
    assert "Person 3" in page and "Person 4" not in page
    assert "Half a sen" in page and "Ann" in page
    assert "govuk-error" not in page


def test_a_draft_is_shown_without_being_judged() -> None:
    form = Visit({"words": "Half a sen"}, quiet=True)
    assert not form.is_valid()
    assert form.error_lines == []
    assert "Half a sen" in str(form)


def test_rows_already_known_are_shown_with_a_spare_one() -> None:
    form = Visit(initial={"people": [{"name": "Ann", "role": "sw"}, {"name": "Bo", "role": "gp"}]})
    assert [row.initial.get("name") for row in form.bound_groups["people"].rows] == ["Ann", "Bo", None]


@pytest.mark.parametrize("count", ["", "-1", "0", "x", "99999999"])
def test_a_nonsense_number_of_rows_does_no_harm(count: str) -> None:
    assert 1 <= len(Visit({"people-rows": count}).bound_groups["people"].rows) <= MOST_ROWS


def test_a_refusal_for_the_whole_form_heads_the_summary() -> None:
    form = Visit({**FILLED, "words": ""})
    form.add_error(None, "This plan has already ended")
    assert next(line.text for line in form.error_lines) == "This plan has already ended"


def test_one_familys_details_are_never_offered_on_anothers_page() -> None:
    elements = Elements(str(Visit()))
    assert elements.by_id("id_people-0-name")["autocomplete"] == "off"
    assert elements.by_id("id_happened-day")["autocomplete"] == "off"


def test_each_page_names_a_demonstration_record_and_its_errors() -> None:
    page = GovRenderer().render("layout.html", {"form": Visit({}), "demonstration": True, "log_name": "Made-up town"})
    assert "<title>Error: " in page
    assert "Demonstration record: Made-up town" in page
    assert 'id="main-content"' in page
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page)
    assert "Demonstration" not in GovRenderer().render("layout.html", {})


def test_a_timeline_and_a_summary_show_what_is_known_and_what_is_not() -> None:
    item = {"heading": "Home visit", "byline": "Ann", "date": date(2026, 3, 27), "body": "Seen <alone>"}
    timeline = GovRenderer().render("components/timeline.html", {"items": [item], "level": 3})
    assert (
        '<time datetime="2026-03-27">27 March 2026</time>' in timeline
        and "<h3" in timeline
        and "&lt;alone&gt;" in timeline
    )
    rows = [{"key": "School", "value": ""}, {"key": "Visits", "value": 0}]
    summary = GovRenderer().render("components/summary_list.html", {"rows": rows})
    assert "Not recorded" in summary and re.search(r"__value\">0<", summary)
