"""Conditional requests: reads, writes, deletes and copies that ask something of the object first."""
import datetime

import pytest
from botocore.exceptions import ClientError

from s3_answers import code_of

WRONG = '"00000000000000000000000000000000"'


@pytest.fixture
def etag(s3, bucket):
    return s3.put_object(Bucket=bucket, Key="k", Body=b"body")["ETag"]


def test_read_with_if_match(s3, bucket, etag):
    for good in (etag, etag.strip('"'), "*", f"{WRONG}, {etag}"):
        assert s3.get_object(Bucket=bucket, Key="k", IfMatch=good)["Body"].read() == b"body"
    with pytest.raises(ClientError) as failure:
        s3.get_object(Bucket=bucket, Key="k", IfMatch=WRONG)
    assert code_of(failure) == ("PreconditionFailed", 412)
    with pytest.raises(ClientError) as failure:
        s3.head_object(Bucket=bucket, Key="k", IfMatch=WRONG)
    assert code_of(failure) == ("412", 412)


def test_read_with_if_none_match(s3, bucket, etag):
    assert s3.get_object(Bucket=bucket, Key="k", IfNoneMatch=WRONG)["Body"].read() == b"body"
    with pytest.raises(ClientError) as failure:
        s3.get_object(Bucket=bucket, Key="k", IfNoneMatch=etag)
    assert code_of(failure) == ("304", 304)
    assert failure.value.response["ResponseMetadata"]["HTTPHeaders"]["etag"] == etag


def test_read_with_dates(s3, bucket, etag):
    past, future = datetime.datetime(2001, 1, 1), datetime.datetime(2100, 1, 1)
    assert s3.get_object(Bucket=bucket, Key="k", IfModifiedSince=past)["ETag"] == etag
    assert s3.get_object(Bucket=bucket, Key="k", IfUnmodifiedSince=future)["ETag"] == etag
    with pytest.raises(ClientError) as failure:
        s3.get_object(Bucket=bucket, Key="k", IfUnmodifiedSince=past)
    assert code_of(failure) == ("PreconditionFailed", 412)
    with pytest.raises(ClientError) as failure:
        s3.get_object(Bucket=bucket, Key="k", IfModifiedSince=future)
    assert code_of(failure) == ("304", 304)


def test_etag_counts_before_date(s3, bucket, etag):
    past = datetime.datetime(2001, 1, 1)
    assert s3.get_object(Bucket=bucket, Key="k", IfMatch=etag, IfUnmodifiedSince=past)["ETag"] == etag


def test_write_only_if_there_is_none(s3, bucket):
    s3.put_object(Bucket=bucket, Key="lock", Body=b"first", IfNoneMatch="*")
    with pytest.raises(ClientError) as failure:
        s3.put_object(Bucket=bucket, Key="lock", Body=b"second", IfNoneMatch="*")
    assert code_of(failure) == ("PreconditionFailed", 412)
    assert s3.get_object(Bucket=bucket, Key="lock")["Body"].read() == b"first"


def test_write_only_over_what_was_seen(s3, bucket, etag):
    s3.put_object(Bucket=bucket, Key="k", Body=b"next", IfMatch=etag)
    with pytest.raises(ClientError) as failure:
        s3.put_object(Bucket=bucket, Key="k", Body=b"late", IfMatch=etag)
    assert code_of(failure) == ("PreconditionFailed", 412)
    with pytest.raises(ClientError) as failure:
        s3.put_object(Bucket=bucket, Key="absent", Body=b"x", IfMatch=etag)
    assert code_of(failure) == ("NoSuchKey", 404)
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"next"


def test_delete_only_what_was_seen(s3, bucket, etag):
    with pytest.raises(ClientError) as failure:
        s3.delete_object(Bucket=bucket, Key="k", IfMatch=WRONG)
    assert code_of(failure) == ("PreconditionFailed", 412)
    s3.delete_object(Bucket=bucket, Key="k", IfMatch=etag)
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_copy_only_what_was_seen(s3, bucket, etag):
    source = {"Bucket": bucket, "Key": "k"}
    s3.copy_object(Bucket=bucket, Key="copy", CopySource=source, CopySourceIfMatch=etag)
    for condition in ({"CopySourceIfMatch": WRONG}, {"CopySourceIfNoneMatch": etag},
                      {"CopySourceIfModifiedSince": datetime.datetime(2100, 1, 1)},
                      {"CopySourceIfUnmodifiedSince": datetime.datetime(2001, 1, 1)}):
        with pytest.raises(ClientError) as failure:
            s3.copy_object(Bucket=bucket, Key="copy", CopySource=source, **condition)
        assert code_of(failure) == ("PreconditionFailed", 412)
