"""Everything that was said of the tables, fused into as few passes over them as can be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from candour.frames.said import Found, Gathered, Repeated, Said, Whole, where
from candour.frames.table import RETURN, Column, Pair, Table

Frame = Any  # a lazy frame of narwhals or, on this machine, of polars: what is asked of it is asked of both alike
Frames = Mapping[str, Frame]


@dataclass(frozen=True)
class Flagged:
    """One column of what is found in a table: by which rules, on which fields."""

    column: str
    said: Said
    places: tuple[tuple[str, tuple[str, ...]], ...]


class Plan:
    """How to find out all that was said, for any tables of the same layout. Made once; run on every batch."""

    def __init__(self, tables: Sequence[Table], found: Mapping[str, Found]) -> None:
        self.tables = {table.name: table for table in tables}
        self.wholes = {code: one for code, one in found.items() if isinstance(one, Whole)}
        self.repeated = {code: one for code, one in found.items() if isinstance(one, Repeated)}
        self.flags = {code: one for code, one in found.items() if isinstance(one, tuple)}

    @cached_property
    def flagged(self) -> dict[str, list[Flagged]]:
        """The columns to be found of each table; two rules that say the same thing share one."""
        places: dict[tuple[str, Said], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for code, flags in self.flags.items():
            for flag in flags:
                places[flag.table.name, flag.said].append((code, flag.fields))
        columns: dict[str, list[Flagged]] = defaultdict(list)
        for (table, said), asked in places.items():
            columns[table].append(Flagged(f"flag_{len(columns[table])}", said, tuple(asked)))
        return columns

    @cached_property
    def _said(self) -> list[Said]:
        said = [one.said for columns in self.flagged.values() for one in columns]
        said += [one for whole in self.wholes.values() for one in whole.totals.values()]
        return said + [one.among for one in self.repeated.values()]

    @cached_property
    def _gathered(self) -> list[Gathered]:
        """Everything that must be gathered, what others need first."""
        found: dict[str, Gathered] = {}
        waiting = [read for said in self._said for read in said.reads]
        while waiting:
            read = waiting.pop()
            if isinstance(read, Gathered) and read.name not in found:
                found[read.name] = read
                waiting += read.reads
        return sorted(found.values(), key=lambda one: (one.depth, one.name))

    @cached_property
    def _columns(self) -> dict[str, set[str]]:
        """The columns read of each table, to be found, to be flagged or to be gathered from."""
        needed: dict[str, set[str]] = {name: set() for name in self.tables}
        reads = [read for said in self._said for read in said.reads]
        reads += [read for one in self._gathered for read in one.reads]
        for read in reads:
            if isinstance(read, Column) and read.field:
                needed[read.table.name].add(read.plain)
        for name, columns in self.shown.items():
            needed[name] |= {Column(self.tables[name], field).plain for field in columns}
        for one in self.repeated.values():
            needed[one.field.table.name].add(one.field.column.plain)
        return needed

    @cached_property
    def shown(self) -> dict[str, list[str]]:
        """The fields of each table that a rule may flag."""
        fields: dict[str, set[str]] = defaultdict(set)
        for table, columns in self.flagged.items():
            for one in columns:
                fields[table].update(field for _, asked in one.places for field in asked)
        for repeated in self.repeated.values():
            fields[repeated.field.table.name].add(repeated.field.name)
        for name, shown in fields.items():
            shown.add(self.tables[name].whose)
        return {name: [field for field in self.tables[name].fields if field in fields[name]] for name in fields}

    def run(self, tables: Frames, engine: Any, *, settle: Callable[[dict[str, Frame]], dict[str, Frame]]) -> "Answers":
        """What is so of these tables, in the words of `engine`: narwhals, or polars itself. `settle` works out frames
        that several others are made from, once. A table that is not given has no rows, and costs nothing."""
        frames = {name: self._base(name, frame) for name, frame in tables.items()}
        for depth in sorted({one.depth for one in self._gathered}):
            batch: dict[tuple[Table | Pair, str], list[Gathered]] = defaultdict(list)
            nothing: dict[str, list[Gathered]] = defaultdict(list)
            for one in (one for one in self._gathered if one.depth == depth and one.per.name in frames):
                if all(name in frames for name in _homes(one)):
                    batch[one.home, f"{one.per.side}|{one.per.name}"].append(one)
                else:
                    nothing[one.per.name].append(one)
            made: dict[str, list[Frame]] = defaultdict(list)
            for (home, _), asked in batch.items():
                per = asked[0].per
                made[per.name].append(self._gather(frames, engine, home, per, asked))
            for name in {*made, *nothing}:
                key = self.tables[name].key
                for frame in made.get(name, ()):
                    frames[name] = frames[name].join(frame, on=key, how="left")
                counts = [
                    engine.col(one.name).fill_null(0)
                    for one in self._gathered
                    if one.depth == depth and one.per.name == name and one.counts and one not in nothing[name]
                ]
                fixed = [_of_nothing(one, engine).alias(one.name) for one in nothing[name]]
                if counts or fixed:
                    frames[name] = frames[name].with_columns(*counts, *fixed)
            frames |= settle({name: frames[name] for name in made})
        return Answers(self, engine, frames)

    def _base(self, name: str, frame: Frame) -> Frame:
        table = self.tables[name]
        columns = sorted(self._columns[name]) + [
            f"{Column(table, field).plain}__line" for field in self.shown.get(name, ())
        ]
        keys = [one.key for one in table.lineage] + [one.ordinal for one in table.lineage]
        the_return = [column for column in frame.collect_schema().names() if column.startswith("Return__")]
        return frame.select(RETURN, *keys, *columns, *the_return)

    def _gather(self, frames: Frames, engine: Any, home: Table | Pair, per: Table, asked: list[Gathered]) -> Frame:
        reads = {read for one in asked for read in one.reads}
        if isinstance(home, Pair):
            view, key = self._pairs(frames, engine, home, reads, per), f"{per.side}__{per.key}"
        else:
            view, key = self.view(frames, home, reads), per.key
        view = view.with_columns(*(one.of(engine).alias(one.name) for one in asked))
        how = {"any": "max", "sum": "sum", "max": "max", "min": "min"}
        grouped = view.group_by(key).agg(*(getattr(engine.col(one.name), how[one.how])() for one in asked))
        return grouped.rename({key: per.key}) if key != per.key else grouped

    def view(self, frames: Frames, table: Table, reads: Iterable[object]) -> Frame:
        """The rows of a table, each with what is read of the rows that hold it."""
        frame = frames[table.name]
        for outer in table.whole.lineage[1:]:
            columns = sorted({_plain(read) for read in reads if where(read).name == outer.name} - {""})
            if columns:
                frame = frame.join(frames[outer.name].select(outer.key, *columns), on=outer.key, how="left")
        return frame

    def _pairs(self, frames: Frames, engine: Any, pair: Pair, reads: set[object], per: Table) -> Frame:
        key, sides = pair.within.key, []
        for side, table in (("one", pair.one), ("other", pair.other)):
            mine = [read for read in reads if isinstance(read, Column) and read.table.side == side]
            columns = {table.key, *(read.plain for read in mine if read.field)}
            columns |= {per.key} if per.side == side else set()
            view = self.view(frames, table, mine)
            kept = [engine.col(name).alias(f"{side}__{name}") for name in sorted(columns)]
            the_return = [engine.col(name) for name in view.collect_schema().names() if name.startswith("Return__")]
            sides.append(view.select(key, *kept, *(the_return if side == "one" else [])))
        beside = sides[0].join(sides[1], on=key, how="inner")
        if pair.one.name == pair.other.name:
            beside = beside.filter(engine.col(f"one__{pair.one.key}") != engine.col(f"other__{pair.other.key}"))
        return beside


def _homes(gathered: Gathered) -> list[str]:
    home = gathered.home
    return [home.one.name, home.other.name] if isinstance(home, Pair) else [home.name]


def _of_nothing(gathered: Gathered, engine: Any) -> Any:
    """What is gathered where there are no rows to gather from."""
    if gathered.counts:
        return engine.lit(0)
    return engine.lit(None).cast(engine.Int32 if gathered.of_days else engine.String)


def _plain(read: object) -> str:
    if isinstance(read, Column):
        return read.plain if read.field else ""
    assert isinstance(read, Gathered)
    return read.name


@dataclass(frozen=True)
class Answers:
    """What is so of one batch of tables, not yet worked out: every frame here may be collected with the others."""

    plan: Plan
    engine: Any
    frames: Frames

    def flagged(self) -> dict[str, Frame]:
        """The rows of each table of which anything was found: keys, the fields that may be flagged with their lines,
        and one column for each thing said."""
        made = {}
        for name, columns in self.plan.flagged.items():
            if name not in self.frames:
                continue
            table = self.plan.tables[name]
            view = self.plan.view(self.frames, table, {read for one in columns for read in one.said.reads})
            said = (one.said.put(self.engine).fill_null(False).alias(one.column) for one in columns)
            view = view.with_columns(*said)
            view = view.filter(reduce(or_, (self.engine.col(one.column) for one in columns)))
            made[name] = view.select(*self._places(table), *(one.column for one in columns))
        return made

    def _places(self, table: Table) -> list[str]:
        fields = [Column(table, field).plain for field in self.plan.shown.get(table.name, ())]
        ordinals = [one.ordinal for one in table.lineage]
        return [RETURN, table.lineage[-1].key, *ordinals, *fields, *(f"{field}__line" for field in fields)]

    def totals(self) -> dict[str, Frame]:
        """For each table, how many rows each part of a return-level rule is so of, by return."""
        by_table: dict[str, list[tuple[str, Said]]] = defaultdict(list)
        for code, whole in self.plan.wholes.items():
            for name, said in whole.totals.items():
                assert isinstance(said.home, Table)
                by_table[said.home.name].append((f"{code}|{name}", said))
        made = {}
        for name, asked in by_table.items():
            if name not in self.frames:
                continue
            reads = {read for _, said in asked for read in said.reads}
            view = self.plan.view(self.frames, self.plan.tables[name], reads)
            view = view.with_columns(
                *(said.put(self.engine).cast(self.engine.Int64).alias(column) for column, said in asked)
            )
            made[name] = view.group_by(RETURN).agg(*(self.engine.col(column).sum() for column, _ in asked))
        return made

    def repeated(self) -> dict[str, Frame]:
        """For each rule about the whole return's rows, the rows it may be about, with the text to be compared."""
        made = {}
        for code, one in self.plan.repeated.items():
            table = one.field.table
            if table.name not in self.frames:
                continue
            view = self.plan.view(self.frames, table, one.among.reads).filter(one.among.put(self.engine))
            made[code] = view.select(*self._places(table))
        return made
