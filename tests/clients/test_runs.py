"""Runs: their states and times, stopping, workers that die, and logs."""

import os
import pathlib
import signal
import time

import pipeline
import pytest
from botocore.exceptions import ClientError

ENDLESS = (
    "SELECT count(*) AS n FROM t a CROSS JOIN t b CROSS JOIN t c CROSS JOIN t d "
    "WHERE a.v + b.v + c.v + d.v = -1"
)


@pytest.fixture(scope="module")
def numbers(lake):
    return lake.table({"v": "bigint"}, [(number,) for number in range(3000)])


def nodes(lake, table, query, folder):
    return {
        "a": lake.source(table),
        "b": {
            "SparkSQL": {
                "Name": "Count",
                "Inputs": ["a"],
                "SqlQuery": query,
                "SqlAliases": [{"From": "a", "Alias": "t"}],
            }
        },
        "c": lake.target("b", folder),
    }


def wait_until(condition, what, timeout=20):
    deadline = time.monotonic() + timeout
    while not (value := condition()):
        assert time.monotonic() < deadline, f"not within {timeout} s: {what}"
        time.sleep(0.01)
    return value


# Its rows reach the aggregate all the while: the engine tells progress no sooner than some have.
ENDLESS_COUNTING = (
    "SELECT max(x + y + v) AS n FROM (SELECT explode(sequence(1, 10000)) AS x, y, v FROM "
    "(SELECT explode(sequence(1, 10000)) AS y, v FROM t))"
)


def start_endless(lake, glue, numbers, folder, query=ENDLESS):
    """A run that is at work and would be for days."""
    job, run_id = lake.start(nodes(lake, numbers, query, folder))
    wait_until(
        lambda: glue.get_job_run(JobName=job, RunId=run_id)["JobRun"]["JobRunState"] == "RUNNING",
        "RUNNING",
    )
    return job, run_id


def workers(server):
    """CPU seconds of each worker by pid."""
    found = {}
    for children in pathlib.Path(f"/proc/{server.process.pid}/task").glob("*/children"):
        for pid in map(int, children.read_text().split()):
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def busy_worker(server):
    """The pid of the one worker that computes, once it has for a while."""
    before = workers(server)
    return wait_until(
        lambda: [
            pid for pid, used in workers(server).items() if used - before.get(pid, used) > 0.3
        ],
        "a worker that computes",
    )[0]


def idle_workers(server):
    """The pids of the workers that wait for a task, once they do: those for tasks that are to come,
    and the one that answers questions about types if there was one.
    """
    wait_until(lambda: 2 <= len(workers(server)) <= 3, "two workers")
    quiet = 0
    while quiet < 6:
        before = workers(server)
        time.sleep(0.05)
        quiet = quiet + 1 if workers(server) == before else 0
    return set(before)


def test_a_run_has_what_the_api_says(lake, glue, numbers):
    job = lake.create_job(
        nodes(lake, numbers, "SELECT sum(v) AS n FROM t", lake.name("result")),
        WorkerType="G.1X",
        NumberOfWorkers=2,
        GlueVersion="5.0",
    )
    run = pipeline.run_job(glue, job)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    assert run["Id"].startswith("jr_") and len(run["Id"]) == 67
    assert (run["JobName"], run["Attempt"], run["LogGroupName"]) == (job, 0, "/aws-glue/jobs")
    assert run["StartedOn"] <= run["CompletedOn"] and run["LastModifiedOn"] == run["CompletedOn"]
    assert run["ExecutionTime"] >= 1 and not run.get("ErrorMessage")
    assert (run["WorkerType"], run["NumberOfWorkers"], run["GlueVersion"]) == ("G.1X", 2, "5.0")


def test_arguments_of_a_run_come_back(lake, glue, numbers):
    job = lake.create_job(nodes(lake, numbers, "SELECT 1 AS n FROM t LIMIT 1", lake.name("result")))
    run_id = glue.start_job_run(JobName=job, Arguments={"--day": "2025-03-01"})["JobRunId"]
    run = pipeline.wait_for_run(glue, run_id, job)
    assert run["Arguments"] == {"--day": "2025-03-01"}


def test_another_engine_is_refused_by_name(lake, numbers):
    graph = nodes(lake, numbers, "SELECT * FROM t", "engine")
    run = lake.run(graph, {"--tenon-engine": "spark"})
    assert run["JobRunState"] == "FAILED"
    assert "--tenon-engine asks for: spark" in run["ErrorMessage"]
    assert lake.run(graph, {"--tenon-engine": "duckdb"})["JobRunState"] == "SUCCEEDED"


