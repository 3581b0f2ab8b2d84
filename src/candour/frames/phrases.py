"""The phrases that rules share: on or before, not in a code list, open, at a weekend."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import narwhals.stable.v2 as nw

from candour.frames.said import Said
from candour.frames.table import Day, Field, day_of_the_return, of_the_return

YES, NO = ("true", "1"), ("false", "0")
LONGEST_AGO = 365_243  # days of a thousand years

reference_date = day_of_the_return("reference_date")
"""The last day of the year the return is for."""

period_start = day_of_the_return("period_start")
"""The first day of the year the return is for."""


def _day(of: Field | Day) -> Day:
    return of if isinstance(of, Day) else of.day


def _compared(one: Field | Day, sign: str, other: Field | Day, expr: nw.Expr) -> Said:
    left, right = _day(one), _day(other)
    return Said(f"({left.words} {sign} {right.words})", expr.fill_null(False), left.reads | right.reads)


def before(one: Field | Day, other: Field | Day) -> Said:
    """The first day is earlier than the second; not so where either is missing."""
    return _compared(one, "<", other, _day(one).expr < _day(other).expr)


def on_or_before(one: Field | Day, other: Field | Day) -> Said:
    return _compared(one, "<=", other, _day(one).expr <= _day(other).expr)


def after(one: Field | Day, other: Field | Day) -> Said:
    """The first day is later than the second; not so where either is missing."""
    return _compared(one, ">", other, _day(one).expr > _day(other).expr)


def on_or_after(one: Field | Day, other: Field | Day) -> Said:
    return _compared(one, ">=", other, _day(one).expr >= _day(other).expr)


def same_day(one: Field | Day, other: Field | Day) -> Said:
    return _compared(one, "=", other, _day(one).expr == _day(other).expr)


def between(one: Field | Day, first: Field | Day, last: Field | Day) -> Said:
    """On either day or between them."""
    return on_or_after(one, first) & on_or_before(one, last)


def outside_the_year(field: Field) -> Said:
    """There is a day and it is not in the year of the return, whose first and last days are in it."""
    return before(field, period_start) | after(field, reference_date)


def in_the_year(field: Field) -> Said:
    return between(field, period_start, reference_date)


def at_a_weekend(field: Field) -> Said:
    """A Saturday or Sunday. (1 January 1970 was a Thursday.)"""
    weekday = (field.day.expr + 3 + 7 * LONGEST_AGO) % 7
    return Said(f"weekend {field.day.words}", (weekday > 4).fill_null(False), field.day.reads)


def older_than(born: Field, years: int, on: Field | Day) -> Said:
    """Whether a day is after a birthday, by the calendar; born on 29 February, it is the day after 28 February."""
    if not isinstance(on, Field):
        raise TypeError("name the field with the day")
    said = _as_number(on) > _as_number(born) + years * 10_000
    return Said(
        f"{on.column.name} after {years}th of {born.column.name}",
        said.fill_null(False),
        born.day.reads | on.day.reads | {born.column, on.column},
    )


def _as_number(field: Field) -> nw.Expr:
    """A date as the number it looks like: 2026-03-31 as 20260331."""
    usable = nw.when(~field.day.expr.is_null()).then(field.typed).otherwise(None)
    return usable.str.replace_all("-", "", literal=True).cast(nw.Int64)


def given(field: Field) -> Said:
    """Something usable was typed: for a date, a day of the calendar; for anything else, at least one character."""
    if field.is_date:
        return Said(f"given {field.day.words}", ~field.day.expr.is_null(), field.day.reads)
    return Said(f"given {field.column.name}", (field.typed != "").fill_null(False), frozenset([field.column]))


def missing(field: Field) -> Said:
    """The element is not there, is empty, or, for a date, holds what is no day of the calendar."""
    return ~given(field)


def is_one_of(field: Field, codes: Iterable[str]) -> Said:
    """Exactly one of the codes, as typed: a space or a small letter makes it another text."""
    listed = sorted(codes)
    return Said(
        f"{field.column.name} in {'|'.join(listed)}",
        field.typed.is_in(listed).fill_null(False),
        frozenset([field.column]),
    )


def is_a_code_of_its_year(
    field: Field, codes: Collection[str], since: Mapping[str, int], until: Mapping[str, int]
) -> Said:
    """One of the codes, and in use in the year the return's year ends in: `since` and `until` hold those that were not always."""
    said = is_one_of(field, set(codes) - set(since) - set(until))
    for code, year in since.items():
        said |= is_one_of(field, [code]) & Said(f"year >= {year}", of_the_return("year") >= year, frozenset())
    for code, year in until.items():
        said |= is_one_of(field, [code]) & Said(f"year <= {year}", of_the_return("year") <= year, frozenset())
    return said


def yes(field: Field) -> Said:
    """true or 1, as the return spells it."""
    return is_one_of(field, YES)


def no(field: Field) -> Said:
    """false or 0, as the return spells it."""
    return is_one_of(field, NO)


def reads_as(field: Field, pattern: str) -> Said:
    """Something was typed, and the whole of it reads as the pattern (a regular expression without look-around)."""
    return Said(
        f"{field.column.name} ~ {pattern}",
        field.typed.str.contains(rf"\A(?:{pattern})\z").fill_null(False),
        frozenset([field.column]),
    ) & given(field)


def differ(one: Field, other: Field) -> Said:
    """Both are there and they are not the same text."""
    return Said(
        f"{one.column.name} <> {other.column.name}",
        (one.typed != other.typed).fill_null(False),
        frozenset([one.column, other.column]),
    )


def in_the_years_from(year: int) -> Said:
    """The year the return's year ends in is this one or a later one; to be joined to what is said of a row."""
    return Said(f"year >= {year}", of_the_return("year") >= year, frozenset())


def the_day(written: str) -> Day:
    """One day of the calendar, the same for every row, written as 2013-04-01."""
    return Day(written, nw.lit((date.fromisoformat(written) - date(1970, 1, 1)).days), frozenset())


def check_letter_differs(field: Field, letters: str, digits: int) -> Said:
    """One character and then only digits, and the character is not the letter the digits lead to: each digit is
    multiplied by its place in the text, and the remainder of their sum is the letter's place among `letters`, from 0."""
    built = reads_as(field, f".[0-9]{{{digits}}}")
    typed = nw.when(built.expr).then(field.typed).otherwise(None)
    total = typed.str.slice(1, 1).cast(nw.Int64) * 2
    for place in range(3, digits + 2):
        total = total + typed.str.slice(place - 1, 1).cast(nw.Int64) * place
    first, place_of_first = typed.str.slice(0, 1), nw.lit(-1)
    for place, letter in enumerate(letters):
        place_of_first = nw.when(first == letter).then(nw.lit(place)).otherwise(place_of_first)
    differs = (total % len(letters) != place_of_first).fill_null(False)
    return Said(f"check letter of {field.column.name} among {letters}", built.expr & differs, built.reads)
