"""A database that fails a run says why, and finds its tables as they were."""

import time

import pipeline
import pytest

COLUMNS = {"id": "bigint"}


@pytest.fixture
def numbers(place):
    place.sql(
        "DROP TABLE IF EXISTS numbers, copies",
        "CREATE TABLE numbers (id bigint PRIMARY KEY)",
        "CREATE TABLE copies (id bigint)",
        "INSERT INTO numbers VALUES (1), (2)",
        "INSERT INTO copies VALUES (7)",
    )
    yield place
    place.sql("DROP TABLE numbers, copies")


def copy(place, source, **target):
    return {
        "node-1": place.source(source, "Numbers"),
        "node-2": place.target(place.table("copies", COLUMNS, **target), "node-1", "Copies"),
    }


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (
            {"password": "another"},
            {"postgresql": "password authentication failed", "mysql": "Access denied"},
        ),
        ({"port": 1}, {"postgresql": "Connection refused", "mysql": "connect"}),
        ({"dbname": "nowhere"}, {"postgresql": "nowhere", "mysql": "nowhere"}),
    ],
    ids=["password", "down", "database"],
)
def test_a_database_that_does_not_let_us_in(numbers, settings, reason):
    connection = numbers.connect(**settings)
    nodes = {
        "node-1": {
            "JDBCConnectorSource": {
                "Name": "Numbers",
                "ConnectionName": connection,
                "ConnectorName": "jdbc",
                "ConnectionType": "custom.jdbc",
                "ConnectionTable": "numbers",
                "OutputSchemas": [{"Columns": [{"Name": "id", "Type": "bigint"}]}],
            }
        },
        "node-2": numbers.target(numbers.table("copies", COLUMNS), "node-1", "Copies"),
    }
    message = numbers.must_fail(nodes)
    assert reason[numbers.kind] in message and connection in message
    assert numbers.sql("SELECT id FROM copies") == [["7"]]


def test_a_table_or_column_that_is_not_there(numbers):
    message = numbers.must_fail(copy(numbers, numbers.table("missing", COLUMNS)))
    assert "Numbers" in message and "missing" in message
    message = numbers.must_fail(copy(numbers, numbers.table("numbers", {"absent": "bigint"})))
    assert "absent" in message
    assert numbers.sql("SELECT id FROM copies") == [["7"]]


def slow(place):
    """A source that takes long to read."""
    query = (
        "SELECT i AS id, pg_sleep(0.05)::text AS slow FROM generate_series(1, 100000) AS i"
        if place.kind == "postgresql"
        else "SELECT seq AS id, sleep(0.05) AS slow FROM seq_1_to_100000"
    )
    return {
        "JDBCConnectorSource": {
            "Name": "Numbers",
            "ConnectionName": place.connection,
            "ConnectorName": "jdbc",
            "ConnectionType": "custom.jdbc",
            "Query": query,
            "OutputSchemas": [
                {"Columns": [{"Name": "id", "Type": "bigint"}, {"Name": "slow", "Type": "string"}]}
            ],
        }
    }


def slow_job(place):
    nodes = {
        "node-1": slow(place),
        "node-2": {
            "SelectFields": {"Name": "Ids", "Inputs": ["node-1"], "Paths": [["id"], ["slow"]]}
        },
        "node-3": place.target(
            place.table("copies", None, writeMode="overwrite"), "node-2", "Copies"
        ),
    }
    place.sql("ALTER TABLE copies ADD COLUMN slow varchar(10)")
    return place.job(nodes)


def readers(place):
    """The connections that read the slow source."""
    if place.kind == "postgresql":
        return place.sql(
            "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%slow%'"
        )
    return place.sql(
        "SELECT id FROM information_schema.processlist WHERE info LIKE '%sleep(0.05)%' "
        "AND id <> connection_id()"
    )