def test_runs_are_listed_newest_first_page_by_page(lake, glue, numbers):
    job = lake.create_job(nodes(lake, numbers, "SELECT 1 AS n FROM t LIMIT 1", lake.name("result")))
    started = [pipeline.run_job(glue, job)["Id"] for _ in range(5)]
    first = glue.get_job_runs(JobName=job, MaxResults=2)
    another = pipeline.run_job(glue, job)["Id"]  # must not shift the second page
    second = glue.get_job_runs(JobName=job, MaxResults=200, NextToken=first["NextToken"])
    ids = [run["Id"] for page in (first, second) for run in page["JobRuns"]]
    assert ids == started[::-1] and another not in ids and "NextToken" not in second


def test_a_job_runs_once_at_a_time_unless_it_says_more(lake, glue, numbers):
    job, run_id = start_endless(lake, glue, numbers, "never")
    with pytest.raises(glue.exceptions.ConcurrentRunsExceededException):
        glue.start_job_run(JobName=job)
    glue.batch_stop_job_run(JobName=job, JobRunIds=[run_id])
    assert pipeline.wait_for_run(glue, run_id, job)["JobRunState"] == "STOPPED"


def test_a_stopped_run_ends_within_a_second_and_publishes_nothing(lake, glue, numbers):
    folder = lake.name("result")
    job, run_id = start_endless(lake, glue, numbers, folder)
    began = time.monotonic()
    answer = glue.batch_stop_job_run(JobName=job, JobRunIds=[run_id, "jr_" + 64 * "0"])
    assert [done["JobRunId"] for done in answer["SuccessfulSubmissions"]] == [run_id]
    assert [error["ErrorDetail"]["ErrorCode"] for error in answer["Errors"]] == [
        "EntityNotFoundException"
    ]
    seen = []
    run = pipeline.wait_for_run(glue, run_id, job, each=lambda run: seen.append(run["JobRunState"]))
    assert time.monotonic() - began < 1.0
    assert run["JobRunState"] == "STOPPED" and set(seen) <= {"STOPPING", "STOPPED"}
    assert lake.keys(folder) == []
    again = glue.batch_stop_job_run(JobName=job, JobRunIds=[run_id])
    assert again["SuccessfulSubmissions"] == [] and len(again["Errors"]) == 1


def test_progress_is_told_while_a_run_is_at_work(lake, glue, tenon, numbers):
    job, run_id = start_endless(lake, glue, numbers, "never", ENDLESS_COUNTING)
    report = wait_until(
        lambda: (
            (found := tenon.get_run_report(JobName=job, RunId=run_id)["Report"]).get("Progress")
            and found
        ),
        "progress",
    )
    progress = report["Progress"]
    assert report["State"] == "RUNNING" and 0 <= progress["Fraction"] <= 1
    assert list(progress) == ["Fraction"], "a count of rows would be an estimate"
    glue.batch_stop_job_run(JobName=job, JobRunIds=[run_id])
    pipeline.wait_for_run(glue, run_id, job)


# All of its rows go to the target.
ENDLESS_WRITING = (
    "SELECT explode(sequence(1, 10000)) AS x, y, v FROM "
    "(SELECT explode(sequence(1, 10000)) AS y, v FROM t)"
)


def test_rows_so_far_are_told_while_a_run_is_at_work(lake, glue, tenon, numbers):
    job, run_id = start_endless(lake, glue, numbers, "never", ENDLESS_WRITING)

    def counts():
        report = tenon.get_run_report(JobName=job, RunId=run_id)["Report"]
        found = {node["NodeId"]: node for node in report.get("Nodes", [])}
        return found if {"a", "c"} <= set(found) else None

    first = wait_until(counts, "rows of source and target")
    assert first["a"] == {"NodeId": "a", "Rows": 3000, "SoFar": True, "Estimate": True}
    assert set(first["c"]) == {"NodeId", "Rows", "SoFar"} and first["c"]["SoFar"]
    assert 0 < first["c"]["Rows"] < 3000 * 10000 * 10000
    wait_until(lambda: counts()["c"]["Rows"] > first["c"]["Rows"], "more rows")
    glue.batch_stop_job_run(JobName=job, JobRunIds=[run_id])
    pipeline.wait_for_run(glue, run_id, job)
    assert "Nodes" not in tenon.get_run_report(JobName=job, RunId=run_id)["Report"]


