"""Handing a part of the record over: to a court, an inspector, a family, or somebody who asks for their own record."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction

from candour.cli.wrong import Wrong
from candour.record.canonical import plain
from candour.record.casefile import Casefile
from candour.record.store.bundling import (
    Handed,
    Hidden,
    NotSigned,
    bundle,
    place_of,
    places_between,
    places_of,
    signed,
    taken,
)
from candour.record.store.reading import entries_at, read
from candour.returns.whole_file import whole_file
from candour.seal.bundle import About, DoesNotHold, Shown
from candour.ssd.table import TABLES, told
from candour.terms.working_days import LONDON
from candour.wiring.beginning import ready
from candour.wiring.signing import policy, right_now


class NothingSigned(Wrong):
    """Nothing of what was asked for is signed yet."""


SHOW_ALL: Hidden = lambda entry_id, leaf: set()


def of_a_child(person_id: str, out: Path, *, hidden: Hidden = SHOW_ALL, without_words: bool = False) -> Handed:
    """Everything on the record about one child, with the tables told from it. Raises Wrong."""
    with transaction.atomic():
        places = places_of(person_id)
        if not places:
            raise Wrong(f"No entry is about {person_id}: give the reference, as in the address of the child's page")
        # The tables tell what a hidden field says: they go only where nothing is hidden.
        try:
            whole = (
                list(quoted(read(person_id), list(taken(signed(places, policy()), hidden))))
                if hidden is SHOW_ALL and not without_words
                else []
            )
        except NotSigned as wrong:
            raise NothingSigned(str(wrong)) from None
        return _written(out, About("child", person_id, without_words=without_words), places, hidden, whole)


def of_a_period(since: date, until: date, out: Path, *, without_words: bool) -> Handed:
    """Every entry that was written from one day to another, both included. Raises Wrong."""
    begin, end = (datetime.combine(day, time.min, LONDON).astimezone(UTC) for day in (since, _after(until)))
    places = places_between(begin, end)
    if not places:
        raise Wrong(f"Nothing was written from {since} to {until}")
    about = About("period", first=places[0], after=places[-1] + 1, without_words=without_words)
    return _written(out, about, places, SHOW_ALL, [])


def of_an_entry(entry_id: str, out: Path, *, kind: str = "decision", hidden: Hidden = SHOW_ALL) -> Handed:
    """One entry, such as a decision, with the proof that it was written when it says. Raises Wrong."""
    places = place_of(entry_id)
    if not places:
        raise Wrong(f"There is no entry {entry_id}: give its reference, as the child's page shows it")
    (held,) = entries_at(places)
    return _written(out, About(kind, subject=held.whose, entry=entry_id), places, hidden, [])


def _written(out: Path, about: About, places: list[int], hidden: Hidden, tables: list[Mapping[str, Any]]) -> Handed:
    try:
        with whole_file(out) as made:
            return bundle(made, about, places, policy=policy(), made=right_now(), hidden=hidden, tables=tables)
    except NotSigned as wrong:
        raise NothingSigned(str(wrong)) from None
    except DoesNotHold as wrong:
        raise Wrong(str(wrong)) from None
    except OSError as trouble:
        raise Wrong(
            f"{out} could not be written ({trouble.strerror}). Nothing was: make room, or name another"
        ) from None


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def quoted(case: Casefile, entries: list[Shown]) -> Iterator[Mapping[str, Any]]:
    """The rows told from a file, with the entry and field that each quoted cell is taken from."""
    fields = [(one.place, json.loads(one.leaf)["content"], one.fields or {}) for one in entries]
    for name, rows in told(case).items():
        columns = [column.name for column in TABLES[name].columns]
        for row in rows.values():
            cells = {column: _spelt(value) for column, value in zip(columns, row, strict=True)}
            key = cells[columns[0]]
            own = [one for one in fields if one[1] == key or key in one[2].values()]
            named = dict(_sources(cells, own)) if key != case.subject else dict(_named_alike(cells, fields))
            yield {"table": f"ssd_{name}", "row": cells, "from": named}


def _named_alike(
    cells: Mapping[str, Any], fields: list[tuple[int, str, Mapping[str, Any]]]
) -> Iterator[tuple[str, list[Any]]]:
    """Of the row about the person: each cell from the newest entry with a field of that name and those words."""
    for column, value in cells.items():
        name = column.partition("_")[2]
        place = next((at for at, _, held in reversed(fields) if value and held.get(name) == value), None)
        if place is not None:
            yield column, [place, name]


def _sources(
    cells: Mapping[str, Any], own: Iterable[tuple[int, str, Mapping[str, Any]]]
) -> Iterator[tuple[str, list[Any]]]:
    places = list(own)
    for column, value in cells.items():
        if value in (None, "") or isinstance(value, bool):
            continue
        for position, _, fields in reversed(places):
            match = next((name for name, held in fields.items() if held == value and type(held) is type(value)), None)
            if match:
                yield column, [position, match]
                break


def _spelt(value: Any) -> Any:
    return str(value) if isinstance(value, float) else plain(value)


def bundle_command(child: str, since: str, until: str, entry: str, out: Path, without_words: bool) -> str:
    """Make the bundle the words ask for. Raises Wrong."""
    ready()
    asked = [bool(child), bool(since or until), bool(entry)]
    if sum(asked) != 1:
        raise Wrong("Say one thing to take out: --child REFERENCE, --from DAY --to DAY, or --entry REFERENCE")
    if out.exists():
        raise Wrong(f"{out} is there already, and may have been handed out: name another file")
    if child:
        handed = of_a_child(child, out, without_words=without_words)
    elif entry:
        if without_words:
            raise Wrong("One entry without its words says nothing: leave --without-words out")
        handed = of_an_entry(entry, out)
    else:
        handed = of_a_period(_day(since), _day(until), out, without_words=without_words)
    lines = [f"{handed.entries} entries are in {out}, proved against the record as it was at {handed.size} entries."]
    if handed.not_yet:
        lines.append(f"{handed.not_yet} more are not signed yet: run `candour sign --once` and make it again.")
    if not handed.quorum:
        lines.append("Too few witnesses have seen this: whoever checks it must trust the council's own key.")
    return "\n".join(lines)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Wrong(f"{text!r} is not a day: write it as 2026-03-31") from None
