"""The census year of children's returns: 1 April to 31 March."""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class CensusYear:
    """A census year, known by the calendar year in which it ends.

    >>> CensusYear(2026).label, CensusYear(2026).start, CensusYear(2026).end
    ('2025-26', datetime.date(2025, 4, 1), datetime.date(2026, 3, 31))
    >>> CensusYear(2026).holds(date(2026, 4, 1))
    False
    """

    ends_in: int

    @property
    def start(self) -> date:
        return date(self.ends_in - 1, 4, 1)

    @property
    def end(self) -> date:
        return date(self.ends_in, 3, 31)

    @property
    def label(self) -> str:
        return f"{self.ends_in - 1}-{self.ends_in % 100:02d}"

    def holds(self, day: date) -> bool:
        """Whether the day falls in this year."""
        return self.start <= day <= self.end


def census_year_of(day: date) -> CensusYear:
    """The census year in which a day falls."""
    return CensusYear(day.year + 1 if (day.month, day.day) >= (4, 1) else day.year)


def parse(text: str) -> CensusYear:
    """Read a census year as people write it: "2025-26", or the year it ends in, "2026".

    >>> parse("2025-26") == parse("2026") == CensusYear(2026)
    True
    """
    written = text.strip()
    if re.fullmatch(r"(19|20)[0-9]{2}", written):
        return CensusYear(int(written))
    if re.fullmatch(r"(19|20)[0-9]{2}-[0-9]{2}", written):
        year = CensusYear(int(written[:4]) + 1)
        if year.label == written:
            return year
    raise ValueError(f"“{text}” is not a census year: type it as 2025-26, or as the year it ends in, 2026")
