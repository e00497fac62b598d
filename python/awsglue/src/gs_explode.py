""" "Explode Array Or Map Into Rows": a row for each element or entry."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.paths import quote
from gs_common import Texts, column_of, is_on, managed, name_of, put, texts_of


@managed
def gs_explode(
    data: DataFrame, colName: str, newCol: Texts = None, outer: bool | str = False
) -> DataFrame:
    """The elements of an array in the new column, or in the array's place without one; the entries of a map
    in two, `key` and `value` unless they are named. With `outer` a row without any element stays."""
    column, data_type = column_of(data, colName)
    names = texts_of(newCol)
    explode = F.explode_outer if is_on(outer) else F.explode
    if isinstance(data_type, T.MapType):
        names = names or ["key", "value"]
        if len(names) != 2:
            raise ValueError(f"a map needs two names, as in key,value: {newCol}")
    elif isinstance(data_type, T.ArrayType):
        names = names or [name_of(data, colName)]
    else:
        raise TypeError(
            f"{colName} must be an array or a map, but is of type {data_type.simpleString()}"
        )
    made = [f"exploded {at}" for at in range(len(names))]
    exploded = data.select("*", explode(column).alias(*made))
    for name, own in zip(names, made, strict=True):
        exploded = put(exploded, name, F.col(quote(own)))
    return exploded.drop(*made)
