""" "Format Timestamp": a timestamp as a text."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import types as T

from gs_common import column_of, formatted, managed, name_of, put


@managed
def gs_format_timestamp(
    data: DataFrame, colName: str, dateFormat: str, newColName: str | None = None
) -> DataFrame:
    """In a format of Python's strftime ("%d/%m/%Y") or of Java ("dd/MM/yyyy"), in a new column or in the
    timestamp's place. A date counts as its midnight; a text that is no timestamp is null."""
    column, data_type = column_of(data, colName)
    if isinstance(data_type, T.StringType):
        column = column.try_cast("timestamp")
    elif not isinstance(data_type, (T.DateType, T.TimestampType, T.TimestampNTZType)):
        raise TypeError(
            f"{colName} must be a timestamp or a date, but is of type {data_type.simpleString()}"
        )
    return put(data, newColName or name_of(data, colName), formatted(column, dateFormat))
