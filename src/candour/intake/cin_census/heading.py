"""The header of a census file: which return it is, and of which year."""

import re
from dataclasses import dataclass
from datetime import date

from candour.intake.cin_census.reading import BadFile, Heading
from candour.record.casefile.census import day
from candour.terms.england_year import CensusYear, census_year_of

MADE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


@dataclass(frozen=True)
class Collection:
    """The year a file is of. `remarks` are what its header says that does not agree, with lines."""

    year: CensusYear
    reference_date: date
    remarks: tuple[tuple[int, str], ...]
    lea: str = ""
    made: str = ""


def collection_of(heading: Heading, name: str) -> Collection:
    """Read the header, or raise BadFile where it is no children in need census or of no year."""
    if not heading.elements:
        raise BadFile(name, "The file has no Header", "Choose a whole children in need census file.")
    what, line = heading.elements.get("Collection", ("", 0))
    if what != "CIN":
        wrong = f"The Collection in its Header is “{what}”, not CIN" if what else "Its Header names no Collection"
        raise BadFile(name, wrong, "Choose a children in need census file.", line)
    reference, at = heading.elements.get("ReferenceDate", ("", 0))
    year, year_at = heading.elements.get("Year", ("", 0))
    known, remarks = day(reference), []
    in_year = int(year) if year.isascii() and year.isdigit() and 1990 <= int(year[:5]) <= 2100 else None
    if known is None and in_year is None:
        wrong = f"Its Header has no year that can be read (ReferenceDate “{reference}”, Year “{year}”)"
        raise BadFile(name, wrong, "Write the last day of the census year, such as 2025-03-31.", at or year_at)
    if known is None:
        known = date(in_year or 0, 3, 31)
        remarks.append((at, f"ReferenceDate is “{reference}”: taken to be {known}, from the Year"))
    elif (known.month, known.day) != (3, 31):
        remarks.append((at, f"ReferenceDate {known} is not a 31 March"))
    census_year = census_year_of(known)
    if year and in_year != census_year.ends_in:
        remarks.append((year_at, f"Year is {year}, but ReferenceDate {known} lies in the year {census_year.label}"))
    lea, made = (heading.elements.get(name, ("", 0))[0].strip() for name in ("LEA", "DateTime"))
    made = made[:19] if MADE.match(made) else ""
    return Collection(census_year, known, tuple(remarks), lea, made)
