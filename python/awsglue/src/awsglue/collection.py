"""DynamicFrameCollection: DynamicFrames by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awsglue.context import GlueContext
    from awsglue.dynamicframe import DynamicFrame


class DynamicFrameCollection:
    """DynamicFrames by name, in order.

    As "DynamicFrameCollection class" of the AWS Glue Developer Guide has it.
    """

    def __init__(self, dynamic_frames: Mapping[str, DynamicFrame], glue_ctx: GlueContext) -> None:
        self._frames = dict(dynamic_frames)
        self._glue_ctx = glue_ctx

    def keys(self):
        """The names. They are counted, indexed by `list(...)` and asked with `in`."""
        return self._frames.keys()

    def values(self):
        """The frames."""
        return self._frames.values()

    def items(self):
        """The names with their frames."""
        return self._frames.items()

    def select(self, key: str, transformation_ctx: str = "") -> DynamicFrame:
        """The frame of that name. Raises KeyError, naming those that are there."""
        try:
            return self._frames[key]
        except KeyError:
            raise KeyError(
                f"no such frame in the collection: {key}; there are: {', '.join(self._frames)}"
            ) from None

    __getitem__ = select

    def __len__(self) -> int:
        return len(self._frames)

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __contains__(self, key: object) -> bool:
        return key in self._frames

    def map(
        self, callable: Callable[..., DynamicFrame], transformation_ctx: str = ""
    ) -> DynamicFrameCollection:
        """The collection of `callable(frame, transformation_ctx)`, with a context for each name."""
        return DynamicFrameCollection(
            {key: callable(frame, transformation_ctx + key) for key, frame in self._frames.items()},
            self._glue_ctx,
        )

    def flatmap(
        self,
        f: Callable[..., DynamicFrame | DynamicFrameCollection],
        transformation_ctx: str = "",
    ) -> DynamicFrameCollection:
        """As `map`, for a function that may give a collection; what is in it is named `<key>_<name>`."""
        frames: dict[str, DynamicFrame] = {}
        for key, frame in self._frames.items():
            made = f(frame, transformation_ctx + key)
            if isinstance(made, DynamicFrameCollection):
                frames.update((f"{key}_{name}", part) for name, part in made.items())
            else:
                frames[key] = made
        return DynamicFrameCollection(frames, self._glue_ctx)
