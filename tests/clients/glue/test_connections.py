"""Connections: what is kept of them, and who is told their secrets."""

import json
import os
import stat

import pytest
from catalog_calls import code_of, names_of, pages_of, refusal
from stored_files import everything_in
from tenon_server import PROGRAM, Server, ServerFailed

PASSWORD = "correct-horse-battery"


def jdbc(name, **more):
    return {
        "Name": name,
        "ConnectionType": "JDBC",
        "ConnectionProperties": {
            "JDBC_CONNECTION_URL": "jdbc:postgresql://db.example:5432/sales",
            "USERNAME": "reader",
            "PASSWORD": PASSWORD,
        },
        **more,
    }


def network(name, **more):
    return {"Name": name, "ConnectionType": "NETWORK", "ConnectionProperties": {}, **more}


# Everything that AWS counts as a secret; what is left of each is told.
SECRETS = {
    "kafka": {
        "ConnectionType": "KAFKA",
        "ConnectionProperties": {
            "KAFKA_BOOTSTRAP_SERVERS": "broker:9092",
            **{
                key: f"secret-of-{key}"
                for key in (
                    "PASSWORD",
                    "ENCRYPTED_PASSWORD",
                    "KAFKA_CLIENT_KEYSTORE_PASSWORD",
                    "KAFKA_CLIENT_KEY_PASSWORD",
                    "ENCRYPTED_KAFKA_CLIENT_KEYSTORE_PASSWORD",
                    "ENCRYPTED_KAFKA_CLIENT_KEY_PASSWORD",
                    "KAFKA_SASL_PLAIN_PASSWORD",
                    "ENCRYPTED_KAFKA_SASL_PLAIN_PASSWORD",
                    "KAFKA_SASL_SCRAM_PASSWORD",
                    "ENCRYPTED_KAFKA_SASL_SCRAM_PASSWORD",
                )
            },
        },
    },
    "oauth": {
        "ConnectionType": "SALESFORCE",
        "ConnectionProperties": {"ROLE_ARN": "arn:aws:iam::000000000000:role/r"},
        "SparkProperties": {"region": "r", "apiKey": "secret-of-spark"},
        "AthenaProperties": {"client_secret": "secret-of-athena"},
        "PythonProperties": {"token": "secret-of-python"},
        "AuthenticationConfiguration": {
            "AuthenticationType": "OAUTH2",
            "BasicAuthenticationCredentials": {"Username": "u", "Password": "secret-of-basic"},
            "CustomAuthenticationCredentials": {"anything": "secret-of-custom"},
            "OAuth2Properties": {
                "OAuth2GrantType": "CLIENT_CREDENTIALS",
                "OAuth2ClientApplication": {"UserManagedClientApplicationClientId": "client"},
                "TokenUrl": "https://token.example/",
                "TokenUrlParametersMap": {"scope": "s", "client_secret": "secret-of-token"},
                "AuthorizationCodeProperties": {"AuthorizationCode": "secret-of-code"},
                "OAuth2Credentials": {
                    "UserManagedClientApplicationClientSecret": "secret-of-client",
                    "AccessToken": "secret-of-access",
                    "RefreshToken": "secret-of-refresh",
                    "JwtToken": "secret.of.jwt",
                },
            },
        },
    },
    "url": {
        "ConnectionType": "MONGODB",
        "ConnectionProperties": {
            "CONNECTION_URL": "mongodb://u:secret-of-url@db/x",
            "SECRET_ID": "an-id",
        },
    },
}


