"""Jobs that have a script and no graph run on Spark."""

import pathlib
import time

import pipeline
import pytest
from tenon_server import PROGRAM, Server

SETTINGS = {"--conf": "spark.ui.enabled=false --conf spark.sql.shuffle.partitions=3"}

COPY = """
import sys
from pyspark.sql import SparkSession
from labels import label

print("arguments", sys.argv[1:])
spark = SparkSession.builder.getOrCreate()
print("partitions", spark.conf.get("spark.sql.shuffle.partitions"))
rows = spark.read.csv("s3://BUCKET/in/", schema="id int, name string")
rows.write.partitionBy("id").parquet("s3a://BUCKET/copied/")
print(label(rows.count()))
"""

FAILING_WRITE = """
from pyspark.sql import SparkSession
from pyspark.sql.functions import udf

spark = SparkSession.builder.getOrCreate()

@udf("int")
def broken(number):
    return 1 // (number - 7)

numbers = spark.range(0, 20, 1, 4)
numbers.select(broken("id")).write.parquet("s3://BUCKET/broken/")
"""

ENDLESS = """
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
print("begun")
spark.range(10**15).selectExpr("sum(hash(id))").collect()
"""


def test_a_script_reads_and_writes_buckets(scripts):
    scripts.put("in/a.csv", "1,x\n2,y\n")
    labels = scripts.put("modules/labels.py", "def label(n):\n    return f'{n} rows'\n")
    run = scripts.run(
        "copies",
        COPY.replace("BUCKET", scripts.bucket),
        DefaultArguments={**SETTINGS, "--extra-py-files": labels, "--day": "2026-01-31"},
    )
    log = scripts.log(run)
    assert run["JobRunState"] == "SUCCEEDED", (run["ErrorMessage"], log)
    assert "2 rows" in log and "partitions 3" in log
    [arguments] = [line for line in log if line.startswith("arguments")]
    assert "'--day', '2026-01-31'" in arguments and "'--JOB_NAME', 'copies'" in arguments
    assert "--conf" not in arguments and "--extra-py-files" not in arguments
    folders = {key.split("/")[1] for key in scripts.keys("copied/") if key.endswith(".parquet")}
    assert folders == {"id=1", "id=2"}


def test_a_failed_write_leaves_nothing_and_says_why(scripts):
    script = FAILING_WRITE.replace("BUCKET", scripts.bucket)
    run = scripts.run("failing", script, DefaultArguments=SETTINGS)
    assert run["JobRunState"] == "FAILED"
    assert "ZeroDivisionError" in run["ErrorMessage"]
    assert "failing.py, line 9: return 1" in run["ErrorMessage"]
    assert "at org.apache.spark" not in run["ErrorMessage"]
    assert any("Traceback" in line for line in scripts.log(run))
    assert [key for key in scripts.keys("broken/") if key.endswith(".parquet")] == []


@pytest.mark.parametrize(
    ("name", "script", "words"),
    [
        ("exit", "import sys\nsys.exit(3)\n", "the script ended itself with: 3"),
        ("syntax", "print('a'\n", "SyntaxError"),
        ("name", "print(nothing)\n", "NameError: name 'nothing' is not defined (name.py, line 1"),
        ("module", "import nowhere_to_be_found\n", "No module named 'nowhere_to_be_found'"),
    ],
)
def test_a_script_that_fails_says_where(scripts, name, script, words):
    run = scripts.run(name, script)
    assert run["JobRunState"] == "FAILED"
    assert words in run["ErrorMessage"]


def test_a_script_that_ends_itself_well_has_succeeded(scripts):
    run = scripts.run("early", "import sys\nprint('done early')\nsys.exit(0)\nraise 1\n")
    assert run["JobRunState"] == "SUCCEEDED"
    assert "done early" in scripts.log(run)


def processes_in(folder):
    """Those that work in the folder of a run."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if str(folder) in str((process / "cwd").readlink()):
                found.append(process.name)
        except OSError:  # it has ended, or is somebody else's
            continue
    return found


def test_a_script_is_stopped_with_all_that_it_started(scripts):
    name = scripts.create("endless", ENDLESS, DefaultArguments=SETTINGS)
    run_id = scripts.glue.start_job_run(JobName=name)["JobRunId"]
    staging = scripts.server.data / "objects/staging" / run_id
    deadline = time.monotonic() + 120
    while "begun" not in scripts.log({"Id": run_id}):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert len(processes_in(staging)) >= 2  # Python's and Java's
    scripts.glue.batch_stop_job_run(JobName=name, JobRunIds=[run_id])
    run = pipeline.wait_for_run(scripts.glue, run_id, name, timeout=30)
    assert run["JobRunState"] == "STOPPED"
    while processes_in(staging):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert not staging.exists()


@pytest.mark.parametrize(
    ("name", "job", "words"),
    [
        ("shell", {"command": "pythonshell"}, "jobs of the kind pythonshell cannot run here yet"),
        ("scala", {"DefaultArguments": {"--job-language": "scala"}}, "scripts in scala"),
        (
            "pip",
            {"DefaultArguments": {"--additional-python-modules": "x"}},
            "--additional-python-modules",
        ),
        ("conf", {"DefaultArguments": {"--conf": "spark"}}, "--conf must be name=value: spark"),
        (
            "lost",
            {"DefaultArguments": {"--extra-py-files": "s3://scripts-of-tests/lost.py"}},
            "s3://scripts-of-tests/lost.py",
        ),
    ],
)
def test_what_cannot_run_is_refused_by_name(scripts, name, job, words):
    run = scripts.run(name, "print(1)\n", **job)
    assert run["JobRunState"] == "FAILED"
    assert words in run["ErrorMessage"]


def test_without_spark_a_script_says_what_is_missing(tmp_path):
    settings = {"TENON_SPARK_PYTHON": str(tmp_path / "nowhere/python")}
    with Server(PROGRAM, tmp_path / "data", environment=settings) as server:
        s3, glue = server.client("s3"), server.client("glue")
        s3.create_bucket(Bucket="scripts")
        s3.put_object(Bucket="scripts", Key="a.py", Body=b"print(1)")
        command = {"Name": "glueetl", "ScriptLocation": "s3://scripts/a.py"}
        glue.create_job(Name="a", Role="r", Command=command)
        run = pipeline.run_job(glue, "a")
    assert run["JobRunState"] == "FAILED"
    assert "Spark is not set up" in run["ErrorMessage"] and "./dev spark" in run["ErrorMessage"]


def test_no_secret_of_a_script_is_in_a_log(scripts):
    script = (
        "import os\nfrom pyspark import SparkContext\nSparkContext()\nraise ValueError('end')\n"
    )
    run = scripts.run("secret", script, DefaultArguments=SETTINGS)
    assert run["JobRunState"] == "FAILED"
    secret = scripts.server.settings()["AWS_SECRET_ACCESS_KEY"]
    assert not any(secret in line for line in scripts.log(run))
    assert secret not in scripts.server.output()
