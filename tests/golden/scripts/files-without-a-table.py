import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame
import datetime


def sparkSqlQuery(glueContext, query, mapping, transformation_ctx) -> DynamicFrame:
    """The rows of a query over frames, each under its alias."""
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(f"`{alias}`")
    return DynamicFrame.fromDF(spark.sql(query), glueContext, transformation_ctx)


args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

# Script generated for node CSV
CSV_csv = glueContext.create_dynamic_frame.from_options(
    format_options={
        "quoteChar": -1,
        "withHeader": False,
        "separator": "\x01",
        "optimizePerformance": False,
        "multiLine": True,
        "skipFirst": True,
    },
    connection_type="s3",
    format="csv",
    connection_options={"paths": ["s3://b/csv/"], "recurse": True, "exclusions": "[\"**.tmp\"]"},
    transformation_ctx="CSV_csv",
)
CSV_csv = ApplyMapping.apply(
    frame=CSV_csv,
    mappings=[("col0", "string", "col0", "bigint"), ("col1", "string", "col1", "string")],
    transformation_ctx="CSV_csv_columns",
)

# Script generated for node Declared
Declared_declared = glueContext.create_dynamic_frame.from_options(
    format_options={
        "quoteChar": "'",
        "withHeader": True,
        "separator": ";",
        "optimizePerformance": False,
        "escaper": "\\",
    },
    connection_type="s3",
    format="csv",
    connection_options={"paths": ["s3://b/d/one.csv", "s3://b/d/two.csv"]},
    transformation_ctx="Declared_declared",
)
Declared_declared = ApplyMapping.apply(
    frame=Declared_declared,
    mappings=[("key", "string", "key", "bigint"), ("at", "string", "at", "timestamp")],
    transformation_ctx="Declared_declared_columns",
)

# Script generated for node Parquet
Parquet_parquet = glueContext.create_dynamic_frame.from_options(
    connection_type="s3",
    format="parquet",
    connection_options={"paths": ["s3://b/p/"]},
    transformation_ctx="Parquet_parquet",
)

# Script generated for node Keep id
Keepid_kept = SelectFields.apply(
    frame=Parquet_parquet,
    paths=["id"],
    transformation_ctx="Keepid_kept",
)

# Script generated for node Known
Declared_declaredDF = Declared_declared.toDF()
Keepid_keptDF = Keepid_kept.toDF()
Known_semi = DynamicFrame.fromDF(
    Declared_declaredDF.join(
        Keepid_keptDF,
        (Declared_declaredDF["key"] == Keepid_keptDF["id"]),
        "leftsemi",
    ),
    glueContext,
    "Known_semi",
)

# Script generated for node Late
Late_late = Filter.apply(
    frame=Known_semi,
    f=lambda row: (
        (row["at"] is not None and row["at"] >= datetime.datetime(2026, 1, 1))
        and row["key"] is not None
    ),
    transformation_ctx="Late_late",
)

# Script generated for node Count
Count_sql_query = """
SELECT count(*) AS n, col1 FROM files JOIN late ON files.col0 = late.`key` GROUP BY col1
"""
Count_sql = sparkSqlQuery(
    glueContext,
    query=Count_sql_query,
    mapping={"files": CSV_csv, "late": Late_late},
    transformation_ctx="Count_sql",
)

# Script generated for node Name it
Nameit_named = RenameField.apply(
    frame=Count_sql,
    old_name="col1",
    new_name="word",
    transformation_ctx="Nameit_named",
)

# Script generated for node JSON
JSON_out = glueContext.write_dynamic_frame.from_options(
    frame=Nameit_named.coalesce(1),
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://b/out/", "partitionKeys": ["word"]},
    transformation_ctx="JSON_out",
)

job.commit()
