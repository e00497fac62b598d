""" "Flatten": the members of structs as columns of their own."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import types as T

from awsglue.paths import Fields, fields_of, select
from gs_common import managed, whole_of


@managed
def gs_flatten(data: DataFrame, maxLevels: int | str = 0, separator: str = ".") -> DataFrame:
    """Named by their paths ("address.zip"); structs deeper than `maxLevels` stay, unless it is 0."""
    levels = whole_of(maxLevels or 0, "maxLevels")
    if levels < 0:
        raise ValueError(f"maxLevels must be 0 or more: {levels}")
    return select(data, _flat(fields_of(data), levels or -1, separator))


def _flat(fields: Fields, levels: int, separator: str) -> Fields:
    made: Fields = []
    for name, column, data_type in fields:
        if isinstance(data_type, T.StructType) and levels != 0:
            inner = [
                (name + separator + part.name, column.getField(part.name), part.dataType)
                for part in data_type.fields
            ]
            made.extend(_flat(inner, levels - 1, separator))
        else:
            made.append((name, column, data_type))
    return made
