"""A census year as it is typed at the terminal."""

from candour.cli.wrong import Wrong
from candour.terms.england_year import CensusYear, parse


def census_year(text: str) -> CensusYear:
    """A census year as typed. Raises Wrong where it is none."""
    try:
        return parse(text)
    except ValueError as wrong:
        raise Wrong(str(wrong)) from None
