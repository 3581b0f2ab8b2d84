"""Surveys of staff on the record, for tests of pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from candour.record.entries.survey import SurveyDeclared, SurveyFigure, SurveyResultsTakenIn
from candour.record.entry import ToRecord
from tests.examples import example_of


def fixed(desk, by):
    """Write a survey down that is open for ten days from today. Returns its reference."""
    survey_id, today = desk.fresh(), desk.now.day
    made = replace(
        example_of(SurveyDeclared), survey_id=survey_id, title="How work is", address="https://survey.example",
        digest="0" * 64, opens=today, closes=today + timedelta(days=10), publishes=today + timedelta(days=20),
    )  # fmt: skip
    desk.note([ToRecord(made, (survey_id,), today)], by=by)
    return survey_id


def with_results(desk, by):
    """A survey whose results are out, with what they say of pressure for everybody and for the office's team."""
    survey_id, today = desk.fresh(), desk.now.day
    made = replace(
        example_of(SurveyDeclared), survey_id=survey_id, title="How work was", digest="1" * 64,
        opens=today - timedelta(days=40), closes=today - timedelta(days=20), publishes=today - timedelta(days=1),
    )  # fmt: skip
    asks = "In the last 12 months, have you been put under pressure to treat a child protection case as child in need?"
    figures = tuple(
        SurveyFigure(
            question="pressured_reclassify", asks=asks, breakdown=by_what, group=group, answer=answer, told=told,
            answered=80, low=4900, high=7000,
        )
        for by_what, group in (("", ""), ("organisation", "Safeguarding north"))
        for answer, told in (("yes", "60%"), ("no; prefer_not_to_say", "40%"))
    )  # fmt: skip
    taken = SurveyResultsTakenIn(survey_id=survey_id, digest="2" * 64, figures=figures)
    desk.note([ToRecord(one, (survey_id,), today) for one in (made, taken)], by=by)
    return survey_id
