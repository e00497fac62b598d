"""A server for each module of tests, whose scripts run on a local Spark."""

import pathlib
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
for folder in ("examples/pipeline", "tests/clients"):
    sys.path.insert(0, str(ROOT / folder))

import pipeline  # noqa: E402
from tenon_server import PROGRAM, Server  # noqa: E402

BUCKET = "scripts-of-tests"


class ScriptJobs:
    """Puts scripts into a bucket and runs them as jobs."""

    bucket = BUCKET

    def __init__(self, server):
        self.server = server
        self.s3, self.glue = server.client("s3"), server.client("glue")
        self.s3.create_bucket(Bucket=BUCKET)

    def put(self, key, text):
        self.s3.put_object(Bucket=BUCKET, Key=key, Body=text.encode())
        return f"s3://{BUCKET}/{key}"

    def create(self, name, script, command="glueetl", **job):
        location = self.put(f"scripts/{name}.py", script)
        self.glue.create_job(
            Name=name, Role="r", Command={"Name": command, "ScriptLocation": location}, **job
        )
        return name

    def run(self, name, script, **job):
        return pipeline.run_job(self.glue, self.create(name, script, **job), timeout=240)

    def keys(self, prefix):
        listed = self.s3.list_objects_v2(Bucket=BUCKET, Prefix=prefix)
        return [entry["Key"] for entry in listed.get("Contents", [])]

    def log(self, run):
        events = self.server.client("logs").filter_log_events(
            logGroupName="/aws-glue/jobs/output", logStreamNames=[run["Id"]]
        )["events"]
        return [event["message"] for event in events]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    settings = {"TENON_SPARK_MASTER": "local[2]"}
    folder = tmp_path_factory.mktemp("server")
    with Server(PROGRAM, folder / "data", environment=settings) as running:
        yield running


@pytest.fixture(scope="module")
def scripts(server):
    return ScriptJobs(server)
