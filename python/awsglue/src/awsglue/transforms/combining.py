"""Two frames as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from awsglue.transforms.transform import GlueTransform

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


class Join(GlueTransform):
    """Pairs the records whose keys are equal."""

    def __call__(
        self,
        frame1: DynamicFrame,
        frame2: DynamicFrame,
        keys1: str | Sequence[str],
        keys2: str | Sequence[str],
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """As DynamicFrame.join."""
        return frame1.join(keys1, keys2, frame2, transformation_ctx)


class Union(GlueTransform):
    """All records of two frames."""

    def __call__(
        self,
        frame1: DynamicFrame,
        frame2: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """As DynamicFrame.union."""
        return frame1.union(frame2, transformation_ctx, info, stageThreshold, totalThreshold)


class MergeDynamicFrame(GlueTransform):
    """Puts a staging frame's records over a source's by primary keys."""

    def __call__(
        self,
        source_dynamic_frame: DynamicFrame,
        stage_dynamic_frame: DynamicFrame,
        primary_keys: str | Sequence[str],
        transformation_ctx: str = "",
        options: dict | None = None,
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """As DynamicFrame.mergeDynamicFrame."""
        return source_dynamic_frame.mergeDynamicFrame(
            stage_dynamic_frame,
            primary_keys,
            transformation_ctx,
            options,
            info,
            stageThreshold,
            totalThreshold,
        )
