"""2884: One initial child protection conference is recorded in two places.

Why it matters
    A conference is recorded once: on the enquiry it followed, or, for a child who moved in from another council, on the
    episode. In both places it is counted twice.

What to do
    Find out whether the child moved in with a plan from another council. If so, take the date off the enquiry; if not,
    take it off the episode.

How this was read
    All episodes of the child are compared, as no child has two such conferences on one day.
"""

from candour.frames.phrases import same_day
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("2884", since=2025)
def conference_in_two_places(cin_details: Table, section47: Table, child_identifiers: Table) -> Found:
    """A DateOfInitialCPC in CINdetails and one in Section47 are the same day, for the same child."""
    episode, enquiry = beside(cin_details, section47, within=child_identifiers)
    twice = same_day(episode.DateOfInitialCPC, enquiry.DateOfInitialCPC)
    return twice.flags(enquiry.DateOfInitialCPC, episode.DateOfInitialCPC)


conference_in_two_places.fails(
    "A/CINdetails[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    "B/CINdetails[1] DateOfInitialCPC",
    "B/CINdetails[2]/Section47[1] DateOfInitialCPC",
    says="both are in one episode, or in two of one child",
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-06-20
        B         | 1            | 2025-06-20
        B         | 2            |
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-06-19
        A         | 1            | 2025-06-20
        B         | 2            | 2025-06-20
    """,
)
conference_in_two_places.passes(
    says="they are a day apart, or one is missing, or another child's, or both are of one kind",
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-06-20
        B         | 1            |
        C         | 1            | 2025-09-01
        D         | 1            |
        E         | 1            | soon
        F         | 1            | 2025-06-20
        F         | 2            | 2025-06-20
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-06-21
        B         | 1            |
        D         | 1            | 2025-09-01
        E         | 1            | soon
    """,
)
conference_in_two_places.passes(
    says="there are no conferences",
    cin_details="LAchildID | CINdetailsID | DateOfInitialCPC",
    section47="LAchildID | CINdetailsID | DateOfInitialCPC",
)
