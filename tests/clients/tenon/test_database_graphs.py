"""Graphs over databases as the server tells of them, without a database: one that does not answer
is named in UNKNOWN problems, a plan names tables and connections, and nothing tells a password.
That rows are read and written is tried in tests/databases.
"""

import json
import subprocess

import pytest
from tenon_server import PROGRAM

SECRET = "correct horse battery staple"
URLS = {
    "site": "jdbc:postgresql://127.0.0.1:1/shop",
    "crm": "jdbc:mysql://127.0.0.1:1/shop",
    "old": "jdbc:oracle:thin:@127.0.0.1:1/shop",
}
LISTED = {
    "hits": {"jobBookmarkKeys": "id"},
    "visits": {"writeMode": "merge", "mergeKeys": "id"},
    "unlisted": {},
}


@pytest.fixture(scope="module", autouse=True)
def catalog(glue, lake):
    for name, url in URLS.items():
        properties = {"JDBC_CONNECTION_URL": url, "USERNAME": "reader", "PASSWORD": SECRET}
        glue.create_connection(
            ConnectionInput={
                "Name": name,
                "ConnectionType": "JDBC",
                "ConnectionProperties": properties,
            }
        )
    glue.create_database(DatabaseInput={"Name": "shop_db"})
    for name, parameters in LISTED.items():
        columns = [] if name == "unlisted" else [{"Name": "id", "Type": "bigint"}]
        glue.create_table(
            DatabaseName="shop_db",
            TableInput={
                "Name": name,
                "Parameters": {
                    "connectionName": "site",
                    "classification": "postgresql",
                    **parameters,
                },
                "StorageDescriptor": {"Location": f"shop.public.{name}", "Columns": columns},
            },
        )


def table(name):
    return {"Name": name.title(), "Database": "shop_db", "Table": name}


def connector(**parameters):
    return {
        "Name": "Connector",
        "ConnectionName": "site",
        "ConnectorName": "jdbc",
        "ConnectionType": "custom.jdbc",
        **parameters,
    }


def nodes_of(source):
    return {
        "source": source,
        "target": {"PostgreSQLCatalogTarget": {**table("visits"), "Inputs": ["source"]}},
    }


def explain(server, job):
    return subprocess.run(
        [PROGRAM, "explain", job, "--data", str(server.data)],
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout


def test_a_plan_names_tables_and_connections_and_no_secret(lake, server):
    nodes = nodes_of({"PostgreSQLCatalogSource": table("hits")})
    assert lake.problems(nodes) == []
    job = lake.create_job(nodes)
    told = lake.tenon.explain_job(JobName=job)
    texts = [step["Text"] for step in told["Optimized"]]
    assert texts == [
        "postgresql: public.hits, by connection site\n"
        "only rows of a greater id than the last run has read, if job bookmarks are enabled",
        "postgresql: merge by id to public.visits, by connection site",
    ]
    printed = explain(server, job)
    assert all(line in printed for text in texts for line in text.splitlines())
    assert SECRET not in printed + json.dumps(told, default=str)


def test_a_database_that_does_not_answer_leaves_open_what_it_would_tell(lake):
    for source in (
        {"PostgreSQLCatalogSource": table("unlisted")},
        {"JDBCConnectorSource": connector(ConnectionTable="unlisted")},
        {"JDBCConnectorSource": connector(Query="SELECT 1 AS id")},
    ):
        (problem,) = lake.problems(nodes_of(source))
        assert problem["Severity"] == "UNKNOWN", problem
        assert "connection site: " in problem["Message"]
        assert SECRET not in problem["Message"]


@pytest.mark.parametrize(
    "source, message",
    [
        (
            {"MySQLCatalogSource": table("hits")},
            "table shop_db.hits: connection site leads to PostgreSQL, but this node is for MySQL; "
            "choose a connection that leads there, or another node",
        ),
        (
            {"JDBCConnectorSource": connector(ConnectionTable="x", ConnectionName="gone")},
            "there is no connection gone in the Data Catalog; create it or choose another",
        ),
        (
            {"JDBCConnectorSource": connector(ConnectionTable="x", ConnectionName="old")},
            "connection old: ",
        ),
        (
            {"S3CatalogSource": table("hits")},
            "table shop_db.hits is in a database, not in S3; read it with the node AWS Glue Data "
            "Catalog, or with that of the database",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_the_way_out(lake, source, message):
    (problem,) = lake.problems(nodes_of(source))
    assert problem["Severity"] == "ERROR"
    assert message in problem["Message"]
    assert SECRET not in problem["Message"]


def test_a_query_says_that_a_table_is_in_a_database(lake):
    with pytest.raises(RuntimeError, match="query it with a job"):
        lake.query("SELECT * FROM shop_db.hits")
