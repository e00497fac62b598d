import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from decimal import Decimal
from pyspark.sql import functions as SqlFuncs
from pyspark.sql.types import IntegralType, NumericType, StringType, StructType
import datetime
import gs_concat
import gs_explode
import re


class GroupFilter:
    """A group of a router: its name, and which rows are in it."""

    def __init__(self, name, filters):
        self.name = name
        self.filters = filters


def threadedRoute(glueContext, source_DyF, group_filters) -> DynamicFrameCollection:
    """A frame for each group, with the rows that are in it."""
    frames = {
        group.name: Filter.apply(frame=source_DyF, f=group.filters) for group in group_filters
    }
    return DynamicFrameCollection(frames, glueContext)


def sparkUnion(glueContext, unionType, mapping, transformation_ctx) -> DynamicFrame:
    """The rows of two frames under one another, columns put together by their places."""
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(alias)
    query = f"(SELECT * FROM source1) UNION {unionType} (SELECT * FROM source2)"
    return DynamicFrame.fromDF(spark.sql(query), glueContext, transformation_ctx)


def sparkAggregate(glueContext, parentFrame, groups, aggs, transformation_ctx) -> DynamicFrame:
    """One row for each set of values of the groups, with functions of Spark over its rows."""
    values = [getattr(SqlFuncs, function)(column) for column, function in aggs]
    rows = parentFrame.toDF().groupBy(*groups).agg(*values)
    return DynamicFrame.fromDF(rows, glueContext, transformation_ctx)


def dropNulls(glueContext, frame, nullTexts, nullNumbers, transformation_ctx) -> DynamicFrame:
    """Drops the fields in which every value is a null, or one of those that count as one."""

    def leaves(schema, path):
        for field in schema.fields:
            inner = path + [f"`{field.name}`"]
            if isinstance(field.dataType, StructType):
                yield from leaves(field.dataType, inner)
            else:
                yield ".".join(inner), field.dataType

    def isValue(path, kind):
        value = SqlFuncs.col(path)
        known = value.isNotNull()
        if isinstance(kind, StringType) and nullTexts:
            known = known & ~SqlFuncs.trim(value).isin(nullTexts)
        elif isinstance(kind, NumericType) and nullNumbers:
            known = known & ~value.isin(nullNumbers)
        return SqlFuncs.max(known)

    rows = frame.toDF()
    fields = list(leaves(rows.schema, []))
    found = rows.agg(*[isValue(path, kind) for path, kind in fields]).first()
    # Nothing is known of a frame without rows: max is None.
    paths = [path for (path, _), value in zip(fields, found) if value is False]
    if not paths:
        return frame
    return DropFields.apply(frame=frame, paths=paths, transformation_ctx=transformation_ctx)


def fillMissingValues(glueContext, frame, column, filled, transformation_ctx) -> DynamicFrame:
    """Adds a column in which missing values are filled in: numbers with the mean of the column,
    anything else with its most frequent value. AWS Glue's own transform trains a model instead."""
    rows = frame.toDF()
    kind = rows.schema[column].dataType
    value = SqlFuncs.col(f"`{column}`")
    if isinstance(kind, StringType):
        value = SqlFuncs.when(value != "", value)
    known = rows.select(value.alias("value")).where("value IS NOT NULL")
    if isinstance(kind, NumericType):
        known = known.agg(SqlFuncs.avg("value").alias("value"))
    else:
        known = known.groupBy("value").count().orderBy(SqlFuncs.desc("count"), "value")
    first = known.first()
    filling = SqlFuncs.lit(first["value"] if first else None)
    if isinstance(kind, IntegralType):
        filling = SqlFuncs.bround(filling)
    rows = rows.withColumn(filled, SqlFuncs.coalesce(value, filling.cast(kind)))
    return DynamicFrame.fromDF(rows, glueContext, transformation_ctx)


def sparkSqlQuery(glueContext, query, mapping, transformation_ctx) -> DynamicFrame:
    """The rows of a query over frames, each under its alias."""
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(f"`{alias}`")
    return DynamicFrame.fromDF(spark.sql(query), glueContext, transformation_ctx)


def MyTransform(glueContext, dfc) -> DynamicFrameCollection:
    frame = dfc.select(list(dfc.keys())[0])
    return DynamicFrameCollection({"only": frame}, glueContext)


def MyTransform2(glueContext, dfc) -> DynamicFrameCollection:
    if True:
        return dfc


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

# Script generated for node Customers
Customers_node2 = glueContext.create_dynamic_frame.from_catalog(
    database="shop",
    table_name="customers",
    push_down_predicate="year = '2026'",
    additional_options={"boundedFiles": "10", "boundedSize": "1000"},
    transformation_ctx="Customers_node2",
)

