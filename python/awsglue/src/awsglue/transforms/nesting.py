"""Nested records as flat ones, and texts as what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awsglue.transforms.transform import GlueTransform

if TYPE_CHECKING:
    from awsglue.collection import DynamicFrameCollection
    from awsglue.dynamicframe import DynamicFrame


class Relationalize(GlueTransform):
    """Makes flat tables of nested records."""

    def __call__(
        self,
        frame: DynamicFrame,
        staging_path: str | None = None,
        name: str = "roottable",
        options: dict | None = None,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """As DynamicFrame.relationalize."""
        return frame.relationalize(
            name,
            staging_path,
            options,
            transformation_ctx,
            info,
            stageThreshold,
            totalThreshold,
        )


class UnnestFrame(GlueTransform):
    """Makes the members of structs fields of their own."""

    def __call__(
        self,
        frame: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """As DynamicFrame.unnest."""
        return frame.unnest(transformation_ctx, info, stageThreshold, totalThreshold)


class Unbox(GlueTransform):
    """Makes of a text what it says."""

    def __call__(
        self,
        frame: DynamicFrame,
        path: str,
        format: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        **options: Any,
    ) -> DynamicFrame:
        """As DynamicFrame.unbox."""
        return frame.unbox(
            path, format, transformation_ctx, info, stageThreshold, totalThreshold, **options
        )
