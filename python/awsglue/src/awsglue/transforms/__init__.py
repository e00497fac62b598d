"""The transforms as classes: `ApplyMapping.apply(frame=..., mappings=...)`.

As "AWS Glue PySpark transforms reference" of the AWS Glue Developer Guide has them. Each does what the method
of DynamicFrame does that it names.
"""

from awsglue.transforms.collections import (
    FlatMap,
    MapToCollection,
    SelectFromCollection,
    SplitFields,
    SplitRows,
)
from awsglue.transforms.combining import Join, MergeDynamicFrame, Union
from awsglue.transforms.fields import (
    ApplyMapping,
    DropFields,
    DropNullFields,
    RenameField,
    SelectFields,
)
from awsglue.transforms.nesting import Relationalize, Unbox, UnnestFrame
from awsglue.transforms.rows import Filter, Map, ResolveChoice, Spigot
from awsglue.transforms.transform import ErrorsAsDynamicFrame, GlueTransform

__all__ = [
    "ApplyMapping",
    "DropFields",
    "DropNullFields",
    "ErrorsAsDynamicFrame",
    "Filter",
    "FlatMap",
    "GlueTransform",
    "Join",
    "Map",
    "MapToCollection",
    "MergeDynamicFrame",
    "Relationalize",
    "RenameField",
    "ResolveChoice",
    "SelectFields",
    "SelectFromCollection",
    "Spigot",
    "SplitFields",
    "SplitRows",
    "Unbox",
    "Union",
    "UnnestFrame",
]
