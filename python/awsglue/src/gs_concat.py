""" "Concatenate Columns": columns as one text."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from gs_common import Texts, column_of, managed, put, texts_of


@managed
def gs_concat(
    data: DataFrame, colName: str, colList: Texts, spacer: str = "", nullValue: str = ""
) -> DataFrame:
    """The columns' values in their order with the spacer between them; a null counts as the null value."""
    parts = []
    for name in texts_of(colList):
        column, data_type = column_of(data, name)
        if isinstance(data_type, (T.StructType, T.ArrayType, T.MapType)):
            raise TypeError(f"{name} is of type {data_type.simpleString()}, which is no text")
        parts.append(F.coalesce(column.cast("string"), F.lit(nullValue or "")))
    if not parts:
        raise ValueError("gs_concat needs columns in colList")
    return put(data, colName, F.concat_ws(spacer or "", *parts))
