"""A table of PostgreSQL to Parquet or, where a request names no output, to a table of another
database: by Spark's JDBC source and target, as its guide to them would have it for speed. The table
is read in parts of its id, one for each core; the driver fetches rows by thousands instead of all
at once; and it joins the rows of an INSERT (reWriteBatchedInserts) instead of sending each.
"""

import os

import pyspark
from pyspark.sql import SparkSession
from session import ROW_GROUP, SETTINGS, THREADS, serve

FETCHED = 10_000  # rows at a time
INSERTED = 10_000

spark = (
    SparkSession.builder.master(f"local[{THREADS}]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", "6g")
    .config("spark.driver.extraClassPath", SETTINGS["driver"])
    .config("spark.local.dir", SETTINGS["scratch"])
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
    .config("spark.hadoop.parquet.block.row.count.limit", ROW_GROUP)
    .getOrCreate()
)
PROPERTIES = {
    "driver": "org.postgresql.Driver",
    "user": os.environ["PGUSER"],
    "password": os.environ["PGPASSWORD"],
}


def run(output):
    rows = spark.read.jdbc(
        SETTINGS["urls"]["site"],
        SETTINGS["table"],
        column="id",
        lowerBound=1,
        upperBound=SETTINGS["rows"] + 1,
        numPartitions=THREADS,
        properties={**PROPERTIES, "fetchsize": str(FETCHED)},
    )
    if output is not None:
        rows.write.parquet(output, compression="snappy", mode="overwrite")
        return
    rows.write.jdbc(
        SETTINGS["urls"]["warehouse"] + "?reWriteBatchedInserts=true",
        SETTINGS["table"],
        mode="overwrite",
        properties={**PROPERTIES, "truncate": "true", "batchsize": str(INSERTED)},
    )


serve(pyspark.__version__, run)
spark.stop()
