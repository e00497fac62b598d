"""Statements that are saved under a name, and the history of those that have run."""

import uuid

import pytest
from botocore.exceptions import ClientError
from lake import BUCKET, DATABASE
from tenon_server import PROGRAM, Server
from test_athena import finish, start


def create(athena, name, statement="SELECT 1", **more):
    return athena.create_named_query(Name=name, Database=DATABASE, QueryString=statement, **more)[
        "NamedQueryId"
    ]


def pages(operation, key, **arguments):
    """Every page of a list, as lists."""
    found = []
    while True:
        page = operation(**arguments)
        found.append(page[key])
        if "NextToken" not in page:
            return found
        arguments["NextToken"] = page["NextToken"]


def refusal(call, **arguments):
    with pytest.raises(ClientError) as failed:
        call(**arguments)
    return failed.value.response["Error"]


def test_query_is_saved_changed_and_deleted(athena):
    query_id = create(athena, "daily", "SELECT 1", Description="ü")
    assert athena.get_named_query(NamedQueryId=query_id)["NamedQuery"] == {
        "NamedQueryId": query_id,
        "Name": "daily",
        "Description": "ü",
        "Database": DATABASE,
        "QueryString": "SELECT 1",
        "WorkGroup": "primary",
    }
    athena.update_named_query(NamedQueryId=query_id, Name="weekly", QueryString="SELECT 7")
    assert athena.get_named_query(NamedQueryId=query_id)["NamedQuery"] == {
        "NamedQueryId": query_id,
        "Name": "weekly",
        "Database": DATABASE,
        "QueryString": "SELECT 7",
        "WorkGroup": "primary",
    }
    athena.delete_named_query(NamedQueryId=query_id)
    for call, more in (
        (athena.get_named_query, {}),
        (athena.delete_named_query, {}),
        (athena.update_named_query, {"Name": "a", "QueryString": "SELECT 1"}),
    ):
        error = refusal(call, NamedQueryId=query_id, **more)
        assert error["Code"] == "InvalidRequestException" and query_id in error["Message"]


def test_a_token_saves_one_query(athena):
    token = uuid.uuid4().hex
    query_id = create(athena, "once", ClientRequestToken=token)
    assert create(athena, "once", ClientRequestToken=token) == query_id
    error = refusal(
        athena.create_named_query,
        Name="once",
        Database=DATABASE,
        QueryString="SELECT 2",
        ClientRequestToken=token,
    )
    assert error["Code"] == "InvalidRequestException"
    assert create(athena, "once") != query_id


def test_saved_queries_are_listed_newest_first_in_pages(athena):
    saved = [create(athena, f"query {number}") for number in range(5)]
    found = pages(athena.list_named_queries, "NamedQueryIds", MaxResults=2)
    assert all(len(page) == 2 for page in found[:-1])
    assert [query_id for page in found for query_id in page][:5] == saved[::-1]
    missing = str(uuid.uuid4())
    batch = athena.batch_get_named_query(NamedQueryIds=[saved[1], missing, saved[0]])
    assert [query["NamedQueryId"] for query in batch["NamedQueries"]] == [saved[1], saved[0]]
    [unprocessed] = batch["UnprocessedNamedQueryIds"]
    assert unprocessed["NamedQueryId"] == missing and unprocessed["ErrorCode"] == "INVALID_INPUT"


@pytest.mark.parametrize("operation", ["list_named_queries", "list_query_executions"])
def test_lists_know_one_work_group_and_their_own_tokens(athena, operation):
    call = getattr(athena, operation)
    assert "WorkGroup nosuch is not found" in refusal(call, WorkGroup="nosuch")["Message"]
    assert refusal(call, NextToken="nonsense")["Code"] == "InvalidRequestException"
    assert call(WorkGroup="primary")["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_history_is_listed_newest_first_in_pages(athena, lake):
    run = [start(athena, f"SELECT {number}") for number in range(5)]
    for query_id in run:
        finish(athena, query_id)
    found = pages(athena.list_query_executions, "QueryExecutionIds", MaxResults=2)
    assert [query_id for page in found for query_id in page][:5] == run[::-1]
    missing = str(uuid.uuid4())
    batch = athena.batch_get_query_execution(QueryExecutionIds=[run[3], missing, run[0]])
    assert [execution["Query"] for execution in batch["QueryExecutions"]] == [
        "SELECT 3",
        "SELECT 0",
    ]
    [unprocessed] = batch["UnprocessedQueryExecutionIds"]
    assert unprocessed["QueryExecutionId"] == missing


def test_runtime_statistics_of_a_query(athena, lake):
    table = lake.table({"id": "bigint"}, [[number] for number in range(100)])
    query_id = start(athena, f"SELECT * FROM {table} WHERE id < 40")
    execution = finish(athena, query_id)
    answer = athena.get_query_runtime_statistics(QueryExecutionId=query_id)
    statistics = answer["QueryRuntimeStatistics"]
    assert statistics["Rows"] == {
        "InputBytes": execution["Statistics"]["DataScannedInBytes"],
        "OutputRows": 40,
    }
    timeline = statistics["Timeline"]
    assert timeline["TotalExecutionTimeInMillis"] == (
        timeline["QueryQueueTimeInMillis"] + timeline["EngineExecutionTimeInMillis"]
    )


def test_saved_queries_and_history_survive_a_power_cut(tmp_path):
    server = Server(PROGRAM, tmp_path / "data").start()
    athena = server.client("athena")
    server.client("s3").create_bucket(Bucket=BUCKET)
    saved, run = create(athena, "kept"), start(athena, "SELECT 1", QueryExecutionContext={})
    finish(athena, run)
    server.kill()
    with server:
        athena = server.client("athena")
        assert athena.list_named_queries()["NamedQueryIds"] == [saved]
        assert athena.list_query_executions()["QueryExecutionIds"] == [run]


def test_each_page_of_a_long_result_goes_on_where_the_one_before_ended(athena, lake):
    rows = 20_000
    table = lake.table({"n": "bigint"}, [[number] for number in range(rows)])
    query_id = start(athena, f"SELECT n FROM {table} ORDER BY n")
    finish(athena, query_id)
    expected, arguments, sizes = ["n"] + [str(number) for number in range(rows)], {}, []
    while True:
        page = athena.get_query_results(QueryExecutionId=query_id, MaxResults=1000, **arguments)
        found = [row["Data"][0]["VarCharValue"] for row in page["ResultSet"]["Rows"]]
        assert found == expected[: len(found)]
        expected = expected[len(found) :]
        sizes.append(len(found))
        if "NextToken" not in page:
            break
        arguments = {"NextToken": page["NextToken"]}
    assert not expected and set(sizes[:-1]) == {1000}
