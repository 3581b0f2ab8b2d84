"""Which census year a page is about: the one that runs today, or one that was asked for."""

from datetime import date

from django.http import Http404

from candour.terms.england_year import CensusYear, census_year_of

FIRST = 2010


def running(today: date) -> CensusYear:
    """The census year that runs today."""
    return census_year_of(today)


def asked_year(asked: str | int | None, today: date) -> CensusYear:
    """The year asked for by the calendar year it ends in; the running one where none was. One that cannot be, is no page."""
    if asked in (None, ""):
        return running(today)
    text = str(asked)
    if not (text.isascii() and text.isdigit()) or not FIRST <= int(text) <= running(today).ends_in:
        raise Http404("There is no census year that ends in this year.")
    return CensusYear(int(text))


def years_offered(today: date) -> list[CensusYear]:
    """The running year and the two before it: those a return may still be made or mended for."""
    return [CensusYear(running(today).ends_in - back) for back in range(3)]
