"""Histories of the same tables on this machine and on Spark."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import partial

from candour.frames import polars_extract
from candour.insight.history import Engine

HERE = Engine(polars_extract.days, polars_extract.collected, polars_extract.kept, polars_extract.of_columns)
# Small tables: no time is to be spent on making Spark fast.
SMALL = (
    "--master local[2] --conf spark.sql.codegen.wholeStage=false --conf spark.sql.shuffle.partitions=2"
    " --conf spark.sql.adaptive.enabled=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN"
    ' --driver-java-options "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" pyspark-shell'
)
SETTINGS = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": SMALL}


@contextmanager
def spark_engine():
    """Spark as an engine for histories, which ends with the work."""
    before = {name: os.environ.get(name) for name in SETTINGS}
    os.environ.update(SETTINGS)
    from candour.frames import spark_extract
    from candour.frames.spark_engine import session

    try:
        with session() as spark:
            yield Engine(
                spark_extract.days, spark_extract.collected, spark_extract.kept,
                partial(spark_extract.of_columns, spark),
            )  # fmt: skip
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def texts(columns):
    """Columns as an extract has them: everything written out."""
    return {name: [None if one is None else str(one) for one in values] for name, values in columns.items()}


def frames(engine, tables):
    """Tables of written columns as an engine's frames."""
    return {name: engine.of_columns(columns, dict.fromkeys(columns, "text")) for name, columns in tables.items()}
