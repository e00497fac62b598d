"""How a record's own types are kept in a Spark DataFrame.

A DynamicFrame's records describe themselves: the same field may be an int in one record and a string in
the next, which Glue calls a choice. A DataFrame's column has one type. So a choice is a struct with one
member for each type that occurs, named `choice:<type>`, of which at most one is not null:

    {"x": 1}        x: struct<`choice:int`: int, `choice:string`: string>     {1, null}
    {"x": "a"}                                                               {null, "a"}
    {"x": null}                                                              null

The members' names are what tells a choice from a struct of the data. They are part of the type itself, so
they stay through whatever Spark does with a column, inside of arrays, maps and structs, too. The rules:

- Members are ordered by name, and no two have the same name. Types of the same name are merged into one
  member: structs by their fields, arrays by their elements, maps by their values, decimals by widening. So
  `[1]` and `["a"]` are not a choice of two arrays but an array of a choice.
- No member is itself a choice or null.
- Whole numbers of different widths and floating-point numbers are different types, as Glue has them.

Everything that knows this is in this file. Everything else asks `is_choice`, `members` and `merge`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from pyspark.sql import Column
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue import gluetypes as G

PREFIX = "choice:"

_NAMES: dict[type[T.DataType], type[G.AtomicType]] = {
    T.BinaryType: G.BinaryType,
    T.BooleanType: G.BooleanType,
    T.ByteType: G.ByteType,
    T.CharType: G.StringType,
    T.DateType: G.DateType,
    T.DoubleType: G.DoubleType,
    T.FloatType: G.FloatType,
    T.IntegerType: G.IntegerType,
    T.LongType: G.LongType,
    T.NullType: G.NullType,
    T.ShortType: G.ShortType,
    T.StringType: G.StringType,
    T.TimestampNTZType: G.TimestampType,
    T.TimestampType: G.TimestampType,
    T.VarcharType: G.StringType,
}
_SPARK = {
    glue: spark
    for spark, glue in _NAMES.items()
    if spark not in (T.CharType, T.VarcharType, T.TimestampNTZType)
}


def is_choice(data_type: T.DataType) -> bool:
    """Whether a column of this Spark type holds values of several types."""
    return (
        isinstance(data_type, T.StructType)
        and bool(data_type.fields)
        and all(field.name.startswith(PREFIX) for field in data_type.fields)
    )


def has_choice(data_type: T.DataType) -> bool:
    """Whether the type is a choice or has one anywhere inside."""
    if is_choice(data_type):
        return True
    if isinstance(data_type, T.StructType):
        return any(has_choice(field.dataType) for field in data_type.fields)
    if isinstance(data_type, T.ArrayType):
        return has_choice(data_type.elementType)
    return isinstance(data_type, T.MapType) and has_choice(data_type.valueType)


def members(choice: T.DataType) -> dict[str, T.DataType]:
    """The types of a choice by their names ("int", "string", "struct"), in order."""
    assert isinstance(choice, T.StructType)
    return {field.name.removeprefix(PREFIX): field.dataType for field in choice.fields}


def member(column: Column, name: str) -> Column:
    """The value of a choice where it is of the named type, else null."""
    return column.getField(PREFIX + name)


def type_name(data_type: T.DataType) -> str:
    """Glue's name of a Spark type: "int", "long", "string", "struct"."""
    return to_glue(data_type).typeName()


def choice_of(types: Iterable[T.DataType]) -> T.DataType:
    """The type of values that are of any of these types, which have different names."""
    by_name = {type_name(data_type): data_type for data_type in types}
    if len(by_name) == 1:
        return next(iter(by_name.values()))
    return T.StructType([T.StructField(PREFIX + name, by_name[name]) for name in sorted(by_name)])


def merge(left: T.DataType, right: T.DataType) -> T.DataType:
    """The type of values of both types: fields of both, and a choice where they disagree."""
    if left == right or isinstance(right, T.NullType):
        return left
    if isinstance(left, T.NullType):
        return right
    if is_choice(left) or is_choice(right):
        return _merge_members(left, right)
    if type_name(left) != type_name(right):
        return choice_of((left, right))
    if isinstance(left, T.StructType) and isinstance(right, T.StructType):
        fields = {field.name: field.dataType for field in left.fields}
        for field in right.fields:
            known = fields.get(field.name)
            fields[field.name] = merge(known, field.dataType) if known else field.dataType
        return struct_of(fields.items())
    if isinstance(left, T.ArrayType) and isinstance(right, T.ArrayType):
        return T.ArrayType(merge(left.elementType, right.elementType))
    if isinstance(left, T.MapType) and isinstance(right, T.MapType):
        key = left.keyType if left.keyType == right.keyType else T.StringType()
        return T.MapType(key, merge(left.valueType, right.valueType))
    if isinstance(left, T.DecimalType) and isinstance(right, T.DecimalType):
        scale = max(left.scale, right.scale)
        whole = max(left.precision - left.scale, right.precision - right.scale)
        # Where 38 digits do not hold both, digits after the point are given up.
        return T.DecimalType(min(whole + scale, 38), max(min(scale, 38 - whole), 0))
    # A text, and a text of limited length; a moment with a zone and one without.
    return _plain(left)


def struct_of(fields: Iterable[tuple[str, T.DataType]]) -> T.StructType:
    """A struct of nullable fields."""
    return T.StructType([T.StructField(name, data_type) for name, data_type in fields])


