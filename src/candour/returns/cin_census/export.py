"""Making the year's children in need census from the tables."""

import re
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo

from candour.returns.cin_census.fitting import fitted
from candour.returns.cin_census.report import ExportReport
from candour.returns.cin_census.tables import children, in_pages
from candour.returns.cin_census.writing import CLOSING, child, header
from candour.returns.whole_file import whole_file
from candour.terms.england_year import CensusYear

LONDON = ZoneInfo("Europe/London")


def export_census(
    year: CensusYear, out: Path, *, lea: str, written: datetime, serial: str = "001", source_level: str = "L"
) -> ExportReport:
    """Write the year's census to a file and say what differs from the record. `lea` is the authority's three digits.

    The file appears only when it is whole: a file already there stays as it is until then.
    """
    if not re.fullmatch(r"[0-9]{3}", lea):
        raise ValueError(f"“{lea}” is not an authority's number: give its three digits, such as 201")
    values = {
        "CollectionDetails": collection_details(year),
        "Source": {
            "SourceLevel": source_level,
            "LEA": lea,
            "SoftwareCode": "Candour",
            "Release": _release(),
            "SerialNo": serial,
            "DateTime": _london(written),
        },
    }
    report = ExportReport(year.label, out, header=values["CollectionDetails"] | values["Source"])
    with whole_file(out) as made, made.open("w", encoding="utf-8", newline="\n") as file:
        file.write(header(values))
        for one in in_pages(children()):
            if held := fitted(one, year, report):
                file.write(child(held.identifiers, held.episodes))
        file.write(CLOSING)
    return report


def collection_details(year: CensusYear) -> dict[str, str]:
    """What the header says of the year."""
    return {"Collection": "CIN", "Year": str(year.ends_in), "ReferenceDate": year.end.isoformat()}


def _london(written: datetime) -> str:
    return (written.astimezone(LONDON) if written.tzinfo else written).replace(tzinfo=None).isoformat("T", "seconds")


def _release() -> str:
    try:
        return version("candour")
    except PackageNotFoundError:
        return "not installed"
