"""The tutorial's job in PySpark, on the cores of this machine."""

import pyspark
from pyspark.sql import SparkSession
from session import FILES, ROW_GROUP, SETTINGS, THREADS, serve

spark = (
    SparkSession.builder.master(f"local[{THREADS}]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", "6g")
    .config("spark.local.dir", SETTINGS["scratch"])
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "16")
    .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
    .config("spark.hadoop.parquet.block.row.count.limit", ROW_GROUP)
    .getOrCreate()
)


def csv(table, schema):
    return spark.read.csv(FILES[table], schema=schema, header=False, quote='"', escape='"')


def run(output):
    leads = csv("leads", "id bigint, name string, email string, preview string")
    hits = csv(
        "article_hits",
        "article_hit_id bigint, article_hit_timestamp timestamp, article_hit_feed_id bigint, "
        "article_hit_lead_id bigint",
    )
    users = csv("users", "user_email string, user_country string")
    joined = leads.join(hits, leads.id == hits.article_hit_lead_id, "outer")
    joined = joined.join(users, joined.email == users.user_email, "inner")
    joined.write.parquet(output, compression="snappy", mode="overwrite")


serve(pyspark.__version__, run)
spark.stop()
