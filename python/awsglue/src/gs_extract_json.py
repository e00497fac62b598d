""" "Extract JSON Path": values out of texts of JSON, as texts."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from awsglue.paths import quote
from gs_common import Texts, is_on, managed, path_of, text_of, texts_of


@managed
def gs_extract_json(
    data: DataFrame,
    colName: str,
    jsonPaths: Texts,
    colList: Texts,
    dropCol: bool | str = False,
) -> DataFrame:
    """A column for each path ("prop_1", "$.address.zip", "$.items[0]"); null where there is nothing."""
    column = text_of(data, colName)
    paths, names = texts_of(jsonPaths), texts_of(colList)
    if len(paths) != len(names):
        raise ValueError(f"there must be as many columns as paths ({len(paths)}): {colList}")
    made = data.withColumns(
        {
            name: F.get_json_object(column, path_of(path))
            for name, path in zip(names, paths, strict=True)
        }
    )
    if is_on(dropCol) and colName in data.columns and colName not in names:
        made = made.drop(F.col(quote(colName)))
    return made