def texts_of(value):
    """Every text within a value."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts_of(item)]
    return [value] if isinstance(value, str) else []


def secrets_of(connection):
    return [text for text in texts_of(connection) if "secret-of" in text or "secret.of" in text]


@pytest.fixture
def session(server, sts):
    """A client with a temporary key."""
    key = sts.get_session_token()["Credentials"]
    return server.client(
        "glue",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key["SessionToken"],
    )


@pytest.fixture(autouse=True)
def no_connections(glue):
    """Each test begins without connections."""
    names = names_of(glue.get_connections(HidePassword=True)["ConnectionList"])
    glue.batch_delete_connection(ConnectionNameList=names)


def test_a_connection_is_created_read_replaced_and_deleted(glue):
    sent = jdbc(
        "Sales",
        Description="Größe",
        MatchCriteria=["prod"],
        PhysicalConnectionRequirements={
            "SubnetId": "subnet-1",
            "SecurityGroupIdList": ["sg-1"],
            "AvailabilityZone": "us-east-1a",
        },
    )
    assert glue.create_connection(ConnectionInput=sent)["CreateConnectionStatus"] == "READY"
    made = glue.get_connection(Name="Sales")["Connection"]
    assert {name: made[name] for name in sent} == sent
    assert made["Status"] == "READY" and made["ConnectionSchemaVersion"] == 1
    assert made["CreationTime"] == made["LastUpdatedTime"]

    glue.update_connection(Name="Sales", ConnectionInput=network("Sales"))
    changed = glue.get_connection(Name="Sales")["Connection"]
    assert changed["ConnectionType"] == "NETWORK" and changed["ConnectionProperties"] == {}
    assert "Description" not in changed and changed["CreationTime"] == made["CreationTime"]
    assert changed["LastUpdatedTime"] >= made["LastUpdatedTime"]

    glue.delete_connection(ConnectionName="Sales")
    assert glue.get_connections()["ConnectionList"] == []


def test_names_are_taken_once_and_keep_their_case(glue):
    glue.create_connection(ConnectionInput=network("Sales"))
    assert refusal(glue.create_connection, ConnectionInput=network("Sales")) == (
        "AlreadyExistsException",
        "Connection Sales already exists.",
    )
    glue.create_connection(ConnectionInput=network("sales"))
    assert names_of(glue.get_connections()["ConnectionList"]) == ["Sales", "sales"]


@pytest.mark.parametrize(
    "operation, arguments",
    [
        ("get_connection", {"Name": "nothing"}),
        ("update_connection", {"Name": "nothing", "ConnectionInput": network("nothing")}),
        ("delete_connection", {"ConnectionName": "nothing"}),
    ],
)
def test_what_is_missing_is_named(glue, operation, arguments):
    assert refusal(getattr(glue, operation), **arguments) == (
        "EntityNotFoundException",
        "Connection nothing not found.",
    )


def test_many_are_deleted_at_once(glue):
    glue.create_connection(ConnectionInput=network("a"))
    answer = glue.batch_delete_connection(ConnectionNameList=["a", "nothing"])
    assert answer["Succeeded"] == ["a"]
    assert {name: error["ErrorCode"] for name, error in answer["Errors"].items()} == {
        "nothing": "EntityNotFoundException"
    }
    assert glue.batch_delete_connection(ConnectionNameList=[])["Errors"] == {}
    names = [f"c{number}" for number in range(26)]
    assert code_of(glue.batch_delete_connection, ConnectionNameList=names) == "ValidationException"


INVALID = {
    "no server": ("JDBC", {"USERNAME": "u", "PASSWORD": PASSWORD}, "JDBC_CONNECTION_URL"),
    "no user": ("JDBC", {"JDBC_CONNECTION_URL": "jdbc:x", "PASSWORD": PASSWORD}, "USERNAME"),
    "no broker": ("KAFKA", {}, "KAFKA_BOOTSTRAP_SERVERS"),
    "no url": ("MONGODB", {"SECRET_ID": "s"}, "CONNECTION_URL"),
    "no connector": ("MARKETPLACE", {}, "CONNECTOR_TYPE"),
    "not in AWS either": ("SFTP", {}, "SFTP"),
}


@pytest.mark.parametrize("kind, properties, missing", INVALID.values(), ids=INVALID)
def test_a_connection_has_what_its_type_needs(glue, kind, properties, missing):
    sent = {"Name": "a", "ConnectionType": kind, "ConnectionProperties": properties}
    glue.create_connection(ConnectionInput=network("a"))
    for call, arguments in (
        (glue.create_connection, {}),
        (glue.update_connection, {"Name": "a"}),
    ):
        code, message = refusal(call, ConnectionInput=sent, **arguments)
        assert code == "InvalidInputException"
        assert missing in message and PASSWORD not in message


def test_a_connection_is_not_renamed(glue):
    glue.create_connection(ConnectionInput=network("a"))
    assert (
        code_of(glue.update_connection, Name="a", ConnectionInput=network("b"))
        == "InvalidInputException"
    )


def test_refusals_do_not_repeat_secrets(glue):
    for properties in (
        {"PASSWORD": PASSWORD, "PASSWRD": "x"},
        {"PASSWORD": PASSWORD + "x" * 1024},
        {"PASSWORD": PASSWORD, "HOST": "h" * 1025},
    ):
        code, message = refusal(
            glue.create_connection,
            ConnectionInput={**network("a"), "ConnectionProperties": properties},
        )
        assert code == "ValidationException" and PASSWORD not in message
    code, message = refusal(
        glue.create_connection,
        ConnectionInput=network(
            "a",
            AuthenticationConfiguration={
                "BasicAuthenticationCredentials": {"Username": "u", "Password": PASSWORD * 30}
            },
        ),
    )
    assert code == "ValidationException" and PASSWORD not in message


def test_connections_by_filter_and_in_pages(glue):
    for number in range(3):
        glue.create_connection(ConnectionInput=network(f"n{number}", MatchCriteria=["x", "y"]))
    glue.create_connection(ConnectionInput=jdbc("j", MatchCriteria=["x"]))
    glue.create_connection(
        ConnectionInput={
            "Name": "p",
            "ConnectionType": "POSTGRESQL",
            "ConnectionProperties": {"HOST": "h"},
        }
    )

    def listed(**wanted):
        return names_of(glue.get_connections(Filter=wanted)["ConnectionList"])

    assert listed() == ["j", "n0", "n1", "n2", "p"]
    assert listed(ConnectionType="JDBC") == ["j"]
    assert listed(MatchCriteria=["x"]) == ["j", "n0", "n1", "n2"]
    assert listed(MatchCriteria=["y", "x"], ConnectionType="NETWORK") == ["n0", "n1", "n2"]
    assert listed(MatchCriteria=["z"]) == []
    assert listed(ConnectionSchemaVersion=2) == ["p"]

    pages = pages_of(glue, "get_connections", 2, Filter={"MatchCriteria": ["x"]})
    assert [names_of(page["ConnectionList"]) for page in pages] == [["j", "n0"], ["n1", "n2"]]
    first = glue.get_connections(MaxResults=2)
    glue.delete_connection(ConnectionName="n0")
    rest = glue.get_connections(NextToken=first["NextToken"])
    assert names_of(rest["ConnectionList"]) == ["n1", "n2", "p"] and "NextToken" not in rest
    for arguments in ({"NextToken": "made up"}, {"MaxResults": 1001}):
        assert code_of(glue.get_connections, **arguments) == "InvalidInputException"


def test_passwords_are_told_to_who_may_and_asks(glue, session):
    glue.create_connection(ConnectionInput=jdbc("a"))

    def told(client, **arguments):
        one = client.get_connection(Name="a", **arguments)["Connection"]
        (listed,) = client.get_connections(**arguments)["ConnectionList"]
        assert one == listed and one["ConnectionProperties"]["USERNAME"] == "reader"
        return one["ConnectionProperties"].get("PASSWORD")

    assert told(glue) == told(glue, HidePassword=False) == PASSWORD
    assert told(glue, HidePassword=True) is None
    # A temporary key is handed on to programs; it does not come with the passwords.
    assert told(session) is None and told(session, HidePassword=False) is None


@pytest.mark.parametrize("name", SECRETS)
def test_secrets_are_nowhere_in_clear(server, glue, session, name):
    sent = {"Name": name, **SECRETS[name]}
    glue.create_connection(ConnectionInput=sent, Tags={"team": "a"})
    secrets = secrets_of(sent)
    assert secrets
    kept = everything_in(server.data)
    assert name.encode() in kept
    log = server.output()
    for secret in secrets:
        assert secret.encode() not in kept and secret not in log

    for client, hide in ((glue, True), (session, True), (session, False)):
        shown = client.get_connection(Name=name, HidePassword=hide)["Connection"]
        assert secrets_of(shown) == []
    arn = f"arn:aws:glue:us-east-1:000000000000:connection/{name}"
    assert glue.get_tags(ResourceArn=arn)["Tags"] == {"team": "a"}

    # Asked for, properties come back; credentials of an AuthenticationConfiguration never do.
    shown = glue.get_connection(Name=name)["Connection"]
    for member, value in sent.items():
        assert member == "AuthenticationConfiguration" or shown[member] == value
    assert "BasicAuthenticationCredentials" not in json.dumps(shown, default=str)
    assert "secret-of-client" not in json.dumps(shown, default=str)


def test_properties_of_a_compute_environment(glue):
    glue.create_connection(
        ConnectionInput={
            "Name": "a",
            "ConnectionType": "POSTGRESQL",
            "ConnectionProperties": {"HOST": "h", "PORT": "1"},
            "SparkProperties": {"HOST": "spark", "fetchsize": "10"},
        }
    )
    got = glue.get_connection(Name="a", ApplyOverrideForComputeEnvironment="SPARK")["Connection"]
    assert got["ConnectionProperties"] == {"HOST": "spark", "PORT": "1"}
    assert got["SparkProperties"] == {"HOST": "spark", "fetchsize": "10"}


def test_the_key_file_is_kept_and_protected(tmp_path):
    server = Server(PROGRAM, tmp_path / "data")
    key = server.data / "keys/sealing.key"
    with server:
        server.client("glue").create_connection(ConnectionInput=jdbc("a"))
        assert stat.S_IMODE(key.stat().st_mode) == 0o600 and key.stat().st_size == 32

    def password():
        got = server.client("glue").get_connection(Name="a")["Connection"]
        return got["ConnectionProperties"]["PASSWORD"]

    with server:
        assert password() == PASSWORD

    key.chmod(0o640)
    with pytest.raises(ServerFailed, match="chmod 600: .*sealing.key"):
        server.start()
    key.chmod(0o600)
    right = key.read_bytes()
    key.write_bytes(right[:-1])
    with pytest.raises(ServerFailed, match="32 bytes.*sealing.key"):
        server.start()

    # With another key the connection is there, but its secrets are not.
    key.write_bytes(bytes(32))
    with server:
        glue = server.client("glue")
        code, message = refusal(glue.get_connection, Name="a")
        assert code == "GlueEncryptionException" and "sealing.key" in message
        assert code_of(glue.get_connections) == "GlueEncryptionException"
        hidden = glue.get_connection(Name="a", HidePassword=True)["Connection"]
        assert "PASSWORD" not in hidden["ConnectionProperties"]
        glue.update_connection(Name="a", ConnectionInput=jdbc("a"))
        assert password() == PASSWORD


def test_the_key_file_can_be_named(tmp_path):
    key = tmp_path / "mounted.key"
    server = Server(PROGRAM, tmp_path / "data", environment={"TENON_SECURITY_KEY_FILE": str(key)})
    # One that is named has to be there: it may be on a disk that is not mounted.
    with pytest.raises(ServerFailed, match="security.key_file.*mounted.key"):
        server.start()
    key.write_bytes(os.urandom(32))
    key.chmod(0o400)
    with server:
        glue = server.client("glue")
        glue.create_connection(ConnectionInput=jdbc("a"))
        got = glue.get_connection(Name="a")["Connection"]
        assert got["ConnectionProperties"]["PASSWORD"] == PASSWORD
    assert not (server.data / "keys/sealing.key").exists()
