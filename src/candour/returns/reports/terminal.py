"""What was found, summed up for the person at the terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from candour.returns.cin_census.run import Outcome
from candour.returns.reports.against import Compared
from candour.returns.reports.summary import by_child, by_rule, by_team

MOST = 20


def show(outcome: Outcome, console: Console, *, teams: bool = False) -> None:
    """One return: its notes, then what was found by rule, by team if asked, and by child."""
    of = f"{outcome.children:,} {'child' if outcome.children == 1 else 'children'}"
    console.print(Text(f"{outcome.file}: {of}, {outcome.collection} census {outcome.year.label}", style="bold"))
    if outcome.about_the_year:
        console.print(Text(outcome.about_the_year))
    for note in outcome.notes[:MOST]:
        console.print(Text(f"  Line {note.line:,}: {note.words}." if note.line else f"  {note.words}."))
    more = len(outcome.notes) + outcome.more_notes - MOST
    if more > 0:
        console.print(Text(f"  and {more:,} more notes about how the file is built"))
    for failed in outcome.failed:
        console.print(Text(str(failed), style="bold red"))
    counted = by_rule(outcome)
    if not counted:
        said = "Nothing was found." if not outcome.failed else "Nothing was found by the rules that ran."
        console.print(Text(f"{said} {len(outcome.rules) - len(outcome.failed)} rules were run."))
        return
    _rules(outcome, console)
    if teams:
        _teams(outcome, console)
    _children(outcome, console)


def _rules(outcome: Outcome, console: Console) -> None:
    table = Table("Rule", "Type", "What is wrong", box=None, pad_edge=False, header_style="bold")
    table.add_column("Places", justify="right")
    table.add_column("Children", justify="right")
    counted = by_rule(outcome)
    for one in counted:
        table.add_row(one.rule.code, one.rule.severity, Text(one.rule.message), f"{one.places:,}", f"{one.children:,}")
    console.print(table)
    errors = sum(one.places for one in counted if one.rule.severity == "error")
    queries = sum(one.places for one in counted) - errors
    console.print(
        Text(
            f"{len(counted)} {'rule' if len(counted) == 1 else 'rules'}: errors in {errors:,} places, queries in {queries:,}."
        )
    )


def _teams(outcome: Outcome, console: Console) -> None:
    teams = by_team(outcome)
    if not teams:
        console.print(Text("This return names no teams: a folder of tables may have a column Team or Worker."))
        return
    table = Table("Team", box=None, pad_edge=False, header_style="bold")
    for name in ("Errors", "Queries", "Children"):
        table.add_column(name, justify="right")
    for one in teams:
        table.add_row(Text(one.team), f"{one.errors:,}", f"{one.queries:,}", f"{one.children:,}")
    console.print(table)


def _children(outcome: Outcome, console: Console) -> None:
    children = by_child(outcome)
    if not children:
        return
    table = Table("Child", box=None, pad_edge=False, header_style="bold")
    table.add_column("Places", justify="right")
    table.add_column("Rules")
    for one in children[:MOST]:
        shown = ", ".join(one.codes[:12]) + (f" and {len(one.codes) - 12} more" if len(one.codes) > 12 else "")
        table.add_row(Text(one.number or f"Child {one.ordinal} (no number)"), f"{one.places:,}", Text(shown))
    console.print(table)
    if len(children) > MOST:
        console.print(Text(f"and {len(children) - MOST:,} more children. For all of them: --format csv, xlsx or html."))


def show_compared(compared: Compared, console: Console) -> None:
    """What is new, gone and still there since another return."""
    console.print(Text(f"{compared.file} against {compared.other}", style="bold"))
    table = Table("Rule", box=None, pad_edge=False, header_style="bold")
    for name in ("New", "Gone", "Still there"):
        table.add_column(name, justify="right")
    for code, *counts in compared.counts():
        table.add_row(code, *(f"{count:,}" for count in counts))
    table.add_row("All", *(f"{len(found):,}" for found in (compared.new, compared.gone, compared.still)))
    console.print(table)
