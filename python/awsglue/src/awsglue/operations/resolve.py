"""resolveChoice: make one type of several.

The actions, from "DynamicFrame class, resolveChoice" and "ResolveChoice class" of the AWS Glue Developer
Guide and AWS's published example "Exploring the resolveChoice method":

- `cast:<type>`: each value is cast; one that cannot be is null. A field that is no choice is cast, too.
- `project:<type>`: values of that type stay; one of another type is null. (The page of the class and the
  example say so; the page of the method says that the others are converted, which is what `cast` does.)
- `make_cols`: a field for each type, `x_int` and `x_string`.
- `make_struct`: a struct with a member for each type.
- `match_catalog`: each choice is cast to the type that its column has in a table of the Data Catalog.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pyspark.sql import Column
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue import gluetypes
from awsglue.casts import cast, type_named
from awsglue.choice import (
    as_struct,
    has_choice,
    is_choice,
    member,
    members,
    to_spark,
    type_name,
)
from awsglue.paths import Change, Fields, edit, fields_of, make_struct, require, select

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame
    from awsglue.resolve_option import ResolveOption


def resolveChoice(
    frame: DynamicFrame,
    specs: Sequence[tuple[str, str]] | None = None,
    choice: str = "",
    database: str | None = None,
    table_name: str | None = None,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
    catalog_id: str | None = None,
    option: str = "",
) -> DynamicFrame:
    """The records with some choices resolved.

    Either `specs`, pairs of a path and an action ("cast:long"), or `choice`, an action for every choice
    anywhere in the record (`option` is its older name). "match_catalog" needs `database` and `table_name`.

    Raises ValueError when both or neither are given, for an action or a type that there is not, and for a
    path that leads nowhere.
    """
    choice = choice or option
    if specs is not None and choice:
        raise ValueError("either specs or choice resolves choices, and both are given")
    if specs is None and not choice:
        raise ValueError("either specs or choice says how choices are resolved, and none is given")
    data = frame.dataframe
    fields = fields_of(data)

    def catalog_columns() -> dict[str, T.DataType]:
        if not database or not table_name:
            raise ValueError("match_catalog needs database and table_name")
        return frame.glue_ctx.catalog.column_types(database, table_name, catalog_id)

    if choice == "match_catalog":
        declared = catalog_columns()
        fields = [_match(*field, declared.get(field[0].lower())) for field in fields]
    elif choice:
        fields = _resolve_all(fields, _action(choice))
    for text, action in specs or ():
        path = require(select(data, fields), text)
        if action == "match_catalog":
            wanted = catalog_columns().get(path[-1].lower())
            fields = edit(fields, path, _match_with(wanted))
        else:
            fields = edit(fields, path, _action(action))
    return frame._next(select(data, fields), transformation_ctx, stageThreshold, totalThreshold)


def resolve_options(frame: DynamicFrame, options: Sequence[ResolveOption]) -> DynamicFrame:
    """The records with choices resolved as `toDF`'s options say."""
    data = frame.dataframe
    fields = fields_of(data)
    for option in options:
        if option.action == "KeepAsStruct":
            change: Change = _make_struct
        else:
            target = option.target
            spark = to_spark(target) if isinstance(target, gluetypes.DataType) else target
            change = _cast(spark) if option.action == "Cast" else _project(spark)
        fields = edit(fields, require(data, option.path), change)
    return frame._next(select(data, fields))


def as_structs(name: str, column: Column, data_type: T.DataType) -> tuple[str, Column, T.DataType]:
    """The field with every choice as a struct."""
    return (name, *as_struct(column, data_type))


def _action(text: str) -> Change:
    """What an action does to the field that it is for."""
    kind, colon, name = text.partition(":")
    plain: dict[str, Change] = {"make_cols": _make_columns, "make_struct": _make_struct}
    if text in plain:
        return plain[text]
    typed: dict[str, Callable[[T.DataType], Change]] = {"cast": _cast, "project": _project}
    if colon and kind in typed:
        target = type_named(name)
        if target is None:
            raise ValueError(f"the action needs a type whose parts are known: {text}")
        return typed[kind](target)
    raise ValueError(
        f"no such action: {text}; there are cast:<type>, project:<type>, make_cols, make_struct and "
        "match_catalog"
    )


