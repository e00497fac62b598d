"""Types by their names in a script, and values as values of another type."""

from __future__ import annotations

import re

from pyspark.sql import Column
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.choice import is_choice, member, members
from awsglue.shown import json_column

_TYPES: dict[str, T.DataType] = {
    "bigint": T.LongType(),
    "binary": T.BinaryType(),
    "bool": T.BooleanType(),
    "boolean": T.BooleanType(),
    "byte": T.ByteType(),
    "char": T.StringType(),
    "date": T.DateType(),
    # "DecimalType" of the guide: ten digits, two of them after the point.
    "decimal": T.DecimalType(10, 2),
    "double": T.DoubleType(),
    "float": T.FloatType(),
    "int": T.IntegerType(),
    "integer": T.IntegerType(),
    "long": T.LongType(),
    "null": T.NullType(),
    "short": T.ShortType(),
    "smallint": T.ShortType(),
    "string": T.StringType(),
    "timestamp": T.TimestampType(),
    "tinyint": T.ByteType(),
    "varchar": T.StringType(),
}
# These name a shape without its parts, so they only say that a value stays as it is.
_SHAPES = ("array", "choice", "map", "object", "set", "struct", "union")


def type_named(name: str) -> T.DataType | None:
    """The type that a script names: Glue's, Hive's or Spark's name, "decimal(12,4)", "array<struct<a:int>>".

    None for a shape without its parts ("struct"), which changes nothing. Raises ValueError for a name that
    is no type's.
    """
    text = name.strip()
    lower = text.lower()
    if lower in _TYPES:
        return _TYPES[lower]
    if lower in _SHAPES:
        return None
    if re.fullmatch(r"(var)?char\s*\(\s*\d+\s*\)", lower):
        return T.StringType()
    try:
        return T.DataType.fromDDL(text)
    except Exception as error:
        raise ValueError(f"no such type: {name}") from error


def cast(column: Column, source: T.DataType, target: T.DataType) -> Column:
    """The values as values of another type, null where a value has no counterpart.

    Of a choice, each value is cast from its own type. What has parts becomes JSON where a text is wanted.
    """
    if is_choice(source):
        return F.coalesce(
            *[
                cast(member(column, name), data_type, target)
                for name, data_type in members(source).items()
            ]
        )
    if source == target:
        return column
    if isinstance(target, T.StringType) and isinstance(
        source, (T.StructType, T.ArrayType, T.MapType)
    ):
        return json_column(column, source)
    if isinstance(source, T.NullType) or not _castable(source, target):
        return F.lit(None).cast(target)
    return column.try_cast(target)


def _castable(source: T.DataType, target: T.DataType) -> bool:
    """Whether Spark has a cast at all; one that it has not would fail the job rather than give null."""
    if isinstance(source, T.StructType) or isinstance(target, T.StructType):
        return (
            isinstance(source, T.StructType)
            and isinstance(target, T.StructType)
            and len(source.fields) == len(target.fields)
            and all(
                _castable(one.dataType, other.dataType)
                for one, other in zip(source.fields, target.fields, strict=True)
            )
        )
    if isinstance(source, T.ArrayType) or isinstance(target, T.ArrayType):
        return (
            isinstance(source, T.ArrayType)
            and isinstance(target, T.ArrayType)
            and _castable(source.elementType, target.elementType)
        )
    if isinstance(source, T.MapType) or isinstance(target, T.MapType):
        return (
            isinstance(source, T.MapType)
            and isinstance(target, T.MapType)
            and _castable(source.keyType, target.keyType)
            and _castable(source.valueType, target.valueType)
        )
    moments = (T.DateType, T.TimestampType, T.TimestampNTZType)
    if isinstance(target, T.DateType):
        return isinstance(source, (T.StringType, *moments))
    if isinstance(source, T.DateType):
        return isinstance(target, (T.StringType, *moments))
    if isinstance(target, T.BinaryType):
        return isinstance(source, T.StringType)
    if isinstance(source, T.BinaryType):
        return isinstance(target, T.StringType)
    if isinstance(target, T.TimestampType):
        return isinstance(source, (T.StringType, T.NumericType, *moments))
    if isinstance(source, T.TimestampType):
        return isinstance(target, (T.StringType, T.NumericType, *moments))
    return True
