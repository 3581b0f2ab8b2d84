"""An extract read on many machines: CSV or Parquet, wherever Spark can reach. What `polars_extract` does, for Spark."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import DateType, TimestampNTZType, TimestampType

from candour.frames.extract import ENDINGS, ENGLISH_DAY, ISO_DAY
from candour.frames.plan import Frame
from candour.frames.polars_extract import as_arrays
from candour.frames.polars_folder import Unreadable

EPOCH = "1970-01-01"


def folders(spark: SparkSession, root: str) -> dict[str, dict[str, str]]:
    """The tables in a folder, and in the folders of a folder: their addresses by folder, then by name."""
    jvm: Any = spark.sparkContext._jvm
    conf = spark.sparkContext._jsc.hadoopConfiguration()
    found: dict[str, dict[str, str]] = {}
    for pattern in (f"{root}/*", f"{root}/*/*"):
        path = jvm.org.apache.hadoop.fs.Path(pattern)
        for status in path.getFileSystem(conf).globStatus(path) or ():
            name = str(status.getPath().getName()).lower()
            ending = next((one for one in ENDINGS if name.endswith(one)), None)
            inside = status.getPath().getParent()
            # A table may be a folder of parts, which are no tables themselves.
            if ending and not str(inside.getName()).lower().endswith(ENDINGS):
                name = name.removesuffix(ending).removeprefix("ssd_")
                found.setdefault(str(inside.toString()), {}).setdefault(name, str(status.getPath().toString()))
    return found


def read(spark: SparkSession, path: str) -> Frame:
    """A table just as it stands, to be read when it is asked. Raises Unreadable where it is none."""
    from pyspark.errors import PySparkException

    try:
        if path.lower().endswith(".csv"):
            # Quotes are doubled inside quotes, and a text may run over lines, as in every CSV but Spark's own.
            frame = spark.read.csv(path, header=True, inferSchema=False, quote='"', escape='"', multiLine=True)
        else:
            frame = spark.read.parquet(path)
    except PySparkException as trouble:
        raise Unreadable(path.rsplit("/", 1)[-1], str(trouble).splitlines()[0]) from None
    made: Frame = nw.from_native(frame)
    return made


def of_columns(spark: SparkSession, columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, str]) -> Frame:
    """A table of columns in hand. `kinds` says of each whether it is text, or a whole number."""
    # As Arrow, so that Spark needs no Python on the machines that work.
    arrays = [
        pa.array(values, pa.string() if kinds[name] == "text" else pa.int32()) for name, values in columns.items()
    ]
    made: Frame = nw.from_native(spark.createDataFrame(pa.table(arrays, names=list(columns))))
    return made


def days(frame: Frame, reads: Mapping[str, str]) -> Frame:
    """Day numbers of dates written as 2026-03-31 (a time of day may follow) or 31/03/2026, or of a date column."""
    native = frame.to_native()
    kinds = {field.name: field.dataType for field in native.schema.fields}
    made: Frame = nw.from_native(
        native.withColumns({name: _day(native[read], kinds[read]) for name, read in reads.items()}) if reads else native
    )
    return made


def _day(typed: Any, kind: Any) -> Any:
    if isinstance(kind, DateType | TimestampType | TimestampNTZType):
        day = typed.cast("date")
    else:
        text = F.trim(typed.cast("string"))
        iso = F.try_to_timestamp(F.regexp_extract(text, ISO_DAY, 1), F.lit("yyyy-M-d"))
        english = F.try_to_timestamp(F.regexp_extract(text, ENGLISH_DAY, 1), F.lit("d/M/yyyy"))
        day = F.coalesce(iso, english).cast("date")
    return F.datediff(day, F.lit(EPOCH).cast("date"))


def collected(frame: Frame) -> dict[str, Any]:
    """The columns of a table, worked out, as arrays (text as lists)."""
    made = pl.from_arrow(frame.to_native().toArrow())
    assert isinstance(made, pl.DataFrame)
    return as_arrays(made)


def kept(frame: Frame) -> Frame:
    """The same table, worked out once and kept on the machines that did."""
    made: Frame = nw.from_native(frame.to_native().localCheckpoint())
    return made
