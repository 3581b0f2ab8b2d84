"""The signs that call for a strategy discussion keep their codes and their sources."""

import pytest

from candour.terms.indicators import INDICATORS, indicator


def test_there_are_eighteen_with_codes_in_order() -> None:
    assert [each.code for each in INDICATORS] == [f"I{number:02d}" for number in range(1, 19)]


def test_only_three_ask_for_an_appraisal_first() -> None:
    assert [each.code for each in INDICATORS if each.calls_for == "same-day appraisal"] == ["I06", "I17", "I18"]


def test_each_says_where_it_comes_from_and_when_it_was_reviewed() -> None:
    assert all(each.words and each.source and each.reviewed for each in INDICATORS)


def test_an_indicator_is_found_by_its_code() -> None:
    assert "police protection" in indicator("I01").words


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError, match="I99"):
        indicator("I99")
