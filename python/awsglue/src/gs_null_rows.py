""" "Remove Null Rows": without the rows in which every column is null."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.paths import fields_of
from gs_common import is_on, managed


@managed
def gs_null_rows(data: DataFrame, extended: bool | str = False) -> DataFrame:
    """Extended, an empty text, array or map counts as null."""
    held = F.lit(False)
    for _, column, data_type in fields_of(data):
        has = column.isNotNull()
        if is_on(extended) and isinstance(data_type, T.StringType):
            has = has & (column != "")
        elif is_on(extended) and isinstance(data_type, (T.ArrayType, T.MapType)):
            has = has & (F.size(column) > 0)
        held = held | has
    return data.where(held)
