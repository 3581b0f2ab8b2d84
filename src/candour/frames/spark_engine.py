"""What was said of the tables, worked out on many machines: the same rules on Spark, over Parquet.

A return is a folder with one Parquet table for each table of the return; every column of them is text.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import SparkConf
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from candour.frames import folder
from candour.frames.folder import ROW
from candour.frames.not_started import NotStarted
from candour.frames.plan import Frame, Plan
from candour.frames.polars_engine import EXACTLY_A_DATE
from candour.frames.table import RETURN, Column, Table

PARTITIONS_ON_ONE_MACHINE = "8"
NUMBER, TEXT = pa.int32(), pa.string()


@contextmanager
def _said_aside() -> Iterator[None]:
    # Java is begun here and keeps what it is given to print on: its warnings must not land among the findings.
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _begun(builder: Any) -> SparkSession:
    try:
        with _said_aside():
            spark: SparkSession = builder.getOrCreate()
    except (Py4JError, PySparkException) as trouble:
        # Java tells where in its own code it was: the line with the cause in words comes after the last "Exception: ".
        said = [line for line in str(trouble).splitlines() if line.strip() and not line.startswith("\tat ")]
        raise NotStarted(said[-1 if len(said) < 3 else 1].rpartition("Exception: ")[2].strip(" .")) from None
    return spark


@contextmanager
def session() -> Iterator[SparkSession]:
    """The session this was submitted to, or one on this machine alone, which ends with the work. Raises NotStarted."""
    given = SparkConf()
    alone = given.get("spark.master", "local").startswith("local")
    builder: Any = SparkSession.builder
    builder = builder.appName("candour").config("spark.sql.session.timeZone", "UTC")
    if alone:
        builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
        if not given.contains("spark.sql.shuffle.partitions"):
            builder = builder.config("spark.sql.shuffle.partitions", PARTITIONS_ON_ONE_MACHINE)
    spark = _begun(builder)
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    finally:
        if alone:
            spark.stop()


def tables_under(spark: SparkSession, root: str) -> dict[str, dict[str, str]]:
    """The Parquet tables in a folder, or in the folders of a folder, wherever Spark can reach: by folder, then by name."""
    jvm: Any = spark.sparkContext._jvm
    conf = spark.sparkContext._jsc.hadoopConfiguration()
    found: dict[str, dict[str, str]] = {}
    for pattern in (f"{root}/*.parquet", f"{root}/*/*.parquet"):
        path = jvm.org.apache.hadoop.fs.Path(pattern)
        for status in path.getFileSystem(conf).globStatus(path) or ():
            whole = status.getPath()
            name = str(whole.getName()).removesuffix(".parquet")
            found.setdefault(str(whole.getParent().toString()), {})[name] = str(whole.toString())
        if found:
            break
    return found


class Returns:
    """The tables of many returns, read together: one pass over each table, whatever is asked of it."""

    def __init__(self, spark: SparkSession, tables: Mapping[str, Table], ids: Mapping[str, str]) -> None:
        self._spark, self._tables, self._ids = spark, tables, ids

    def staged(
        self, files: Mapping[str, Mapping[int, str]], of_the_returns: Mapping[int, Mapping[str, int | None]]
    ) -> dict[str, Frame]:
        """The tables made ready. `files` has, for each table, the path of each return's; `of_the_returns`, for each
        return, what holds for the whole of it."""
        raw = {name: nw.from_native(self._read(table, files.get(name, {}))) for name, table in self._tables.items()}
        made = folder.staged(self._tables, raw, self._ids, _worked_out)
        return {name: self._beside(frame, of_the_returns) for name, frame in made.items()}

    def first_rows(self, table: Table, paths: Mapping[int, str]) -> dict[int, dict[str, Any]]:
        """The first row of a small table, for each return that has it."""
        rows = [row.asDict() for row in self._read(table, paths).collect()] if paths else []
        return {row[RETURN]: row for row in sorted(rows, key=lambda row: (row[RETURN], -row[ROW]))}

    def header(self, table: Table, rows: Sequence[tuple[Any, ...]], of_the_returns: Mapping[int, Any]) -> Frame:
        """The headers of all returns: return number, then collection, year and reference date as typed."""
        names = [RETURN, *(Column(table, name).plain for name in table.fields)]
        frame = self._small({RETURN: NUMBER} | dict.fromkeys(names[1:], TEXT), rows)
        lines = [F.lit(None).cast("int").alias(f"{name}__line") for name in names[1:]]
        keys = [F.col(RETURN).cast("long").alias(table.key), F.lit(1).cast("long").alias(table.ordinal)]
        made: Frame = nw.from_native(frame.select("*", *lines, *keys))
        return self._beside(
            _days(made, [Column(table, name) for name in table.fields if name in table.dates]), of_the_returns
        )

    def _read(self, table: Table, paths: Mapping[int, str]) -> DataFrame:
        if not paths:
            return self._small({RETURN: NUMBER, ROW: pa.int64()} | dict.fromkeys(self._ids.values(), TEXT), [])
        frame = self._spark.read.option("mergeSchema", "true").parquet(*paths.values())
        folders = [(path.rstrip("/").split("/")[-2], number) for number, path in paths.items()]
        numbers = self._small({"_folder": TEXT, RETURN: NUMBER}, folders)
        where = F.regexp_extract(F.col("_metadata.file_path"), "([^/]+)/[^/]+[.]parquet(?:/|$)", 1)
        frame = frame.withColumn("_folder", F.url_decode(where)).join(F.broadcast(numbers), "_folder").drop("_folder")
        if ROW not in frame.columns:
            frame = frame.withColumn(ROW, F.monotonically_increasing_id() + 1)
        return frame.withColumn(ROW, F.col(ROW).cast("long"))

    def _small(self, columns: Mapping[str, pa.DataType], rows: Sequence[tuple[Any, ...]]) -> DataFrame:
        # As Arrow, so that Spark needs no Python on the machines that work.
        texts = [pa.array([row[at] for row in rows], kind) for at, kind in enumerate(columns.values())]
        return self._spark.createDataFrame(pa.table(texts, names=list(columns)))

    def _beside(self, frame: Frame, of_the_returns: Mapping[int, Mapping[str, int | None]]) -> Frame:
        names = list(next(iter(of_the_returns.values())))
        columns = {RETURN: NUMBER} | {f"Return__{name}": NUMBER for name in names}
        rows = [(number, *(told[name] for name in names)) for number, told in of_the_returns.items()]
        fixed = F.broadcast(self._small(columns, rows))
        made: Frame = nw.from_native(frame.to_native().join(fixed, RETURN))
        return made


def _days(frame: Frame, dates: list[Column]) -> Frame:
    native = frame.to_native()
    days = {f"{column.plain}__day": _day(F.col(column.plain)) for column in dates}
    made: Frame = nw.from_native(native.withColumns(days) if days else native)
    return made


def _day(typed: Any) -> Any:
    day = F.try_to_timestamp(F.when(typed.rlike(EXACTLY_A_DATE), typed), F.lit("yyyy-MM-dd")).cast("date")
    return F.datediff(day, F.lit("1970-01-01").cast("date"))


def _settled(frames: dict[str, Frame]) -> dict[str, Frame]:
    return {name: _kept(frame) for name, frame in frames.items()}


def _kept(frame: Frame) -> Frame:
    # Kept on the machines that have it: what is asked of a table starts from here, so that its file is read once and
    # the plans built on it stay short.
    made: Frame = nw.from_native(frame.to_native().localCheckpoint())
    return made


def _worked_out(frame: Frame, dates: list[Column]) -> Frame:
    return _kept(_days(frame, dates))


def answers(
    plan: Plan, tables: dict[str, Frame]
) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    """Rows flagged by table, totals by table, and rows that are repeated by rule."""
    found = plan.run(tables, nw, settle=_settled)
    repeated = {}
    for code, frame in found.repeated().items():
        again = nw.len().over(RETURN, plan.repeated[code].field.column.plain)
        repeated[code] = frame.with_columns(again.alias("_times")).filter(nw.col("_times") > 1).drop("_times")
    return tuple(
        {name: _here(frame) for name, frame in part.items()} for part in (found.flagged(), found.totals(), repeated)
    )  # type: ignore[return-value]


def _here(frame: Frame) -> pl.DataFrame:
    made = pl.from_arrow(frame.to_native().toArrow())
    assert isinstance(made, pl.DataFrame)
    return made


def astray(tables: Iterable[Table], staged: Mapping[str, Frame]) -> list[tuple[int, str, int]]:
    """For each return and table, how many rows lie inside no row of the table they should."""
    lost = []
    for table in tables:
        if table.parent:
            counted = folder.astray(staged[table.name], table).to_native().collect()
            lost += [(row[RETURN], table.name, row["astray"]) for row in counted]
    return lost


def count_by_return(frame: Frame) -> dict[int, int]:
    """How many rows each return has."""
    return {row[RETURN]: row["count"] for row in frame.to_native().groupBy(RETURN).count().collect()}


def inside(table: Table, frame: Frame) -> Frame:
    """The rows that lie inside a row of the table they should."""
    return frame.filter(~nw.col(table.parent.key).is_null()) if table.parent else frame
