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

# Script generated for node Orders
Orders_node1 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="orders",
    transformation_ctx="Orders_node1",
)

# Script generated for node Parquet
Parquet_node2 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_node1.coalesce(4),
    connection_type="s3",
    format="parquet",
    connection_options={"path": "s3://shop/parquet/", "partitionKeys": ["name", "day"]},
    format_options={"compression": "snappy"},
    transformation_ctx="Parquet_node2",
)

# Script generated for node CSV
# Its default data quality check, ColumnCount > 0, is left out: it always holds.
CSV_node3 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_node1,
    connection_type="s3",
    format="csv",
    connection_options={"path": "s3://shop/csv/", "partitionKeys": [], "compression": "gzip"},
    transformation_ctx="CSV_node3",
)

# Script generated for node JSON with catalog
JSONwithcatalog_node4 = glueContext.getSink(
    path="s3://shop/json/",
    connection_type="s3",
    updateBehavior="LOG",
    partitionKeys=["name"],
    enableUpdateCatalog=True,
    compression="bzip2",
    transformation_ctx="JSONwithcatalog_node4",
)
JSONwithcatalog_node4.setCatalogInfo(catalogDatabase="shop", catalogTableName="copy")
JSONwithcatalog_node4.setFormat("json")
JSONwithcatalog_node4.writeFrame(Orders_node1)

# Script generated for node Glue Parquet
GlueParquet_node5 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_node1,
    connection_type="s3",
    format="glueparquet",
    connection_options={"path": "s3://shop/glue/", "partitionKeys": []},
    format_options={"compression": "gzip"},
    transformation_ctx="GlueParquet_node5",
)

# Script generated for node Glue Parquet with catalog
GlueParquetwithcatalog_node6 = glueContext.getSink(
    path="s3://shop/glue/",
    connection_type="s3",
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=[],
    enableUpdateCatalog=True,
    transformation_ctx="GlueParquetwithcatalog_node6",
)
GlueParquetwithcatalog_node6.setCatalogInfo(catalogDatabase="shop", catalogTableName="copy")
GlueParquetwithcatalog_node6.setFormat("glueparquet", compression="snappy")
GlueParquetwithcatalog_node6.writeFrame(Orders_node1.coalesce(1))

# Script generated for node Partitioned table
Partitionedtable_node7 = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_node1,
    database="shop",
    table_name="partitioned",
    additional_options={
        "enableUpdateCatalog": True,
        "updateBehavior": "UPDATE_IN_DATABASE",
        "partitionKeys": ["name"],
    },
    transformation_ctx="Partitionedtable_node7",
)

# Script generated for node CSV table
CSVtable_node8 = SelectFields.apply(
    frame=Orders_node1,
    paths=["qty", "id", "name", "price", "ratio", "paid", "at", "address", "day"],
    transformation_ctx="CSVtable_node8_columns",
)
CSVtable_node8 = glueContext.write_dynamic_frame.from_catalog(
    frame=CSVtable_node8,
    database="shop",
    table_name="csv",
    additional_options={"partitionKeys": ["day"]},
    transformation_ctx="CSVtable_node8",
)

# Script generated for node Governed
Governed_node9 = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_node1,
    database="shop",
    table_name="orders",
    transformation_ctx="Governed_node9",
)

# Script generated for node PostgreSQL
PostgreSQL_node10 = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_node1,
    database="shop",
    table_name="users",
    transformation_ctx="PostgreSQL_node10",
)

# Script generated for node MySQL
MySQL_node11 = glueContext.write_dynamic_frame.from_catalog(
    frame=Orders_node1,
    database="shop",
    table_name="users",
    transformation_ctx="MySQL_node11",
)

# Script generated for node JDBC connector
JDBCconnector_node12 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_node1,
    connection_type="custom.jdbc",
    connection_options={"connectionName": "warehouse", "dbTable": "sales.users"},
    transformation_ctx="JDBCconnector_node12",
)

# Script generated for node ORC
ORC_node13 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_node1,
    connection_type="s3",
    format="orc",
    connection_options={"path": "s3://shop/orc/", "partitionKeys": []},
    format_options={"compression": "uncompressed"},
    transformation_ctx="ORC_node13",
)

# Script generated for node Avro
Avro_node14 = glueContext.write_dynamic_frame.from_options(
    frame=Orders_node1,
    connection_type="s3",
    format="avro",
    connection_options={"path": "s3://shop/avro/", "partitionKeys": []},
    transformation_ctx="Avro_node14",
)

job.commit()
