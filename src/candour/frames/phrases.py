"""The phrases that rules share: on or before, not in a code list, open, at a weekend."""

import operator
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import reduce
from typing import Any

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


def _compared(one: Field | Day, sign: str, other: Field | Day, compare: Callable[[Any, Any], Any]) -> Said:
    left, right = _day(one), _day(other)
    words = f"({left.words} {sign} {right.words})"
    return Said(words, lambda engine: compare(left.put(engine), right.put(engine)), left.reads | right.reads)


def _of_text(field: Field, words: str, say: Callable[[Any], Any]) -> Said:
    return Said(f"{field.column.name} {words}", lambda engine: say(field.typed(engine)), frozenset([field.column]))


def before(one: Field | Day, other: Field | Day) -> Said:
    """The first day is earlier than the second; not so where either is missing."""
    return _compared(one, "<", other, operator.lt)


def on_or_before(one: Field | Day, other: Field | Day) -> Said:
    """The first day is not later than the second; not so where either is missing."""
    return _compared(one, "<=", other, operator.le)


def after(one: Field | Day, other: Field | Day) -> Said:
    """The first day is later than the second; not so where either is missing."""
    return _compared(one, ">", other, operator.gt)


def on_or_after(one: Field | Day, other: Field | Day) -> Said:
    """The first day is not earlier than the second; not so where either is missing."""
    return _compared(one, ">=", other, operator.ge)


def same_day(one: Field | Day, other: Field | Day) -> Said:
    """Both days are there and they are the same."""
    return _compared(one, "=", other, operator.eq)


def between(one: Field | Day, first: Field | Day, last: Field | Day) -> Said:
    """On either day or between them."""
    return on_or_after(one, first) & on_or_before(one, last)


def outside_the_year(field: Field) -> Said:
    """There is a day and it is not in the year of the return, whose first and last days are in it."""
    return before(field, period_start) | after(field, reference_date)


def in_the_year(field: Field) -> Said:
    """There is a day and it is in the year of the return."""
    return between(field, period_start, reference_date)


def at_a_weekend(field: Field) -> Said:
    """A Saturday or Sunday. (1 January 1970 was a Thursday.)"""
    day = field.day
    return Said(f"weekend {day.words}", lambda engine: (day.put(engine) + 3 + 7 * LONGEST_AGO) % 7 > 4, day.reads)


def older_than(born: Field, years: int, on: Field) -> Said:
    """Whether a day is after a birthday, by the calendar; born on 29 February, it is the day after 28 February."""
    return Said(
        f"{on.column.name} after {years}th of {born.column.name}",
        lambda engine: _as_number(on, engine) > _as_number(born, engine) + years * 10_000,
        born.day.reads | on.day.reads | {born.column, on.column},
    )


def _as_number(field: Field, engine: Any) -> Any:
    """A date as the number it looks like: 2026-03-31 as 20260331."""
    usable = engine.when(~field.day.put(engine).is_null()).then(field.typed(engine)).otherwise(None)
    return usable.str.replace_all("-", "", literal=True).cast(engine.Int64)


def given(field: Field) -> Said:
    """Something usable was typed: for a date, a day of the calendar; for anything else, at least one character."""
    if field.is_date:
        day = field.day
        return Said(f"given {day.words}", lambda engine: ~day.put(engine).is_null(), day.reads)
    return _of_text(field, "given", lambda typed: typed != "")


def missing(field: Field) -> Said:
    """The element is not there, is empty, or, for a date, holds what is no day of the calendar."""
    if field.is_date:
        day = field.day
        return Said(f"missing {day.words}", lambda engine: day.put(engine).is_null(), day.reads)
    return _of_text(field, "missing", lambda typed: typed.is_null() | (typed == ""))


def is_one_of(field: Field, codes: Iterable[str]) -> Said:
    """Exactly one of the codes, as typed: a space or a small letter makes it another text."""
    listed = sorted(codes)
    return _of_text(field, f"in {'|'.join(listed)}", lambda typed: typed.is_in(listed))


def is_a_code_of_its_year(
    field: Field, codes: Collection[str], since: Mapping[str, int], until: Mapping[str, int]
) -> Said:
    """One of the codes, and in use in the year the return's year ends in: `since` and `until` hold those that were not
    always."""
    said = is_one_of(field, set(codes) - set(since) - set(until))
    for code, year in since.items():
        said |= is_one_of(field, [code]) & in_the_years_from(year)
    for code, year in until.items():
        said |= is_one_of(field, [code]) & ~in_the_years_from(year + 1)
    return said


def yes(field: Field) -> Said:
    """true or 1, as the return spells it."""
    return is_one_of(field, YES)


def no(field: Field) -> Said:
    """false or 0, as the return spells it."""
    return is_one_of(field, NO)


def reads_as(field: Field, pattern: str) -> Said:
    """Something was typed, and the whole of it reads as the pattern (a regular expression without look-around)."""
    whole = rf"\A(?:{pattern})\z"
    return _of_text(field, f"~ {pattern}", lambda typed: typed.str.contains(whole) & (typed != ""))


def differ(one: Field, other: Field) -> Said:
    """Both are there and they are not the same text."""
    return Said(
        f"{one.column.name} <> {other.column.name}",
        lambda engine: one.typed(engine) != other.typed(engine),
        frozenset([one.column, other.column]),
    )


def in_the_years_from(year: int) -> Said:
    """The year the return's year ends in is this one or a later one; to be joined to what is said of a row."""
    return Said(f"year >= {year}", lambda engine: of_the_return("year")(engine) >= year, frozenset())


def the_day(written: str) -> Day:
    """One day of the calendar, the same for every row, written as 2013-04-01."""
    number = (date.fromisoformat(written) - date(1970, 1, 1)).days
    return Day(written, lambda engine: engine.lit(number), frozenset())


def check_letter_differs(field: Field, letters: str, digits: int) -> Said:
    """One character and then only digits, and the character is not the letter the digits lead to: each digit is
    multiplied by its place in the text, and the remainder of their sum is the letter's place among `letters`, from 0."""
    built = reads_as(field, f".[0-9]{{{digits}}}")

    def differs(engine: Any) -> Any:
        typed = engine.when(built.put(engine)).then(field.typed(engine)).otherwise(None)
        total = typed.str.slice(1, 1).cast(engine.Int64) * 2
        for place in range(3, digits + 2):
            total = total + typed.str.slice(place - 1, 1).cast(engine.Int64) * place
        first = field.typed(engine).str.slice(0, 1)
        places = ((first == letter).cast(engine.Int64) * place for place, letter in enumerate(letters, 1))
        return built.put(engine) & (total % len(letters) + 1 != reduce(operator.add, places))

    return Said(f"check letter of {field.column.name} among {letters}", differs, built.reads)
