"""Two frames as one."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from awsglue.casts import cast
from awsglue.choice import is_choice, lift, merge
from awsglue.paths import Path, fields_of, lookup, quote, require, select

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


def join(
    frame: DynamicFrame,
    paths1: str | Sequence[str],
    paths2: str | Sequence[str],
    frame2: DynamicFrame,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """The pairs of records whose keys are equal, with the fields of both.

    A field of the second frame whose name the first has, too, is kept with a dot before its name
    ("`.id`"). Null equals nothing. Raises ValueError when a key is not there, or the numbers of keys differ.
    """
    left = _unambiguous(frame.dataframe, "l")
    right = _unambiguous(frame2.dataframe, "r")
    keys1 = _keys(frame.dataframe, left, paths1)
    keys2 = _keys(frame2.dataframe, right, paths2)
    if len(keys1) != len(keys2):
        raise ValueError(f"a join has as many keys on either side: {paths1} and {paths2}")
    on = functools.reduce(
        lambda one, other: one & other,
        [_equal(one, other) for one, other in zip(keys1, keys2, strict=True)],
    )
    names = list(frame.dataframe.columns)
    chosen = [left[f"l{i}"].alias(name) for i, name in enumerate(names)]
    for i, name in enumerate(frame2.dataframe.columns):
        while name in names:
            name = "." + name
        names.append(name)
        chosen.append(right[f"r{i}"].alias(name))
    made = left.join(right, on).select(*chosen)
    return frame._next(made, transformation_ctx, stageThreshold, totalThreshold, others=(frame2,))


def union(
    frame: DynamicFrame,
    frame2: DynamicFrame,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """The records of both frames. Fields are matched by name; one that a frame lacks is null there, and one
    whose types differ is a choice."""
    return frame._next(
        united(frame.dataframe, frame2.dataframe),
        transformation_ctx,
        stageThreshold,
        totalThreshold,
        others=(frame2,),
    )


def mergeDynamicFrame(
    frame: DynamicFrame,
    stage_dynamic_frame: DynamicFrame,
    primary_keys: str | Sequence[str],
    transformation_ctx: str = "",
    options: dict | None = None,
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """The staging frame's records, and those of this frame whose primary keys none of them has.

    Records are not deduplicated: duplicates within either frame stay. Raises ValueError when a key is not
    there.
    """
    source, stage = frame.dataframe, stage_dynamic_frame.dataframe
    left, right = _unambiguous(source, "l"), _unambiguous(stage, "r")
    pairs = zip(_keys(source, left, primary_keys), _keys(stage, right, primary_keys), strict=True)
    on = functools.reduce(lambda a, b: a & b, [_equal(one, other) for one, other in pairs])
    rest = left.join(right, on, "left_anti").toDF(*source.columns)
    return frame._next(
        united(rest, stage),
        transformation_ctx,
        stageThreshold,
        totalThreshold,
        others=(stage_dynamic_frame,),
    )


def united(one: DataFrame, other: DataFrame) -> DataFrame:
    """All rows of both, in the type that `awsglue.choice.merge` makes of theirs."""
    target = merge(one.schema, other.schema)
    parts = []
    for part in (one, other):
        held = {name: (column, data_type) for name, column, data_type in fields_of(part)}
        lifted = []
        for field in target.fields:  # type: ignore[attr-defined]
            if field.name in held:
                column = lift(*held[field.name], field.dataType)
            else:
                column = F.lit(None).cast(field.dataType)
            lifted.append((field.name, column, field.dataType))
        parts.append(select(part, lifted))
    return parts[0].unionAll(parts[1])


def _unambiguous(frame: DataFrame, prefix: str) -> DataFrame:
    """The frame with its columns numbered, so that a frame can be joined with itself."""
    return frame.toDF(*[f"{prefix}{i}" for i in range(len(frame.columns))])


def _keys(frame: DataFrame, renamed: DataFrame, texts: str | Sequence[str]):
    keys = []
    for text in [texts] if isinstance(texts, str) else texts:
        path: Path = require(frame, text)
        number = renamed.columns[frame.columns.index(path[0])]
        column, data_type = lookup(renamed, (number, *path[1:]))
        keys.append((renamed[quote(number)] if len(path) == 1 else column, data_type))
    return keys


def _equal(one: tuple[Column, object], other: tuple[Column, object]) -> Column:
    (left, left_type), (right, right_type) = one, other
    # A choice equals a plain value whose type it has in that record; two choices are compared as they are.
    if is_choice(left_type) and not is_choice(right_type):
        left = cast(left, left_type, right_type)
    elif is_choice(right_type) and not is_choice(left_type):
        right = cast(right, right_type, left_type)
    return left == right
