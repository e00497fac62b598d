""" "To Timestamp": a text or a number as a timestamp."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from gs_common import column_of, managed, name_of, put

# How many digits after the point make microseconds of a number.
_UNITS = {"seconds": 6, "milliseconds": 3, "microseconds": 0}
_MOMENTS = (T.DateType, T.TimestampType, T.TimestampNTZType)


@managed
def gs_to_timestamp(
    data: DataFrame,
    colName: str,
    colType: str = "autodetect",
    newColName: str | None = None,
) -> DataFrame:
    """A timestamp of a text in ISO's format or of a number since 1970. "autodetect" looks at each value: a
    number below 100,000,000,000 is of seconds, one below 100,000,000,000,000 of milliseconds, else of
    microseconds. What cannot be read is null."""
    kind = colType or "autodetect"
    column, data_type = column_of(data, colName)
    made = _moment(column, data_type, colName, kind)
    return put(data, newColName or name_of(data, colName), made)


def _moment(column: Column, data_type: T.DataType, name: str, kind: str) -> Column:
    if kind not in ("autodetect", "iso", *_UNITS):
        raise ValueError(
            f"colType must be one of autodetect, iso, seconds, milliseconds, microseconds: {kind}"
        )
    if isinstance(data_type, _MOMENTS):
        return column.cast("timestamp")
    is_text = isinstance(data_type, T.StringType)
    if not is_text and not isinstance(data_type, T.NumericType):
        raise TypeError(
            f"{name} must be a text or a number, but is of type {data_type.simpleString()}"
        )
    if kind == "iso" and not is_text:
        raise TypeError(f"{name} is a number, and no text in ISO format")
    number = (F.trim(column) if is_text else column).try_cast("decimal(32,6)")
    if kind in _UNITS:
        return _of_number(number, _UNITS[kind])
    # A text of digits is no moment of its own, though a year is one to Spark.
    iso = F.when(column.cast("string").contains("-"), column.cast("string").try_cast("timestamp"))
    if kind == "iso":
        return column.try_cast("timestamp")
    by_size = (
        F.when(F.abs(number) < 100_000_000_000, _of_number(number, 6))
        .when(F.abs(number) < 100_000_000_000_000, _of_number(number, 3))
        .otherwise(_of_number(number, 0))
    )
    return F.when(number.isNotNull(), by_size).otherwise(iso if is_text else F.lit(None))


def _of_number(number: Column, digits: int) -> Column:
    micros = F.floor(number * (10**digits)).cast("decimal(38,0)")
    # Beyond the year 9999 a timestamp cannot be written.
    held = F.when(F.abs(micros) < 253_402_300_800_000_000, micros.cast("bigint"))
    return F.timestamp_micros(held)
