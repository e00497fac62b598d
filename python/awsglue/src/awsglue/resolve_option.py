"""What to do with a choice when records become a DataFrame."""

from __future__ import annotations

from pyspark.sql import types as T

from awsglue import gluetypes


class ResolveOption:
    """`ResolveOption("a.b.c", "KeepAsStruct")`; `ResolveOption("a.b.c", "Project", DoubleType())`.

    `action` is KeepAsStruct, Project or Cast; the last two need the type, `target`, which is Glue's or
    Spark's. Raises ValueError for another action, or when the type is missing.
    """

    ACTIONS = ("KeepAsStruct", "Project", "Cast")

    def __init__(
        self, path: str, action: str, target: gluetypes.DataType | T.DataType | None = None
    ) -> None:
        if action not in self.ACTIONS:
            raise ValueError(f"no such action: {action}; there are: {', '.join(self.ACTIONS)}")
        if action != "KeepAsStruct" and target is None:
            raise ValueError(f"the action needs a type: {action}")
        self.path = path
        self.action = action
        self.target = target
