import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Users CSV File
UsersCSVFile_node1732000000001 = glueContext.create_dynamic_frame.from_catalog(
    database="landing_zone_db",
    table_name="users",
    transformation_ctx="UsersCSVFile_node1732000000001",
)

# Script generated for node Article Hits CSV File
ArticleHitsCSVFile_node1732000000002 = glueContext.create_dynamic_frame.from_catalog(
    database="landing_zone_db",
    table_name="article_hits",
    transformation_ctx="ArticleHitsCSVFile_node1732000000002",
)

# Script generated for node Form Leads CSV File
FormLeadsCSVFile_node1732000000003 = glueContext.create_dynamic_frame.from_catalog(
    database="landing_zone_db",
    table_name="leads",
    transformation_ctx="FormLeadsCSVFile_node1732000000003",
)

# Script generated for node Renamed keys for Join Article Hits
RenamedkeysforJoinArticleHits_node1732000000004 = ApplyMapping.apply(
    frame=ArticleHitsCSVFile_node1732000000002,
    mappings=[
        ("id", "bigint", "article_hit_id", "bigint"),
        ("timestamp", "timestamp", "article_hit_timestamp", "timestamp"),
        ("feed_id", "bigint", "article_hit_feed_id", "bigint"),
        ("lead_id", "bigint", "article_hit_lead_id", "bigint"),
    ],
    transformation_ctx="RenamedkeysforJoinArticleHits_node1732000000004",
)

# Script generated for node Join Article Hits
FormLeadsCSVFile_node1732000000003DF = FormLeadsCSVFile_node1732000000003.toDF()
RenamedkeysforJoinArticleHits_node1732000000004DF = (
    RenamedkeysforJoinArticleHits_node1732000000004.toDF()
)
JoinArticleHits_node1732000000005 = DynamicFrame.fromDF(
    FormLeadsCSVFile_node1732000000003DF.join(
        RenamedkeysforJoinArticleHits_node1732000000004DF,
        (
            FormLeadsCSVFile_node1732000000003DF["id"]
            == RenamedkeysforJoinArticleHits_node1732000000004DF["article_hit_lead_id"]
        ),
        "outer",
    ),
    glueContext,
    "JoinArticleHits_node1732000000005",
)

# Script generated for node Renamed keys for Join User Data
RenamedkeysforJoinUserData_node1732000000006 = ApplyMapping.apply(
    frame=UsersCSVFile_node1732000000001,
    mappings=[
        ("email", "string", "user_email", "string"),
        ("country", "string", "user_country", "string"),
    ],
    transformation_ctx="RenamedkeysforJoinUserData_node1732000000006",
)

# Script generated for node Join User Data
JoinUserData_node1732000000007 = Join.apply(
    frame1=JoinArticleHits_node1732000000005,
    frame2=RenamedkeysforJoinUserData_node1732000000006,
    keys1=["email"],
    keys2=["user_email"],
    transformation_ctx="JoinUserData_node1732000000007",
)

# Script generated for node Transformed Zone
TransformedZone_node1732000000008 = glueContext.write_dynamic_frame.from_options(
    frame=JoinUserData_node1732000000007,
    connection_type="s3",
    format="parquet",
    connection_options={"path": "s3://ccbda-data/transformed_zone/", "partitionKeys": []},
    format_options={"compression": "snappy"},
    transformation_ctx="TransformedZone_node1732000000008",
)

# Script generated for node All Hits
AllHits_node1732000000009 = glueContext.getSink(
    path="s3://ccbda-data/hits",
    connection_type="s3",
    updateBehavior="LOG",
    partitionKeys=["article_hit_feed_id"],
    enableUpdateCatalog=True,
    transformation_ctx="AllHits_node1732000000009",
)
AllHits_node1732000000009.setCatalogInfo(
    catalogDatabase="landing_zone_db",
    catalogTableName="all_hits",
)
AllHits_node1732000000009.setFormat("glueparquet", compression="gzip")
AllHits_node1732000000009.writeFrame(JoinArticleHits_node1732000000005.coalesce(2))

job.commit()
