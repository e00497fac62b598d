""" "Autobalance Processing": the same rows in other partitions."""

from __future__ import annotations

from pyspark.sql import DataFrame

from gs_common import Texts, column_of, managed, texts_of, whole_of


@managed
def gs_repartition(
    data: DataFrame, numPartitionsStr: str | int | None = None, partitionCols: Texts = None
) -> DataFrame:
    """So many partitions, by the values of columns if any are named; as many as there are cores without a
    number."""
    columns = [column_of(data, name)[0] for name in texts_of(partitionCols)]
    count = data.sparkSession.sparkContext.defaultParallelism
    if numPartitionsStr not in (None, ""):
        count = whole_of(numPartitionsStr, "numPartitionsStr")
    return data.repartition(count, *columns)