def test_a_worker_killed_by_hand_fails_its_run_and_nothing_else(lake, glue, server, numbers):
    folder = lake.name("result")
    job, run_id = start_endless(lake, glue, numbers, folder)
    os.kill(busy_worker(server), signal.SIGKILL)
    run = pipeline.wait_for_run(glue, run_id, job)
    assert run["JobRunState"] == "FAILED"
    assert "worker" in run["ErrorMessage"] and "Killed" in run["ErrorMessage"]
    assert lake.keys(folder) == []
    good = lake.run(nodes(lake, numbers, "SELECT count(*) AS n FROM t", folder))
    assert good["JobRunState"] == "SUCCEEDED" and lake.rows(folder) == [{"n": 3000}]


def test_waiting_workers_that_die_are_replaced(lake, server, numbers):
    before = idle_workers(server)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    folder = lake.name("result")
    run = lake.run(nodes(lake, numbers, "SELECT count(*) AS n FROM t", folder))
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    wait_until(lambda: len(set(workers(server)) - before) >= 2, "two new workers")


def test_a_failed_run_says_why_and_publishes_nothing(lake, glue, numbers):
    folder = lake.name("result")
    run = lake.run(nodes(lake, numbers, "SELECT date_format(timestamp_seconds(v), 'bb') AS n FROM t", folder))
    assert run["JobRunState"] == "FAILED" and "bb" in run["ErrorMessage"]
    assert lake.keys(folder) == []


def test_output_and_error_log(lake, logs, numbers):
    good = lake.run(nodes(lake, numbers, "SELECT count(*) AS n FROM t", lake.name("result")))
    output = lake.messages(good["Id"])
    assert output[0] == "run started" and "run succeeded" in output[-1]
    assert lake.messages(good["Id"], "/aws-glue/jobs/error") == []
    bad = lake.run(nodes(lake, numbers, "SELECT nosuch FROM t", lake.name("result")))
    assert any("nosuch" in line for line in lake.messages(bad["Id"], "/aws-glue/jobs/error"))
    with pytest.raises(ClientError) as failure:
        logs.filter_log_events(logGroupName="/other", logStreamNames=[good["Id"]])
    assert failure.value.response["Error"]["Code"] == "ResourceNotFoundException"
    with pytest.raises(ClientError):
        logs.filter_log_events(
            logGroupName="/aws-glue/jobs/output", logStreamNames=["../../keys/root"]
        )


def test_log_events_from_either_end(lake, logs, numbers):
    run = lake.run(nodes(lake, numbers, "SELECT count(*) AS n FROM t", lake.name("result")))
    everything = lake.messages(run["Id"])
    assert len(everything) > 1

    def read(**more):
        answer = logs.get_log_events(
            logGroupName="/aws-glue/jobs/output", logStreamName=run["Id"], limit=1, **more
        )
        return [event["message"] for event in answer["events"]], answer

    latest, answer = read()
    assert latest == everything[-1:]
    earlier, _ = read(nextToken=answer["nextBackwardToken"])
    assert earlier == everything[-2:-1]
    following, _ = read(nextToken=answer["nextForwardToken"])
    assert following == []
    first, answer = read(startFromHead=True)
    assert first == everything[:1]
    before, again = read(nextToken=answer["nextBackwardToken"])
    assert before == [] and again["nextBackwardToken"] == answer["nextBackwardToken"]


def test_logs_with_the_cli(lake, aws, numbers):
    run = lake.run(nodes(lake, numbers, "SELECT count(*) AS n FROM t", lake.name("result")))
    events = aws(
        "logs",
        "filter-log-events",
        "--log-group-name",
        "/aws-glue/jobs/output",
        "--log-stream-names",
        run["Id"],
    )["events"]
    assert [event["message"] for event in events] == lake.messages(run["Id"])


def test_a_deleted_job_takes_its_runs_along(lake, glue, numbers):
    job, run_id = start_endless(lake, glue, numbers, "never")
    glue.delete_job(JobName=job)
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.get_job_run(JobName=job, RunId=run_id)
    assert lake.keys("never") == []


def test_runs_at_once(lake, glue, numbers):
    """More jobs than run at one time: the others wait for their turn, and all succeed."""
    made = [
        lake.start(nodes(lake, numbers, "SELECT count(*) AS n FROM t", lake.name("result")))
        for _ in range(12)
    ]
    states = [
        pipeline.wait_for_run(glue, run_id, job, timeout=60)["JobRunState"] for job, run_id in made
    ]
    assert states == ["SUCCEEDED"] * 12
