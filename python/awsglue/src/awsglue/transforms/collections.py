"""Collections of frames: made, walked through, chosen from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from awsglue.collection import DynamicFrameCollection
from awsglue.transforms.transform import GlueTransform

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


class SplitFields(GlueTransform):
    """Two frames of the same records: the fields at some paths, and the rest."""

    def __call__(
        self,
        frame: DynamicFrame,
        paths: str | Sequence[str],
        name1: str = "split_fields_1",
        name2: str = "split_fields_2",
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """As DynamicFrame.split_fields."""
        return frame.split_fields(
            paths, name1, name2, transformation_ctx, info, stageThreshold, totalThreshold
        )


class SplitRows(GlueTransform):
    """Two frames of the same fields: the records for which comparisons hold, and the rest."""

    def __call__(
        self,
        frame: DynamicFrame,
        comparison_dict: Mapping[str, Mapping[str, Any]],
        name1: str = "split_rows_1",
        name2: str = "split_rows_2",
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """As DynamicFrame.split_rows."""
        return frame.split_rows(
            comparison_dict, name1, name2, transformation_ctx, info, stageThreshold, totalThreshold
        )


class SelectFromCollection(GlueTransform):
    """One frame of a collection."""

    def __call__(
        self, dfc: DynamicFrameCollection, key: str, transformation_ctx: str = ""
    ) -> DynamicFrame:
        """As DynamicFrameCollection.select."""
        return dfc.select(key, transformation_ctx)


class MapToCollection(GlueTransform):
    """A transform of each frame of a collection."""

    def __call__(
        self,
        dfc: DynamicFrameCollection,
        BaseTransform: type[GlueTransform] | Callable[..., DynamicFrame],
        frame_name: str,
        transformation_ctx: str = "",
        **base_kwargs: Any,
    ) -> DynamicFrameCollection:
        """The collection of what the transform makes of each frame, which it takes as `frame_name`."""
        return dfc.map(_each(BaseTransform, frame_name, base_kwargs), transformation_ctx)


class FlatMap(GlueTransform):
    """A transform of each frame of a collection, which may make collections of them."""

    def __call__(
        self,
        dfc: DynamicFrameCollection,
        BaseTransform: type[GlueTransform] | Callable[..., Any],
        frame_name: str,
        transformation_ctx: str = "",
        **base_kwargs: Any,
    ) -> DynamicFrameCollection:
        """As MapToCollection; the frames of a collection are named by its own key and theirs."""
        return dfc.flatmap(_each(BaseTransform, frame_name, base_kwargs), transformation_ctx)


def _each(
    transform: type[GlueTransform] | Callable[..., Any],
    frame_name: str,
    arguments: dict[str, Any],
) -> Callable[..., Any]:
    call = (
        transform.apply
        if isinstance(transform, type) and issubclass(transform, GlueTransform)
        else transform
    )

    def apply(frame: DynamicFrame, transformation_ctx: str) -> Any:
        return call(**{frame_name: frame}, transformation_ctx=transformation_ctx, **arguments)

    return apply
