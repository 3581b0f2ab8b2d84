"""8585Q: A case was closed because the child died, and there is no date of death.

Why it matters
    RC2 says that the child died. If that is so, the date belongs on the record; if not, a living child is reported as
    dead.

What to do
    Find out whether the child died. If so, enter the date of death. If not, correct the reason for closure.

How this was read
    A date of death that is not a day of the calendar, typed year first, counts as missing.
"""

from candour.frames.phrases import is_one_of, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8585Q", since=2025)
def closed_by_a_death_without_a_date(child_identifiers: Table, cin_details: Table) -> Found:
    """An episode's ReasonForClosure is RC2 and the child has no date of death."""
    died = is_one_of(cin_details.ReasonForClosure, ["RC2"]) & missing(child_identifiers.PersonDeathDate)
    return died.flags(child_identifiers.PersonDeathDate, cin_details.ReasonForClosure)


closed_by_a_death_without_a_date.fails(
    "A PersonDeathDate",
    "A/CINdetails[2] ReasonForClosure",
    "B PersonDeathDate",
    "B/CINdetails[1] ReasonForClosure",
    says="the date is missing, or is not typed as a date",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         |
        B         | 10/10/2025
    """,
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC7
        A         | 2            | RC2
        B         | 1            | RC2
    """,
)
closed_by_a_death_without_a_date.passes(
    says="the date is there, or the case closed for another reason or is open",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-10-10
        B         |
        C         |
        D         |
    """,
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC2
        B         | 1            | RC7
        C         | 1            |
        D         | 1            | rc2
    """,
)
closed_by_a_death_without_a_date.passes(
    says="there are no episodes",
    child_identifiers="LAchildID | PersonDeathDate",
    cin_details="LAchildID | CINdetailsID | ReasonForClosure",
)
