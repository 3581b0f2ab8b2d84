"""Writes the reference from the code, so that it cannot say anything else: `make docs`."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from pathlib import Path

from candour.returns.rule import Example

HERE = Path(__file__).resolve().parent / "reference"
MADE = "<!-- Made by `make docs`. Change the code, not this page. -->\n\n"


def rooms() -> str:
    """The sign on each room's door."""
    import candour

    lines = ["# Rooms\n", "Each room's sign, as its code says it. A room looks upstream only.\n"]
    for found in sorted(pkgutil.iter_modules(candour.__path__), key=lambda one: one.name):
        sign = (importlib.import_module(f"candour.{found.name}").__doc__ or "").strip()
        lines.append(f"## {found.name}\n\n{sign}\n")
    return "\n".join(lines)


def entries() -> str:
    """Every entry type."""
    from candour.record.entry import KINDS

    lines = ["# Entries\n", "What can be on the record. An entry is never changed; a later one corrects it.\n"]
    for (kind, version), made in sorted(KINDS.items()):
        told = (made.__doc__ or "").strip()
        named = ", ".join(f"`{field.name}`" for field in fields(made))
        lines.append(f"## {kind}, version {version}\n\n{told}\n\nFields: {named}\n")
    return "\n".join(lines)


def guards() -> str:
    """Every decision and its guards."""
    from candour.practice.guard import DECISIONS

    lines = ["# Decisions and their guards\n", "A *must* cannot be departed from; a *should* can, with a reason.\n"]
    for name, made in sorted(DECISIONS.items()):
        lines.append(f"## {made.words}\n\n| guard | force | what to do | source |\n|---|---|---|---|")
        lines += [f"| `{one.name}` | {one.force} | {one.what_to_do} | {one.source} |" for one in made.guards]
        lines.append("")
        assert name
    return "\n".join(lines)


def tables() -> str:
    """Every table and column."""
    from candour.ssd.table import TABLES

    lines = ["# Tables\n", "The record told as Standard Safeguarding Dataset tables, and Candour's own beside them.\n"]
    for name, made in sorted(TABLES.items()):
        shown = ", ".join(f"`{kind.kind}`" for kind in made.shows)  # type: ignore[attr-defined]
        lines.append(f"## {name}\n\n{made.meaning}\n\nShows: {shown}\n\n| column | type | meaning |\n|---|---|---|")
        lines += [f"| `{one.name}` | {one.type} | {one.meaning} |" for one in made.columns]
        lines.append("")
    return "\n".join(lines)


def pages() -> str:
    """Every page."""
    from candour.access.permission import VERBS
    from candour.web.pages import PAGES

    lines = ["# Pages\n", "Every page needs sign-in, but `/sign-in/` and, for anybody who holds one, `/receipt/`."]
    lines.append("A page about a child is on the log of views before it is sent.\n")
    lines.append("| address | what it is for | who may | about a child |\n|---|---|---|---|")
    for made in sorted(PAGES.values(), key=lambda one: one.address):
        about = "yes" if made.about_child else ""
        lines.append(f"| `/{made.address}` | {made.what} | may {VERBS[made.verb].words} | {about} |")
    return "\n".join(lines) + "\n"


