""" "Add Current Timestamp": the time of the run, the same in every row."""

from __future__ import annotations

import datetime

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from gs_common import formatted, managed, put


@managed
def gs_now(data: DataFrame, colName: str = "timestamp", dateFormat: str | None = None) -> DataFrame:
    """A timestamp, or a text in a format of Python's strftime or of Java."""
    now = F.lit(datetime.datetime.now(datetime.timezone.utc))
    return put(data, colName or "timestamp", formatted(now, dateFormat) if dateFormat else now)
