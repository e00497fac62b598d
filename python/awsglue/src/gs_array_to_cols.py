""" "Array To Columns": elements of an array as columns of their own."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from gs_common import Texts, column_of, managed, texts_of, whole_of


@managed
def gs_array_to_cols(
    data: DataFrame, colName: str, colList: Texts, indexes: Texts = None
) -> DataFrame:
    """The first elements, or those at the indexes, counted from 1; null where there is none."""
    column, data_type = column_of(data, colName)
    if not isinstance(data_type, T.ArrayType):
        raise TypeError(f"{colName} must be an array, but is of type {data_type.simpleString()}")
    names = texts_of(colList)
    places = [whole_of(text, "indexes") for text in texts_of(indexes)]
    places = places or list(range(1, len(names) + 1))
    if len(places) != len(names):
        raise ValueError(f"there must be as many indexes as columns ({len(names)}): {indexes}")
    if min(places) < 1:
        raise ValueError(f"an index must be 1 or more: {min(places)}")
    return data.withColumns(
        {
            name: F.try_element_at(column, F.lit(place))
            for name, place in zip(names, places, strict=True)
        }
    )
