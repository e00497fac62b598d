"""One Spark for all tests, in UTC, with few partitions so that small cases are quick."""

import json
import os
import sys

import pytest

SOURCES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src")


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """A local Spark, whose Python workers find the package and the tests' own functions."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join([SOURCES, os.environ.get("PYTHONPATH", "")])
    folder = tmp_path_factory.mktemp("spark")
    session = (
        SparkSession.builder.master("local[2]")
        .appName("awsglue tests")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", str(folder))
        .config("spark.local.dir", str(folder))
        # Where Derby, which Spark carries, writes its log.
        .config(
            "spark.driver.extraJavaOptions",
            f"-Dderby.stream.error.file={folder}/derby.log",
        )
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def glue(spark):
    """The context of the tests."""
    from awsglue.context import GlueContext

    return GlueContext(spark.sparkContext)


@pytest.fixture
def frame_of(glue):
    """Makes a DynamicFrame of dictionaries, each with its own types."""

    def make(*records, name="records"):
        data = glue.spark_session.sparkContext.parallelize(records, min(len(records), 2) or 1)
        return glue.create_dynamic_frame.from_rdd(data, name)

    return make


@pytest.fixture
def rows_of():
    """The rows of a DynamicFrame as dictionaries, in the order of their texts."""

    def make(frame):
        rows = [row.asDict(recursive=True) for row in frame.toDF().collect()]
        return sorted(rows, key=lambda row: json.dumps(row, default=str, sort_keys=True))

    return make


@pytest.fixture
def tree_of(capsys):
    """What printSchema() prints, without "root"."""

    def make(frame):
        capsys.readouterr()
        frame.printSchema()
        lines = capsys.readouterr().out.rstrip().split("\n")
        assert lines[0] == "root"
        return lines[1:]

    return make


@pytest.fixture
def catalog(glue, monkeypatch):
    """A Data Catalog of its own, which the context asks by boto3."""
    import boto3
    from moto import mock_aws

    from awsglue.catalog import Catalog

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        client = boto3.client("glue")
        monkeypatch.setitem(glue.__dict__, "catalog", Catalog(client))
        yield client
