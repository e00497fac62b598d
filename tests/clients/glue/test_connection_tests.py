"""TestConnection: whether a real PostgreSQL lets us in, and what is said if it does not."""

import json
import socket

import directly
import pytest
from catalog_calls import code_of


@pytest.fixture
def connect(glue, postgresql):
    """Makes a connection that differs from the right one as told; the name is given."""
    made = []

    def create(url=None, **properties):
        made.append(f"c{len(made)}")
        settings = postgresql.settings()
        if url is not None:
            properties["JDBC_CONNECTION_URL"] = url.format(**settings)
        directly.create_connection(glue, made[-1], settings, **properties)
        return made[-1]

    yield create
    for name in made:
        glue.delete_connection(ConnectionName=name)


def refusal_of(glue, **request):
    with pytest.raises(glue.exceptions.InvalidInputException) as refused:
        glue.test_connection(**request)
    return refused.value.response["Error"]["Message"]


@pytest.mark.parametrize("parameters", ["", "?sslmode=disable", "?sslmode=prefer"])
def test_a_database_that_lets_us_in(glue, connect, parameters):
    url = "jdbc:postgresql://{host}:{port}/{dbname}" + parameters
    glue.test_connection(ConnectionName=connect(url))


def test_user_and_password_come_from_a_secret(glue, server, connect, postgresql):
    settings = postgresql.settings()
    secret = {"username": settings["user"], "password": settings["password"]}
    arn = server.client("secretsmanager").create_secret(
        Name="signup/database", SecretString=json.dumps(secret)
    )["ARN"]
    for secret_id in ("signup/database", arn):
        name = connect(USERNAME=None, PASSWORD=None, SECRET_ID=secret_id)
        glue.test_connection(ConnectionName=name)
    name = connect(USERNAME=None, PASSWORD=None, SECRET_ID="nothing")
    assert "nothing" in refusal_of(glue, ConnectionName=name)


def test_a_connection_is_tested_before_it_is_made(glue, postgresql):
    settings = postgresql.settings()
    described = {
        "ConnectionType": "JDBC",
        "ConnectionProperties": {
            "JDBC_CONNECTION_URL": "jdbc:postgresql://{host}:{port}/{dbname}".format(**settings),
            "USERNAME": settings["user"],
            "PASSWORD": settings["password"],
        },
    }
    glue.test_connection(TestConnectionInput=described)
    described["ConnectionProperties"]["PASSWORD"] = "another"
    assert "password authentication failed" in refusal_of(glue, TestConnectionInput=described)
    assert "either" in refusal_of(glue)


@pytest.mark.parametrize(
    ("url", "properties", "reason"),
    [
        (None, {"PASSWORD": "another"}, "password authentication failed"),
        (None, {"USERNAME": "nobody"}, "password authentication failed"),
        ("jdbc:postgresql://{host}:{port}/nothing", {}, 'database "nothing" does not exist'),
        ("jdbc:postgresql://{host}:1/{dbname}", {}, "Connection refused"),
        ("jdbc:postgresql://{host}:{port}/{dbname}?sslmode=require", {}, "does not support SSL"),
        (None, {"JDBC_ENFORCE_SSL": "true"}, "SSL"),
        ("jdbc:oracle://{host}:{port}/{dbname}", {}, "oracle cannot be reached"),
        ("jdbc:postgresql://{host}:{port}/{dbname}?x=1", {}, "x of JDBC_CONNECTION_URL"),
    ],
)
def test_what_is_wrong_is_said_without_the_password(glue, connect, url, properties, reason):
    message = refusal_of(glue, ConnectionName=connect(url, **properties))
    assert reason in message and "\n" not in message
    assert "another" not in message


def test_a_connection_that_is_not_there(glue):
    assert code_of(glue.test_connection, ConnectionName="none") == "EntityNotFoundException"


def test_a_server_that_says_nothing_is_not_waited_for(glue, connect):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"jdbc:postgresql://127.0.0.1:{silent.getsockname()[1]}/{{dbname}}"
        message = refusal_of(glue, ConnectionName=connect(url))
        assert "timeout expired" in message
