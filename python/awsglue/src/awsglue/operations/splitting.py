"""One frame as two, and samples of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyspark.sql import Column
from pyspark.sql import functions as F

from awsglue.casts import cast
from awsglue.choice import is_choice
from awsglue.collection import DynamicFrameCollection
from awsglue.operations.fields import resolved
from awsglue.paths import edit, fields_of, lookup, prune, require, select
from awsglue.records import type_of

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame

_COMPARATORS = {
    "=": lambda column, value: column == value,
    "==": lambda column, value: column == value,
    "!=": lambda column, value: column != value,
    "<>": lambda column, value: column != value,
    "<": lambda column, value: column < value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    ">=": lambda column, value: column >= value,
}


def split_fields(
    frame: DynamicFrame,
    paths: str | Sequence[str],
    name1: str,
    name2: str,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrameCollection:
    """Two frames with the same records: one of the fields at these paths, and one of the rest."""
    found = resolved(frame, paths)
    chosen = prune(fields_of(frame.dataframe), found)
    rest = fields_of(frame.dataframe)
    for path in found:
        rest = edit(rest, path, lambda *_: [])
    made = {
        name: frame._next(
            select(frame.dataframe, fields),
            transformation_ctx,
            stageThreshold,
            totalThreshold,
            name=name,
        )
        for name, fields in ((name1, chosen), (name2, rest))
    }
    return DynamicFrameCollection(made, frame.glue_ctx)


def split_rows(
    frame: DynamicFrame,
    comparison_dict: Mapping[str, Mapping[str, Any]],
    name1: str,
    name2: str,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrameCollection:
    """Two frames with the same fields: one of the records for which all comparisons hold, and one of the
    rest. `{"age": {">": 10, "<": 20}}` compares the field `age` twice.

    A comparison with null does not hold. Raises ValueError for a field or a comparator that there is not.
    """
    data = frame.dataframe
    holds = F.lit(True)
    for text, comparisons in comparison_dict.items():
        column, data_type = lookup(data, require(data, text))
        for comparator, value in comparisons.items():
            if comparator not in _COMPARATORS:
                known = ", ".join(_COMPARATORS)
                raise ValueError(f"no such comparator: {comparator}; there are: {known}")
            compared = _comparable(column, data_type, value)
            holds = holds & _COMPARATORS[comparator](compared, F.lit(value))
    holds = F.coalesce(holds, F.lit(False))
    made = {
        name: frame._next(
            data.where(condition), transformation_ctx, stageThreshold, totalThreshold, name=name
        )
        for name, condition in ((name1, holds), (name2, ~holds))
    }
    return DynamicFrameCollection(made, frame.glue_ctx)


def spigot(
    frame: DynamicFrame,
    path: str,
    options: Mapping[str, Any] | None = None,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
) -> DynamicFrame:
    """Writes some of the records to a folder, as lines of JSON, and gives the frame itself.

    Options: `topk`, how many of the first records; `prob`, with which probability each is chosen. Without
    any, all are written. Raises ValueError for a probability that is none.
    """
    chosen = frame.dataframe
    options = options or {}
    if "prob" in options:
        probability = float(options["prob"])
        if not 0 <= probability <= 1:
            raise ValueError(f"a probability is between 0 and 1: {options['prob']}")
        chosen = chosen.sample(probability)
    if "topk" in options:
        chosen = chosen.limit(int(options["topk"]))
    sample = frame._next(chosen, transformation_ctx, stageThreshold, totalThreshold)
    frame.glue_ctx.write_dynamic_frame_from_options(sample, "s3", {"path": path}, "json")
    return frame


def _comparable(column: Column, data_type, value: Any) -> Column:
    """The column; of a choice, its values as the type of what they are compared with."""
    if not is_choice(data_type):
        return column
    return cast(column, data_type, type_of(value))
