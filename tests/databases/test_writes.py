"""How rows are written to a table of a database: in one transaction, by the mode asked for."""

import pipeline
import pytest

COLUMNS = {"id": "bigint", "name": "string"}
DROP = "DROP TABLE IF EXISTS people, staff"


@pytest.fixture
def people(place):
    """Two tables of the same columns: rows to write, and where they go."""
    place.sql(
        DROP,
        "CREATE TABLE people (id bigint, name varchar(50))",
        "CREATE TABLE staff (id bigint PRIMARY KEY, name varchar(50), since int DEFAULT 7)",
        "INSERT INTO people VALUES (1, 'Ada'), (2, 'Grace')",
        "INSERT INTO staff (id, name) VALUES (2, 'Hopper'), (3, 'Linus')",
    )
    yield place
    place.sql(DROP)


def write(place, **parameters):
    table = place.table("staff", COLUMNS, **parameters)
    return {
        "node-1": place.source(place.table("people", COLUMNS), "People"),
        "node-2": place.target(table, "node-1", "Staff"),
    }


def staff(place):
    return place.sql("SELECT id, name, since FROM staff ORDER BY id")


BEFORE = [["2", "Hopper", "7"], ["3", "Linus", "7"]]


def test_append_adds_to_what_is_there(people):
    people.sql("DELETE FROM people WHERE id = 2")
    people.must_run(write(people))
    assert staff(people) == [["1", "Ada", "7"], *BEFORE]


def test_overwrite_leaves_nothing_of_it(people):
    people.must_run(write(people, writeMode="overwrite"))
    assert staff(people) == [["1", "Ada", "7"], ["2", "Grace", "7"]]


def test_merge_replaces_the_rows_of_the_same_key(people):
    people.must_run(write(people, writeMode="merge", mergeKeys="id"))
    assert staff(people) == [["1", "Ada", "7"], ["2", "Grace", "7"], ["3", "Linus", "7"]]


def test_merge_needs_no_index_and_any_key_will_do(people):
    people.sql(
        "DROP TABLE staff",
        "CREATE TABLE staff (name text, id bigint, since int DEFAULT 7)",
        "INSERT INTO staff (name, id) VALUES ('Ada', 0), ('Ada', 9), ('Linus', 3)",
    )
    people.must_run(write(people, writeMode="merge", mergeKeys="name"))
    assert staff(people) == [
        ["1", "Ada", "7"],
        ["1", "Ada", "7"],
        ["2", "Grace", "7"],
        ["3", "Linus", "7"],
    ]


@pytest.mark.parametrize(
    ("row", "parameters", "reason"),
    [
        ("(2, 'Grace again')", {"writeMode": "merge", "mergeKeys": "id"}, "2"),
        ("(NULL, 'Nobody')", {"writeMode": "merge", "mergeKeys": "id"}, "no value in its key id"),
        ("(3, 'Torvalds')", {}, ""),
        ("(4, repeat('x', 60))", {"writeMode": "overwrite"}, ""),
    ],
    ids=["duplicate key", "no key", "unique", "too long"],
)
def test_a_row_that_does_not_fit_leaves_all_as_it_was(people, row, parameters, reason):
    people.sql(
        "ALTER TABLE people MODIFY name varchar(90)"
        if people.kind == "mysql"
        else "ALTER TABLE people ALTER name TYPE varchar(90)"
    )
    people.sql(f"INSERT INTO people VALUES {row}")
    message = people.must_fail(write(people, **parameters))
    assert "Staff" in message and reason in message
    assert staff(people) == BEFORE


def test_a_table_that_is_not_there_is_made_if_that_is_asked_for(people):
    people.sql("DROP TABLE staff")
    message = people.must_fail(write(people))
    assert "Staff" in message and "staff" in message
    people.must_run(write(people, createTable="true"))
    assert people.sql("SELECT id, name FROM staff ORDER BY id") == [["1", "Ada"], ["2", "Grace"]]


def test_a_column_that_the_table_lacks_is_named(people):
    people.sql("ALTER TABLE staff DROP COLUMN name")
    assert "name" in people.must_fail(write(people))


def test_two_targets_are_one_transaction(people):
    """The second fails, and the first is as it was."""
    people.sql("ALTER TABLE people ADD PRIMARY KEY (id)")
    source = people.source(people.table("people", COLUMNS), "People")
    graph = {
        "node-1": source,
        "node-2": people.target(
            people.table("staff", COLUMNS, writeMode="merge", mergeKeys="id"), "node-1", "Staff"
        ),
        "node-3": people.target(people.table("people", COLUMNS), "node-1", "Again"),
    }
    assert "Again" in people.must_fail(graph)
    assert staff(people) == BEFORE


def test_each_run_is_a_row_of_tenon_commits(people):
    job = people.job(write(people, writeMode="overwrite"))
    ids = []
    for _ in range(2):
        ids.append(people.glue.start_job_run(JobName=job)["JobRunId"])
        run = pipeline.wait_for_run(people.glue, ids[-1], job)
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    listed = ", ".join(f"'{run_id}'" for run_id in ids)
    rows = people.sql(
        f"SELECT run_id, attempt, job_name FROM tenon_commits WHERE run_id IN ({listed}) "
        "ORDER BY committed_at"
    )
    assert rows == [[run_id, "0", job] for run_id in ids]
