"""Histories of people joined from three tables, then made into flat tables."""
# ruff: noqa: SIM118

import sys

from pyspark.context import SparkContext

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.transforms import Join
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["JOB_NAME", "out"])
glueContext = GlueContext(SparkContext.getOrCreate())
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

persons = glueContext.create_dynamic_frame.from_catalog(database="d", table_name="persons_json")
memberships = glueContext.create_dynamic_frame.from_catalog(
    database="d", table_name="memberships_json"
)
orgs = glueContext.create_dynamic_frame.from_catalog(database="d", table_name="organizations_json")
orgs = (
    orgs.drop_fields(["other_names", "identifiers"])
    .rename_field("id", "org_id")
    .rename_field("name", "org_name")
)
history = Join.apply(
    orgs, Join.apply(persons, memberships, "id", "person_id"), "org_id", "organization_id"
).drop_fields(["person_id", "org_id"])

tables = history.relationalize("hist_root", f"{args['out']}/staging/")
for name in tables.keys():
    glueContext.write_dynamic_frame.from_options(
        frame=tables.select(name),
        connection_type="s3",
        connection_options={"path": f"{args['out']}/{name}"},
        format="parquet",
    )
for chamber, rows in (
    history.toDF().select("org_name").groupBy("org_name").count().orderBy("org_name").collect()
):
    print(chamber, rows)
job.commit()
