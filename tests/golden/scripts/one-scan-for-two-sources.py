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

# Script generated for node Leads
Leads_a = glueContext.create_dynamic_frame.from_catalog(
    database="landing_zone_db",
    table_name="leads",
    transformation_ctx="Leads_a",
)

# Script generated for node Leads again
Leadsagain_b = glueContext.create_dynamic_frame.from_catalog(
    database="landing_zone_db",
    table_name="leads",
    transformation_ctx="Leadsagain_b",
)

# Script generated for node Nobody reads this
Nobodyreadsthis_unused = glueContext.create_dynamic_frame.from_catalog(
    database="landing_zone_db",
    table_name="users",
    transformation_ctx="Nobodyreadsthis_unused",
)

# Script generated for node Pairs
Pairs_j = Join.apply(
    frame1=Leads_a,
    frame2=Leadsagain_b,
    keys1=["email"],
    keys2=["email"],
    transformation_ctx="Pairs_j",
)

# Script generated for node Pairs CSV
PairsCSV_t = glueContext.write_dynamic_frame.from_options(
    frame=Pairs_j,
    connection_type="s3",
    format="csv",
    connection_options={"path": "s3a://out/pairs", "partitionKeys": [], "compression": "gzip"},
    transformation_ctx="PairsCSV_t",
)

job.commit()
