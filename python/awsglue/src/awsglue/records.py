"""Records as Python values, and back: what a user's function is handed and what it returns.

A record is a dictionary of its fields. A value of a choice is the plain value, so its type is the value's
own. On the way back the type of a value is found from the value. A field that was there before keeps its
type where the value fits it (the int 5 of a `long` field stays a long), so a function that leaves a field
alone does not change its type.
"""

from __future__ import annotations

import datetime
import decimal
import functools
from collections.abc import Iterable, Iterator
from typing import Any

from pyspark import RDD
from pyspark.sql import Row, SparkSession
from pyspark.sql import types as T

from awsglue.choice import PREFIX, is_choice, members, merge, struct_of, type_name

_WIDTHS = {T.ByteType: 8, T.ShortType: 16, T.IntegerType: 32, T.LongType: 64}


class DynamicRecord(dict):
    """A record: `record["a"]["b"]`, `"a" in record`, `record.a`."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"the record has no such field: {name}") from None


def to_python(value: Any, data_type: T.DataType) -> Any:
    """A value of a DataFrame's row as records have it."""
    if value is None:
        return None
    if is_choice(data_type):
        for index, field in enumerate(data_type.fields):
            if value[index] is not None:
                return to_python(value[index], field.dataType)
        return None
    if isinstance(data_type, T.StructType):
        return DynamicRecord(
            (field.name, to_python(part, field.dataType))
            for field, part in zip(data_type.fields, value, strict=True)
        )
    if isinstance(data_type, T.ArrayType):
        return [to_python(element, data_type.elementType) for element in value]
    if isinstance(data_type, T.MapType):
        return DynamicRecord(
            (key, to_python(part, data_type.valueType)) for key, part in value.items()
        )
    return value


def type_of(value: Any, before: T.DataType | None = None) -> T.DataType:
    """The type of a value, which is `before`'s where it fits. Raises TypeError for a value of a class that
    no record can hold."""
    if before is not None and is_choice(before):
        return _type_in_choice(value, before)
    if value is None:
        return before or T.NullType()
    if isinstance(value, bool):
        return T.BooleanType()
    if isinstance(value, int):
        return _type_of_whole_number(value, before)
    if isinstance(value, float):
        return before if isinstance(before, T.FloatType) else T.DoubleType()
    if isinstance(value, str):
        return T.StringType()
    if isinstance(value, (bytes, bytearray)):
        return T.BinaryType()
    if isinstance(value, datetime.datetime):
        return before if isinstance(before, T.TimestampNTZType) else T.TimestampType()
    if isinstance(value, datetime.date):
        return T.DateType()
    if isinstance(value, decimal.Decimal):
        return _type_of_decimal(value, before)
    if isinstance(value, Row):
        value = value.asDict()
    if isinstance(value, dict):
        return _type_of_dictionary(value, before)
    if isinstance(value, (list, tuple, set, frozenset)):
        element = before.elementType if isinstance(before, T.ArrayType) else None
        types = [type_of(part, element) for part in value]
        return T.ArrayType(
            functools.reduce(merge, types, T.NullType() if types else element or T.NullType())
        )
    raise TypeError(f"a record cannot hold a value of this class: {type(value).__name__}")


def to_row(value: Any, data_type: T.DataType) -> Any:
    """A value as Spark takes it for a type that `type_of` and `merge` have found."""
    if value is None or isinstance(data_type, T.NullType):
        return None
    if is_choice(data_type):
        name = _member_for(value, data_type)
        return tuple(
            to_row(value, field.dataType) if field.name == PREFIX + name else None
            for field in data_type.fields
        )
    if isinstance(data_type, T.StructType):
        fields = value.asDict() if isinstance(value, Row) else value
        return tuple(to_row(fields.get(field.name), field.dataType) for field in data_type.fields)
    if isinstance(data_type, T.ArrayType):
        return [to_row(part, data_type.elementType) for part in value]
    if isinstance(data_type, T.MapType):
        return {str(key): to_row(part, data_type.valueType) for key, part in value.items()}
    if isinstance(data_type, T.DecimalType):
        return decimal.Decimal(value)
    if isinstance(data_type, (T.DoubleType, T.FloatType)):
        return float(value)
    if isinstance(data_type, T.BinaryType):
        return bytearray(value)
    return value


