"""The transforms of `awsglueml`, which run models that AWS trains and keeps.

A script that imports them starts; one that applies one is told by name that it cannot.
"""

from __future__ import annotations

from typing import Any

from awsglue.transforms.transform import GlueTransform


class FindMatches(GlueTransform):
    """Finds records of the same thing, by a transform that AWS has trained."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Raises NotImplementedError."""
        raise _refused(self)


class FindIncrementalMatches(GlueTransform):
    """Finds new records of things that are known, by a transform that AWS has trained."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Raises NotImplementedError."""
        raise _refused(self)


class FillMissingValues(GlueTransform):
    """Fills what is missing in a column, by a model of AWS's."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Raises NotImplementedError."""
        raise _refused(self)


def _refused(transform: GlueTransform) -> NotImplementedError:
    return NotImplementedError(
        f"{transform.name()} is not supported: it runs a model that AWS trains and keeps"
    )
