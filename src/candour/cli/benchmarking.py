"""`candour benchmark`: every authority's published figures beside each other, with no record behind it and no rank."""

import argparse
from pathlib import Path

from candour.cli.written import write_report
from candour.cli.wrong import Wrong
from candour.cli.years import census_year
from candour.insight.published.measures import authority_named, compare, year_of
from candour.insight.published.page import page
from candour.insight.published.reading import BadFigures, read_folder
from candour.insight.published.report import Report, write_json, write_words


def benchmark(said: argparse.Namespace) -> int:
    """Tell what the published files in a folder say. Returns 0."""
    try:
        folder = read_folder(Path(said.folder))
        year = year_of(folder, census_year(said.year).ends_in if said.year else None)
        marked = authority_named(said.authority, folder, year) if said.authority else ""
        report = Report(folder, year, tuple(compare(folder, year)), marked)
    except BadFigures as bad:
        raise Wrong(str(bad)) from None
    out = Path(said.out) if said.out else None
    match said.format:
        case "table":
            write_report(out, lambda file: write_words(report, file))
        case "json":
            write_report(out, lambda file: write_json(report, file))
        case "html":
            write_report(out, lambda file: file.writelines(page(report)))
    return 0
