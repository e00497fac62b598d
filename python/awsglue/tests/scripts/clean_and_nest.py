"""Payments whose identifiers are not all numbers, cleaned, computed and nested."""

import sys

from pyspark.context import SparkContext
from pyspark.sql.functions import udf
from pyspark.sql.types import StringType

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["JOB_NAME", "out"])
glueContext = GlueContext(SparkContext.getOrCreate())
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

payments = glueContext.create_dynamic_frame.from_catalog(database="d", table_name="medicare")
payments.printSchema()
resolved = payments.resolveChoice(specs=[("provider id", "cast:long")])
frame = resolved.toDF().where("`provider id` is NOT NULL")
without_sign = udf(lambda text: text.lstrip("$"), StringType())
frame = frame.withColumn("covered", without_sign("average covered charges"))
nested = DynamicFrame.fromDF(frame, glueContext, "nested").apply_mapping(
    [
        ("provider id", "long", "provider.id", "long"),
        ("provider name", "string", "provider.name", "string"),
        ("covered", "string", "charges.covered", "double"),
    ]
)
nested.printSchema()
nested.write("s3", {"path": args["out"]}, "json")
job.commit()
