"""8530Q: An unborn child is expected too early or too late for the end of the year.

Why it matters
    On 31 March an unborn child is expected within the next nine months, or was due in the last few weeks. Another date
    usually means that the child has been born, or that the date was mistyped.

What to do
    Ask the worker whether the child has been born by 31 March. If so, enter the date of birth in place of the expected
    one. If not, correct the expected date.

How this was read
    The day 30 days before the year's last day and the day nine months after it are both shown; dates between them are
    not.
"""

from candour.frames.phrases import on_or_after, on_or_before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.period import nine_months_after_the_end, thirty_days_before_the_end
from candour.returns.cin_census.rules import rule


@rule("8530Q", since=2025)
def expected_birth_too_early_or_late(child_identifiers: Table) -> Found:
    """The expected date of birth is 30 days or more before the reference date, or nine months or more after it."""
    expected = child_identifiers.ExpectedPersonBirthDate
    early = on_or_before(expected, thirty_days_before_the_end)
    return (early | on_or_after(expected, nine_months_after_the_end)).flags(expected)


expected_birth_too_early_or_late.fails(
    "A ExpectedPersonBirthDate",
    "B ExpectedPersonBirthDate",
    "C ExpectedPersonBirthDate",
    says="30 days before the end of the year, long before, and nine months after",
    child_identifiers="""
        LAchildID | ExpectedPersonBirthDate
        A         | 2026-03-01
        B         | 2024-03-31
        C         | 2026-12-31
    """,
)
expected_birth_too_early_or_late.passes(
    says="29 days before, a day less than nine months after, or no date",
    child_identifiers="""
        LAchildID | ExpectedPersonBirthDate
        A         | 2026-03-02
        B         | 2026-12-30
        C         |
        D         | 2024-13-01
    """,
)
expected_birth_too_early_or_late.passes(
    says="there are no children", child_identifiers="LAchildID | ExpectedPersonBirthDate"
)
