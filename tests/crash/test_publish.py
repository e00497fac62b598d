"""A run's output becomes visible at once or never, however the server or its worker ends meanwhile.

Each round runs a job that writes many objects and updates the catalog, and something is killed in
it: the server kills itself with SIGKILL at a named step (the variable TENON_CRASH_AT), or is killed
from outside, or its workers are. A lister looks all the time and must see none or all of the run's
keys; and after the server is up again, the run's state, the objects, the catalog and what a query
finds must agree.

TENON_CRASH_ROUNDS says how many rounds there are (25 unless set).
"""

import contextlib
import itertools
import os
import pathlib
import random
import signal
import socket
import threading
import time

import pipeline
import pytest
from botocore.exceptions import BotoCoreError, ClientError
from lake import BUCKET, DATABASE, Lake
from tenon_server import PROGRAM, Server

ROUNDS = int(os.environ.get("TENON_CRASH_ROUNDS", "25"))
PARTITIONS = 12

BEFORE_COMMIT = [
    "run.before_task",
    "run.after_done",
    "run.after_adopt",
    "run.after_sync",
    "run.before_commit",
]
STEPS = [*BEFORE_COMMIT, "run.after_commit"]
ENDLESS = (
    "SELECT count(*) AS n FROM t a CROSS JOIN t b CROSS JOIN t c CROSS JOIN t d "
    "WHERE a.v + b.v + c.v + d.v = -1"
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(server):
    found = []
    for task in pathlib.Path(f"/proc/{server.process.pid}/task").glob("*/children"):
        found += map(int, task.read_text().split())
    return found


class Site:
    """A data folder whose server comes and goes, always at the same address."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.address = f"127.0.0.1:{free_port()}"
        self.server = None

    def up(self, crash_at=None):
        environment = {"TENON_CRASH_AT": crash_at} if crash_at else None
        self.server = Server(PROGRAM, self.data, api=self.address, environment=environment).start()
        return self.server

    def down(self):
        if self.server.process.poll() is None:
            self.server.stop()

    def close(self):
        if self.server is not None and self.server.process.poll() is None:
            self.server.kill()


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path)
    yield made
    made.close()


class Lister(threading.Thread):
    """Lists one folder after the other for as long as it lives, and keeps every different set of
    keys it saw.
    """

    def __init__(self, server):
        super().__init__(daemon=True)
        self._s3 = server.client("s3")
        self._folder = None
        self._ended = threading.Event()
        self.seen = {}
        self.looks = 0

    def watch(self, folder):
        self.seen[folder] = set()
        self._folder = folder

    def run(self):
        while not self._ended.is_set():
            folder = self._folder
            if folder is None:
                time.sleep(0.001)
                continue
            try:
                listed = self._s3.list_objects_v2(Bucket=BUCKET, Prefix=folder + "/").get(
                    "Contents", []
                )
            except (BotoCoreError, ClientError):
                time.sleep(0.005)  # the server is down at this moment
                continue
            self.seen[folder].add(frozenset(entry["Key"] for entry in listed))
            self.looks += 1

    def close(self):
        self._ended.set()
        self.join(30)
        assert not self.is_alive()


def partitioned(lake, table, folder):
    """A job that writes PARTITIONS objects and as many partitions of a table that it makes."""
    return {
        "a": lake.source(table),
        "b": lake.target(
            "a",
            folder,
            PartitionKeys=[["p"]],
            SchemaChangePolicy={
                "EnableUpdateCatalog": True,
                "UpdateBehavior": "UPDATE_IN_DATABASE",
                "Database": DATABASE,
                "Table": folder.replace("/", "_"),
            },
        ),
    }


def catalogued_partitions(glue, table):
    try:
        glue.get_table(DatabaseName=DATABASE, Name=table)
    except glue.exceptions.EntityNotFoundException:
        return 0
    return len(glue.get_partitions(DatabaseName=DATABASE, TableName=table)["Partitions"])


def start_and_hit(site, lake, nodes, blow, chance):
    """Starts the job on a server to which something happens. Returns the job's name."""
    job = lake.create_job(nodes)
    try:
        site.server.client("glue").start_job_run(JobName=job)
    except BotoCoreError:
        assert blow in STEPS  # the server was gone before it could answer
    if blow in STEPS:
        status = site.server.process.wait(30)
        assert status == -signal.SIGKILL, f"the server went on after {blow}"
    elif blow == "server":
        time.sleep(chance.uniform(0, 0.12))
        site.server.kill()
    elif blow == "worker":
        time.sleep(chance.uniform(0, 0.06))
        for pid in children(site.server):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    return job


def wait_for_only_run(glue, job):
    """The one run of the job, ended."""
    (started,) = glue.get_job_runs(JobName=job)["JobRuns"]
    return pipeline.wait_for_run(glue, started["Id"], job, timeout=30)


def test_every_run_shows_all_of_its_output_or_none(site):
    chance = random.Random(2025)
    blows = list(itertools.islice(itertools.cycle([*STEPS, "server", "worker", None]), ROUNDS))
    lake = Lake(site.up())
    table = lake.table(
        {"v": "bigint", "p": "bigint"}, [(number, number % PARTITIONS) for number in range(2000)]
    )
    lister = Lister(site.server)
    lister.start()
    ends, published = [], {}
    try:
        for number, blow in enumerate(blows):
            folder = f"out/round_{number}"
            lister.watch(folder)
            nodes = partitioned(lake, table, folder)
            if blow in STEPS:
                site.down()
                site.up(crash_at=blow)
            job = start_and_hit(site, lake, nodes, blow, chance)
            if site.server.process.poll() is not None:
                site.up()
            run = wait_for_only_run(lake.glue, job)
            state, keys = run["JobRunState"], lake.keys(folder)
            told = f"round {number}, {blow}: {state} {run.get('ErrorMessage')}"
            ends.append((blow, state))

            succeeded = state == "SUCCEEDED"
            assert state in ("SUCCEEDED", "FAILED"), told
            assert succeeded or run["ErrorMessage"], told
            assert not (blow in BEFORE_COMMIT and succeeded) and not (
                blow in ("run.after_commit", None) and not succeeded
            ), told
            assert len(keys) == (PARTITIONS if succeeded else 0), told
            assert catalogued_partitions(lake.glue, folder.replace("/", "_")) == len(keys), told
            if succeeded:
                counted = lake.query(
                    f"SELECT count(*) AS n, sum(v) AS s FROM {folder.replace('/', '_')}"
                )
                assert counted[1] == ["2000", str(sum(range(2000)))], told
            published[folder] = frozenset(keys)
            assert lister.seen[folder] <= {frozenset(), published[folder]}, told
    finally:
        lister.close()
    for folder, keys in published.items():
        assert lister.seen[folder] <= {frozenset(), keys}
    assert lister.looks > 10 * ROUNDS
    if ROUNDS >= len(STEPS) + 3:
        assert {blow for blow, state in ends if state == "FAILED"} >= set(BEFORE_COMMIT)
    # What the killed runs had written is gone, but for the runs that count.
    staging = site.data / "objects/staging"
    assert not staging.exists() or list(staging.iterdir()) == []
    site.down()


def test_a_server_that_is_killed_starts_again_with_its_run_failed_and_says_why(site):
    lake = Lake(site.up())
    table = lake.table({"v": "bigint"}, [(number,) for number in range(3000)])
    nodes = {
        "a": lake.source(table),
        "b": {
            "SparkSQL": {
                "Name": "Count",
                "Inputs": ["a"],
                "SqlQuery": ENDLESS,
                "SqlAliases": [{"From": "a", "Alias": "t"}],
            }
        },
        "c": lake.target("b", "never"),
    }
    job, run_id = lake.start(nodes)
    deadline = time.monotonic() + 20
    while lake.glue.get_job_run(JobName=job, RunId=run_id)["JobRun"]["JobRunState"] != "RUNNING":
        assert time.monotonic() < deadline
        time.sleep(0.01)
    orphans = children(site.server)
    site.server.kill()
    glue = site.up().client("glue")
    run = glue.get_job_run(JobName=job, RunId=run_id)["JobRun"]
    assert run["JobRunState"] == "FAILED" and run["CompletedOn"]
    assert "server ended" in run["ErrorMessage"] and "start the run again" in run["ErrorMessage"]
    assert lake.keys("never") == []
    deadline = time.monotonic() + 10  # a worker without a server has nobody to work for
    while any(is_running(pid) for pid in orphans):
        assert time.monotonic() < deadline, "workers outlive their server"
        time.sleep(0.01)
    site.down()


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_acknowledged_writes_survive_kill_9(site):
    """Several writers put objects, small ones (kept in the index) and large ones, until the
    server is killed.
    """
    chance = random.Random(7)
    kept, lock = {}, threading.Lock()

    def body_of(key):
        return random.Random(key).randbytes(40_000 if key.endswith("large") else 300)

    def write(s3, writer, stop):
        for number in itertools.count():
            key = f"{writer}/{number}-{'large' if number % 3 == 0 else 'small'}"
            try:
                s3.put_object(Bucket=BUCKET, Key=key, Body=body_of(key))
            except (BotoCoreError, ClientError):
                return
            with lock:
                kept[key] = True
            if stop.is_set():
                return

    Lake(site.up())
    for attempt in range(4):
        stop = threading.Event()
        writers = [
            threading.Thread(
                target=write, args=(site.server.client("s3"), f"{attempt}-{index}", stop)
            )
            for index in range(4)
        ]
        for writer in writers:
            writer.start()
        time.sleep(chance.uniform(0.2, 0.5))
        site.server.kill()
        stop.set()
        for writer in writers:
            writer.join(30)
        s3 = site.up().client("s3")
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        listed = {entry["Key"] for page in pages for entry in page.get("Contents", [])}
        assert set(kept) <= listed, "acknowledged, but lost"
        # And one that was not acknowledged is there whole or not at all.
        for key in (key for key in listed if key.startswith(f"{attempt}-")):
            assert s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() == body_of(key)
    assert len(kept) > 40
    site.down()


def test_acknowledged_catalog_and_jobs_survive_kill_9(site):
    glue = site.up().client("glue")
    made = []
    for number in range(20):
        glue.create_database(DatabaseInput={"Name": f"db_{number}"})
        glue.create_job(Name=f"job-{number}", Role="r", Command={"Name": "glueetl"})
        made.append(number)
    site.server.kill()
    glue = site.up().client("glue")
    assert {entry["Name"] for entry in glue.get_databases()["DatabaseList"]} == {
        f"db_{number}" for number in made
    }
    assert set(glue.list_jobs()["JobNames"]) == {f"job-{number}" for number in made}
    site.down()
