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

# Script generated for node Out
Out_t = glueContext.getSink(
    path="s3://b/out/",
    connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=["year", "month"],
    enableUpdateCatalog=True,
    transformation_ctx="Out_t",
)
Out_t.setCatalogInfo(catalogDatabase="db", catalogTableName="sales_copy")
Out_t.setFormat("glueparquet")
Out_t.writeFrame(Partitioned_s)

job.commit()
