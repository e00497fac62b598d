import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Partitioned
Partitioned_s = glueContext.create_dynamic_frame.from_catalog(
    database="db",
    table_name="sales",
    push_down_predicate="year = '2026'",
    transformation_ctx="Partitioned_s",
)

job.commit()
