""" "Pivot Rows Into Columns": a column for each value of some columns."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from awsglue.paths import quote
from gs_common import Texts, column_of, managed, name_of, texts_of

_FUNCTIONS = {
    "sum": F.sum,
    "sumDistinct": F.sum_distinct,
    "avg": F.avg,
    "mean": F.mean,
    "min": F.min,
    "max": F.max,
    "count": F.count,
    "countDistinct": F.count_distinct,
    "first": F.first,
    "last": F.last,
    "stddev": F.stddev,
    "stddev_samp": F.stddev_samp,
    "stddev_pop": F.stddev_pop,
    "variance": F.variance,
    "var_samp": F.var_samp,
    "var_pop": F.var_pop,
    "skewness": F.skewness,
    "kurtosis": F.kurtosis,
    "collect_list": F.collect_list,
    "collect_set": F.collect_set,
}


@managed
def gs_pivot(data: DataFrame, aggCol: str, aggFunction: str, colList: Texts) -> DataFrame:
    """The rows grouped by all other columns, with the aggregate of those that have each value. The columns
    are named by the values ("null" for null), of several columns with "_" between them."""
    if aggFunction not in _FUNCTIONS:
        known = ", ".join(_FUNCTIONS)
        raise ValueError(f"aggFunction must be one of {known}: {aggFunction}")
    names = texts_of(colList)
    value, _ = column_of(data, aggCol)
    texts = [F.coalesce(column_of(data, name)[0].cast("string"), F.lit("null")) for name in names]
    used = {name_of(data, name) for name in [aggCol, *names]}
    others = [name for name in data.columns if name not in used]
    key = "pivot" + "_" * max(len(name) for name in data.columns)
    keyed = data.withColumn(key, F.concat_ws("_", *texts))
    grouped = keyed.groupBy(*[F.col(quote(name)) for name in others]).pivot(key)
    return grouped.agg(_FUNCTIONS[aggFunction](value))
