"""The days that a year's rules compare with: when the year begins and ends, and how far back a clock may run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from candour.frames.table import day_of_the_return
from candour.terms.england_year import CensusYear
from candour.terms.working_days import months_after, working_days_before

EPOCH = date(1970, 1, 1)
ASSESSMENT_LIMIT, CONFERENCE_LIMIT = 45, 15  # working days

an_assessment_in_time_began = day_of_the_return("forty_five_working_days_back")
"""The earliest day from which no more than 45 working days have passed at the end of the year."""

an_enquiry_in_time_began = day_of_the_return("fifteen_working_days_back")
"""The earliest day from which no more than 15 working days have passed at the end of the year."""

decided_in_the_year = day_of_the_return("a_working_day_before_the_year")
"""The working day before the year begins: a referral of that day may have been decided on in the year."""

thirty_days_before_the_end = day_of_the_return("thirty_days_back")
nine_months_after_the_end = day_of_the_return("nine_months_on")
of_school_age_born_by = day_of_the_return("of_school_age_born_by")
"""31 August, five years and seven months back: children born by then are of school age when the next school year begins."""

twenty_five_years_back = day_of_the_return("twenty_five_years_back")
last_day_of_header_year = day_of_the_return("last_day_of_header_year")
"""31 March of the year the header names; missing where it names none."""


@dataclass(frozen=True)
class Period:
    """The year a return is for: the year it ends in and its last day, which a mistaken header may move."""

    year: int
    reference_date: date
    header_year: int | None = None

    def numbers(self) -> Mapping[str, int | None]:
        """Every day above as a number of days since 1 January 1970, and the year."""
        end = self.reference_date
        start = months_after(end, -12) + timedelta(1)
        days = {
            "reference_date": end,
            "period_start": start,
            "forty_five_working_days_back": working_days_before(end, ASSESSMENT_LIMIT),
            "fifteen_working_days_back": working_days_before(end, CONFERENCE_LIMIT),
            "a_working_day_before_the_year": working_days_before(start, 1),
            "thirty_days_back": end - timedelta(30),
            "nine_months_on": months_after(end, 9),
            "of_school_age_born_by": months_after(months_after(end, 4) + timedelta(31), -72),
            "twenty_five_years_back": months_after(end, -300),
        }
        numbers: dict[str, int | None] = {name: number_of(day) for name, day in days.items()}
        known = self.header_year is not None and 1 <= self.header_year <= 9999
        numbers["last_day_of_header_year"] = number_of(date(self.header_year or 1, 3, 31)) if known else None
        return numbers | {"year": self.year}


def number_of(day: date) -> int:
    """A day as the number of days since 1 January 1970."""
    return (day - EPOCH).days


def of_year(year: CensusYear, header_year: int | None = None) -> Period:
    """The period of a census year as it should be."""
    return Period(year.ends_in, year.end, header_year)
