"""The wire itself: unknown operations, validation, request ids, protocols, bodies that are no
JSON.
"""

import re

import pytest
from botocore.exceptions import ClientError

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def test_unknown_operation(wire):
    reply = wire.call("glue", "MakeCoffee", {})
    assert (reply.status, reply.code) == (400, "UnknownOperationException")


def test_unknown_service(wire):
    request = wire.json_request("glue", "GetDatabases", {})
    other = wire.request(
        "POST",
        "/",
        request.data,
        {"X-Amz-Target": "Elsewhere.GetDatabases", "Content-Type": "application/x-amz-json-1.1"},
    )
    assert wire.send(other).code == "UnknownOperationException"


@pytest.mark.parametrize(
    "service, operation, arguments",
    [
        ("glue", "create_crawler", {"Name": "c", "Role": "r", "Targets": {}}),
        ("glue", "get_ml_transforms", {}),
        ("athena", "create_notebook", {"WorkGroup": "w", "Name": "n"}),
    ],
)
def test_operation_that_is_not_built_names_itself(server, service, operation, arguments):
    name = "".join(part.capitalize() for part in operation.split("_")).replace("Ml", "ML")
    with pytest.raises(ClientError, match=name) as failure:
        getattr(server.client(service), operation)(**arguments)
    error = failure.value.response
    assert error["Error"]["Code"] == "OperationNotSupportedException"
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_s3_operation_that_is_not_built_names_itself(s3):
    s3.create_bucket(Bucket="wire")
    with pytest.raises(ClientError, match="GetBucketReplication|Replication") as failure:
        s3.get_bucket_replication(Bucket="wire")
    assert failure.value.response["Error"]["Code"] == "NotImplemented"
    assert failure.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501


VIOLATIONS = [
    ("CreateDatabase", {}, ["'databaseInput'", "Member must not be null"]),
    (
        "CreateDatabase",
        {"DatabaseInput": {"Name": ""}},
        ["'databaseInput.name'", "length greater than or equal to 1"],
    ),
    ("GetDatabase", {"Name": "x" * 256}, ["'name'", "length less than or equal to 255"]),
    (
        "CreateJob",
        {"Name": "j", "Role": "r", "Command": {}, "WorkerType": "Huge"},
        ["'workerType'", "enum value set"],
    ),
    (
        "CreateJob",
        {"Name": "j", "Role": "r", "Command": {"PythonVersion": "x"}},
        ["'command.pythonVersion'", "pattern"],
    ),
    (
        "CreateTable",
        {"DatabaseName": "d", "TableInput": {}},
        ["'tableInput.name'", "Member must not be null"],
    ),
    ("GetTables", {}, ["'databaseName'"]),
]


@pytest.mark.parametrize("operation, document, words", VIOLATIONS)
def test_input_is_checked_against_the_model(wire, operation, document, words):
    reply = wire.call("glue", operation, document)
    assert reply.status == 400 and reply.code in ("ValidationException", "InvalidInputException"), (
        reply.body
    )
    assert "1 validation error detected" in reply.message
    for word in words:
        assert word in reply.message, reply.message


def test_several_violations_are_counted(wire):
    reply = wire.call("glue", "CreateTable", {"TableInput": {"Name": ""}})
    assert reply.message.startswith("2 validation errors detected: ")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"x"',
        b"{}{}",
        b'{"Name": 7}',
        b'{"Name": ["x"]}',
        b"\xff\xfe",
        b"null",
        b'{"Name": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    ],
)
def test_body_that_is_no_input_is_refused(wire, body):
    reply = wire.call("glue", "GetDatabase", body)
    assert (reply.status, reply.code) in (
        (400, "SerializationException"),
        (400, "ValidationException"),
    ), reply.body


def test_every_answer_has_a_request_id(wire, s3):
    good, bad = (
        wire.call("glue", "GetDatabases", {}),
        wire.call("glue", "GetDatabase", {"Name": "nothing"}),
    )
    ids = [reply.headers["x-amzn-RequestId"] for reply in (good, bad)]
    assert all(UUID.fullmatch(one) for one in ids) and ids[0] != ids[1]
    answer = s3.list_buckets()["ResponseMetadata"]
    assert answer["RequestId"] and answer["HostId"]
    with pytest.raises(ClientError) as failure:
        s3.get_object(Bucket="nowhere-at-all", Key="x")
    assert failure.value.response["ResponseMetadata"]["RequestId"]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_both_versions_of_aws_json(wire, version):
    reply = wire.call("glue", "GetDatabases", {}, version)
    assert (
        reply.status == 200 and reply.headers["Content-Type"] == f"application/x-amz-json-{version}"
    )


def test_query_protocol_errors_are_xml(wire):
    body = b"Action=Nonsense&Version=2011-06-15"
    request = wire.request(
        "POST", "/", body, {"Content-Type": "application/x-www-form-urlencoded"}, "sts"
    )
    reply = wire.send(request)
    assert (
        reply.status == 400
        and b"<Code>InvalidAction</Code>" in reply.body
        and b"<RequestId>" in reply.body
    )


def test_json_null_is_as_if_it_were_not_there(wire):
    assert wire.call("glue", "GetDatabases", {"MaxResults": None, "NextToken": None}).status == 200


def test_unknown_members_are_passed_over(wire):
    assert wire.call("glue", "GetDatabases", {"FromTheFuture": {"a": 1}}).status == 200


def test_health_needs_no_signature(wire):
    request = wire.request("GET", "/_tenon/health")
    for name in list(request.headers.keys()):
        del request.headers[name]
    assert wire.send(request).status == 200