# Script generated for node Select Fields
SelectFields_node3 = SelectFields.apply(
    frame=Orders_node1,
    paths=["id", "name", "address.zip"],
    transformation_ctx="SelectFields_node3",
)

# Script generated for node Drop Fields
DropFields_node4 = DropFields.apply(
    frame=Orders_node1,
    paths=["address.geo.lat", "paid"],
    transformation_ctx="DropFields_node4",
)

# Script generated for node Rename Field
RenameField_node5 = RenameField.apply(
    frame=Orders_node1,
    old_name="address.zip",
    new_name="address.code",
    transformation_ctx="RenameField_node5",
)

# Script generated for node Split Fields
SplitFields_node6 = SplitFields.apply(
    frame=Orders_node1,
    paths=["id", "qty"],
    name1="split0",
    name2="split1",
    transformation_ctx="SplitFields_node6",
)

# Script generated for node Second half
Secondhalf_node7 = SelectFromCollection.apply(
    dfc=SplitFields_node6,
    key="split1",
    transformation_ctx="Secondhalf_node7",
)

# Script generated for node Filter
Filter_node8 = Filter.apply(
    frame=Orders_node1,
    f=lambda row: (
        (row["qty"] is not None and row["qty"] >= 10)
        and row["price"] == Decimal("9.90")
        and (row["ratio"] is not None and not (row["ratio"] < 1e-3))
        and row["paid"] == True
        and (row["day"] is not None and row["day"] > datetime.date(2026, 1, 31))
        and (
            row["at"] is not None
            and row["at"] <= datetime.datetime(2026, 1, 31, 8, 15, 30, 500000)
        )
        and not (row["name"] == "it's")
        and ((row["address"] or {"geo": None})["geo"] or {"lat": None})["lat"] is not None
        and row["id"] == row["qty"]
        and (row["qty"] is not None and row["id"] is not None and row["qty"] < row["id"])
    ),
    transformation_ctx="Filter_node8",
)

# Script generated for node Conditional Router
ConditionalRouter_node9 = threadedRoute(
    glueContext,
    source_DyF=Orders_node1,
    group_filters=[
        GroupFilter(
            name="large",
            filters=lambda row: (
                (row["qty"] is not None and row["qty"] > 100)
                or (row["name"] is not None and bool(re.match("A\\d+", row["name"])))
            ),
        ),
        GroupFilter(
            name="zip",
            filters=lambda row: (row["address"] or {"zip": None})["zip"] is None,
        ),
        GroupFilter(
            name="default_group",
            filters=lambda row: (
                not (
                    (row["qty"] is not None and row["qty"] > 100)
                    or (row["name"] is not None and bool(re.match("A\\d+", row["name"])))
                )
                and not ((row["address"] or {"zip": None})["zip"] is None)
            ),
        ),
    ],
)

# Script generated for node large
large_node10 = SelectFromCollection.apply(
    dfc=ConditionalRouter_node9,
    key="large",
    transformation_ctx="large_node10",
)

# Script generated for node default_group
default_group_node11 = SelectFromCollection.apply(
    dfc=ConditionalRouter_node9,
    key="default_group",
    transformation_ctx="default_group_node11",
)

# Script generated for node Union
Union_node12 = sparkUnion(
    glueContext,
    unionType="DISTINCT",
    mapping={"source1": large_node10, "source2": default_group_node11},
    transformation_ctx="Union_node12",
)

# Script generated for node Merge
Merge_node13 = default_group_node11.mergeDynamicFrame(
    stage_dynamic_frame=large_node10,
    primary_keys=["id", "address.zip"],
    transformation_ctx="Merge_node13",
)

# Script generated for node Aggregate
Aggregate_node14 = sparkAggregate(
    glueContext,
    parentFrame=Orders_node1,
    groups=["name", "address.zip"],
    aggs=[["qty", "sum"], ["id", "countDistinct"]],
    transformation_ctx="Aggregate_node14",
)

# Script generated for node Drop Duplicates
DropDuplicates_node15 = DynamicFrame.fromDF(
    Orders_node1.toDF().dropDuplicates(),
    glueContext,
    "DropDuplicates_node15",
)

# Script generated for node By key
Bykey_node16 = DynamicFrame.fromDF(
    Orders_node1.toDF().dropDuplicates(["id", "name"]),
    glueContext,
    "Bykey_node16",
)

# Script generated for node Drop Null Fields
DropNullFields_node17 = dropNulls(
    glueContext,
    frame=Orders_node1,
    nullTexts=["", "null", "n/a"],
    nullNumbers=[-1],
    transformation_ctx="DropNullFields_node17",
)

