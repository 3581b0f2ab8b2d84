"""8775Q: Somebody over 25 has a case that is open or was closed after their 25th birthday.

Why it matters
    Help from children's services ends at 25 at the latest. Either the date of birth is wrong or the case was never
    closed on the record.

What to do
    Check the date of birth. If it is right, close the case with the day the help ended, and RC6 if adult social care
    took over.

How this was read
    A case closed on the 25th birthday itself is not shown. For somebody born on 29 February the birthday in other
    years is taken to be the 28th. What is typed but is no day of the calendar counts as no closing date. Only cases
    that are open or were closed too late are shown, also referrals that came to no further action.
"""

from candour.frames.phrases import before, missing, older_than
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.period import twenty_five_years_back
from candour.returns.cin_census.rules import rule


@rule("8775Q", since=2025)
def case_after_25(child_identifiers: Table, cin_details: Table) -> Found:
    """The child was born more than 25 years before the reference date and has an episode that has no closure date, or
    one later than the 25th birthday."""
    born, closed = child_identifiers.PersonBirthDate, cin_details.CINclosureDate
    over_25 = before(born, twenty_five_years_back)
    odd = over_25 & (missing(closed) | older_than(born, 25, on=closed))
    return odd.flags(born, closed)


case_after_25.fails(
    "A PersonBirthDate",
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[2] CINclosureDate",
    says="one case is open, one closed the day after the birthday, and one on the birthday",
    child_identifiers="""
        LAchildID | PersonBirthDate
        A         | 2000-06-02
    """,
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            |
        A         | 2            | 2025-06-03
        A         | 3            | 2025-06-02
    """,
)
case_after_25.fails(
    "A PersonBirthDate",
    "A/CINdetails[1] CINclosureDate",
    "B PersonBirthDate",
    "B/CINdetails[1] CINclosureDate",
    says="turned 25 the day before the year ended; born on 29 February and closed on 1 March",
    child_identifiers="""
        LAchildID | PersonBirthDate
        A         | 2001-03-30
        B         | 2000-02-29
    """,
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2026-03-31
        B         | 1            | 2025-03-01
    """,
)
case_after_25.passes(
    says="turned 25 on the last day of the year, every case closed by the birthday, or the age is not known",
    child_identifiers="""
        LAchildID | PersonBirthDate
        A         | 2001-03-31
        B         | 2000-02-29
        C         |
        D         | 1999-01-01
    """,
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            |
        B         | 1            | 2025-02-28
        C         | 1            |
    """,
)
case_after_25.passes(
    says="there are no children",
    child_identifiers="LAchildID | PersonBirthDate",
    cin_details="LAchildID | CINdetailsID | CINclosureDate",
)
