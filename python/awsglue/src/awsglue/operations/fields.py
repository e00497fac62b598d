"""Which fields there are, and under which names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.choice import is_choice
from awsglue.paths import (
    Path,
    edit,
    fields_of,
    lookup,
    nest,
    parse,
    prune,
    resolve,
    select,
)

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


def select_fields(
    frame: DynamicFrame,
    paths: str | Sequence[str],
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """The fields at these paths, and no others. A path into a struct keeps the struct around it. A path
    that leads nowhere is left out, since another record may have it."""
    chosen = prune(fields_of(frame.dataframe), resolved(frame, paths))
    return frame._next(
        select(frame.dataframe, chosen), transformation_ctx, stageThreshold, totalThreshold
    )


def drop_fields(
    frame: DynamicFrame,
    paths: str | Sequence[str],
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """All fields but those at these paths."""
    kept = fields_of(frame.dataframe)
    for path in resolved(frame, paths):
        kept = edit(kept, path, lambda *_: [])
    return frame._next(
        select(frame.dataframe, kept), transformation_ctx, stageThreshold, totalThreshold
    )


def rename_field(
    frame: DynamicFrame,
    oldName: str,
    newName: str,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """The same records, with one field under another path. A name that has dots itself stands in
    backquotes. A field that is not there changes nothing."""
    data = frame.dataframe
    old, new = resolve(data, oldName), parse(newName)
    kept = fields_of(data)
    if old is not None and old != new:
        column, data_type = lookup(data, old)
        if old[:-1] == new[:-1]:
            kept = edit(kept, old, lambda _, c, t: [(new[-1], c, t)])
        else:
            rest = edit(kept, old, lambda *_: [])
            kept = nest([*_leaves(rest, new), (new, column, data_type)])
    return frame._next(select(data, kept), transformation_ctx, stageThreshold, totalThreshold)


def drop_null_fields(
    frame: DynamicFrame,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """The fields that have a value in at least one record; a frame without records keeps all.

    Reads the data, also the fields of structs, but not those within arrays.
    """
    data = frame.dataframe
    paths = list(_struct_paths(data.schema))
    checks = [
        F.max(lookup(data, path)[0].isNotNull()).alias(str(i)) for i, path in enumerate(paths)
    ]
    found = data.agg(F.count(F.lit(1)).alias("rows"), *checks).collect()[0]
    kept = fields_of(data)
    if found["rows"]:
        for index, path in enumerate(paths):
            gone = not found[str(index)]
            if gone and not any(
                path[: len(other)] == other and not found[str(i)]
                for i, other in enumerate(paths[:index])
            ):
                kept = edit(kept, path, lambda *_: [])
    return frame._next(select(data, kept), transformation_ctx, stageThreshold, totalThreshold)


def resolved(frame: DynamicFrame, paths: str | Sequence[str]) -> list[Path]:
    """The paths that lead somewhere, each once."""
    texts = [paths] if isinstance(paths, str) else paths
    found = [resolve(frame.dataframe, text) for text in texts]
    return list(dict.fromkeys(path for path in found if path is not None))


def _leaves(fields, new: Path):
    """The fields, with the struct that a new path goes into taken apart so far as the path goes."""
    for name, column, data_type in fields:
        if (
            name == new[0]
            and len(new) > 1
            and isinstance(data_type, T.StructType)
            and not is_choice(data_type)
        ):
            inner = [(f.name, column.getField(f.name), f.dataType) for f in data_type.fields]
            yield from (((name, *path), c, t) for path, c, t in _leaves(inner, new[1:]))
        elif name != new[0] or len(new) > 1:
            yield (name,), column, data_type


def _struct_paths(data_type: T.StructType, before: Path = ()):
    for field in data_type.fields:
        yield (*before, field.name)
        if isinstance(field.dataType, T.StructType) and not is_choice(field.dataType):
            yield from _struct_paths(field.dataType, (*before, field.name))
