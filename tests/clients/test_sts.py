"""Who am I, and temporary keys."""

import datetime

import botocore.config
import pytest
from botocore.exceptions import ClientError


def temporary_client(server, sts, service, **overrides):
    made = {**sts.get_session_token()["Credentials"], **overrides}
    return server.client(
        service,
        aws_access_key_id=made["AccessKeyId"],
        aws_secret_access_key=made["SecretAccessKey"],
        aws_session_token=made["SessionToken"],
    )


def test_caller_is_the_root_of_the_account(sts):
    identity = sts.get_caller_identity()
    assert identity["Account"] == "000000000000"
    assert identity["Arn"] == "arn:aws:iam::000000000000:root"
    assert identity["UserId"]


def test_session_key_works_for_every_service(server, sts):
    assert temporary_client(server, sts, "sts").get_caller_identity()["Account"] == "000000000000"
    assert temporary_client(server, sts, "glue").get_databases()["DatabaseList"] == []
    assert temporary_client(server, sts, "s3").list_buckets()["Buckets"] == []


def test_session_lasts_as_long_as_was_asked(sts):
    made = sts.get_session_token(DurationSeconds=900)["Credentials"]
    left = made["Expiration"] - datetime.datetime.now(datetime.timezone.utc)
    assert datetime.timedelta(seconds=880) < left <= datetime.timedelta(seconds=901)
    assert made["AccessKeyId"].startswith("ASIA")


@pytest.mark.parametrize("seconds", [899, 129_601])
def test_session_length_has_aws_bounds(server, seconds):
    sts = server.client("sts", config=botocore.config.Config(parameter_validation=False))
    with pytest.raises(ClientError) as failure:
        sts.get_session_token(DurationSeconds=seconds)
    assert failure.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_session_key_without_its_token_is_refused(server, sts):
    with pytest.raises(ClientError) as failure:
        temporary_client(server, sts, "glue", SessionToken=None).get_databases()
    assert failure.value.response["Error"]["Code"] == "UnrecognizedClientException"


def test_token_of_another_session_is_refused(server, sts):
    other = sts.get_session_token()["Credentials"]
    with pytest.raises(ClientError) as failure:
        temporary_client(server, sts, "glue", SessionToken=other["SessionToken"]).get_databases()
    assert failure.value.response["Error"]["Code"] in (
        "UnrecognizedClientException",
        "InvalidSignatureException",
    )


def test_made_up_token_is_refused(server, sts):
    token = sts.get_session_token()["Credentials"]["SessionToken"]
    changed = token[:-8] + ("AAAAAAA=" if token[-8:] != "AAAAAAA=" else "BBBBBBB=")
    with pytest.raises(ClientError) as failure:
        temporary_client(server, sts, "glue", SessionToken=changed).get_databases()
    assert failure.value.response["Error"]["Code"] == "UnrecognizedClientException"


def test_session_cannot_make_sessions(server, sts):
    with pytest.raises(ClientError) as failure:
        temporary_client(server, sts, "sts").get_session_token()
    assert failure.value.response["Error"]["Code"] == "AccessDenied"


def test_unsupported_operation_names_itself(sts):
    with pytest.raises(ClientError, match="AssumeRole") as failure:
        sts.assume_role(RoleArn="arn:aws:iam::000000000000:role/x", RoleSessionName="name")
    assert failure.value.response["Error"]["Code"] == "OperationNotSupportedException"


def test_cli(aws):
    assert aws("sts", "get-caller-identity")["Account"] == "000000000000"
