"""A census year runs from 1 April to 31 March and is read as people write it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.terms.england_year import CensusYear, census_year_of, parse


@given(st.integers(min_value=1951, max_value=2099))
def test_a_label_reads_back_as_the_same_year(ends_in: int) -> None:
    year = CensusYear(ends_in)
    assert parse(year.label) == parse(str(ends_in)) == year


@given(st.dates(min_value=date(1951, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_falls_in_the_year_it_is_given(day: date) -> None:
    assert census_year_of(day).holds(day)


def test_the_year_turns_on_the_first_of_april() -> None:
    assert census_year_of(date(2026, 3, 31)).label == "2025-26"
    assert census_year_of(date(2026, 4, 1)).label == "2026-27"


def test_the_century_turns_in_the_label() -> None:
    assert CensusYear(2000).label == "1999-00"


@pytest.mark.parametrize("wrong", ["", "26", "2025-27", "2025/26", "2025-2026", "last year", "2026-25", "٢٠٢٦"])
def test_anything_else_is_refused_with_what_to_type(wrong: str) -> None:
    with pytest.raises(ValueError, match="type it as 2025-26"):
        parse(wrong)
