""" "Identifier": a number for each row."""

from __future__ import annotations

import time
from decimal import Decimal

from pyspark import StorageLevel
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from gs_common import is_on, managed, put


@managed
def gs_sequence_id(data: DataFrame, colName: str = "id", unique: bool | str = False) -> DataFrame:
    """From 0, without gaps, in the order of the partitions. With `unique` the time of the run in
    milliseconds stands before it, so that no two runs give the same one; it is a decimal then."""
    name = colName or "id"
    own = "number" + "_" * max(len(column) for column in data.columns)
    numbered = data.withColumn(own, F.monotonically_increasing_id())
    # The number is the partition's, shifted by 33 bits, and the row's place in it.
    numbered.persist(StorageLevel.MEMORY_AND_DISK)
    counts = numbered.groupBy(F.shiftright(own, 33).alias("part")).count().collect()
    offset = F.lit(0).cast("bigint")
    before = 0
    starts = []
    for row in sorted(counts, key=lambda row: row["part"]):
        starts.append((row["part"], before))
        before += row["count"]
    if starts:
        pairs = [F.lit(value).cast("bigint") for pair in starts for value in pair]
        offset = F.element_at(F.create_map(*pairs), F.shiftright(own, 33))
    number = F.col(own).bitwiseAND((1 << 33) - 1) + offset
    if is_on(unique):
        moment = Decimal(int(time.time() * 1000) * 10**13)
        number = (F.lit(moment).cast("decimal(37,0)") + number).cast("decimal(38,0)")
    return put(numbered, name, number).drop(own)
