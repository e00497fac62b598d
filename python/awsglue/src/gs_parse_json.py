""" "Parse JSON Column": texts of JSON as structs, arrays or maps."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from gs_common import managed, name_of, put, text_of

_BROKEN = "_corrupt_record"


@managed
def gs_parse_json(
    data: DataFrame,
    colName: str,
    schema: str | None = None,
    sampleRatio: float | str = 1,
    newColName: str | None = None,
) -> DataFrame:
    """The parsed values in a new column or in the place of the texts. Without a schema ("name STRING, age
    INT") it is told from a share of the texts, which are read for it; whole numbers are bigint then, and
    what differs from row to row is a text. A text that does not fit is null."""
    if not 0.1 <= float(sampleRatio) <= 1:
        raise ValueError(f"sampleRatio must be from 0.1 to 1: {sampleRatio}")
    column = text_of(data, colName)
    if schema:
        shape = T.DataType.fromDDL(schema)
    else:
        texts = data.select(column.alias("text")).where("text IS NOT NULL").rdd.map(lambda r: r[0])
        reader = data.sparkSession.read.option("samplingRatio", float(sampleRatio))
        found = reader.option("columnNameOfCorruptRecord", _BROKEN).json(texts).schema
        shape = T.StructType([field for field in found.fields if field.name != _BROKEN])
        if not shape.fields and found.fields:
            raise ValueError(
                f"the texts of {colName} are no objects of JSON, so give a schema, as in ARRAY<STRING>"
            )
    parsed = F.from_json(column, shape)
    if isinstance(shape, T.StructType):
        # Of a text that is no object Spark makes a struct of nulls.
        parsed = F.when(F.get_json_object(column, "$").startswith("{"), parsed)
    return put(data, newColName or name_of(data, colName), parsed)
