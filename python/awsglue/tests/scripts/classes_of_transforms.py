"""Orders filtered, mapped, routed and written by the classes of transforms, in Glue Studio's style."""
# ruff: noqa: RUF015

import sys

from pyspark.context import SparkContext
from pyspark.sql import functions as SqlFuncs

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.job import Job
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions


def sparkSqlQuery(glueContext, query, mapping, transformation_ctx) -> DynamicFrame:
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(alias)
    result = spark.sql(query)
    return DynamicFrame.fromDF(result, glueContext, transformation_ctx)


def MyTransform(glueContext, dfc) -> DynamicFrameCollection:
    frame = dfc.select(list(dfc.keys())[0]).toDF()
    doubled = frame.withColumn("double", SqlFuncs.col("cents") * 2)
    made = DynamicFrame.fromDF(doubled, glueContext, "doubled")
    return DynamicFrameCollection({"CustomTransform0": made}, glueContext)


args = getResolvedOptions(sys.argv, ["JOB_NAME", "in", "out"])
sc = SparkContext.getOrCreate()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node Amazon S3
AmazonS3_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={"quoteChar": '"', "withHeader": True, "separator": ","},
    connection_type="s3",
    format="csv",
    connection_options={"paths": [args["in"]], "recurse": True},
    transformation_ctx="AmazonS3_node1",
)

# Script generated for node Change Schema
ChangeSchema_node2 = ApplyMapping.apply(
    frame=AmazonS3_node1,
    mappings=[("id", "string", "id", "int"), ("city", "string", "city", "string")]
    + [("cents", "string", "cents", "long")],
    transformation_ctx="ChangeSchema_node2",
)

# Script generated for node Filter
Filter_node3 = Filter.apply(
    frame=ChangeSchema_node2,
    f=lambda row: row["cents"] is not None and row["cents"] > 10,
    transformation_ctx="Filter_node3",
)

# Script generated for node Custom Transform
CustomTransform_node4 = MyTransform(
    glueContext, DynamicFrameCollection({"Filter_node3": Filter_node3}, glueContext)
)

# Script generated for node Select From Collection
SelectFromCollection_node5 = SelectFromCollection.apply(
    dfc=CustomTransform_node4,
    key=list(CustomTransform_node4.keys())[0],
    transformation_ctx="SelectFromCollection_node5",
)

# Script generated for node SQL Query
SQLQuery_node6 = sparkSqlQuery(
    glueContext,
    query="SELECT city, sum(double) AS total FROM myDataSource GROUP BY city",
    mapping={"myDataSource": SelectFromCollection_node5},
    transformation_ctx="SQLQuery_node6",
)

# Script generated for node Amazon S3
AmazonS3_node7 = glueContext.getSink(
    path=args["out"],
    connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=["city"],
    enableUpdateCatalog=True,
    transformation_ctx="AmazonS3_node7",
)
AmazonS3_node7.setCatalogInfo(catalogDatabase="d", catalogTableName="totals")
AmazonS3_node7.setFormat("json")
AmazonS3_node7.writeFrame(SQLQuery_node6)
job.commit()
