"""Records that a transform could not deal with: counted, kept, and ended by when there are too many.

A function of the user that raises, or a text that `unbox` cannot parse, does not end a job. The record goes
to the frame's error records instead. That is the behaviour of "DynamicFrame class, Errors" in the AWS Glue
Developer Guide, and so are the two thresholds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import types as T

SCHEMA = T.StructType(
    [
        T.StructField(
            "error",
            T.StructType(
                [
                    T.StructField("msg", T.StringType()),
                    T.StructField("stackTrace", T.StringType()),
                    T.StructField("info", T.StringType()),
                    # The record as JSON: records of different transforms have different fields.
                    T.StructField("dynamicRecord", T.StringType()),
                ]
            ),
        )
    ]
)


class ErrorThresholdExceeded(Exception):
    """There are more error records than the job allows."""


@dataclass(frozen=True)
class ErrorRecords:
    """The error records of a frame: those of its own transform, and those of all before it.

    Counting them runs the transforms again, unless those keep what they have computed.
    """

    stage: DataFrame | None = None
    before: tuple[DataFrame, ...] = ()
    stage_threshold: int = 0
    total_threshold: int = 0
    # Of the transforms before, whose thresholds hold on.
    earlier: tuple[ErrorRecords, ...] = field(default=())

    def all(self) -> tuple[DataFrame, ...]:
        """The error records, a DataFrame of SCHEMA for each transform that has any."""
        return self.before + ((self.stage,) if self.stage is not None else ())

    def then(
        self,
        failed: DataFrame | None,
        stage_threshold: int,
        total_threshold: int,
        others: Sequence[ErrorRecords] = (),
    ) -> ErrorRecords:
        """The error records of the frame that a transform makes of this one and others."""
        before: dict[int, DataFrame] = {}
        for records in (self, *others):
            before.update((id(frame), frame) for frame in records.all())
        earlier = tuple(
            records
            for one in (self, *others)
            for records in (*one.earlier, one)
            if records.stage_threshold or records.total_threshold
        )
        return ErrorRecords(
            failed, tuple(before.values()), stage_threshold, total_threshold, earlier
        )

    def of_stage(self) -> int:
        """How many the last transform has."""
        return self.stage.count() if self.stage is not None else 0

    def total(self) -> int:
        """How many there are."""
        return sum(frame.count() for frame in self.all())

    def frame(self, session: SparkSession) -> DataFrame:
        """All of them, of SCHEMA."""
        made = session.createDataFrame([], SCHEMA)
        for frame in self.all():
            made = made.unionByName(frame)
        return made

    def check(self, always: bool = False) -> None:
        """Raises ErrorThresholdExceeded when a threshold is reached; counts only if there is one, or if
        `always`, for which any error record is too many where no threshold is given."""
        for records in (*self.earlier, self):
            records._check_own()
        thresholds = any(r.stage_threshold or r.total_threshold for r in (*self.earlier, self))
        if always and not thresholds and (total := self.total()):
            raise ErrorThresholdExceeded(f"there are error records: {total}")

    def _check_own(self) -> None:
        if self.stage_threshold and (count := self.of_stage()) >= self.stage_threshold:
            raise ErrorThresholdExceeded(
                f"a transform has {count} error records, and {self.stage_threshold} end the job"
            )
        if self.total_threshold and (count := self.total()) >= self.total_threshold:
            raise ErrorThresholdExceeded(
                f"there are {count} error records, and {self.total_threshold} end the job"
            )
