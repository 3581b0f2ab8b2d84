"""8863Q: Two assessments in one case overlap.

Why it matters
    A child has one assessment at a time. Where two overlap, one was probably entered twice or never finished, and
    assessments are counted twice.

What to do
    Find which assessment was being carried out. If the earlier one was finished and nobody wrote down when, enter the
    day it was authorised. Correct a date that is wrong, and take out an assessment that was entered twice.

How this was read
    An assessment that begins on the very day another was authorised overlaps it. Two with the same dates overlap each
    other. Only assessments in the same case are compared. The one that begins inside the other is shown by its start,
    the other by both dates.

Where others differ
    The community validator passes over two assessments that have the same start and the same end.
"""

from candour.frames.phrases import between, missing, reference_date
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8863Q", since=2025)
def assessments_overlap(assessments: Table, cin_details: Table) -> Found:
    """An assessment's start date is on or between another assessment's start and authorisation dates, or, where the
    other has none, between its start date and the reference date; in the same episode."""
    one, other = beside(assessments, assessments, within=cin_details)
    start, other_start = one.AssessmentActualStartDate, other.AssessmentActualStartDate
    other_end = other.AssessmentAuthorisationDate
    while_running = between(start, other_start, other_end)
    while_open = missing(other_end) & between(start, other_start, reference_date)
    return (while_running | while_open).flags(start, other_start, other_end)


assessments_overlap.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[2] AssessmentActualStartDate",
    says="the second began on the day the first was authorised",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-05-01                | 2025-06-20
        A         | 1            | 2            | 2025-06-20                | 2025-07-20
    """,
)
assessments_overlap.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[2] AssessmentActualStartDate",
    says="the first is unfinished, and the second began on the last day of the year",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-05-01                |
        A         | 1            | 2            | 2026-03-31                |
    """,
)
assessments_overlap.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[2] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[2] AssessmentAuthorisationDate",
    says="one assessment was entered twice, so each overlaps the other",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-05-01                | 2025-06-20
        A         | 1            | 2            | 2025-05-01                | 2025-06-20
    """,
)
assessments_overlap.passes(
    says="the second began the day after, after the year, or in another case, or a start is missing",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-05-01                | 2025-06-20
        A         | 1            | 2            | 2025-06-21                |
        A         | 1            | 3            | 2026-04-01                |
        A         | 2            | 1            | 2025-05-01                | 2025-06-20
        B         | 1            | 1            |                           | 2025-06-20
        B         | 1            | 2            | 2025-06-20                | 2025-06-21
    """,
)
assessments_overlap.passes(
    says="nothing was assessed",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate",
)
