"""The tutorial's pipeline as it was meant to be: from the site's PostgreSQL to a PostgreSQL
warehouse, without CSV files between them.

The rows are those of a join inside PostgreSQL; a job with a bookmark reads what is new; and
whatever ends in between, the rows are there once.
"""

import sys
import time

import directly
import pipeline
import pytest
from botocore.exceptions import ClientError
from conftest import PROGRAM, SIGNUP, Server, find_free_port
from test_pipeline import TARGET_COLUMNS, in_shell

KEYS = "SELECT id, article_hit_id FROM leads_with_hits ORDER BY id, article_hit_id"
JOIN = """
SELECT form_leads.id, name, form_leads.email, preview, hit.id,
       hit.timestamp, feed_id, lead_id, users.email, country
FROM form_leads
FULL JOIN form_articlehits AS hit ON form_leads.id = lead_id
JOIN users ON form_leads.email = users.email
ORDER BY form_leads.id, hit.id"""


def make_data(database, folder, users=300):
    env = database.write_env(folder / "env")
    in_shell(
        f"{sys.executable} {SIGNUP / 'create_data.py'} {env} --num-users {users} --seed 7",
        folder,
        {},
    )
    with database.connect() as connection:
        connection.execute("CREATE TABLE users (email text, country text)")
        with connection.cursor().copy("COPY users FROM STDIN WITH CSV") as copy:
            copy.write((folder / "user_data.csv").read_bytes())
    return folder / "user_data.csv"


class Pipeline:
    """The site's database with data, an empty warehouse, and a server that knows both."""

    def __init__(self, folder, source, warehouse, users):
        self.source, self.warehouse, self.users = source, warehouse, users
        self.data = folder / "data"
        self.address = f"127.0.0.1:{find_free_port()}"
        self.server = None

    def up(self, crash_at=None):
        environment = {"TENON_CRASH_AT": crash_at} if crash_at else None
        self.server = Server(PROGRAM, self.data, api=self.address, environment=environment).start()

    def down(self):
        if self.server is not None and self.server.process.poll() is None:
            self.server.stop()
        self.server = None

    @property
    def glue(self):
        return self.server.client("glue")

    def define(self, incremental=False, **target):
        s3, glue = self.server.client("s3"), self.glue
        pipeline.create_bucket(s3)
        s3.upload_file(str(self.users), pipeline.BUCKET, pipeline.FILES["users"])
        glue.create_database(DatabaseInput={"Name": pipeline.DATABASE})
        folder = pipeline.FILES["users"].rsplit("/", 1)[0]
        glue.create_table(
            DatabaseName=pipeline.DATABASE,
            TableInput=pipeline.csv_table(
                "users", pipeline.COLUMNS["users"], f"s3://{pipeline.BUCKET}/{folder}/"
            ),
        )
        for name, database in (
            (directly.CONNECTION, self.source),
            (directly.WAREHOUSE, self.warehouse),
        ):
            directly.create_connection(glue, name, database.cluster.settings(database.name))
        directly.create_catalog(glue, self.source.name, self.warehouse.name, **target)
        glue.create_job(**directly.job_definition(incremental))

    def run(self, **arguments):
        run_id = self.glue.start_job_run(JobName=directly.JOB, **arguments)["JobRunId"]
        return pipeline.wait_for_run(self.glue, run_id, directly.JOB)

    def must_run(self, **arguments):
        run = self.run(**arguments)
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
        return run

    def bookmark(self):
        return self.glue.get_job_bookmark(JobName=directly.JOB)["JobBookmarkEntry"]

    def log_of(self, run):
        events = self.server.client("logs").filter_log_events(
            logGroupName="/aws-glue/jobs/output", logStreamNames=[run["Id"]]
        )
        return [event["message"] for event in events["events"]]

    def add_hits(self, count):
        return self.source.rows(
            "INSERT INTO form_articlehits (timestamp, feed_id, lead_id) "
            "SELECT now(), (SELECT min(id) FROM form_feeds), (SELECT min(id) FROM form_leads) "
            f"FROM generate_series(1, {count}) RETURNING id"
        )


@pytest.fixture
def made(new_database, tmp_path):
    source = new_database()
    made = Pipeline(tmp_path, source, new_database(), make_data(source, tmp_path))
    yield made
    made.down()


def hits_with_leads(database):
    return database.rows(
        "SELECT lead_id, hit.id FROM form_articlehits AS hit "
        "JOIN form_leads ON form_leads.id = lead_id JOIN users USING (email) ORDER BY 1, 2"
    )


def test_gives_the_rows_of_a_join_inside_postgresql(made):
    made.up()
    made.define(writeMode="overwrite")
    expected = made.source.rows(JOIN)
    for _ in range(2):  # the second time over the rows of the first
        made.must_run()
        rows = made.warehouse.rows(
            f"SELECT {', '.join(TARGET_COLUMNS)} FROM leads_with_hits ORDER BY id, article_hit_id"
        )
        assert len(rows) > 600 and any(row[4] is None for row in rows)
        assert rows == expected


