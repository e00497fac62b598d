""" "Regex Extractor": the groups of a regular expression as columns."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from gs_common import Texts, groups_of, managed, text_of, texts_of


@managed
def gs_regex_extract(data: DataFrame, colName: str, regex: str, newCols: Texts) -> DataFrame:
    """A column for each group, or one for the whole match where there is no group; null without a match."""
    column = text_of(data, colName)
    groups = groups_of(data, regex)
    names = texts_of(newCols)
    if len(names) != max(groups, 1):
        raise ValueError(f"the regular expression has {groups} groups; name as many: {newCols}")
    matched = column.rlike(regex)
    return data.withColumns(
        {
            name: F.when(matched, F.regexp_extract(column, regex, at if groups else 0))
            for at, name in enumerate(names, 1)
        }
    )
