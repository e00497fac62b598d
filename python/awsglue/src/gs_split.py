""" "Split String": a text cut where a regular expression matches, as an array."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from gs_common import groups_of, managed, name_of, put, text_of


@managed
def gs_split(
    data: DataFrame, colName: str, pattern: str = ",", newColName: str | None = None
) -> DataFrame:
    """The pieces, also the empty ones, in a new column or in the place of the text."""
    groups_of(data, pattern)
    pieces = F.split(text_of(data, colName), pattern, -1)
    return put(data, newColName or name_of(data, colName), pieces)
