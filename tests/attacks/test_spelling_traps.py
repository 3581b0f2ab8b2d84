"""Words that two programs could spell in two ways: sealed, read, and verified by a stranger to the same bytes."""

from __future__ import annotations

import pytest

from candour.record.canonical import plain
from candour.record.store.reading import read
from tests.attacks.conftest import ADA

TRAPS = [
    "Zoe\u0308 and Zo\u00eb",  # the same name in two spellings stays two
    "\u202eesrever \u200f\u200b\ufeff",  # written backwards, and letters nobody sees
    "\U0001f467\U0001f3fd\u200d\U0001f9b1 \U00010437",  # beyond the first 65,536
    '"quoted" \\back\\ /slash/ \t\r\n \x00\x01\x1f\x7f',
    "\u2028line\u2029paragraph\u0085next",
    "<script>alert(1)</script> ' -- ; DROP TABLE record_entry",
    "1e5 0.1 -0 NaN null true",
    "",
    " " * 50,
    "x" * 60_000,
]


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_every_trap_comes_back_letter_by_letter_and_verifies(town):
    for words in TRAPS:
        town.write(ADA, words)
    town.sign()
    assert [item.fact.what for item in read(ADA).recorded[-len(TRAPS) :]] == TRAPS
    assert town.faults() == ""
    status, said = town.verify(town.bundle())
    assert status == 0, said


@pytest.mark.parametrize("town", ["postgresql"], indirect=True)
def test_and_on_the_other_database(town):
    for words in TRAPS:
        town.write(ADA, words)
    town.sign()
    assert [item.fact.what for item in read(ADA).recorded[-len(TRAPS) :]] == TRAPS
    status, said = town.verify(town.bundle())
    assert status == 0 and town.faults() == "", said


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_half_a_letter_is_refused_and_nothing_is_written(town):
    before = read(ADA).version
    with pytest.raises(UnicodeEncodeError):
        town.write(ADA, "half \ud800")
    assert read(ADA).version == before and town.faults() == ""


def test_numbers_that_other_languages_would_read_as_others_are_refused():
    assert plain(2**53 - 1) == 9007199254740991 and plain(-(2**53) + 1) == -9007199254740991
    for number in (2**53, -(2**53), 10**30):
        with pytest.raises(TypeError, match="too large for the record"):
            plain(number)
    for fraction in (0.5, float("nan"), float("inf")):
        with pytest.raises(TypeError, match="cannot be written"):
            plain(fraction)