def infer(records: RDD, before: T.StructType | None = None) -> T.StructType:
    """The type of all records of an RDD of dictionaries: every field of any, with a choice where two
    disagree. Reads them all."""

    def of_partition(part: Iterable[Any]) -> Iterator[T.DataType]:
        merged: T.DataType = T.NullType()
        for record in part:
            merged = merge(merged, type_of(record, before))
        yield merged

    # In the order of the parts, so that fields always have the same order.
    types = records.mapPartitions(of_partition).collect()
    merged = functools.reduce(merge, types, T.NullType())
    if isinstance(merged, T.StructType) and not is_choice(merged):
        return merged
    if isinstance(merged, T.NullType):
        return before or T.StructType([])
    raise TypeError(f"a record is a dictionary of its fields, but there are of {type_name(merged)}")


def to_frame(session: SparkSession, records: RDD, schema: T.StructType):
    """A DataFrame of the dictionaries, whose type is what `infer` has found."""
    rows = records.map(lambda record: to_row(record, schema))
    return session.createDataFrame(rows, schema, verifySchema=False)


def _type_of_whole_number(value: int, before: T.DataType | None) -> T.DataType:
    width = _WIDTHS.get(type(before)) if before is not None else None
    if width is not None and -(1 << (width - 1)) <= value < 1 << (width - 1):
        return before  # type: ignore[return-value]
    if isinstance(before, (T.DoubleType, T.FloatType)) and abs(value) < 1 << 53:
        return before
    if isinstance(before, T.DecimalType):
        return _type_of_decimal(decimal.Decimal(value), before)
    if -(1 << 31) <= value < 1 << 31:
        return T.IntegerType()
    if -(1 << 63) <= value < 1 << 63:
        return T.LongType()
    return _type_of_decimal(decimal.Decimal(value), None)


def _type_of_decimal(value: decimal.Decimal, before: T.DataType | None) -> T.DataType:
    if not value.is_finite():
        raise TypeError(f"a decimal of a record must be finite: {value}")
    digits, exponent = value.as_tuple().digits, int(value.as_tuple().exponent)
    scale = max(-exponent, 0)
    whole = max(len(digits) + exponent, 0)
    if (
        isinstance(before, T.DecimalType)
        and scale <= before.scale
        and whole <= before.precision - before.scale
    ):
        return before
    if whole + scale > 38:
        scale = max(38 - whole, 0)
    return T.DecimalType(max(min(whole + scale, 38), 1), scale)


def _type_of_dictionary(value: dict, before: T.DataType | None) -> T.DataType:
    if isinstance(before, T.MapType):
        types = [type_of(part, before.valueType) for part in value.values()]
        return T.MapType(T.StringType(), functools.reduce(merge, types, before.valueType))
    known = {}
    if isinstance(before, T.StructType):
        known = {field.name: field.dataType for field in before.fields}
    return struct_of((str(name), type_of(part, known.get(name))) for name, part in value.items())


def _type_in_choice(value: Any, choice: T.DataType) -> T.DataType:
    # Null tells nothing of the type, so the choice stays what the other records make it.
    if value is None:
        return T.NullType()
    found = type_of(value)
    same = members(choice).get(type_name(found))
    if same is not None:
        return type_of(value, same)
    for data_type in members(choice).values():
        if type_of(value, data_type) == data_type:
            return data_type
    return found


def _member_for(value: Any, choice: T.DataType) -> str:
    held = members(choice)
    name = type_name(type_of(value))
    if name in held:
        return name
    if name == "struct" and "map" in held:
        return "map"
    for name, data_type in held.items():
        if type_of(value, data_type) == data_type:
            return name
    raise TypeError(f"a value has none of the types of its field: {type(value).__name__}")
