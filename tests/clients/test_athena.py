"""Queries over catalog tables, as Athena answers them."""

import csv
import io
import time
import uuid

import pytest
from botocore.exceptions import ClientError
from lake import BUCKET, DATABASE

COLUMNS = {
    "id": "bigint",
    "name": "string",
    "at": "timestamp",
    "price": "decimal(10,2)",
    "ok": "boolean",
    "day": "date",
}
TEXT = (
    '1,"a ""b"", c",2025-03-01 12:34:56.789+00,1.50,true,2025-03-01\n'
    "2,,2025-03-01 00:30:00+02,,false,\n"
    '3,"",,-7,,2024-02-29\n'
)


@pytest.fixture(scope="module")
def table(lake):
    return lake.table(COLUMNS, TEXT)


def start(athena, sql, **more):
    return athena.start_query_execution(
        **{
            "QueryString": sql,
            "QueryExecutionContext": {"Database": DATABASE},
            "ResultConfiguration": {"OutputLocation": f"s3://{BUCKET}/athena/"},
            **more,
        }
    )["QueryExecutionId"]


def finish(athena, query_id):
    deadline = time.monotonic() + 30
    while True:
        execution = athena.get_query_execution(QueryExecutionId=query_id)["QueryExecution"]
        if execution["Status"]["State"] not in ("QUEUED", "RUNNING"):
            return execution
        assert time.monotonic() < deadline, execution["Status"]
        time.sleep(0.005)


def refusal(call, **arguments):
    with pytest.raises(ClientError) as failure:
        call(**arguments)
    return failure.value.response["Error"]


def test_rows_and_types(lake, athena, table):
    query_id = start(athena, f"SELECT * FROM {table} ORDER BY id")
    assert finish(athena, query_id)["Status"]["State"] == "SUCCEEDED"
    result = athena.get_query_results(QueryExecutionId=query_id)["ResultSet"]
    info = [
        (column["Name"], column["Type"]) for column in result["ResultSetMetadata"]["ColumnInfo"]
    ]
    assert info == [
        ("id", "bigint"),
        ("name", "varchar"),
        ("at", "timestamp"),
        ("price", "decimal"),
        ("ok", "boolean"),
        ("day", "date"),
    ]
    price = result["ResultSetMetadata"]["ColumnInfo"][3]
    assert (price["Precision"], price["Scale"]) == (10, 2)
    rows = [[cell.get("VarCharValue") for cell in row["Data"]] for row in result["Rows"]]
    assert rows[0] == list(COLUMNS)
    assert rows[1] == ["1", 'a "b", c', "2025-03-01 12:34:56.789", "1.50", "true", "2025-03-01"]
    assert rows[2] == ["2", None, "2025-02-28 22:30:00.000", None, "false", None]
    assert rows[3] == ["3", "", None, "-7.00", None, "2024-02-29"]


def test_execution_tells_what_clients_read(athena, table):
    sql = f"SELECT count(*) AS n FROM {table}"
    query_id = start(athena, sql)
    execution = finish(athena, query_id)
    assert execution["Query"] == sql and execution["QueryExecutionId"] == query_id
    assert (execution["StatementType"], execution["SubstatementType"]) == ("DML", "SELECT")
    assert (
        execution["ResultConfiguration"]["OutputLocation"] == f"s3://{BUCKET}/athena/{query_id}.csv"
    )
    assert (
        execution["QueryExecutionContext"]["Database"] == DATABASE
        and execution["WorkGroup"] == "primary"
    )
    status = execution["Status"]
    assert status["SubmissionDateTime"] <= status["CompletionDateTime"]
    assert execution["Statistics"]["DataScannedInBytes"] > 0
    assert execution["Statistics"]["TotalExecutionTimeInMillis"] >= 0


def test_result_lies_as_csv_at_the_output_location(athena, s3, table):
    query_id = start(athena, f"SELECT id, name, ok FROM {table} ORDER BY id")
    assert finish(athena, query_id)["Status"]["State"] == "SUCCEEDED"
    text = s3.get_object(Bucket=BUCKET, Key=f"athena/{query_id}.csv")["Body"].read().decode()
    assert text.splitlines() == [
        '"id","name","ok"',
        '"1","a ""b"", c","true"',
        '"2",,"false"',
        '"3","",',
    ]
    assert list(csv.reader(io.StringIO(text)))[1] == ["1", 'a "b", c', "true"]


def test_results_page_by_page(lake, athena):
    table = lake.table({"n": "bigint"}, [(number,) for number in range(2500)])
    query_id = start(athena, f"SELECT n FROM {table} ORDER BY n")
    finish(athena, query_id)
    pages = list(athena.get_paginator("get_query_results").paginate(QueryExecutionId=query_id))
    assert [len(page["ResultSet"]["Rows"]) for page in pages] == [1000, 1000, 501]
    rows = [row["Data"][0]["VarCharValue"] for page in pages for row in page["ResultSet"]["Rows"]]
    assert rows == ["n", *map(str, range(2500))]
    small = athena.get_query_results(QueryExecutionId=query_id, MaxResults=3)
    assert len(small["ResultSet"]["Rows"]) == 3
    following = athena.get_query_results(
        QueryExecutionId=query_id, MaxResults=1, NextToken=small["NextToken"]
    )
    assert following["ResultSet"]["Rows"][0]["Data"][0]["VarCharValue"] == "2"


