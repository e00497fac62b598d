"""Secrets: what is told of them, to whom, and what never is."""

import datetime
import json
import os
import re
import uuid

import pytest
from catalog_calls import code_of, names_of, pages_of, refusal
from stored_files import everything_in
from tenon_server import PROGRAM, Server

VALUE = json.dumps({"username": "reader", "password": "correct-horse-battery"})
NOT_FOUND = ("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
MARKED = (
    "InvalidRequestException",
    "You can't perform this operation on the secret because it was marked for deletion.",
)
BAD_NAME = (
    "ValidationException",
    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the "
    "following: -/_+=.@!",
)


def stages_of(versions):
    return {version["VersionId"]: version.get("VersionStages", []) for version in versions}


def told(client, name, **arguments):
    return client.get_secret_value(SecretId=name, **arguments)["SecretString"]


def test_a_secret_is_created_told_and_described(secretsmanager, name):
    created = secretsmanager.create_secret(
        Name=name,
        SecretString=VALUE,
        Description="Größe",
        KmsKeyId="alias/mine",
        Tags=[{"Key": "team", "Value": "a"}],
    )
    arn = created["ARN"]
    assert re.fullmatch(
        f"arn:aws:secretsmanager:us-east-1:000000000000:secret:{name}-[A-Za-z0-9]{{6}}", arn
    )
    assert created["Name"] == name and uuid.UUID(created["VersionId"])

    described = secretsmanager.describe_secret(SecretId=name)
    assert "LastAccessedDate" not in described and "DeletedDate" not in described
    assert described["Description"] == "Größe" and described["KmsKeyId"] == "alias/mine"
    assert described["Tags"] == [{"Key": "team", "Value": "a"}]
    assert described["VersionIdsToStages"] == {created["VersionId"]: ["AWSCURRENT"]}
    assert described["CreatedDate"] == described["LastChangedDate"]

    partial = arn.rsplit("-", 1)[0]
    for identity in (name, arn, partial):
        got = secretsmanager.get_secret_value(SecretId=identity)
        assert (got["ARN"], got["Name"], got["SecretString"]) == (arn, name, VALUE)
        assert got["VersionId"] == created["VersionId"] and got["VersionStages"] == ["AWSCURRENT"]
        assert "SecretBinary" not in got

    accessed = secretsmanager.describe_secret(SecretId=name)["LastAccessedDate"]
    assert accessed.astimezone(datetime.UTC).time() == datetime.time()


def test_bytes_are_kept_as_they_are(secretsmanager, name):
    value = bytes(range(256))
    secretsmanager.create_secret(Name=name, SecretBinary=value)
    got = secretsmanager.get_secret_value(SecretId=name)
    assert got["SecretBinary"] == value and "SecretString" not in got
    largest = b"\xff" * 65536
    secretsmanager.put_secret_value(SecretId=name, SecretBinary=largest)
    assert secretsmanager.get_secret_value(SecretId=name)["SecretBinary"] == largest


def test_a_name_is_taken_once_and_keeps_its_case(secretsmanager, name):
    token = str(uuid.uuid4())
    made = {"Name": name, "SecretString": VALUE, "ClientRequestToken": token}
    first = secretsmanager.create_secret(**made)
    again = secretsmanager.create_secret(**made)  # as a client does that got no answer
    assert (again["ARN"], again["VersionId"]) == (first["ARN"], first["VersionId"])
    assert refusal(secretsmanager.create_secret, **{**made, "SecretString": "x"}) == (
        "ResourceExistsException",
        f"You can't use ClientRequestToken {token} because that value is already in use for a "
        f"version of secret {name}.",
    )
    assert refusal(secretsmanager.create_secret, Name=name, SecretString=VALUE) == (
        "ResourceExistsException",
        f"The operation failed because the secret {name} already exists.",
    )
    secretsmanager.create_secret(Name=name.upper(), SecretString="x")
    assert told(secretsmanager, name) == VALUE


def test_an_update_makes_a_version_where_it_has_a_value(secretsmanager, name):
    first = secretsmanager.create_secret(Name=name, SecretString="1")["VersionId"]
    assert "VersionId" not in secretsmanager.update_secret(SecretId=name, Description="d")
    second = secretsmanager.update_secret(SecretId=name, SecretString="2", KmsKeyId="k")
    described = secretsmanager.describe_secret(SecretId=name)
    assert (described["Description"], described["KmsKeyId"]) == ("d", "k")
    assert described["VersionIdsToStages"] == {
        first: ["AWSPREVIOUS"],
        second["VersionId"]: ["AWSCURRENT"],
    }
    assert told(secretsmanager, name) == "2"
    assert told(secretsmanager, name, VersionStage="AWSPREVIOUS") == "1"
    assert told(secretsmanager, name, VersionId=first, VersionStage="AWSPREVIOUS") == "1"
    token = second["VersionId"]
    assert (
        code_of(
            secretsmanager.update_secret,
            SecretId=name,
            SecretString="x",
            ClientRequestToken=token,
        )
        == "ResourceExistsException"
    )


def test_versions_are_put_and_listed(secretsmanager, name):
    assert "VersionId" not in secretsmanager.create_secret(Name=name)
    assert refusal(secretsmanager.get_secret_value, SecretId=name) == (
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    )
    token = str(uuid.uuid4())
    first = {"SecretId": name, "SecretString": "1", "ClientRequestToken": token}
    for _ in range(2):  # the second is ignored
        put = secretsmanager.put_secret_value(**first)
        assert put["VersionId"] == token and put["VersionStages"] == ["AWSCURRENT"]
    code, message = refusal(
        secretsmanager.put_secret_value, **{**first, "SecretString": "another one"}
    )
    assert code == "ResourceExistsException" and "another one" not in message

    pending = secretsmanager.put_secret_value(
        SecretId=name, SecretString="2", VersionStages=["two", "one"]
    )
    assert pending["VersionStages"] == ["one", "two"] and told(secretsmanager, name) == "1"
    assert told(secretsmanager, name, VersionStage="two") == "2"
    for _ in range(2):
        last = secretsmanager.put_secret_value(SecretId=name, SecretBinary=b"3")["VersionId"]

    listed = secretsmanager.list_secret_version_ids(SecretId=name)
    assert listed["Name"] == name and listed["ARN"] == put["ARN"]
    stages = stages_of(listed["Versions"])
    assert stages[last] == ["AWSCURRENT"] and stages[pending["VersionId"]] == ["one", "two"]
    assert token not in stages and len(stages) == 3
    assert all(version["KmsKeyIds"] == ["DefaultEncryptionKey"] for version in listed["Versions"])
    everything = secretsmanager.list_secret_version_ids(SecretId=name, IncludeDeprecated=True)
    assert stages_of(everything["Versions"])[token] == []
    assert told(secretsmanager, name, VersionId=token) == "1"
    asked = {"SecretId": name, "IncludeDeprecated": True, "MaxResults": 3}
    page = secretsmanager.list_secret_version_ids(**asked)
    rest = secretsmanager.list_secret_version_ids(**asked, NextToken=page["NextToken"])
    assert page["Versions"] + rest["Versions"] == everything["Versions"]
    assert len(rest["Versions"]) == 1 and "NextToken" not in rest


def test_a_version_that_is_not_there_is_named(secretsmanager, name):
    version = secretsmanager.create_secret(Name=name, SecretString="1")["VersionId"]

    def refused(**arguments):
        return refusal(secretsmanager.get_secret_value, SecretId=name, **arguments)

    missing = "Secrets Manager can't find the specified secret value for "
    assert refused(VersionStage="AWSPREVIOUS") == (
        "ResourceNotFoundException",
        missing + "staging label: AWSPREVIOUS",
    )
    other = str(uuid.uuid4())
    assert refused(VersionId=other) == (
        "ResourceNotFoundException",
        missing + f"VersionId: {other}",
    )
    assert refused(VersionId=version, VersionStage="AWSPREVIOUS") == (
        "InvalidRequestException",
        "You provided a VersionStage that is not associated to the provided VersionId.",
    )


def test_labels_are_limited(secretsmanager, name):
    secretsmanager.create_secret(Name=name, SecretString="1")
    labels = [f"label{number}" for number in range(20)]
    for call, arguments in (
        (secretsmanager.put_secret_value, {"VersionStages": labels}),
        (secretsmanager.put_secret_value, {"VersionStages": [*labels[:19], "AWSCURRENT"]}),
    ):
        assert (
            code_of(call, SecretId=name, SecretString="2", **arguments) == "LimitExceededException"
        )
    secretsmanager.put_secret_value(SecretId=name, SecretString="2", VersionStages=labels[:19])
    # It would add AWSPREVIOUS.
    assert (
        code_of(secretsmanager.update_secret, SecretId=name, SecretString="3")
        == "LimitExceededException"
    )
    assert told(secretsmanager, name) == "1"


def test_a_deletion_can_be_undone_until_its_day(secretsmanager, name):
    arn = secretsmanager.create_secret(Name=name, SecretString="1")["ARN"]
    before = datetime.datetime.now(datetime.UTC)
    deleted = secretsmanager.delete_secret(SecretId=name, RecoveryWindowInDays=7)
    assert deleted["ARN"] == arn and (deleted["DeletionDate"] - before).days in (6, 7)
    assert "DeletedDate" in secretsmanager.describe_secret(SecretId=name)
    assert secretsmanager.list_secret_version_ids(SecretId=name)["Versions"]
    for call, arguments in (
        (secretsmanager.get_secret_value, {}),
        (secretsmanager.put_secret_value, {"SecretString": "2"}),
        (secretsmanager.update_secret, {"Description": "d"}),
        (secretsmanager.tag_resource, {"Tags": [{"Key": "a", "Value": "b"}]}),
        (secretsmanager.untag_resource, {"TagKeys": ["a"]}),
    ):
        assert refusal(call, SecretId=name, **arguments) == MARKED
    assert refusal(secretsmanager.delete_secret, SecretId=name) == (
        "InvalidRequestException",
        "You can't perform this operation on the secret because it was already scheduled for "
        "deletion.",
    )
    assert refusal(secretsmanager.create_secret, Name=name, SecretString="1") == (
        "InvalidRequestException",
        "You can't create this secret because a secret with this name is already scheduled for "
        "deletion.",
    )
    assert name not in names_of(secretsmanager.list_secrets()["SecretList"])
    planned = secretsmanager.list_secrets(IncludePlannedDeletion=True)["SecretList"]
    assert name in names_of(planned)

    assert secretsmanager.restore_secret(SecretId=name)["ARN"] == arn
    assert told(secretsmanager, name) == "1"
    assert secretsmanager.restore_secret(SecretId=name)["Name"] == name


def test_a_deletion_can_be_at_once(secretsmanager, name):
    arn = secretsmanager.create_secret(Name=name, SecretString="1")["ARN"]
    secretsmanager.delete_secret(SecretId=name)
    secretsmanager.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    # As on AWS, this also succeeds where there is nothing.
    gone = secretsmanager.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    assert gone["Name"] == name and "DeletionDate" in gone
    another = secretsmanager.create_secret(Name=name, SecretString="2")["ARN"]
    assert another != arn
    assert refusal(secretsmanager.get_secret_value, SecretId=arn) == NOT_FOUND


@pytest.mark.parametrize(
    "arguments",
    [
        {"RecoveryWindowInDays": 6},
        {"RecoveryWindowInDays": 31},
        {"RecoveryWindowInDays": 7, "ForceDeleteWithoutRecovery": True},
    ],
)
def test_a_recovery_window_has_its_bounds(secretsmanager, name, arguments):
    secretsmanager.create_secret(Name=name)
    code, message = refusal(secretsmanager.delete_secret, SecretId=name, **arguments)
    assert code == "InvalidParameterException" and "RecoveryWindowInDays" in message


OPERATIONS_ON_ONE = {
    "delete_secret": {},
    "describe_secret": {},
    "get_secret_value": {},
    "list_secret_version_ids": {},
    "put_secret_value": {"SecretString": "x"},
    "restore_secret": {},
    "tag_resource": {"Tags": []},
    "untag_resource": {"TagKeys": []},
    "update_secret": {},
}


@pytest.mark.parametrize("operation", OPERATIONS_ON_ONE)
def test_what_is_missing_is_not_found(secretsmanager, operation):
    call, arguments = getattr(secretsmanager, operation), OPERATIONS_ON_ONE[operation]
    for missing in ("nothing", "arn:aws:secretsmanager:us-east-1:000000000000:secret:a-bcdefg"):
        assert refusal(call, SecretId=missing, **arguments) == NOT_FOUND
    for no_name in ("a b", "arn:aws:s3:::bucket", " nothing"):
        assert refusal(call, SecretId=no_name, **arguments) == BAD_NAME


def test_names_and_values_have_their_bounds(secretsmanager, name):
    assert refusal(secretsmanager.create_secret, Name="a*") == BAD_NAME
    assert refusal(
        secretsmanager.create_secret, Name=name, SecretString="a", SecretBinary=b"b"
    ) == (
        "InvalidParameterException",
        "You can't specify both a binary secret value and a string secret value in the same "
        "secret.",
    )
    secretsmanager.create_secret(Name="n" * 512)
    assert code_of(secretsmanager.create_secret, Name="n" * 513) == "ValidationException"
    secretsmanager.create_secret(Name=name)
    for call in (secretsmanager.put_secret_value, secretsmanager.update_secret):
        assert (
            code_of(call, SecretId=name, SecretString="a", SecretBinary=b"b")
            == "InvalidParameterException"
        )
    assert refusal(secretsmanager.put_secret_value, SecretId=name) == (
        "InvalidRequestException",
        "You must provide either SecretString or SecretBinary.",
    )
    assert code_of(secretsmanager.list_secret_version_ids, SecretId=name, MaxResults=101) == (
        "InvalidParameterException"
    )


def test_a_version_needs_a_token(wire, name):
    document = {"Name": name, "SecretString": VALUE}
    refused = wire.call("secretsmanager", "CreateSecret", document)
    assert (refused.status, refused.code) == (400, "InvalidRequestException")
    assert refused.message == (
        "You must provide a ClientRequestToken value. We recommend a UUID-type value."
    )


def test_tags_come_and_go(secretsmanager, name):
    secretsmanager.create_secret(Name=name, Tags=[{"Key": "a", "Value": "1"}])
    secretsmanager.tag_resource(
        SecretId=name, Tags=[{"Key": "a", "Value": "2"}, {"Key": "b", "Value": ""}]
    )
    secretsmanager.untag_resource(SecretId=name, TagKeys=["c"])
    assert secretsmanager.describe_secret(SecretId=name)["Tags"] == [
        {"Key": "a", "Value": "2"},
        {"Key": "b", "Value": ""},
    ]
    secretsmanager.untag_resource(SecretId=name, TagKeys=["a", "b"])
    assert "Tags" not in secretsmanager.describe_secret(SecretId=name)
    for tags in ([{"Key": "aws:a", "Value": ""}], [{"Key": str(n)} for n in range(51)], [{}]):
        code = code_of(secretsmanager.tag_resource, SecretId=name, Tags=tags)
        assert code == "InvalidParameterException"


def test_secrets_are_listed_by_filter_order_and_page(secretsmanager):
    for name, text in (("b", "One thing"), ("a", "another"), ("c", "one more")):
        secretsmanager.create_secret(
            Name=f"listed/{name}", Description=text, Tags=[{"Key": "kind", "Value": name}]
        )
    ours = {"Key": "name", "Values": ["listed/"]}

    def listed(*filters, **arguments):
        answer = secretsmanager.list_secrets(Filters=[ours, *filters], **arguments)
        return [name.removeprefix("listed/") for name in names_of(answer["SecretList"])]

    assert listed() == ["b", "a", "c"]
    assert listed(SortBy="name") == ["a", "b", "c"]
    assert listed(SortBy="name", SortOrder="desc") == ["c", "b", "a"]
    assert listed({"Key": "description", "Values": ["ONE"]}) == ["b", "c"]
    assert listed({"Key": "tag-value", "Values": ["!a"]}) == ["b", "c"]
    assert listed({"Key": "tag-key", "Values": ["kind"]}, SortBy="name") == ["a", "b", "c"]
    assert listed({"Key": "all", "Values": ["thing"]}) == ["b"]
    assert listed({"Key": "owning-service", "Values": ["rds"]}) == []
    pages = pages_of(secretsmanager, "list_secrets", 2, Filters=[ours], SortBy="name")
    assert [names_of(page["SecretList"]) for page in pages] == [
        ["listed/a", "listed/b"],
        ["listed/c"],
    ]
    first = secretsmanager.list_secrets(Filters=[ours], MaxResults=1)
    secretsmanager.delete_secret(SecretId="listed/b", ForceDeleteWithoutRecovery=True)
    rest = secretsmanager.list_secrets(Filters=[ours], NextToken=first["NextToken"])
    assert names_of(rest["SecretList"]) == ["listed/a", "listed/c"] and "NextToken" not in rest

    list_secrets = secretsmanager.list_secrets
    assert code_of(list_secrets, NextToken="made up") == "InvalidNextTokenException"
    assert (
        code_of(list_secrets, NextToken=first["NextToken"], SortOrder="desc")
        == "InvalidNextTokenException"
    )
    assert code_of(list_secrets, Filters=[{"Key": "colour", "Values": ["x"]}]) == (
        "ValidationException"
    )
    assert code_of(list_secrets, Filters=[{"Key": "name"}]) == "InvalidParameterException"


def test_pages_of_versions_have_tokens_of_their_own(secretsmanager, name):
    secretsmanager.create_secret(Name=name, SecretString="1")
    code = code_of(secretsmanager.list_secret_version_ids, SecretId=name, NextToken="made up")
    assert code == "InvalidNextTokenException"


def test_what_is_not_built_is_refused_by_name(secretsmanager, name):
    for arguments in (
        {"AddReplicaRegions": [{"Region": "eu-west-1"}]},
        {"ForceOverwriteReplicaSecret": True},
        {"Type": "partner"},
    ):
        code, message = refusal(secretsmanager.create_secret, Name=name, **arguments)
        assert code == "OperationNotSupportedException" and next(iter(arguments)) in message
    assert refusal(secretsmanager.rotate_secret, SecretId=name) == (
        "OperationNotSupportedException",
        "Operation RotateSecret is not supported by this server",
    )


def test_a_temporary_key_is_told_values_too(server, sts, secretsmanager, name):
    secretsmanager.create_secret(Name=name, SecretString=VALUE)
    key = sts.get_session_token()["Credentials"]
    session = server.client(
        "secretsmanager",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key["SessionToken"],
    )
    assert told(session, name) == VALUE


def test_a_key_of_another_service_signs_nothing_here(server, wire):
    request = wire.json_request("secretsmanager", "ListSecrets", {})
    assert wire.send(request).status == 200
    other = wire.request("POST", "/", b"{}", dict(request.headers.items()), "glue")
    assert wire.send(other).code == "InvalidSignatureException"


def test_values_are_nowhere_in_clear(server, secretsmanager, name):
    """Neither on disk, where the write-ahead log still has every page, nor in the server's log or
    in its command line, nor in a refusal.
    """
    texts = [f"value-{number}-of-a-secret" for number in range(4)]
    secretsmanager.create_secret(Name=name, SecretString=texts[0])
    secretsmanager.put_secret_value(SecretId=name, SecretBinary=texts[1].encode())
    secretsmanager.update_secret(SecretId=name, SecretString=texts[2])
    assert told(secretsmanager, name) == texts[2]
    too_long = texts[3] * 5000
    for call, arguments in (
        (secretsmanager.create_secret, {"Name": name, "SecretString": texts[3]}),
        (secretsmanager.put_secret_value, {"SecretId": name, "SecretString": too_long}),
        (secretsmanager.put_secret_value, {"SecretId": "nothing", "SecretString": texts[3]}),
        (secretsmanager.put_secret_value, {"SecretId": name, "SecretBinary": too_long.encode()}),
    ):
        assert texts[3] not in refusal(call, **arguments)[1]
    kept = everything_in(server.data)
    assert name.encode() in kept and (server.data / "tenon.db-wal").stat().st_size > 0
    log = server.output()
    with open(f"/proc/{server.process.pid}/cmdline", "rb") as file:
        command = file.read()
    for text in texts:
        assert text.encode() not in kept + command and text not in log


def test_values_outlive_the_server_and_need_its_key(tmp_path):
    server = Server(PROGRAM, tmp_path / "data")
    with server:
        server.client("secretsmanager").create_secret(Name="a", SecretString=VALUE)
    with server:
        assert told(server.client("secretsmanager"), "a") == VALUE
    token = str(uuid.uuid4())
    with server:
        client = server.client("secretsmanager")
        client.put_secret_value(SecretId="a", SecretString=VALUE, ClientRequestToken=token)
    (server.data / "keys/sealing.key").write_bytes(os.urandom(32))
    with server:
        client = server.client("secretsmanager")
        again = {"SecretString": VALUE, "ClientRequestToken": token}
        for call, arguments in (
            (client.get_secret_value, {"SecretId": "a"}),
            (client.put_secret_value, {"SecretId": "a", **again}),
            (client.update_secret, {"SecretId": "a", **again}),
            (client.create_secret, {"Name": "a", **again}),
        ):
            code, message = refusal(call, **arguments)
            assert code == "DecryptionFailure" and "sealing.key" in message
        assert client.describe_secret(SecretId="a")["Name"] == "a"
        client.put_secret_value(SecretId="a", SecretString="another")
        assert told(client, "a") == "another"


def test_a_secret_survives_a_power_cut(tmp_path):
    server = Server(PROGRAM, tmp_path / "data")
    server.start()
    server.client("secretsmanager").create_secret(Name="a", SecretString=VALUE)
    server.kill()
    with server:
        assert told(server.client("secretsmanager"), "a") == VALUE
