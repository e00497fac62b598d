"""apply_mapping: choose, rename, cast and nest fields in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from awsglue.casts import cast, type_named
from awsglue.paths import lookup, nest, parse, resolve, select

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


def apply_mapping(
    frame: DynamicFrame,
    mappings: Sequence[Sequence[str]],
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
    case_sensitive: bool = False,
) -> DynamicFrame:
    """The fields that the mappings name, and no others.

    A mapping is `(source path, source type, target path, target type)`, or `(source path, target path)`
    which leaves the type as it is. A target path with dots makes a struct. A value that cannot be cast is
    null. A source that is not there has no target. Of a choice, each value is cast from its own type.

    Raises ValueError for a mapping of another length, and for a type that there is not.
    """
    data = frame.dataframe
    mapped = []
    for mapping in mappings:
        if len(mapping) not in (2, 4):
            raise ValueError(
                "a mapping has a source path, a source type, a target path and a target type, or two "
                f"paths: {tuple(mapping)}"
            )
        source, target = mapping[0], mapping[2 if len(mapping) == 4 else 1]
        path = resolve(data, source)
        if path is None or (case_sensitive and path != parse(source) and path != (source,)):
            continue
        column, data_type = lookup(data, path)
        wanted = type_named(mapping[3]) if len(mapping) == 4 else None
        if wanted is not None:
            column, data_type = cast(column, data_type, wanted), wanted
        mapped.append((parse(target), column, data_type))
    return frame._next(
        select(data, nest(mapped)), transformation_ctx, stageThreshold, totalThreshold
    )
