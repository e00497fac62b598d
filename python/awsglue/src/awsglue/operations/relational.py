"""Nested records as flat ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.choice import as_struct, is_choice
from awsglue.collection import DynamicFrameCollection
from awsglue.paths import Fields, fields_of, quote, select

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


def unnest(
    frame: DynamicFrame,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """The records with the members of structs as fields of their own, named by their paths ("a.b"). Arrays
    and maps stay as they are."""
    flat = _flat(fields_of(frame.dataframe))
    return frame._next(
        select(frame.dataframe, flat), transformation_ctx, stageThreshold, totalThreshold
    )


def relationalize(
    frame: DynamicFrame,
    root_table_name: str,
    staging_path: str | None = None,
    options: dict | None = None,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrameCollection:
    """Flat tables that hold what nested records hold.

    Structs are flattened as by `unnest`, a choice as the struct of its types ("x.int", "x.string"). An array
    "a" becomes a table of its own, "<root>_a", with a row for each element: `id`, which is the value that
    the field "a" has in the table with the array; `index`, the element's place from 0; and the element as
    "a.val", or its members as "a.val.b". A map is an array of `key` and `value`.

    `staging_path` is not needed here: what is pivoted is kept in Spark's own storage.
    """
    made: dict[str, DataFrame] = {}
    _pivot(frame.dataframe, root_table_name, root_table_name, made)
    frames = {
        name: frame._next(table, transformation_ctx, stageThreshold, totalThreshold, name=name)
        for name, table in made.items()
    }
    return DynamicFrameCollection(frames, frame.glue_ctx)


def _pivot(data: DataFrame, name: str, root: str, made: dict[str, DataFrame]) -> None:
    plain = [(field, *as_struct(column, kind)) for field, column, kind in fields_of(data)]
    flat = select(data, _flat(plain))
    arrays = {
        field.name: field.dataType
        for field in flat.schema.fields
        if isinstance(field.dataType, (T.ArrayType, T.MapType))
    }
    if not arrays:
        made[name] = flat
        return
    # Kept, since the number that a row gets may be another one when it is computed again.
    key = "key" + "_" * max(len(field) for field in flat.columns)
    keyed = flat.withColumn(key, F.monotonically_increasing_id() + 1)
    keyed.persist(StorageLevel.MEMORY_AND_DISK)
    kept = []
    for field in flat.columns:
        column = F.col(quote(field))
        if field in arrays:
            column = F.when(column.isNotNull(), F.col(key))
        kept.append(column.alias(field))
    made[name] = keyed.select(*kept)
    for field, data_type in arrays.items():
        elements = F.col(quote(field))
        if isinstance(data_type, T.MapType):
            elements = F.map_entries(elements)
        child = keyed.select(
            F.col(key).alias("id"), F.posexplode(elements).alias("index", f"{field}.val")
        )
        _pivot(child, f"{root}_{field}", root, made)


def _flat(fields: Fields) -> Fields:
    flat: Fields = []
    for name, column, data_type in fields:
        if isinstance(data_type, T.StructType) and not is_choice(data_type):
            inner: list[tuple[str, Column, T.DataType]] = [
                (f"{name}.{part.name}", column.getField(part.name), part.dataType)
                for part in data_type.fields
            ]
            flat.extend(_flat(inner))
        else:
            flat.append((name, column, data_type))
    return flat
