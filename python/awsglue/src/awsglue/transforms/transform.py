"""What all transforms have in common."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


class GlueTransform:
    """A transform: a class whose instances are called. "GlueTransform base class" of the AWS Glue Developer
    Guide.

    `Name.apply(...)` is `Name()(...)`. The descriptions are made of the signature and the documentation of
    `__call__`, which is all that there is to say.
    """

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Makes the transform and calls it."""
        return cls()(*args, **kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"this transform does nothing: {self.name()}")

    @classmethod
    def name(cls) -> str:
        """The transform's name."""
        return cls.__name__

    @classmethod
    def describeArgs(cls) -> list[dict[str, Any]]:
        """The arguments: name, type, description, whether it is optional, default value."""
        described = []
        for parameter in list(inspect.signature(cls.__call__).parameters.values())[1:]:
            optional = parameter.default is not parameter.empty
            described.append(
                {
                    "name": parameter.name,
                    "type": "" if parameter.annotation is parameter.empty else parameter.annotation,
                    "description": inspect.getdoc(cls.__call__) or "",
                    "optional": optional,
                    "defaultValue": str(parameter.default) if optional else None,
                }
            )
        return described

    @classmethod
    def describeReturn(cls) -> dict[str, str]:
        """What is returned: its type and a description."""
        made = inspect.signature(cls.__call__).return_annotation
        return {"type": str(made), "description": inspect.getdoc(cls.__call__) or ""}

    @classmethod
    def describeTransform(cls) -> str:
        """What the transform does."""
        return inspect.getdoc(cls) or ""

    @classmethod
    def describeErrors(cls) -> list[dict[str, str]]:
        """What can be raised: every transform raises ValueError for arguments that make no sense."""
        return [{"type": "ValueError", "description": "an argument makes no sense for this frame"}]

    @classmethod
    def describe(cls) -> dict[str, Any]:
        """All descriptions in one."""
        return {
            "transform": {"name": cls.name(), "description": cls.describeTransform()},
            "args": cls.describeArgs(),
            "returns": cls.describeReturn(),
            "raises": cls.describeErrors(),
        }


class ErrorsAsDynamicFrame(GlueTransform):
    """The error records that have led up to a frame."""

    def __call__(self, frame: DynamicFrame) -> DynamicFrame:
        """As DynamicFrame.errorsAsDynamicFrame."""
        return frame.errorsAsDynamicFrame()
