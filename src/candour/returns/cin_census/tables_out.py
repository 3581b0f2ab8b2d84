"""A census file as a folder of Parquet tables, one a table of the return: what Spark and other tools can read."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from candour.frames import polars_folder
from candour.frames.folder import CHILD, ROW
from candour.frames.table import Table
from candour.returns.cin_census.layout import HEADER, IDS, TABLES
from candour.returns.cin_census.reading import Reading, Rows, begun, opened

BATCH = 50_000


def write_tables(file: Path, out: Path) -> int:
    """Write the tables of a census file into a folder. Returns how many children it has."""
    with opened(file) as source:
        heading = begun(source, file.name)
        typed = tuple(heading.text(name) for name in HEADER.fields)
        lines = [line for _, line in heading.elements.values()]
        reading = Reading(source, file.name)
        batches = list(reading.batches(BATCH))
    write_rows(out, [(1, min(lines, default=0), *typed)] if heading.found else [], batches)
    return reading.children


def write_rows(out: Path, header: list[tuple[Any, ...]], batches: Sequence[Rows]) -> None:
    """Write rows as tables. The header's row is its place, its line, and its fields.

    Every table has its fields as text, the place of each row, the line it stands on, and whose it is; `child` counts
    the children of the return, because their own numbers may be missing or repeated.
    """
    out.mkdir(parents=True, exist_ok=True)
    polars_folder.write(out / "Header.parquet", (ROW, "line", *HEADER.fields), [header])
    for table in TABLES:
        if table is not HEADER:
            names = (ROW, "line", CHILD, *(IDS[one.name] for one in table.lineage if one.name in IDS), *table.fields)
            rows = (_rows(table, batch.get(table.name, [])) for batch in batches)
            polars_folder.write(out / f"{table.name}.parquet", names, rows)


def _rows(table: Table, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return list(_each(table, rows))


def _each(table: Table, rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    depth, width = len(table.lineage), len(table.fields)
    ids = [at for at, one in enumerate(table.lineage) if one.name in IDS]
    for row in rows:
        ordinals, texts = row[depth : 2 * depth], row[2 * depth : 2 * depth + width]
        yield (row[0], row[2 * depth + width], str(row[depth - 1]), *(str(ordinals[at]) for at in ids), *texts)