def test_with_a_bookmark_a_run_reads_the_hits_that_no_run_has_read(made):
    made.up()
    made.define(incremental=True)
    made.must_run()
    first = made.bookmark()
    assert made.warehouse.rows(KEYS) == hits_with_leads(made.source)

    new = made.add_hits(5)
    second_run = made.must_run()
    assert made.warehouse.rows(KEYS) == hits_with_leads(made.source)
    assert str(new[-1][0]) in made.bookmark()["JobBookmark"]
    assert any("above" in line for line in made.log_of(second_run))

    made.must_run()  # nothing is new
    assert made.warehouse.rows(KEYS) == hits_with_leads(made.source)

    made.add_hits(2)
    paused = {"--job-bookmark-option": "job-bookmark-pause"}
    made.must_run(Arguments=paused)
    assert str(new[-1][0]) in made.bookmark()["JobBookmark"]
    made.must_run()  # reads the two once more
    assert len(made.warehouse.rows(KEYS)) == len(hits_with_leads(made.source)) + 2

    # Back to what the first run has left: what came later is read again.
    made.glue.reset_job_bookmark(JobName=directly.JOB, RunId=first["RunId"])
    before = len(made.warehouse.rows(KEYS))
    made.must_run()
    assert len(made.warehouse.rows(KEYS)) == before + 7


def commits(warehouse):
    return warehouse.rows("SELECT run_id, attempt FROM tenon_commits ORDER BY committed_at")


@pytest.mark.parametrize(
    "step", ["run.after_done", "run.after_adopt", "run.after_sync", "run.before_commit"]
)
def test_a_server_that_ends_between_the_two_commits_finds_the_run_done(made, step):
    made.up()
    made.define(incremental=True)
    made.down()
    made.up(crash_at=step)
    run_id = pipeline.start_run(made.glue, directly.JOB)
    made.server.process.wait(60)
    # The database has committed, and we have not.
    assert made.warehouse.rows(KEYS) == hits_with_leads(made.source)
    made.up()
    run = pipeline.wait_for_run(made.glue, run_id, directly.JOB, timeout=60)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    assert made.bookmark()["RunId"] == run_id
    made.add_hits(1)
    made.must_run()
    assert made.warehouse.rows(KEYS) == hits_with_leads(made.source)


def test_a_server_that_ends_before_the_database_commits_finds_the_run_failed(made):
    made.up()
    made.define(incremental=True)
    made.down()
    made.up(crash_at="run.before_task")
    run_id = pipeline.start_run(made.glue, directly.JOB)
    made.server.process.wait(60)
    made.up()
    run = pipeline.wait_for_run(made.glue, run_id, directly.JOB, timeout=60)
    assert run["JobRunState"] == "FAILED"
    assert "Nothing of its output was published" in run["ErrorMessage"]
    with pytest.raises(ClientError, match="Continuation for job"):
        made.bookmark()
    made.must_run()
    assert made.warehouse.rows(KEYS) == hits_with_leads(made.source)


def test_a_run_waits_for_the_database_that_knows_what_became_of_it(made):
    made.up()
    made.define(incremental=True)
    made.down()
    made.up(crash_at="run.after_done")
    run_id = pipeline.start_run(made.glue, directly.JOB)
    made.server.process.wait(60)
    made.source.cluster.stop()
    try:
        made.up()
        deadline = time.monotonic() + 30
        while not any("waiting for the database" in line for line in made.log_of({"Id": run_id})):
            assert time.monotonic() < deadline
        live = made.glue.get_job_run(JobName=directly.JOB, RunId=run_id)["JobRun"]
        assert live["JobRunState"] == "RUNNING"
        made.down()  # an orderly end decides nothing, either
    finally:
        made.source.cluster.start()
    made.up()
    run = pipeline.wait_for_run(made.glue, run_id, directly.JOB, timeout=60)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")


def test_a_run_that_fails_leaves_the_warehouse_as_it_was(made):
    made.up()
    made.define(writeMode="overwrite")
    made.must_run()
    before, marks = made.warehouse.rows(KEYS), commits(made.warehouse)
    with made.source.connect() as connection:
        connection.execute("ALTER TABLE form_articlehits RENAME TO moved")
    run = made.run()
    assert run["JobRunState"] == "FAILED"
    assert "Article Hits" in run["ErrorMessage"] and "form_articlehits" in run["ErrorMessage"]
    assert made.warehouse.rows(KEYS) == before
    assert commits(made.warehouse) == marks


def test_a_second_run_with_a_bookmark_does_not_begin_beside_the_first(made):
    made.up()
    made.define(incremental=True)
    job = directly.job_definition(incremental=True)
    job["ExecutionProperty"] = {"MaxConcurrentRuns": 2}
    made.glue.update_job(JobName=job.pop("Name"), JobUpdate=job)
    with made.source.connect() as connection, connection.transaction():
        connection.execute("LOCK TABLE form_articlehits")  # the first run waits for it
        first = pipeline.start_run(made.glue, directly.JOB)
        second = made.run()
        assert second["JobRunState"] == "FAILED"
        assert "another run of the job is in progress" in second["ErrorMessage"]
    run = pipeline.wait_for_run(made.glue, first, directly.JOB)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")


def test_the_password_is_nowhere_in_clear(made):
    made.up()
    made.define()
    password = made.source.cluster.settings()["password"].encode()
    made.must_run()
    made.down()
    for file in made.data.rglob("*"):
        if file.is_file():
            assert password not in file.read_bytes(), file