def _cast(target: T.DataType) -> Change:
    return lambda name, column, data_type: [(name, cast(column, data_type, target), target)]


def _project(target: T.DataType) -> Change:
    def change(name: str, column: Column, data_type: T.DataType) -> Fields:
        if not is_choice(data_type):
            return [(name, column, data_type)]
        wanted = type_name(target)
        held = members(data_type)
        if wanted not in held:
            raise ValueError(
                f"no value of the field {name} is of type {wanted}; there are: {', '.join(held)}"
            )
        return [(name, member(column, wanted), held[wanted])]

    return change


def _make_columns(name: str, column: Column, data_type: T.DataType) -> Fields:
    if not is_choice(data_type):
        return [(name, column, data_type)]
    return [
        (f"{name}_{part}", member(column, part), part_type)
        for part, part_type in members(data_type).items()
    ]


def _make_struct(name: str, column: Column, data_type: T.DataType) -> Fields:
    if not is_choice(data_type):
        return [(name, column, data_type)]
    parts = [
        (part, member(column, part), part_type) for part, part_type in members(data_type).items()
    ]
    return [(name, *make_struct(parts, column.isNotNull()))]


def _resolve_all(fields: Fields, change: Change) -> Fields:
    """The fields with the change made to every choice, inside of structs, arrays and maps, too."""
    made: Fields = []
    for name, column, data_type in fields:
        if is_choice(data_type):
            made.extend(_resolve_all(change(name, column, data_type), change))
        elif has_choice(data_type):
            made.append((name, *_resolve_inside(column, data_type, change)))
        else:
            made.append((name, column, data_type))
    return made


def _resolve_inside(
    column: Column, data_type: T.DataType, change: Change
) -> tuple[Column, T.DataType]:
    def one(part: Column, part_type: T.DataType) -> tuple[Column, T.DataType]:
        made = _resolve_all([("", part, part_type)], change)
        if len(made) != 1:
            raise ValueError("an element of an array or a map cannot become several fields")
        return made[0][1], made[0][2]

    if isinstance(data_type, T.ArrayType):
        element = data_type.elementType
        made = F.transform(column, lambda e: one(e, element)[0])
        return made, T.ArrayType(one(F.col("e"), element)[1])
    if isinstance(data_type, T.MapType):
        value = data_type.valueType
        made = F.transform_values(column, lambda _, v: one(v, value)[0])
        return made, T.MapType(data_type.keyType, one(F.col("v"), value)[1])
    assert isinstance(data_type, T.StructType)
    inner = [(f.name, column.getField(f.name), f.dataType) for f in data_type.fields]
    return make_struct(_resolve_all(inner, change), column.isNotNull())


def _match_with(declared: T.DataType | None) -> Change:
    return lambda name, column, data_type: [_match(name, column, data_type, declared)]


def _match(
    name: str, column: Column, data_type: T.DataType, declared: T.DataType | None
) -> tuple[str, Column, T.DataType]:
    """The field with its choices cast to what the catalog declares, where it declares something."""
    if declared is None or not has_choice(data_type):
        return name, column, data_type
    if is_choice(data_type):
        return name, cast(column, data_type, declared), declared
    if isinstance(data_type, T.ArrayType) and isinstance(declared, T.ArrayType):
        element, wanted = data_type.elementType, declared.elementType
        made = F.transform(column, lambda e: _match("", e, element, wanted)[1])
        return name, made, T.ArrayType(_match("", F.col("e"), element, wanted)[2])
    if isinstance(data_type, T.StructType) and isinstance(declared, T.StructType):
        types = {field.name.lower(): field.dataType for field in declared.fields}
        inner = [
            _match(f.name, column.getField(f.name), f.dataType, types.get(f.name.lower()))
            for f in data_type.fields
        ]
        return (name, *make_struct(inner, column.isNotNull()))
    return name, column, data_type
