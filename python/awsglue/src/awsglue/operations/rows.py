"""Functions of the user over records."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pyspark import StorageLevel
from pyspark.sql import Row
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.errors import SCHEMA
from awsglue.paths import quote
from awsglue.records import DynamicRecord, infer, to_frame, to_python
from awsglue.shown import json_column, json_text

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame

_VERDICT = T.StructType(
    [
        T.StructField("kept", T.BooleanType()),
        T.StructField("msg", T.StringType()),
        T.StructField("stackTrace", T.StringType()),
    ]
)


def filter_rows(
    frame: DynamicFrame,
    f: Callable[[DynamicRecord], Any],
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """The records for which `f(record)` is true. One for which it raises is an error record.

    A field that a record does not have is null (None).
    """
    data = frame.dataframe
    schema = data.schema

    def judge(row: Row) -> tuple[bool, str | None, str | None]:
        try:
            return bool(f(to_python(row, schema))), None, None
        except Exception as error:  # noqa: BLE001  (it becomes an error record)
            return False, _message(error), traceback.format_exc()

    judged = data.select(F.struct(*[F.col(quote(name)) for name in data.columns]).alias("record"))
    judged = judged.withColumn("verdict", F.udf(judge, _VERDICT, useArrow=False)("record"))
    kept = judged.where("verdict.kept").select("record.*")
    failed = judged.where("verdict.msg IS NOT NULL").select(
        error_column(
            F.col("verdict.msg"),
            F.col("verdict.stackTrace"),
            info,
            json_column(F.col("record"), schema),
        )
    )
    return frame._next(kept, transformation_ctx, stageThreshold, totalThreshold, failed)


def map_rows(
    frame: DynamicFrame,
    f: Callable[[DynamicRecord], Any],
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
    preservesPartitioning: bool = False,
) -> DynamicFrame:
    """The records that `f(record)` returns, which may be the changed record or another dictionary. One for
    which it raises is an error record.

    Reads all records at once, to find the type of the result. `f` runs once for each record.
    """
    schema = frame.dataframe.schema

    def apply(row: Row) -> tuple[Any, tuple | None]:
        record = to_python(row, schema)
        # As it was: the function may have changed it before it failed.
        before = json_text(record)
        try:
            made = f(record)
            if not isinstance(made, (dict, Row)):
                raise TypeError(f"the function returned no record: {type(made).__name__}")
            return made, None
        except Exception as error:  # noqa: BLE001  (it becomes an error record)
            return None, ((_message(error), traceback.format_exc(), info, before),)

    results = frame.dataframe.rdd.map(apply, preservesPartitioning)
    results.persist(StorageLevel.MEMORY_AND_DISK)
    made = results.filter(lambda pair: pair[1] is None).map(lambda pair: pair[0])
    session = frame.glue_ctx.spark_session
    data = to_frame(session, made, infer(made, schema))
    failed = session.createDataFrame(
        results.filter(lambda pair: pair[1] is not None).map(lambda pair: pair[1]),
        SCHEMA,
        verifySchema=False,
    )
    return frame._next(data, transformation_ctx, stageThreshold, totalThreshold, failed)


def error_column(message, stack_trace, info: str, record):
    """A column `error` as error records have it."""
    return F.struct(
        message.alias("msg"),
        stack_trace.alias("stackTrace"),
        F.lit(info).alias("info"),
        record.alias("dynamicRecord"),
    ).alias("error")


def _message(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
