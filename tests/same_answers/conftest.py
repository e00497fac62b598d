"""Fixtures of the tests that run a job on both engines: one server of ours and one Spark for all.

The Python that runs them has PySpark ($TENON_DEPS/spark/python), the jars that reach S3 are those of
$TENON_DEPS/spark/jars, and the package awsglue is ours.
"""

import csv
import io
import os
import pathlib
import secrets
import shutil
import sys
import tempfile

import pyarrow
import pyarrow.parquet
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
AWSGLUE = ROOT / "python/awsglue/src"
for folder in (
    "examples/pipeline",
    "examples/signup/local",
    "tests/clients",
    "tests/databases",
    "tests/same_answers",
):
    sys.path.insert(0, str(ROOT / folder))
sys.path.insert(0, str(AWSGLUE))

from cases import CHANGE_ROWS, CITIES, CITY_ROWS, ORDER_ROWS, ORDERS
from lake import Lake, csv_text
from places import PostgreSql
from postgresql_cluster import Cluster
from tenon_server import PROGRAM, Server


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    running = Server(PROGRAM, tmp_path_factory.mktemp("server") / "data")
    try:
        running.start()
        yield running
        running.stop()
    finally:
        if running.process is not None and running.process.returncode is None:
            running.kill()
        shutil.rmtree(running.data, ignore_errors=True)


@pytest.fixture(scope="session")
def lake(server):
    return Lake(server)


@pytest.fixture(scope="session")
def tables(lake):
    lake.table(ORDERS, ORDER_ROWS, "orders")
    lake.table(CITIES, CITY_ROWS, "cities")
    lake.table(ORDERS, CHANGE_ROWS, "changes")
    lake.put("csv/a.csv", csv_text([tuple(ORDERS), *ORDER_ROWS]))
    text = io.StringIO()
    csv.writer(text, delimiter="|", quotechar="'").writerows([(1, "a|b"), (2, "it's"), (3, "")])
    lake.put("plain/a.csv", text.getvalue())
    lake.put("json/a.json", '{"id": 1, "text": "a", "more": 5}\n{"id": 2}\n{"text": "ø"}\n')
    body = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": [1, None], "texts": [["a"], []]}), body)
    lake.put("parquet/a.parquet", body.getvalue())
    return {name: lake.source(name) for name in ("orders", "cities", "changes")}


@pytest.fixture(scope="session")
def place(server):
    """A PostgreSQL that the server knows by a connection."""
    # Not below pytest's own folder, which is closed to the account that PostgreSQL runs as.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-same-answers-"))
    cluster = Cluster(folder, secrets.token_urlsafe(16), options={"fsync": "off"})
    try:
        cluster.start()
        yield PostgreSql(cluster, server)
    finally:
        cluster.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def spark(server, tmp_path_factory):
    """A local Spark in UTC that knows our server as a script on AWS Glue knows AWS: by the
    environment.
    """
    from pyspark.sql import SparkSession

    client = server.client("s3")
    key = client._request_signer._credentials
    os.environ |= {
        "AWS_ENDPOINT_URL": client.meta.endpoint_url,
        "AWS_ACCESS_KEY_ID": key.access_key,
        "AWS_SECRET_ACCESS_KEY": key.secret_key,
        "AWS_DEFAULT_REGION": "us-east-1",
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join([str(AWSGLUE), os.environ.get("PYTHONPATH", "")]),
    }
    jars = pathlib.Path(os.environ["TENON_DEPS"], "spark/jars").glob("*.jar")
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.jars", ",".join(map(str, jars)))
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.local.dir", str(tmp_path_factory.mktemp("spark")))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def run_script(spark):
    """Runs the text of a script in the one session. All but the line that starts Spark is as it is."""

    def run(text, name):
        start = "sc = SparkContext()\n"
        assert text.count(start) == 1
        text = text.replace(start, "sc = SparkContext.getOrCreate()\n")
        arguments, sys.argv = sys.argv, ["script.py", "--JOB_NAME", name]
        try:
            exec(compile(text, f"{name}.py", "exec"), {"__name__": "__main__"})  # noqa: S102
        finally:
            sys.argv = arguments

    return run
