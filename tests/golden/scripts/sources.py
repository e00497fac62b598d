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

# Script generated for node Orders CSV
OrdersCSV_node1 = glueContext.create_dynamic_frame.from_options(
    format_options={
        "quoteChar": "'",
        "withHeader": True,
        "separator": ";",
        "optimizePerformance": False,
        "escaper": "\\",
        "multiLine": True,
        "skipFirst": True,
    },
    connection_type="s3",
    format="csv",
    connection_options={
        "paths": ["s3://shop/csv/", "s3://shop/more/"],
        "recurse": True,
        "exclusions": "[\"**.tmp\"]",
        "compressionType": "gzip",
        "boundedFiles": "5",
        "boundedSize": "10",
        "groupFiles": "inPartition",
        "groupSize": "1048576",
    },
    transformation_ctx="OrdersCSV_node1",
)
OrdersCSV_node1 = ApplyMapping.apply(
    frame=OrdersCSV_node1,
    mappings=[
        ("id", "string", "id", "bigint"),
        ("name", "string", "name", "string"),
        ("at", "string", "at", "timestamp"),
    ],
    transformation_ctx="OrdersCSV_node1_columns",
)

# Script generated for node No header
Noheader_node2 = glueContext.create_dynamic_frame.from_options(
    format_options={
        "quoteChar": -1,
        "withHeader": False,
        "separator": "\x01",
        "optimizePerformance": False,
    },
    connection_type="s3",
    format="csv",
    connection_options={"paths": ["s3://shop/plain/"]},
    transformation_ctx="Noheader_node2",
)
Noheader_node2 = ApplyMapping.apply(
    frame=Noheader_node2,
    mappings=[("col0", "string", "id", "bigint"), ("col1", "string", "`a.b`", "string")],
    transformation_ctx="Noheader_node2_columns",
)

# Script generated for node All text
Alltext_node3 = glueContext.create_dynamic_frame.from_options(
    format_options={
        "quoteChar": "\"",
        "withHeader": True,
        "separator": ",",
        "optimizePerformance": False,
    },
    connection_type="s3",
    format="csv",
    connection_options={"paths": ["s3://shop/text/"]},
    transformation_ctx="Alltext_node3",
)

# Script generated for node Events
Events_node4 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": True, "jsonPath": "$.records[*]"},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://shop/events/"]},
    transformation_ctx="Events_node4",
)

# Script generated for node Declared events
Declaredevents_node5 = glueContext.create_dynamic_frame.from_options(
    format_options={"multiLine": False},
    connection_type="s3",
    format="json",
    connection_options={"paths": ["s3://shop/events/"]},
    transformation_ctx="Declaredevents_node5",
)
Declaredevents_node5 = ApplyMapping.apply(
    frame=Declaredevents_node5,
    mappings=[("id", "bigint", "id", "bigint"), ("tags", "array", "tags", "array")],
    transformation_ctx="Declaredevents_node5_columns",
)

# Script generated for node Amazon S3
AmazonS3_node6 = glueContext.create_dynamic_frame.from_options(
    connection_type="s3",
    format="parquet",
    connection_options={
        "paths": ["s3://shop/parquet/"],
        "recurse": True,
        "compressionType": "snappy",
    },
    transformation_ctx="AmazonS3_node6",
)

# Script generated for node GovernedCatalogSource
GovernedCatalogSource_node7 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="orders",
    transformation_ctx="GovernedCatalogSource_node7",
)

# Script generated for node RelationalCatalogSource
RelationalCatalogSource_node8 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="orders",
    transformation_ctx="RelationalCatalogSource_node8",
)

# Script generated for node PostgreSQLCatalogSource
PostgreSQLCatalogSource_node9 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="orders",
    transformation_ctx="PostgreSQLCatalogSource_node9",
)

# Script generated for node MySQLCatalogSource
MySQLCatalogSource_node10 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="orders",
    transformation_ctx="MySQLCatalogSource_node10",
)

# Script generated for node Iceberg in S3
IceberginS3_node11_df = glueContext.create_data_frame.from_catalog(
    database="shop",
    table_name="iceberg",
    additional_options={"snapshot-id": "1"},
)
IceberginS3_node11 = DynamicFrame.fromDF(IceberginS3_node11_df, glueContext, "IceberginS3_node11")

# Script generated for node Iceberg
Iceberg_node12_df = glueContext.create_data_frame.from_catalog(
    database="shop",
    table_name="iceberg",
)
Iceberg_node12 = DynamicFrame.fromDF(Iceberg_node12_df, glueContext, "Iceberg_node12")

# Script generated for node Delta in S3
DeltainS3_node13_df = glueContext.create_data_frame.from_catalog(
    database="shop",
    table_name="delta",
)
DeltainS3_node13 = DynamicFrame.fromDF(DeltainS3_node13_df, glueContext, "DeltainS3_node13")

# Script generated for node Delta
Delta_node14_df = glueContext.create_data_frame.from_catalog(database="shop", table_name="delta")
Delta_node14 = DynamicFrame.fromDF(Delta_node14_df, glueContext, "Delta_node14")

# Script generated for node Hudi in S3
HudiinS3_node15_df = glueContext.create_data_frame.from_catalog(database="shop", table_name="hudi")
HudiinS3_node15 = DynamicFrame.fromDF(HudiinS3_node15_df, glueContext, "HudiinS3_node15")

# Script generated for node Hudi
Hudi_node16_df = glueContext.create_data_frame.from_catalog(database="shop", table_name="hudi")
Hudi_node16 = DynamicFrame.fromDF(Hudi_node16_df, glueContext, "Hudi_node16")

# Script generated for node Delta files
Deltafiles_node17_df = spark.read.format("delta").options(**{"versionAsOf": "3"}).load(
    "s3://shop/delta/",
)
Deltafiles_node17 = DynamicFrame.fromDF(Deltafiles_node17_df, glueContext, "Deltafiles_node17")
Deltafiles_node17 = ApplyMapping.apply(
    frame=Deltafiles_node17,
    mappings=[("id", "bigint", "id", "bigint")],
    transformation_ctx="Deltafiles_node17_columns",
)

# Script generated for node Hudi files
Hudifiles_node18_df = spark.read.format("hudi").load("s3://shop/hudi/")
Hudifiles_node18 = DynamicFrame.fromDF(Hudifiles_node18_df, glueContext, "Hudifiles_node18")

# Script generated for node JDBC
JDBC_node19 = glueContext.create_dynamic_frame.from_options(
    connection_type="postgresql",
    connection_options={
        "useConnectionProperties": "true",
        "dbtable": "sales.users",
        "connectionName": "warehouse",
    },
    transformation_ctx="JDBC_node19",
)

# Script generated for node JDBC table
JDBCtable_node20 = glueContext.create_dynamic_frame.from_options(
    connection_type="custom.jdbc",
    connection_options={
        "connectionName": "warehouse",
        "dbTable": "sales.users",
        "filterPredicate": "id > 5",
        "jobBookmarkKeys": ["id"],
        "jobBookmarkKeysSortOrder": "asc",
    },
    transformation_ctx="JDBCtable_node20",
)

# Script generated for node 2nd query;  # with a line
_2ndquerywithaline_node21 = glueContext.create_dynamic_frame.from_options(
    connection_type="custom.jdbc",
    connection_options={"connectionName": "warehouse", "query": "SELECT \"id\" FROM sales.users"},
    transformation_ctx="_2ndquerywithaline_node21",
)

job.commit()