def to_glue(data_type: T.DataType) -> G.DataType:
    """A Spark type as Glue's, a choice as ChoiceType."""
    if is_choice(data_type):
        return G.ChoiceType(map(to_glue, members(data_type).values()))
    if isinstance(data_type, T.StructType):
        return G.StructType(G.Field(field.name, to_glue(field.dataType)) for field in data_type)
    if isinstance(data_type, T.ArrayType):
        return G.ArrayType(to_glue(data_type.elementType))
    if isinstance(data_type, T.MapType):
        return G.MapType(to_glue(data_type.valueType))
    if isinstance(data_type, T.DecimalType):
        return G.DecimalType(data_type.precision, data_type.scale)
    return _NAMES.get(type(data_type), G.UnknownType)()


def to_spark(data_type: G.DataType) -> T.DataType:
    """Glue's type as Spark's; the inverse of to_glue."""
    if isinstance(data_type, G.ChoiceType):
        return choice_of(map(to_spark, data_type.choices))
    if isinstance(data_type, G.StructType):
        return struct_of((field.name, to_spark(field.dataType)) for field in data_type)
    if isinstance(data_type, G.ArrayType):
        return T.ArrayType(to_spark(data_type.elementType))
    if isinstance(data_type, G.SetType):
        return T.ArrayType(to_spark(data_type.itemType))
    if isinstance(data_type, G.MapType):
        return T.MapType(T.StringType(), to_spark(data_type.valueType))
    if isinstance(data_type, G.DecimalType):
        return T.DecimalType(data_type.precision, data_type.scale)
    return _SPARK.get(type(data_type), T.StringType)()  # type: ignore[arg-type]


def parse_schema(text: str) -> T.StructType:
    """The type of records that a text says, which is Glue's `StructType.json()` or Spark's."""
    value = json.loads(text)
    if "dataType" in value:
        made = to_spark(G.from_json_value(value))
    else:
        made = T.StructType.fromJson(value)
    if not isinstance(made, T.StructType):
        raise TypeError(f"a schema is the type of a record, a struct: {text}")
    return made


def lift(column: Column, source: T.DataType, target: T.DataType) -> Column:
    """A column of one type as a column of a type that `merge` has made of it and others."""
    if source == target:
        return column
    if isinstance(source, T.NullType):
        return F.lit(None).cast(target)
    if is_choice(target):
        held = members(source) if is_choice(source) else {type_name(source): source}
        parts = []
        for name, data_type in members(target).items():
            if name not in held:
                part = F.lit(None).cast(data_type)
            elif is_choice(source):
                part = lift(member(column, name), held[name], data_type)
            else:
                part = lift(column, held[name], data_type)
            parts.append(part.alias(PREFIX + name))
        return F.when(column.isNotNull(), F.struct(*parts))
    if isinstance(source, T.StructType) and isinstance(target, T.StructType):
        held = {field.name: field.dataType for field in source.fields}
        parts = []
        for field in target.fields:
            if field.name in held:
                part = lift(column.getField(field.name), held[field.name], field.dataType)
            else:
                part = F.lit(None).cast(field.dataType)
            parts.append(part.alias(field.name))
        return F.when(column.isNotNull(), F.struct(*parts))
    if isinstance(source, T.ArrayType) and isinstance(target, T.ArrayType):
        return F.transform(column, lambda e: lift(e, source.elementType, target.elementType))
    if isinstance(source, T.MapType) and isinstance(target, T.MapType):
        values = F.transform_values(
            column, lambda _, v: lift(v, source.valueType, target.valueType)
        )
        if source.keyType == target.keyType:
            return values
        return F.transform_keys(values, lambda key, _: key.cast(target.keyType))
    return column.cast(target)


def as_struct(column: Column, data_type: T.DataType) -> tuple[Column, T.DataType]:
    """A column in which every choice is a struct with a member for each type, as Glue's toDF() has it:
    `struct<int: int, string: string>`."""
    if not has_choice(data_type):
        return column, data_type
    if isinstance(data_type, T.ArrayType):
        element = as_struct(F.col("e"), data_type.elementType)[1]
        made = F.transform(column, lambda e: as_struct(e, data_type.elementType)[0])
        return made, T.ArrayType(element)
    if isinstance(data_type, T.MapType):
        value = as_struct(F.col("v"), data_type.valueType)[1]
        made = F.transform_values(column, lambda _, v: as_struct(v, data_type.valueType)[0])
        return made, T.MapType(data_type.keyType, value)
    assert isinstance(data_type, T.StructType)
    parts = []
    types = []
    for field in data_type.fields:
        part, part_type = as_struct(column.getField(field.name), field.dataType)
        name = field.name.removeprefix(PREFIX) if is_choice(data_type) else field.name
        parts.append(part.alias(name))
        types.append((name, part_type))
    return F.when(column.isNotNull(), F.struct(*parts)), struct_of(types)


def _merge_members(left: T.DataType, right: T.DataType) -> T.DataType:
    merged: dict[str, T.DataType] = {}
    for side in (left, right):
        for data_type in members(side).values() if is_choice(side) else (side,):
            name = type_name(data_type)
            merged[name] = merge(merged[name], data_type) if name in merged else data_type
    return choice_of(merged.values())


def _plain(data_type: T.DataType) -> T.DataType:
    return _SPARK[_NAMES[type(data_type)]]() if type(data_type) in _NAMES else data_type
