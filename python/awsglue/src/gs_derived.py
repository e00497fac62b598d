""" "Derived Column": a column computed by an expression of Spark SQL."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from gs_common import managed, put


@managed
def gs_derived(data: DataFrame, colName: str, expr: str) -> DataFrame:
    """The value of the expression in a new column, or in the place of one that has its name."""
    if not expr:
        raise ValueError("gs_derived needs an expression in expr")
    return put(data, colName, F.expr(expr))
