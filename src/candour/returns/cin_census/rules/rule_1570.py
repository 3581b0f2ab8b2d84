"""1570: A child's number has more than 20 characters.

Why it matters
    A longer number may be cut off on the way, so that two children end up with one number, or a child cannot be found
    again next year.

What to do
    Find out where the long number comes from, and give the child the number your records use. Keep the same number from
    year to year.

How this was read
    Every character counts, spaces too. Up to the year 2023-24 a number had no more than 10.
"""

from candour.frames.phrases import reads_as
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.cin_census import LONGER_NUMBER_LENGTH, NUMBER_LENGTH


@rule("1570", since=2009, until=2024, message="A child's number has more than 10 characters")
def number_longer_than_ten(child_identifiers: Table) -> Found:
    """A child's LAchildID has more than 10 characters."""
    number = child_identifiers.LAchildID
    return reads_as(number, f".{{{NUMBER_LENGTH + 1},}}").flags(number)


number_longer_than_ten.fails(
    "12345678901 LAchildID",
    says="it has eleven characters",
    header="""
        Year | ReferenceDate
        2024 | 2024-03-31
    """,
    child_identifiers="""
        LAchildID
        12345678901
    """,
)
number_longer_than_ten.passes(
    says="it has ten characters, or fewer, or is missing",
    header="""
        Year | ReferenceDate
        2024 | 2024-03-31
    """,
    child_identifiers="""
        LAchildID  | UPN
        1234567890 |
        A          |
                   | H801200001001
    """,
)
number_longer_than_ten.passes(
    says="there are no children",
    header="""
        Year | ReferenceDate
    """,
    child_identifiers="LAchildID",
)


@rule("1570", since=2025)
def number_longer_than_twenty(child_identifiers: Table) -> Found:
    """A child's LAchildID has more than 20 characters."""
    number = child_identifiers.LAchildID
    return reads_as(number, f".{{{LONGER_NUMBER_LENGTH + 1},}}").flags(number)


number_longer_than_twenty.fails(
    "123456789012345678901 LAchildID",
    says="it has 21 characters",
    child_identifiers="""
        LAchildID
        123456789012345678901
    """,
)
number_longer_than_twenty.passes(
    says="it has twenty characters, or fewer, or is missing",
    child_identifiers="""
        LAchildID            | UPN
        12345678901234567890 |
        12345678901          |
                             | H801200001001
    """,
)
number_longer_than_twenty.passes(says="there are no children", child_identifiers="LAchildID")
