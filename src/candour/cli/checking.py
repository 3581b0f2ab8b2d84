"""`candour check` and `candour rules`: a return looked through on any machine, with no record behind it."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from candour.cli.past_one_machine import with_spark
from candour.cli.tools import Tools
from candour.cli.written import whole_report, write_report
from candour.cli.wrong import Wrong
from candour.cli.years import census_year
from candour.returns.bad_return import BadReturn
from candour.returns.cin_census.loading import rules_for
from candour.returns.cin_census.run import Outcome, Source, XmlSource
from candour.returns.cin_census.run import check as check_source
from candour.returns.reports.against import Compared, compare
from candour.returns.reports.machine import write_csv, write_json
from candour.returns.reports.terminal import show, show_compared
from candour.returns.rule import ALSO, HEADINGS, Rule
from candour.terms.england_year import CensusYear

CLEAN, FOUND, COULD_NOT = 0, 1, 2
LATEST = 2026


def check(said: argparse.Namespace, tools: Callable[[], Tools]) -> int:
    """Check the files named, or the record.

    Returns 0 where nothing was found, 1 where something was, 2 where one could not be checked.
    """
    said.out = Path(said.out) if said.out else None
    if said.format == "xlsx" and not said.out:
        raise Wrong("An Excel workbook needs a file to be written to: add --out findings.xlsx")
    if not said.files and not said.record:
        raise Wrong("Name a census file or a folder of its tables, or say --record")
    if said.record and not said.year:
        raise Wrong("The record holds every year: say which, such as --year 2025-26")
    year = census_year(said.year) if said.year else None
    codes = _codes(said.rule, year)
    outcomes, status = [], CLEAN
    for each in _each(said, year, codes, tools):
        try:
            outcomes += [_narrowed(outcome, said) for outcome in each()]
        except BadReturn as bad:
            print(f"candour: {bad}", file=sys.stderr)
            status = COULD_NOT
    for outcome in outcomes:
        for failed in outcome.failed:
            print(f"candour: {failed}", file=sys.stderr)
            status = COULD_NOT
    if outcomes:
        said.compared = _against(outcomes, said, year, codes)
        _report(outcomes, said)
    return status or (FOUND if any(len(outcome.findings) for outcome in outcomes) else CLEAN)


def _each(
    said: argparse.Namespace, year: CensusYear | None, codes: tuple[str, ...], tools: Callable[[], Tools]
) -> Iterator[Callable[[], list[Outcome]]]:
    """What is to be checked, one after another; on Spark, all together."""
    if said.record and year:
        yield lambda: [_checked(tools().census_source(year), year, codes)]
    if said.engine == "spark" and said.files:
        yield lambda: _on_spark(said.files, year, codes)
        return
    for path in map(Path, said.files):
        yield lambda path=path: [_checked(_source(path), year, codes)]  # type: ignore[misc]


def _on_spark(roots: list[str], year: CensusYear | None, codes: tuple[str, ...]) -> list[Outcome]:
    with with_spark():
        from candour.returns.cin_census.run_spark import check_all

        return check_all(roots, year=year, codes=codes)


def _source(path: Path) -> Source:
    if not path.is_dir():
        return XmlSource(path)
    from candour.returns.cin_census.reading_folder import FolderSource

    return FolderSource(path)


def _codes(asked: list[str], year: CensusYear | None) -> tuple[str, ...]:
    known = rules_for(year.ends_in if year else LATEST)
    codes = tuple(code.strip().upper() for one in asked for code in one.split(","))
    for code in codes:
        if code not in known:
            raise Wrong(f"There is no rule {code}. Type `candour rules list` to see them all")
    return codes


def _checked(source: Source, year: CensusYear | None, codes: tuple[str, ...]) -> Outcome:
    if not sys.stderr.isatty():
        return check_source(source, year=year, codes=codes)
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(source.name)
        return check_source(
            source, year=year, codes=codes, progress=lambda at, of: bar.update(task, completed=at, total=of)
        )


def _against(
    outcomes: list[Outcome], said: argparse.Namespace, year: CensusYear | None, codes: tuple[str, ...]
) -> list[Compared]:
    """Each return compared with the one named, which may be of another year."""
    if not said.against:
        return []
    path = Path(said.against)
    try:
        before = _narrowed(_checked(_source(path), None, codes), said)
    except BadReturn as bad:
        raise Wrong(str(bad)) from None
    return [compare(outcome, before) for outcome in outcomes]


def _narrowed(outcome: Outcome, said: argparse.Namespace) -> Outcome:
    if not said.child and not said.errors_only:
        return outcome
    return outcome.only(number=said.child, errors=said.errors_only)


def _report(outcomes: list[Outcome], said: argparse.Namespace) -> None:
    match said.format:
        case "table" if said.out:
            write_report(said.out, lambda out: _table(outcomes, said, Console(file=out, width=120)))
        case "table":
            _table(outcomes, said, Console())
        case "json":
            write_report(said.out, lambda out: write_json(outcomes, out, said.compared))
        case "csv":
            write_report(said.out, lambda out: write_csv(outcomes, out, said.compared))
        case "html":
            from candour.returns.reports.page import page

            write_report(said.out, lambda out: out.writelines(page(outcomes, said.compared)))
        case "xlsx":
            from candour.returns.reports.workbook import write_workbook

            with whole_report(said.out) as made:
                write_workbook(outcomes, made, said.compared)
            print(f"The report is in {said.out}.", file=sys.stderr)


def _table(outcomes: list[Outcome], said: argparse.Namespace, console: Console) -> None:
    for outcome in outcomes:
        show(outcome, console, teams=said.by == "team")
    for compared in said.compared:
        show_compared(compared, console)


def tables(said: argparse.Namespace) -> int:
    """Write a census file as tables."""
    from candour.returns.cin_census.tables_out import write_tables

    try:
        children = write_tables(Path(said.file), Path(said.out))
    except BadReturn as bad:
        raise Wrong(str(bad)) from None
    except OSError as trouble:
        raise Wrong(f"The tables could not be written to {said.out} ({trouble.strerror or trouble})") from None
    print(f"The tables of {children:,} children are in {said.out}.")
    return CLEAN


def rules(said: argparse.Namespace) -> int:
    """List the rules, or show one."""
    if said.what == "list":
        year = census_year(said.year) if said.year else CensusYear(LATEST)
        for code, rule in rules_for(year.ends_in).items():
            print(f"{code:6} {rule.severity:6} {rule.message}")
        return CLEAN
    code = said.code.strip().upper()
    known = rules_for(LATEST)
    found = known.get(code) or known.get(f"{code}Q") or known.get(code.removesuffix("Q"))
    if found is None:
        raise Wrong(f"There is no rule {code}. Type `candour rules list` to see them all")
    print("\n".join(_told(found)))
    return CLEAN


def _told(rule: Rule) -> Iterator[str]:
    yield f"{rule.code} ({rule.severity}): {rule.message}."
    for heading in (*HEADINGS, *ALSO):
        if words := rule.about.get(heading):
            yield f"\n{heading}\n  {words}"
    yield f"\nWhat it looks for\n  {' '.join(rule.logic.split())}"
    if rule.flags:
        yield "\nWhere it points\n  " + "\n  ".join(f"{table}.{field}" for table, field in rule.flags)
    yield f"\nSource\n  {rule.source}"
    for example in rule.examples:
        yield f"\n{'Found' if example.at else 'Not found'}: {example.says}"
        for place in example.at:
            yield f"  at {place}"