def test_names_with_database_and_catalog(lake, athena, table):
    for name in (
        table,
        f"{DATABASE}.{table}",
        f'"{DATABASE}"."{table}"',
        f'"awsdatacatalog"."{DATABASE}"."{table}"',
        f"AwsDataCatalog.{DATABASE}.{table.upper()}",
    ):
        query_id = start(
            athena,
            f"SELECT count(*) AS n FROM {name}",
            QueryExecutionContext={"Database": DATABASE},
        )
        assert finish(athena, query_id)["Status"]["State"] == "SUCCEEDED", name


def test_with_join_and_subquery(lake, table):
    sql = f"""WITH few AS (SELECT id, name FROM {table} WHERE id < 3)
              SELECT t.id, few.name IS NULL AS nameless FROM few JOIN {table} t USING (id)
              ORDER BY 1 DESC"""
    assert lake.query(sql) == [["id", "nameless"], ["2", "true"], ["1", "false"]]


def test_explain_tells_the_plan_and_reads_nothing(athena, table):
    query_id = start(athena, f"EXPLAIN SELECT name, count(*) FROM {table} GROUP BY name")
    execution = finish(athena, query_id)
    assert execution["Status"]["State"] == "SUCCEEDED"
    assert (execution["StatementType"], execution["SubstatementType"]) == ("UTILITY", "EXPLAIN")
    assert execution["Statistics"]["DataScannedInBytes"] == 0
    result = athena.get_query_results(QueryExecutionId=query_id)["ResultSet"]
    lines = [row["Data"][0].get("VarCharValue", "") for row in result["Rows"]]
    assert lines[0] == "Query Plan"
    assert any("HASH_GROUP_BY" in line for line in lines)
    assert not any("blobs" in line for line in lines)


@pytest.mark.parametrize("sql", ["EXPLAIN", "EXPLAIN ANALYZE SELECT 1", "EXPLAIN DROP TABLE x"])
def test_explain_of_what_is_no_query_is_refused(athena, sql):
    refused = refusal(
        athena.start_query_execution,
        QueryString=sql,
        ResultConfiguration={"OutputLocation": f"s3://{BUCKET}/athena/"},
    )
    assert refused["Code"] == "InvalidRequestException"


def test_stop(lake, athena):
    table = lake.table({"v": "bigint"}, [(number,) for number in range(3000)])
    query_id = start(
        athena,
        f"SELECT count(*) FROM {table} a, {table} b, {table} c, {table} d "
        "WHERE a.v + b.v + c.v + d.v = -1",
    )
    athena.stop_query_execution(QueryExecutionId=query_id)
    assert finish(athena, query_id)["Status"]["State"] == "CANCELLED"
    assert (
        refusal(athena.get_query_results, QueryExecutionId=query_id)["Code"]
        == "InvalidRequestException"
    )
    athena.stop_query_execution(QueryExecutionId=query_id)


def test_same_token_is_the_same_query(athena, table):
    token = str(uuid.uuid4())
    first = start(athena, f"SELECT 1 AS one FROM {table}", ClientRequestToken=token)
    assert start(athena, f"SELECT 1 AS one FROM {table}", ClientRequestToken=token) == first
    assert start(athena, f"SELECT 1 AS one FROM {table}") != first


@pytest.mark.parametrize(
    "sql, word",
    [
        ("SELECT nosuch FROM {table}", "nosuch"),
        ("SELECT * FROM nosuch", "nosuch"),
        ("SELECT * FROM nodb.t", "nodb"),
        ("SELECT CAST(name AS bigint) FROM {table}", ""),
    ],
)
def test_failed_query_says_why(athena, table, sql, word):
    status = finish(athena, start(athena, sql.format(table=table)))["Status"]
    assert status["State"] == "FAILED" and word in status["StateChangeReason"]
    assert status["AthenaError"]["ErrorCategory"] == 2
    assert "blobs/" not in status["StateChangeReason"]


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "   ",
        "DROP TABLE x",
        "COPY x TO '/tmp/y'",
        "INSERT INTO x VALUES (1)",
        "SET threads = 1",
    ],
)
def test_what_is_no_query_is_refused_at_once(athena, sql):
    assert (
        refusal(
            athena.start_query_execution,
            QueryString=sql or " ",
            ResultConfiguration={"OutputLocation": f"s3://{BUCKET}/athena/"},
        )["Code"]
        == "InvalidRequestException"
    )


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{data}/keys/root.json')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/*')",
        "SELECT 1 AS a; COPY (SELECT 1) TO '{data}/../leak.csv'",
    ],
)
def test_query_gets_at_nothing_but_its_tables(athena, server, table, sql):
    text = sql.format(data=server.data)
    try:
        query_id = start(athena, text)
    except ClientError as refused:
        assert refused.response["Error"]["Code"] == "InvalidRequestException"
    else:
        assert finish(athena, query_id)["Status"]["State"] == "FAILED"
    assert not (server.data.parent / "leak.csv").exists()


def test_output_location_must_be_there(athena):
    assert (
        "output location"
        in refusal(athena.start_query_execution, QueryString="SELECT 1 AS a")["Message"]
    )
    assert (
        refusal(
            athena.start_query_execution,
            QueryString="SELECT 1 AS a",
            ResultConfiguration={"OutputLocation": "s3://no-such-bucket/x/"},
        )["Code"]
        == "InvalidRequestException"
    )


def test_unknown_query_id(athena):
    unknown = str(uuid.uuid4())
    for call in (athena.get_query_execution, athena.get_query_results, athena.stop_query_execution):
        assert refusal(call, QueryExecutionId=unknown)["Code"] == "InvalidRequestException"


def test_query_without_tables(lake):
    assert lake.query("SELECT 1 AS one, 'x' AS text, NULL AS nothing") == [
        ["one", "text", "nothing"],
        ["1", "x", None],
    ]