def end_connection(place, number):
    end = "SELECT pg_terminate_backend({})" if place.kind == "postgresql" else "KILL {}"
    place.sql(end.format(number))


def wait_until(happens, seconds=30):
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_connection_that_ends_while_it_is_read(numbers):
    job = slow_job(numbers)
    run_id = pipeline.start_run(numbers.glue, job)
    wait_until(lambda: readers(numbers))
    for (number,) in readers(numbers):
        end_connection(numbers, number)
    run = pipeline.wait_for_run(numbers.glue, run_id, job, timeout=60)
    assert run["JobRunState"] == "FAILED"
    message = run["ErrorMessage"]
    assert "Numbers" in message and message.count("connection ") <= 2, message
    assert numbers.sql("SELECT id FROM copies") == [["7"]]


def test_a_run_that_is_stopped_ends_within_a_second(numbers):
    job = slow_job(numbers)
    run_id = pipeline.start_run(numbers.glue, job)
    wait_until(lambda: readers(numbers))
    began = time.monotonic()
    numbers.glue.batch_stop_job_run(JobName=job, JobRunIds=[run_id])
    run = pipeline.wait_for_run(numbers.glue, run_id, job, timeout=30)
    assert run["JobRunState"] == "STOPPED"
    assert time.monotonic() - began < 5  # promised is 1 s, on a machine that has nothing else to do
    assert numbers.sql("SELECT id FROM copies") == [["7"]]


@pytest.fixture
def slow_target(postgresql):
    """A table that takes long to write."""
    postgresql.sql(
        "DROP TABLE IF EXISTS numbers, copies",
        "CREATE TABLE numbers AS SELECT i::bigint AS id FROM generate_series(1, 300000) AS t(i)",
        "CREATE TABLE copies (id bigint)",
        "INSERT INTO copies VALUES (7)",
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
        "IF NEW.id % 1000 = 0 THEN PERFORM pg_sleep(0.03); END IF; RETURN NEW; END'",
        "CREATE TRIGGER slow BEFORE INSERT ON copies FOR EACH ROW EXECUTE FUNCTION wait()",
    )
    yield postgresql
    postgresql.sql("DROP TABLE numbers, copies", "DROP FUNCTION wait")


def writers(place):
    """The connections that write to the slow table."""
    return place.sql(
        "SELECT pid FROM pg_stat_activity WHERE query LIKE 'COPY %copies% FROM STDIN%'"
    )


def start_slow_copy(place):
    """(job, run, connection) of a run that is writing."""
    job = place.job(copy(place, place.table("numbers", COLUMNS), writeMode="overwrite"))
    run_id = pipeline.start_run(place.glue, job)
    wait_until(lambda: writers(place))
    [[connection]] = writers(place)
    return job, run_id, connection


def test_a_connection_that_ends_while_it_is_written(slow_target):
    job, run_id, connection = start_slow_copy(slow_target)
    end_connection(slow_target, connection)
    run = pipeline.wait_for_run(slow_target.glue, run_id, job, timeout=60)
    assert run["JobRunState"] == "FAILED"
    message = run["ErrorMessage"]
    assert "Copies" in message and f"connection {slow_target.connection}" in message, message
    wait_until(lambda: not writers(slow_target))
    assert slow_target.sql("SELECT id FROM copies") == [["7"]]


def test_a_run_that_is_stopped_while_it_writes_ends_within_a_second(slow_target):
    job, run_id, _ = start_slow_copy(slow_target)
    began = time.monotonic()
    slow_target.glue.batch_stop_job_run(JobName=job, JobRunIds=[run_id])
    run = pipeline.wait_for_run(slow_target.glue, run_id, job, timeout=30)
    assert run["JobRunState"] == "STOPPED"
    assert time.monotonic() - began < 5  # promised is 1 s, on a machine that has nothing else to do
    wait_until(lambda: not writers(slow_target))
    assert slow_target.sql("SELECT id FROM copies") == [["7"]]
