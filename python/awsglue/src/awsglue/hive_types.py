"""The names that types have in the Data Catalog, which are Hive's."""

from __future__ import annotations

import re

from pyspark.sql import types as T

from awsglue.casts import type_named

_NAMES: dict[type[T.DataType], str] = {
    T.BinaryType: "binary",
    T.BooleanType: "boolean",
    T.ByteType: "tinyint",
    T.DateType: "date",
    T.DoubleType: "double",
    T.FloatType: "float",
    T.IntegerType: "int",
    T.LongType: "bigint",
    T.NullType: "string",
    T.ShortType: "smallint",
    T.StringType: "string",
    T.TimestampNTZType: "timestamp",
    T.TimestampType: "timestamp",
}


def from_hive(name: str) -> T.DataType:
    """The type of a column of the Data Catalog; "array<struct<a:int>>". Raises ValueError for another."""
    # Names of members need no quotes there, whatever characters they have.
    quoted = re.sub(r"(?<=[<,])\s*([^<>,:`()]+?)\s*:", r"`\1`:", name)
    found = type_named(quoted)
    if found is None:
        raise ValueError(f"a column's type does not say its parts: {name}")
    return found


def to_hive(data_type: T.DataType) -> str:
    """The name in the Data Catalog. Raises ValueError for a type that has none there."""
    if isinstance(data_type, T.StructType):
        members = ",".join(f"{field.name}:{to_hive(field.dataType)}" for field in data_type.fields)
        return f"struct<{members}>"
    if isinstance(data_type, T.ArrayType):
        return f"array<{to_hive(data_type.elementType)}>"
    if isinstance(data_type, T.MapType):
        return f"map<{to_hive(data_type.keyType)},{to_hive(data_type.valueType)}>"
    if isinstance(data_type, T.DecimalType):
        return f"decimal({data_type.precision},{data_type.scale})"
    try:
        return _NAMES[type(data_type)]
    except KeyError:
        raise ValueError(f"the Data Catalog has no such type: {data_type.simpleString()}") from None
