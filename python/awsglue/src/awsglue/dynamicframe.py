"""DynamicFrame: records that describe themselves, over a Spark DataFrame.

What a record's own types are in the DataFrame says `awsglue.choice`. A DynamicFrame never changes; each
method gives another one. Like a DataFrame it is computed when its rows are needed, with two exceptions:
what reads data whose types only the data can tell (JSON, `map`, `unbox`) reads it at once to find them.

The methods are those of "DynamicFrame class" in the AWS Glue Developer Guide.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame

from awsglue import gluetypes
from awsglue.choice import has_choice, to_glue, to_spark
from awsglue.collection import DynamicFrameCollection
from awsglue.errors import ErrorRecords
from awsglue.operations import (
    boxes,
    combine,
    dynamodb,
    fields,
    mapping,
    relational,
    resolve,
    rows,
    splitting,
)
from awsglue.paths import fields_of, select
from awsglue.readers import DynamicFrameReader, DynamicFrameWriter
from awsglue.records import to_python
from awsglue.resolve_option import ResolveOption
from awsglue.shown import shown_json

if TYPE_CHECKING:
    from awsglue.context import GlueContext

__all__ = [
    "DynamicFrame",
    "DynamicFrameCollection",
    "DynamicFrameReader",
    "DynamicFrameWriter",
    "ResolveOption",
]


class DynamicFrame:
    """Records that describe themselves, of a DataFrame or of its counterpart in Java (`frame._jdf`).

    Scripts make one by a GlueContext or by `fromDF`. `glue_ctx`, `name` and `transformation_ctx` may be
    read.
    """

    def __init__(
        self,
        dataframe: DataFrame,
        glue_ctx: GlueContext,
        name: str = "",
        transformation_ctx: str = "",
        errors: ErrorRecords | None = None,
    ) -> None:
        if not isinstance(dataframe, DataFrame):
            dataframe = DataFrame(dataframe, glue_ctx.spark_session)
        self._frame = dataframe
        self.glue_ctx = glue_ctx
        self.name = name
        self.transformation_ctx = transformation_ctx
        self._errors = errors or ErrorRecords()

    # --- Made of a DataFrame, and made into one

    @classmethod
    def fromDF(cls, dataframe: DataFrame, glue_ctx: GlueContext, name: str = "") -> DynamicFrame:
        """The DataFrame's rows as records."""
        return cls(dataframe, glue_ctx, name)

    def toDF(self, options: list[ResolveOption] | None = None) -> DataFrame:
        """The records as a DataFrame.

        A choice that is left becomes a struct with a member for each type, unless an option says what to
        do with it: `ResolveOption("a.b", "KeepAsStruct")`, `ResolveOption("a.b", "Project", DoubleType())`
        or `"Cast"` with a type.
        """
        frame = self.resolve_options(options)._frame if options else self._frame
        self._errors.check()
        return self._without_choices(frame)

    @staticmethod
    def _without_choices(frame: DataFrame) -> DataFrame:
        if not has_choice(frame.schema):
            return frame
        return select(frame, [resolve.as_structs(*field) for field in fields_of(frame)])

    # --- What there is

    def schema(self) -> gluetypes.StructType:
        """The type of a record; where two records disagree, a field is a ChoiceType."""
        made = to_glue(self._frame.schema)
        assert isinstance(made, gluetypes.StructType)
        return made

    def printSchema(self) -> None:
        """Prints the type of a record as a tree."""
        print(self.schema().treeString())

    def count(self) -> int:
        """How many records there are."""
        self._errors.check()
        return self._frame.count()

    def show(self, num_rows: int = 20) -> None:
        """Prints some records, each as a line of JSON."""
        self._errors.check()
        for row in self._frame.take(num_rows):
            print(json.dumps(to_python(row, self._frame.schema), default=shown_json))

    def getNumPartitions(self) -> int:
        """In how many parts the records are."""
        return self._frame.rdd.getNumPartitions()

    def repartition(
        self,
        num_partitions: int,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The records in that many parts."""
        return self._next(
            self._frame.repartition(num_partitions),
            transformation_ctx,
            stageThreshold,
            totalThreshold,
        )

    def coalesce(
        self,
        num_partitions: int,
        shuffle: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The records in at most that many parts, without a shuffle unless it is asked for."""
        made = (
            self._frame.repartition(num_partitions)
            if shuffle
            else self._frame.coalesce(num_partitions)
        )
        return self._next(made, transformation_ctx, stageThreshold, totalThreshold)

    def with_frame_schema(self, schema: gluetypes.StructType) -> DynamicFrame:
        """The same records, whose type is known to be this one. Raises ValueError when it is another."""
        declared = to_spark(schema)
        if {field.name for field in declared} - set(self._frame.columns):  # type: ignore[attr-defined]
            raise ValueError("the schema has a field that the records do not have")
        return self

    # --- Transforms

    apply_mapping = mapping.apply_mapping
    select_fields = fields.select_fields
    drop_fields = fields.drop_fields
    rename_field = fields.rename_field
    drop_null_fields = fields.drop_null_fields
    filter = rows.filter_rows
    map = rows.map_rows
    join = combine.join
    union = combine.union
    mergeDynamicFrame = combine.mergeDynamicFrame
    split_fields = splitting.split_fields
    split_rows = splitting.split_rows
    resolveChoice = resolve.resolveChoice
    resolve_options = resolve.resolve_options
    unbox = boxes.unbox
    unnest = relational.unnest
    relationalize = relational.relationalize
    unnest_ddb_json = dynamodb.unnest_ddb_json
    spigot = splitting.spigot

    def write(
        self,
        connection_type: str,
        connection_options: dict[str, Any] | None = None,
        format: str | None = None,
        format_options: dict[str, Any] | None = None,
        accumulator_size: int = 0,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """Writes the records, as `glueContext.write_dynamic_frame.from_options` does."""
        return self.glue_ctx.write_dynamic_frame_from_options(
            self,
            connection_type,
            connection_options,
            format,
            format_options,
            transformation_ctx,
        )

    # --- Records that a transform could not deal with

    def errorsCount(self) -> int:
        """How many error records this frame and those before it have."""
        return self._errors.total()

    def stageErrorsCount(self) -> int:
        """How many error records the transform that made this frame has."""
        return self._errors.of_stage()

    def errorsAsDynamicFrame(self) -> DynamicFrame:
        """The error records: each a struct `error` with the message, the stack trace, the transform's
        `info` and the record that it could not deal with."""
        return DynamicFrame(
            self._errors.frame(self.glue_ctx.spark_session), self.glue_ctx, "errors"
        )

    def assertErrorThreshold(self) -> None:
        """Raises ErrorThresholdExceeded when there are more error records than a threshold allows."""
        self._errors.check(always=True)

    # --- Between the parts of this package

    @property
    def dataframe(self) -> DataFrame:
        """The DataFrame with its choices as `awsglue.choice` keeps them. Not for scripts."""
        return self._frame

    @property
    def errors(self) -> ErrorRecords:
        """The error records so far. Not for scripts."""
        return self._errors

    def _next(
        self,
        frame: DataFrame,
        transformation_ctx: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        failed: DataFrame | None = None,
        others: tuple[DynamicFrame, ...] = (),
        name: str = "",
    ) -> DynamicFrame:
        """The frame that a transform has made of this one and others, with its error records."""
        errors = self._errors.then(
            failed, stageThreshold, totalThreshold, [other._errors for other in others]
        )
        return DynamicFrame(frame, self.glue_ctx, name or self.name, transformation_ctx, errors)
