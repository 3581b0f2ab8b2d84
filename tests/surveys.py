"""A survey of staff on the record, for tests of pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from candour.record.entries.survey import SurveyDeclared
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
