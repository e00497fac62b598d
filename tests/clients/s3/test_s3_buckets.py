"""Buckets: making, finding and removing them."""
import urllib.parse

import botocore.awsrequest
import pytest
from botocore.auth import S3SigV4Auth
from botocore.exceptions import ClientError

from s3_answers import code_of, error_of


def test_bucket_is_listed_until_it_is_deleted(s3):
    s3.create_bucket(Bucket="comes-and-goes")
    listed = {bucket["Name"]: bucket for bucket in s3.list_buckets()["Buckets"]}
    assert listed["comes-and-goes"]["CreationDate"].year >= 2024
    assert s3.delete_bucket(Bucket="comes-and-goes")["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert "comes-and-goes" not in {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}


def test_list_of_buckets_comes_in_pages(s3):
    for number in range(5):
        s3.create_bucket(Bucket=f"paged-{number}")
    pages = list(s3.get_paginator("list_buckets").paginate(Prefix="paged-", PaginationConfig={"PageSize": 2}))
    assert [[bucket["Name"] for bucket in page["Buckets"]] for page in pages] == [
        ["paged-0", "paged-1"], ["paged-2", "paged-3"], ["paged-4"]]


def test_second_create_succeeds_in_us_east_1_and_changes_nothing(s3, bucket):
    s3.put_object(Bucket=bucket, Key="kept", Body=b"x")
    s3.create_bucket(Bucket=bucket, ObjectOwnership="ObjectWriter")
    assert s3.head_object(Bucket=bucket, Key="kept")["ContentLength"] == 1
    rules = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerEnforced"}]


@pytest.mark.parametrize("name", ["ab", "Upper-case", "under_score", "-hyphen", "dots..dots", "10.0.0.1"])
def test_bucket_name_that_s3_forbids_is_refused(raw, name):
    reply = raw("PUT", f"/{name}")
    assert (reply.status, error_of(reply)["Code"]) == (400, "InvalidBucketName")


def test_bucket_with_objects_is_not_deleted(s3, bucket):
    s3.put_object(Bucket=bucket, Key="a", Body=b"")
    with pytest.raises(ClientError) as failure:
        s3.delete_bucket(Bucket=bucket)
    assert code_of(failure) == ("BucketNotEmpty", 409)


def test_head_bucket_tells_the_region(s3, bucket):
    reply = s3.head_bucket(Bucket=bucket)
    assert reply["BucketRegion"] == "us-east-1"
    with pytest.raises(ClientError) as failure:
        s3.head_bucket(Bucket="there-is-none")
    assert code_of(failure) == ("404", 404)


def test_location_is_what_the_bucket_was_made_with(s3, bucket):
    assert s3.get_bucket_location(Bucket=bucket)["LocationConstraint"] is None
    s3.create_bucket(Bucket="in-frankfurt", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    assert s3.get_bucket_location(Bucket="in-frankfurt")["LocationConstraint"] == "eu-central-1"


def test_bucket_that_is_not_there_is_named_in_the_error(s3):
    with pytest.raises(ClientError) as failure:
        s3.list_objects_v2(Bucket="there-is-none")
    assert code_of(failure) == ("NoSuchBucket", 404)


def test_every_answer_carries_request_ids(s3, bucket):
    headers = s3.head_bucket(Bucket=bucket)["ResponseMetadata"]["HTTPHeaders"]
    assert headers["x-amz-request-id"]
    assert headers["x-amz-id-2"]


def test_virtual_host_style_names_the_bucket_in_the_host(server, wire, s3, bucket):
    port = urllib.parse.urlsplit(server.endpoint).port
    s3.put_object(Bucket=bucket, Key="a/b c", Body=b"by host")
    for host in (f"{bucket}.localhost:{port}", f"{bucket}.s3.localhost:{port}"):
        request = botocore.awsrequest.AWSRequest("GET", url=f"http://{host}/a/b%20c")
        S3SigV4Auth(wire.credentials(), "s3", "us-east-1").add_auth(request)
        # The name need not resolve for the server to be asked by it.
        request.url = f"{server.endpoint}/a/b%20c"
        request.headers["Host"] = host
        assert wire.send(request).body == b"by host"
