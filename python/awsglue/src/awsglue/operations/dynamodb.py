"""Records of DynamoDB's exports as plain ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import Column
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.choice import is_choice, lift, merge
from awsglue.paths import Fields, fields_of, make_struct, select

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame

# "DynamoDB JSON" of the DynamoDB Developer Guide: a value stands under the name of its type.
_MARKERS = {"S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"}


def unnest_ddb_json(
    frame: DynamicFrame,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """The records with DynamoDB's marks of types taken off: `{"Item": {"id": {"S": "a"}}}` is
    `{"id": "a"}`. What stands under `Item` becomes the record's own fields. Numbers stay the texts that the
    export has. A value marked with one type here and another there becomes a choice."""
    fields: Fields = []
    for name, column, data_type in fields_of(frame.dataframe):
        if name == "Item" and _is_map(data_type):
            fields.extend(_members(column, data_type))
        else:
            fields.append((name, *_unmarked(column, data_type)))
    return frame._next(
        select(frame.dataframe, fields), transformation_ctx, stageThreshold, totalThreshold
    )


def _is_marked(data_type: T.DataType) -> bool:
    return (
        isinstance(data_type, T.StructType)
        and bool(data_type.fields)
        and all(field.name in _MARKERS for field in data_type.fields)
    )


def _is_map(data_type: T.DataType) -> bool:
    return (
        isinstance(data_type, T.StructType)
        and not is_choice(data_type)
        and all(_is_marked(field.dataType) for field in data_type.fields)
    )


def _members(column: Column, data_type: T.DataType) -> Fields:
    assert isinstance(data_type, T.StructType)
    return [
        (field.name, *_unmarked(column.getField(field.name), field.dataType))
        for field in data_type.fields
    ]


def _unmarked(column: Column, data_type: T.DataType) -> tuple[Column, T.DataType]:
    if not _is_marked(data_type):
        return column, data_type
    assert isinstance(data_type, T.StructType)
    values = [
        _value(field.name, column.getField(field.name), field.dataType)
        for field in data_type.fields
        if field.name != "NULL"
    ]
    if not values:
        return F.lit(None).cast(T.StringType()), T.StringType()
    target = values[0][1]
    for _, other in values[1:]:
        target = merge(target, other)
    return F.coalesce(*[lift(value, kind, target) for value, kind in values]), target


def _value(marker: str, column: Column, data_type: T.DataType) -> tuple[Column, T.DataType]:
    if marker == "M" and isinstance(data_type, T.StructType):
        return make_struct(_members(column, data_type), column.isNotNull())
    if marker == "L" and isinstance(data_type, T.ArrayType):
        element = data_type.elementType
        made = F.transform(column, lambda e: _unmarked(e, element)[0])
        return made, T.ArrayType(_unmarked(F.col("e"), element)[1])
    return column, data_type
