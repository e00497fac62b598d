"""No DynamicFrame at all: a session, a window, files by partition; only the arguments are Glue's."""

import sys

from pyspark.context import SparkContext
from pyspark.sql import Window
from pyspark.sql import functions as F

from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["JOB_NAME", "in", "out"])
glueContext = GlueContext(SparkContext.getOrCreate())
spark = glueContext.spark_session
logger = glueContext.get_logger()

rows = spark.read.option("header", True).csv(args["in"])
place = F.row_number().over(Window.partitionBy("city").orderBy(F.desc(F.col("cents").cast("int"))))
largest = rows.withColumn("place", place).where("place = 1").drop("place")
logger.info("largest orders: %d", largest.count())
largest.write.mode("overwrite").partitionBy("city").parquet(args["out"])
glueContext.sql("SELECT 1").collect()
