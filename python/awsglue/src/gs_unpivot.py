""" "Unpivot Columns Into Rows": a row for each of some columns."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from awsglue.paths import quote
from gs_common import Texts, managed, name_of, texts_of


@managed
def gs_unpivot(data: DataFrame, namesCol: str, valuesCol: str, colList: Texts) -> DataFrame:
    """The name of the column in one column and its value in another; the listed columns go."""
    columns = [name_of(data, name) for name in texts_of(colList)]
    others = [name for name in data.columns if name not in columns]
    return data.unpivot(
        [F.col(quote(name)) for name in others],
        [F.col(quote(name)) for name in columns],
        namesCol,
        valuesCol,
    )
