"""Histories made of a few rows, and of invented authorities, for the detectors to be asked about."""

from candour.frames import polars_extract as here
from candour.insight.history import Engine, history

ENGINE = Engine(here.days, here.collected, here.kept, here.of_columns)


def columns_of(rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [None if row.get(name) is None else str(row[name]) for row in rows] for name in names}


def known(tables, **settings):
    """A history of tables, each a list of rows by the names of the layout or of the dataset."""
    raw = {name: columns_of(rows) for name, rows in tables.items()}
    frames = {name: here.of_columns(columns, dict.fromkeys(columns, "text")) for name, columns in raw.items()}
    return history(frames, ENGINE, source="extract", **settings)


def known_of_drawn(drawn):
    """A history of an authority drawn by synth, with no file between."""
    frames = {}
    for name in drawn.rows:
        texts = {
            column: [None if value is None else str(value) for value in values]
            for column, values in drawn.columns(name).items()
        }
        frames[name] = here.of_columns(texts, dict.fromkeys(texts, "text"))
    return history(frames, ENGINE, source="extract", authority=drawn.authority)
