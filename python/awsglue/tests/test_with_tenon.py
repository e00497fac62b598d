"""A script of Glue's, unchanged, on Spark against a Tenon server: its catalog, its objects, its endpoint.

Needs the server's program (TENON, or `tenon` of the PATH) and, in TENON_SPARK_JARS, the folder of the jars by
which Spark reaches S3 and reads Avro; without them it is skipped.
"""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[3]
JARS = os.environ.get("TENON_SPARK_JARS", "")
PROGRAM = shutil.which(os.environ.get("TENON", "tenon"))

pytestmark = pytest.mark.skipif(
    not (JARS and PROGRAM), reason="needs a tenon program and TENON_SPARK_JARS"
)

SCRIPT = """
import sys
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "bucket"])
glueContext = GlueContext(SparkContext())
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)
orders = glueContext.create_dynamic_frame.from_catalog(
    database="shop", table_name="orders", transformation_ctx="orders", push_down_predicate="day > '1'"
)
people = glueContext.create_dynamic_frame.from_options(
    connection_type="s3",
    connection_options={"paths": [f"s3://{args['bucket']}/people/"], "recurse": True},
    format="json",
    transformation_ctx="people",
)
people = ResolveChoice.apply(frame=people, specs=[("id", "cast:long")])
joined = Join.apply(orders, people, "person", "id").drop_fields(["`.id`"])
sink = glueContext.getSink(
    connection_type="s3",
    path=f"s3://{args['bucket']}/joined/",
    enableUpdateCatalog=True,
    updateBehavior="UPDATE_IN_DATABASE",
    partitionKeys=["day"],
    transformation_ctx="sink",
)
sink.setCatalogInfo(catalogDatabase="shop", catalogTableName="joined")
sink.setFormat("glueparquet", compression="snappy")
sink.writeFrame(joined)
glueContext.write_dynamic_frame.from_options(
    frame=joined,
    connection_type="s3",
    connection_options={"path": f"s3://{args['bucket']}/avro/"},
    format="avro",
)
again = glueContext.create_dynamic_frame.from_options(
    "s3", {"paths": [f"s3://{args['bucket']}/avro/"]}, "avro"
)
print("AVRO", again.count())
# Plain Spark reads s3://, too.
print("PLAIN", spark.read.parquet(f"s3://{args['bucket']}/joined/").count())
job.commit()
"""


@pytest.fixture
def server(tmp_path):
    sys.path.insert(0, str(ROOT / "examples/pipeline"))
    from tenon_server import Server

    running = Server(PROGRAM, tmp_path / "data")
    running.start()
    yield running
    running.stop()


def test_a_script_joins_tables_and_registers_what_it_writes(server, tmp_path):
    s3, glue = server.client("s3"), server.client("glue")
    s3.create_bucket(Bucket="lake")
    for key, text in (
        ("orders/day=1/a.csv", "1,10,2.5\n"),
        ("orders/day=2/a.csv", "2,10,3.5\n3,11,x\n"),
        ("people/deep/a.json", '{"id": 10, "name": "ann"}\n{"id": "11", "name": "bo"}\n'),
    ):
        s3.put_object(Bucket="lake", Key=key, Body=text.encode())
    glue.create_database(DatabaseInput={"Name": "shop"})
    storage = {
        "Columns": [
            {"Name": "id", "Type": "int"},
            {"Name": "person", "Type": "bigint"},
            {"Name": "amount", "Type": "double"},
        ],
        "Location": "s3://lake/orders/",
        "SerdeInfo": {
            "SerializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
            "Parameters": {"field.delim": ","},
        },
    }
    table = {
        "Name": "orders",
        "PartitionKeys": [{"Name": "day", "Type": "string"}],
        "StorageDescriptor": storage,
        "Parameters": {"classification": "csv"},
    }
    glue.create_table(DatabaseName="shop", TableInput=table)
    for day in ("1", "2"):
        location = {**storage, "Location": f"s3://lake/orders/day={day}/"}
        glue.create_partition(
            DatabaseName="shop",
            TableName="orders",
            PartitionInput={"Values": [day], "StorageDescriptor": location},
        )
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    jars = ",".join(str(jar) for jar in sorted(pathlib.Path(JARS).glob("*.jar")))
    environment = {
        **os.environ,
        **server.settings(),
        "PYTHONPATH": str(ROOT / "python/awsglue/src"),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": f"--master local[2] --jars {jars} --conf spark.ui.enabled=false "
        "--conf spark.sql.shuffle.partitions=2 pyspark-shell",
    }
    done = subprocess.run(
        [sys.executable, str(script), "--JOB_NAME", "join", "--bucket", "lake"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert "AVRO 2\nPLAIN 2\n" in done.stdout
    made = glue.get_table(DatabaseName="shop", Name="joined")["Table"]
    # Parquet cannot hold a choice, so its types are a struct's members.
    assert {c["Name"]: c["Type"] for c in made["StorageDescriptor"]["Columns"]} == {
        "id": "int",
        "person": "bigint",
        "amount": "struct<double:double,string:string>",
        "name": "string",
    }
    (partition,) = glue.get_partitions(DatabaseName="shop", TableName="joined")["Partitions"]
    assert partition["Values"] == ["2"]
    assert partition["StorageDescriptor"]["Location"] == "s3://lake/joined/day=2/"
