"""Books with their authors and publishers, joined from three tables, then made into flat tables."""

import sys

from pyspark.context import SparkContext

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.transforms import DropFields, Join, RenameField
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["JOB_NAME", "out"])
glueContext = GlueContext(SparkContext.getOrCreate())
job = Job(glueContext)
job.init(args["JOB_NAME"], args)


def read(table):
    return glueContext.create_dynamic_frame.from_catalog(
        database="d", table_name=table, transformation_ctx=table
    )


publishers = RenameField.apply(frame=read("publishers"), old_name="id", new_name="house")
publishers = DropFields.apply(frame=publishers, paths=["imprints", "codes"])
written = Join.apply(read("authors"), read("books"), "id", "author")
shelf = Join.apply(frame1=publishers, frame2=written, keys1=["house"], keys2=["publisher"])
shelf = shelf.drop_fields(["author", "publisher"])

tables = shelf.relationalize("shelf", f"{args['out']}/staging/")
glueContext.write_dynamic_frame.from_options(
    frame=tables,
    connection_type="s3",
    connection_options={"path": args["out"]},
    format="parquet",
)
for row in shelf.toDF().groupBy("house").count().orderBy("house").collect():
    print(row["house"], row["count"])
job.commit()
