""" "UUID": a random identifier of 36 characters in every row."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from gs_common import managed, put


@managed
def gs_uuid(data: DataFrame, colName: str = "uuid") -> DataFrame:
    """Another one in every row and in every run."""
    return put(data, colName or "uuid", F.expr("uuid()"))
