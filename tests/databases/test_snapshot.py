"""All tables of a database are read as they were at one moment, while others write to them."""

import threading

import pytest

HITS, LEADS = {"id": "bigint", "lead_id": "bigint"}, {"id": "bigint"}
ROUNDS = 5


@pytest.fixture
def growing(place):
    """Leads and hits, of which each transaction of somebody else adds one with the other."""
    place.sql(
        "DROP TABLE IF EXISTS hits, leads",
        "CREATE TABLE leads (id bigint PRIMARY KEY)",
        "CREATE TABLE hits (id bigint PRIMARY KEY, lead_id bigint)",
    )
    series = (
        "SELECT seq FROM seq_1_to_200000"
        if place.kind == "mysql"
        else "SELECT i AS seq FROM generate_series(1, 200000) AS i"
    )
    place.sql(
        f"INSERT INTO leads {series}", f"INSERT INTO hits SELECT seq, seq FROM ({series}) AS s"
    )
    if place.kind == "postgresql":
        place.sql("ANALYZE hits", "ANALYZE leads")
    stop = threading.Event()

    def grow():
        last = 200000
        while not stop.is_set():
            rows = ", ".join(f"({last + i})" for i in range(1, 101))
            pairs = ", ".join(f"({last + i}, {last + i})" for i in range(1, 101))
            # The hit before its lead: who reads hits late or leads early finds none for it.
            place.sql(
                f"BEGIN; INSERT INTO hits VALUES {pairs}; INSERT INTO leads VALUES {rows}; COMMIT"
            )
            last += 100

    writer = threading.Thread(target=grow)
    writer.start()
    yield place
    stop.set()
    writer.join()
    place.sql("DROP TABLE hits, leads")


def join(place, kind, left, right):
    return {
        "Join": {
            "Name": "Join",
            "Inputs": [left, right],
            "JoinType": kind,
            "Columns": [
                {"From": left, "Keys": [["lead_id"]]},
                {"From": right, "Keys": [["lead"]]},
            ],
        }
    }


def rename(node, source, target):
    return {
        "RenameField": {
            "Name": f"Rename {node}",
            "Inputs": [node],
            "SourcePath": [source],
            "TargetPath": [target],
        }
    }


def test_a_join_of_two_tables_sees_one_moment(growing):
    nodes = {
        "node-1": growing.source(growing.table("hits", HITS), "Hits"),
        "node-2": growing.source(growing.table("leads", LEADS), "Leads"),
        "node-3": rename("node-2", "id", "lead"),
        "node-4": join(growing, "leftanti", "node-1", "node-3"),
    }
    for _ in range(ROUNDS):
        assert growing.rows_of(nodes) == []


def test_a_table_that_is_read_twice_sees_one_moment(growing):
    nodes = {
        "node-1": growing.source(growing.table("hits", HITS), "Hits"),
        "node-2": {
            "SparkSQL": {
                "Name": "Twice",
                "Inputs": ["node-1"],
                "SqlQuery": "SELECT (SELECT count(*) FROM h) AS a, count(*) AS b FROM h",
                "SqlAliases": [{"From": "node-1", "Alias": "h"}],
            }
        },
    }
    for _ in range(ROUNDS):
        [row] = growing.rows_of(nodes)
        assert row["a"] == row["b"] >= 200000
