"""Job bookmarks: GetJobBookmark and ResetJobBookmark of a job that reads a growing table."""

import json

import directly
import pipeline
import pytest
from catalog_calls import code_of
from psql import psql

JOB = "grows"
NODES = {
    "node-1": {"CatalogSource": {"Name": "Events", "Database": "grows_db", "Table": "events"}},
    "node-2": {
        "S3DirectTarget": {
            "Name": "Zone",
            "Inputs": ["node-1"],
            "Path": f"s3://{pipeline.BUCKET}/grows/",
            "Format": "csv",
        }
    },
}


@pytest.fixture(scope="module")
def job(server, glue, postgresql):
    psql(postgresql, "CREATE TABLE events (id bigint PRIMARY KEY, name text)")
    directly.create_connection(glue, "events", postgresql.settings())
    glue.create_database(DatabaseInput={"Name": "grows_db"})
    columns = {"id": "bigint", "name": "string"}
    table = directly.table_in_database(
        "events", columns, "events", "postgres.public.events", jobBookmarkKeys="id"
    )
    glue.create_table(DatabaseName="grows_db", TableInput=table)
    pipeline.create_bucket(server.client("s3"))
    glue.create_job(
        Name=JOB,
        Role="r",
        JobMode="VISUAL",
        Command={"Name": "glueetl"},
        CodeGenConfigurationNodes=NODES,
    )
    return JOB


def add(postgresql, *ids):
    rows = ", ".join(f"({number}, 'event {number}')" for number in ids)
    psql(postgresql, f"INSERT INTO events VALUES {rows}")


def rows_of_run(server, glue, option):
    """What a run with that option has written."""
    s3 = server.client("s3")
    for key, _ in pipeline.list_output(s3, prefix="grows/"):
        s3.delete_object(Bucket=pipeline.BUCKET, Key=key)
    arguments = {"--job-bookmark-option": f"job-bookmark-{option}"}
    run_id = glue.start_job_run(JobName=JOB, Arguments=arguments)["JobRunId"]
    run = pipeline.wait_for_run(glue, run_id, JOB)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    lines = []
    for key, _ in pipeline.list_output(s3, prefix="grows/"):
        text = s3.get_object(Bucket=pipeline.BUCKET, Key=key)["Body"].read().decode()
        lines += [line for line in text.splitlines() if not line.startswith("id,")]
    return run_id, sorted(int(line.split(",")[0]) for line in lines)


def value_of(entry):
    return json.loads(entry["JobBookmark"])["node-1"]["Value"]


def test_a_bookmark_from_its_beginning_to_its_reset(server, glue, job, postgresql):
    assert code_of(glue.get_job_bookmark, JobName=job) == "EntityNotFoundException"
    assert code_of(glue.reset_job_bookmark, JobName=job) == "EntityNotFoundException"
    add(postgresql, 1, 2, 3)
    assert rows_of_run(server, glue, "disable")[1] == [1, 2, 3]
    assert code_of(glue.get_job_bookmark, JobName=job) == "EntityNotFoundException"

    first, rows = rows_of_run(server, glue, "enable")
    assert rows == [1, 2, 3]
    entry = glue.get_job_bookmark(JobName=job)["JobBookmarkEntry"]
    assert (entry["JobName"], entry["RunId"], entry["Run"]) == (job, first, 1)
    assert json.loads(entry["JobBookmark"]) == {
        "node-1": {"Table": "public.events", "Key": "id", "Value": "3"}
    }

    add(postgresql, 10, 4)
    assert rows_of_run(server, glue, "pause")[1] == [4, 10]
    second, rows = rows_of_run(server, glue, "enable")
    assert rows == [4, 10]
    assert rows_of_run(server, glue, "enable")[1] == []
    latest = glue.get_job_bookmark(JobName=job)["JobBookmarkEntry"]
    assert value_of(latest) == "10" and latest["PreviousRunId"] == second
    assert value_of(glue.get_job_bookmark(JobName=job, RunId=first)["JobBookmarkEntry"]) == "3"

    reset = glue.reset_job_bookmark(JobName=job, RunId=first)["JobBookmarkEntry"]
    assert value_of(reset) == "3" and reset["Version"] == latest["Version"] + 1
    assert rows_of_run(server, glue, "enable")[1] == [4, 10]
    assert glue.reset_job_bookmark(JobName=job)["JobBookmarkEntry"]["JobBookmark"] == "{}"
    assert rows_of_run(server, glue, "enable")[1] == [1, 2, 3, 4, 10]


def test_what_is_wrong_with_a_bookmark_is_said(glue, job):
    for call in (glue.get_job_bookmark, glue.reset_job_bookmark):
        assert code_of(call, JobName="none") == "EntityNotFoundException"
        assert code_of(call, JobName=job, RunId="jr_none") == "EntityNotFoundException"
    for name, value, message in (
        ("--job-bookmark-option", "on", "--job-bookmark-option must be"),
        ("--job-bookmark-from", "jr_1", "--job-bookmark-from has no effect"),
    ):
        run_id = glue.start_job_run(JobName=job, Arguments={name: value})["JobRunId"]
        run = pipeline.wait_for_run(glue, run_id, job)
        assert run["JobRunState"] == "FAILED" and message in run["ErrorMessage"]