def permissions() -> str:
    """The matrix of roles, relations and verbs."""
    from candour.access.permission import RELATIONS, ROLES, VERBS

    lines = [
        "# Permissions\n",
        "Everything not named here is refused. For each role: whose child it may be done for.\n",
    ]
    lines += [f"- **{name}**: {words}" for name, words in RELATIONS.items()]
    lines.append("\n| may | " + " | ".join(ROLES.values()) + " |\n|---" + "|---" * len(ROLES) + "|")
    for verb in VERBS.values():
        cells = [", ".join(verb.allowed.get(role, ())) or "no" for role in ROLES]
        lines.append(f"| {verb.words} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    """The command and what each part of it says of itself."""
    import argparse

    from candour.cli.command import parser

    os.environ["COLUMNS"] = "100"
    top = parser()
    lines = ["# Commands\n", f"```\n{top.format_help()}```\n"]
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, made in action.choices.items():
                lines.append(f"## candour {name}\n\n```\n{made.format_help()}```\n")
                inside = [one for one in made._actions if isinstance(one, argparse._SubParsersAction)]
                for deeper, part in (pair for one in inside for pair in one.choices.items()):
                    lines.append(f"## candour {name} {deeper}\n\n```\n{part.format_help()}```\n")
    return "\n".join(lines)


def measures() -> str:
    """Every measure of the children in need census."""
    from candour.returns.cin_census.measures.counting import worked_out
    from candour.returns.cin_census.measures.measure import GROUPS, MEASURES

    assert worked_out
    lines = [
        "# Measures\n",
        "The measures of the children in need census: each is a list of children, counted. Intervals are 95%: Wilson's for",
        "a share, the exact Poisson interval for a count under 100 and Byar's from there on.\n",
    ]
    for group in GROUPS:
        lines.append(f"## {group}\n")
        for made in MEASURES.values():
            if made.group == group:
                told = [
                    ("Counted", made.counts),
                    ("Out of", f"{made.out_of[:1].upper()}{made.out_of[1:]}."),
                    ("Not counted", made.leaves_out),
                    ("Clock", made.clock),
                    ("For every 10,000 children", "Yes, where their number is given." if made.per_children else ""),
                    ("What it cannot tell", made.cannot_tell),
                    ("Source", made.source),
                ]
                lines.append(f"### {made.name}\n")
                lines += [f"- **{name}**: {words}" for name, words in told if words not in ("", ".")]
                lines.append("")
    return "\n".join(lines)


def rule_pages() -> dict[str, Callable[[], str]]:
    """A page for each rule of the census, and one that lists them."""
    from candour.returns.cin_census.loading import rules_for

    rules = rules_for(LATEST)
    return {f"rules/{code}": partial(rule_page, code) for code in rules} | {"rules/README": list_of_rules}


def list_of_rules() -> str:
    """Every rule with what it says is wrong, and where the community validator does something else."""
    from candour.returns.cin_census.loading import rules_for

    lines = ["# The rules of the children in need census\n", "| rule | type | what is wrong |\n|---|---|---|"]
    rules = rules_for(LATEST)
    lines += [f"| [{code}]({code}.md) | {one.severity} | {one.message} |" for code, one in rules.items()]
    return "\n".join(lines) + "\n"


OTHERS = """# Where our census rules differ from the community's

Most authorities that check their children in need census before sending it use the community validator: open, written
in Python with pandas, and the reason many of these rules can be read at all. Candour's rules are written anew from what
each rule says. Where the two differ, this page says how, for the set of 2024-25, which holds for 2025-26 too. The community
validator may have mended some of these since.

Three kinds of difference come up again and again:

- **A join that is too wide.** Episodes, plans and assessments belong to one child and one episode. Joined by the child's
  number alone, or by a plan's number that begins again in every episode, rows of different episodes meet. Candour joins
  rows by where they lie in the file, so that even two children under one number are not mixed up.
- **More, or less, than the rule says.** Rows that are in order are pointed to beside those that are not; or a yes typed
  as `true` is not known where `1` is.
- **A rule that cannot fire.** It stops with an error just when it finds something, or compares what can never be equal.

Some rules can be read in more than one way. Each rule's page says which reading was taken, under *How this was read*.

"""


def where_others_differ() -> str:
    """Every rule that the community validator reads otherwise."""
    from candour.returns.cin_census.loading import rules_for

    told = []
    for code, rule in rules_for(LATEST).items():
        if words := rule.about.get("Where others differ"):
            told.append(f"## [{code}](../reference/rules/{code}.md): {rule.message}\n\n{words}\n")
    return OTHERS + "\n".join(told)


def rule_page(code: str) -> str:
    """One rule, for whoever has to mend the data."""
    from candour.returns.cin_census.loading import rules_for
    from candour.returns.rule import ALSO, HEADINGS, RULES

    rule = rules_for(LATEST)[code]
    lines = [f"# {code}: {rule.message}\n", f"{'A query' if rule.severity == 'query' else 'An error'}.\n"]
    lines += [f"## {name}\n\n{rule.about[name]}\n" for name in (*HEADINGS, *ALSO) if rule.about.get(name)]
    versions = sorted((one for one in RULES.values() if one.code == code), key=lambda one: one.since)
    for one in versions:
        until = f" (years ending up to {one.until})" if one.until else ""
        since = f" (years ending from {one.since})" if len(versions) > 1 and not one.until else ""
        lines.append(f"## What it looks for{until or since}\n\n{' '.join(one.logic.split())}\n")
        flagged = ", ".join(f"`{table}.{field}`" for table, field in one.flags)
        lines.append(f"It points to {flagged or 'the return as a whole'}.\n")
        for example in one.examples:
            lines += _example(example)
    lines.append(f"Source: {rule.source}.\n\n[All rules](README.md)")
    return "\n".join(lines) + "\n"


def _example(example: Example) -> list[str]:
    lines = [f"**{'Found' if example.at else 'Not found'}**: {example.says}.\n"]
    for name, text in example.tables.items():
        rows = [line.strip() for line in text.strip().splitlines()]
        if len(rows) > 1:
            lines.append(f"```\n{name}\n" + "\n".join(rows) + "\n```\n")
    lines += [f"- {place}" for place in example.at]
    return [*lines, ""] if example.at else lines


HOW = {
    "change": "the share of each month against all months before, every month tried as the one in which it began",
    "ending": "the number that ended each month against the number to be expected of those open, by how long they were",
    "bulk": "the families of 1, 3 and 5 working days together against the year before, as a negative binomial",
    "among": "each against all the others, who differ somewhat among themselves; Student's t",
    "beside": "some against all the others of the same two years; Fisher's exact test",
    "timing": "each case has its own chance of falling just before; exact",
    "rule": "more often than slips of the pen would have it; exact",
}


DETECTORS_ARE = (
    "What is asked about patterns in an authority's record, or in what it extracts from another system. See"
    " [how patterns are found](../explanation/how-patterns-are-found.md). Each question has its weight in the false alarms"
    " that are accepted; where one cannot be asked, its part goes to the others.\n"
)


def detectors() -> str:
    """Every question that is asked about patterns."""
    from candour.insight.loading import load
    from candour.insight.run import ALL_TOGETHER

    lines = [
        "# Detectors\n",
        DETECTORS_ARE,
        f"Of a hundred authorities where nothing is amiss, {ALL_TOGETHER:g} may be asked something in a year, all told.\n",
    ]
    for one in load().values():
        lines.append(f"## {one.title}\n\n`{one.key}`, serves {', '.join(one.answers)}. **{one.question}** {one.why}\n")
        lines.append("Ordinary reasons there may be:\n\n" + "\n".join(f"- {reason}" for reason in one.ordinary) + "\n")
        lines.append(f"What it cannot tell: {one.cannot_tell}\n")
        lines.append("| question about | how it is judged | weight | known after | needs |\n|---|---|---|---|---|")
        for test in one.tests:
            needs = ", ".join(f"`{name}`" for name in test.needs)
            days = f"{test.lag} days" if test.lag else "at once"
            lines.append(f"| {test.what} (`{test.key}`) | {HOW[test.how]} | {test.share:g} | {days} | {needs} |")
        lines.append("")
        for test in one.tests:
            counted = ", ".join(f"{child} {'yes' if told else 'no'}" for child, told in test.example.counted.items())
            rows = "\n".join(
                f"{table}: " + "; ".join(", ".join(f"{k} {v}" for k, v in row.items()) for row in told)
                for table, told in test.example.tables.items()
            )
            lines.append(f"Example of `{test.key}`, counted as {counted}:\n\n```\n{rows}\n```\n")
    return "\n".join(lines)


LATEST = 2026
PAGES_MADE = {
    "rooms": rooms,
    "entries": entries,
    "guards": guards,
    "tables": tables,
    "pages": pages,
    "permissions": permissions,
    "measures": measures,
    "commands": commands,
    "detectors": detectors,
    "../explanation/where-others-differ": where_others_differ,
} | rule_pages()


def set_up() -> None:
    """Make the code ready to be asked; nothing of this machine's record is looked at."""
    os.environ.setdefault("CANDOUR_DATA", tempfile.mkdtemp())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.wiring.settings")
    import django

    django.setup()
    import candour.ssd.store.tables
    import candour.web.addresses
    import candour.wiring.desks

    assert candour.ssd.store.tables and candour.web.addresses and candour.wiring.desks


def main() -> None:
    """Write every page."""
    set_up()
    HERE.mkdir(exist_ok=True)
    for name, made in PAGES_MADE.items():
        page = HERE / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(MADE + made())
    print(f"{len(PAGES_MADE)} pages written to docs/reference", file=sys.stderr)


if __name__ == "__main__":
    main()