# Script generated for node Fill Missing Values
FillMissingValues_node18 = fillMissingValues(
    glueContext,
    frame=Orders_node1,
    column="ratio",
    filled="ratio_filled",
    transformation_ctx="FillMissingValues_node18",
)

# Script generated for node Spigot
Spigot_node19 = Spigot.apply(
    frame=Orders_node1,
    path="s3://shop/sample/",
    options={"topk": 5, "prob": 0.25},
    transformation_ctx="Spigot_node19",
)

# Script generated for node SQL Query
SQLQuery_node20_query = """
SELECT o.id, c.city
FROM orders o JOIN customers c ON o.id = c.customer
"""
SQLQuery_node20 = sparkSqlQuery(
    glueContext,
    query=SQLQuery_node20_query,
    mapping={"orders": Orders_node1, "customers": Customers_node2},
    transformation_ctx="SQLQuery_node20",
)

# Script generated for node Inner Join
InnerJoin_node21 = Join.apply(
    frame1=Orders_node1,
    frame2=Customers_node2,
    keys1=["id", "address.zip"],
    keys2=["customer", "city"],
    transformation_ctx="InnerJoin_node21",
)

# Script generated for node Left Join
Orders_node1DF = Orders_node1.toDF()
Customers_node2DF = Customers_node2.toDF()
LeftJoin_node22 = DynamicFrame.fromDF(
    Orders_node1DF.join(
        Customers_node2DF,
        (Orders_node1DF["id"] == Customers_node2DF["customer"]),
        "left",
    ),
    glueContext,
    "LeftJoin_node22",
)

# Script generated for node Right Join
RightJoin_node23 = DynamicFrame.fromDF(
    Orders_node1DF.join(
        Customers_node2DF,
        (Orders_node1DF["id"] == Customers_node2DF["customer"]),
        "right",
    ),
    glueContext,
    "RightJoin_node23",
)

# Script generated for node Outer Join
OuterJoin_node24 = DynamicFrame.fromDF(
    Orders_node1DF.join(
        Customers_node2DF,
        [
            (Orders_node1DF["id"] == Customers_node2DF["customer"]),
            (Orders_node1DF["address"]["zip"] == Customers_node2DF["city"]),
        ],
        "outer",
    ),
    glueContext,
    "OuterJoin_node24",
)

# Script generated for node Leftsemi Join
LeftsemiJoin_node25 = DynamicFrame.fromDF(
    Orders_node1DF.join(
        Customers_node2DF,
        (Orders_node1DF["id"] == Customers_node2DF["customer"]),
        "leftsemi",
    ),
    glueContext,
    "LeftsemiJoin_node25",
)

# Script generated for node Leftanti Join
LeftantiJoin_node26 = DynamicFrame.fromDF(
    Orders_node1DF.join(
        Customers_node2DF,
        (Orders_node1DF["id"] == Customers_node2DF["customer"]),
        "leftanti",
    ),
    glueContext,
    "LeftantiJoin_node26",
)

# Script generated for node Change Schema
ChangeSchema_node27 = ApplyMapping.apply(
    frame=Orders_node1,
    mappings=[
        ("id", "bigint", "order_id", "string"),
        ("price", "decimal(10,2)", "amount", "double"),
        ("address.zip", "string", "place.zip", "string"),
        ("address.geo.lat", "double", "place.geo.lat", "float"),
        ("name", "string", "`.name`", "string"),
    ],
    transformation_ctx="ChangeSchema_node27",
)

# Script generated for node Custom transform
Customtransform_node28 = MyTransform(
    glueContext,
    DynamicFrameCollection(
        {"Orders_node1": Orders_node1, "Customers_node2": Customers_node2},
        glueContext,
    ),
)

# Script generated for node Custom transform
Customtransform_node29 = MyTransform2(
    glueContext,
    DynamicFrameCollection({"Orders_node1": Orders_node1}, glueContext),
)

# Script generated for node Select From Collection
SelectFromCollection_node30 = SelectFromCollection.apply(
    dfc=Customtransform_node28,
    key=list(Customtransform_node28.keys())[0],
    transformation_ctx="SelectFromCollection_node30",
)

# Script generated for node Concatenate Columns
ConcatenateColumns_node31 = Orders_node1.gs_concat(
    colName="key",
    colList=["id", "name"],
    spacer="-",
)

# Script generated for node Explode
Explode_node32 = ConcatenateColumns_node31.gs_explode(colName="key", newCol="part", outer=True)

# Script generated for node Amazon S3
AmazonS3_node33 = glueContext.write_dynamic_frame.from_options(
    frame=Explode_node32,
    connection_type="s3",
    format="json",
    connection_options={"path": "s3://shop/out/", "partitionKeys": []},
    transformation_ctx="AmazonS3_node33",
)

job.commit()
