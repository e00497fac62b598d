"""Objects: put, get, head, delete, and what is kept beside the bytes."""
import base64
import datetime
import hashlib
import http.client
import io
import urllib.parse

import pytest
from botocore.auth import S3SigV4Auth
from botocore.exceptions import ClientError

from s3_answers import code_of, error_of


@pytest.mark.parametrize("size", [0, 1, 65_536, 1_000_003])
def test_object_comes_back_as_it_was_put(s3, bucket, size):
    body = bytes(i * 7 % 251 for i in range(size))
    put = s3.put_object(Bucket=bucket, Key="k", Body=body)
    assert put["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'
    got = s3.get_object(Bucket=bucket, Key="k")
    assert got["Body"].read() == body
    assert (got["ContentLength"], got["ETag"], got["AcceptRanges"]) == (size, put["ETag"], "bytes")
    assert got["ContentType"] == "binary/octet-stream"
    assert abs(got["LastModified"] - datetime.datetime.now(datetime.timezone.utc)) < datetime.timedelta(minutes=5)


@pytest.mark.parametrize("key", ["a", "a/b", "a//b", "/leading", "trailing/", "./x", "../x", "a b+c", "100%", "%41",
                                 "ünïcode/☃", "q?x=1&y", "a=b,c;d:e@f$g!h*i'j(k)l", "tab\there", "x" * 1024])
def test_key_is_kept_byte_by_byte(s3, bucket, key):
    s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == key.encode()
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == [key]
    s3.delete_object(Bucket=bucket, Key=key)
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_key_that_is_too_long_is_refused(s3, bucket):
    with pytest.raises(ClientError) as failure:
        s3.put_object(Bucket=bucket, Key="x" * 1025, Body=b"")
    assert code_of(failure) == ("KeyTooLongError", 400)


def test_folder_marker_is_an_object(s3, bucket):
    s3.put_object(Bucket=bucket, Key="landing_zone/", Body=b"")
    s3.put_object(Bucket=bucket, Key="landing_zone/a.csv", Body=b"1,2\n")
    assert s3.head_object(Bucket=bucket, Key="landing_zone/")["ContentLength"] == 0
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == [
        "landing_zone/", "landing_zone/a.csv"]


def test_headers_and_metadata_come_back(s3, bucket):
    said = {"ContentType": "text/csv", "CacheControl": "no-cache", "ContentDisposition": "attachment",
            "ContentEncoding": "gzip", "ContentLanguage": "de", "Metadata": {"source": "export", "note": "a, b"},
            "StorageClass": "STANDARD_IA"}
    s3.put_object(Bucket=bucket, Key="k", Body=b"x", Expires=datetime.datetime(2030, 1, 1), **said)
    for answer in (s3.head_object(Bucket=bucket, Key="k"), s3.get_object(Bucket=bucket, Key="k")):
        assert {name: answer[name] for name in said} == said
        assert answer["ExpiresString"].startswith("Tue, 01 Jan 2030")


def test_response_headers_can_be_overridden(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x", ContentType="text/csv")
    got = s3.get_object(Bucket=bucket, Key="k", ResponseContentType="text/plain",
                        ResponseContentDisposition='attachment; filename="k.csv"')
    assert (got["ContentType"], got["ContentDisposition"]) == ("text/plain", 'attachment; filename="k.csv"')


def test_put_replaces_everything(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"first", Metadata={"a": "1"}, ContentType="text/csv")
    s3.put_object(Bucket=bucket, Key="k", Body=b"second")
    got = s3.get_object(Bucket=bucket, Key="k")
    assert (got["Body"].read(), got["Metadata"], got["ContentType"]) == (b"second", {}, "binary/octet-stream")


def test_too_much_metadata_is_refused(s3, bucket):
    with pytest.raises(ClientError) as failure:
        s3.put_object(Bucket=bucket, Key="k", Body=b"", Metadata={"long": "x" * 2045})
    assert code_of(failure) == ("MetadataTooLarge", 400)


BODY = b"0123456789"


@pytest.mark.parametrize("asked, content, header", [
    ("bytes=0-3", b"0123", "bytes 0-3/10"),
    ("bytes=4-", b"456789", "bytes 4-9/10"),
    ("bytes=-3", b"789", "bytes 7-9/10"),
    ("bytes=-99", BODY, "bytes 0-9/10"),
    ("bytes=8-99", b"89", "bytes 8-9/10"),
])
def test_range_gives_a_part(s3, bucket, asked, content, header):
    s3.put_object(Bucket=bucket, Key="k", Body=BODY)
    got = s3.get_object(Bucket=bucket, Key="k", Range=asked)
    assert (got["ResponseMetadata"]["HTTPStatusCode"], got["ContentRange"]) == (206, header)
    assert got["Body"].read() == content
    head = s3.head_object(Bucket=bucket, Key="k", Range=asked)
    assert (head["ResponseMetadata"]["HTTPStatusCode"], head["ContentLength"]) == (206, len(content))


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "lines=1-2", "bytes=3-1", "bytes=x-y"])
def test_range_that_means_nothing_gives_the_whole(s3, bucket, asked):
    s3.put_object(Bucket=bucket, Key="k", Body=BODY)
    got = s3.get_object(Bucket=bucket, Key="k", Range=asked)
    assert (got["ResponseMetadata"]["HTTPStatusCode"], got["Body"].read()) == (200, BODY)


@pytest.mark.parametrize("size, asked", [(10, "bytes=10-"), (10, "bytes=-0"), (0, "bytes=0-"), (0, "bytes=-5")])
def test_range_beyond_the_object_is_refused(s3, bucket, size, asked):
    s3.put_object(Bucket=bucket, Key="k", Body=BODY[:size])
    with pytest.raises(ClientError) as failure:
        s3.get_object(Bucket=bucket, Key="k", Range=asked)
    assert code_of(failure) == ("InvalidRange", 416)


def test_refused_range_tells_the_size_of_the_object(s3, bucket, raw):
    s3.put_object(Bucket=bucket, Key="k", Body=BODY[:10])
    reply = raw("GET", f"/{bucket}/k", Range="bytes=10-")
    assert (reply.status, reply.headers["Content-Range"]) == (416, "bytes */10")
    error = error_of(reply)
    assert (error["Code"], error["ActualObjectSize"]) == ("InvalidRange", "10")
    assert error["RangeRequested"] == "bytes=10-"
    head = raw("HEAD", f"/{bucket}/k", Range="bytes=10-")
    assert (head.status, head.headers["Content-Range"], head.body) == (416, "bytes */10", b"")


def test_part_of_an_object_never_carries_the_checksum_of_the_whole(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=BODY)
    assert s3.get_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")["ChecksumCRC32"]
    part = s3.get_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED", Range="bytes=0-9")
    assert not [name for name in part if name.startswith("Checksum")]


def test_missing_object_is_told_by_get_and_by_head(s3, bucket, raw):
    with pytest.raises(ClientError) as failure:
        s3.get_object(Bucket=bucket, Key="none")
    assert code_of(failure) == ("NoSuchKey", 404)
    reply = raw("HEAD", f"/{bucket}/none")
    assert (reply.status, reply.body) == (404, b"")


def test_error_is_a_document_that_names_the_resource(raw, bucket):
    reply = raw("GET", f"/{bucket}/no%20such%20key")
    error = error_of(reply)
    assert reply.headers["Content-Type"] == "application/xml"
    assert (error["Code"], error["Resource"]) == ("NoSuchKey", f"/{bucket}/no%20such%20key")
    assert error["RequestId"] == reply.headers["x-amz-request-id"]


def test_delete_succeeds_whether_the_object_is_there_or_not(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    for _ in range(2):
        assert s3.delete_object(Bucket=bucket, Key="k")["ResponseMetadata"]["HTTPStatusCode"] == 204


def test_delete_objects_removes_a_thousand_at_once(s3, bucket):
    keys = [f"k{number:04}" for number in range(1000)]
    for key in keys[::100]:
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    done = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in keys]})
    assert sorted(item["Key"] for item in done["Deleted"]) == keys
    assert "Errors" not in done
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_delete_objects_reports_each_failure_and_only_those_when_quiet(s3, bucket):
    s3.put_object(Bucket=bucket, Key="a<&>b", Body=b"")
    s3.put_object(Bucket=bucket, Key="guarded", Body=b"")
    done = s3.delete_objects(Bucket=bucket, Delete={"Quiet": True, "Objects": [
        {"Key": "a<&>b"}, {"Key": "guarded", "ETag": "0" * 32}, {"Key": "k", "VersionId": "v1"}]})
    assert "Deleted" not in done
    assert {(item["Key"], item["Code"]) for item in done["Errors"]} == {
        ("guarded", "PreconditionFailed"), ("k", "NoSuchVersion")}
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["guarded"]


def test_delete_objects_needs_a_digest_of_its_body(raw, bucket):
    reply = raw("POST", f"/{bucket}?delete=", b"<Delete><Object><Key>k</Key></Object></Delete>")
    assert (reply.status, error_of(reply)["Code"]) == (400, "InvalidRequest")


@pytest.mark.parametrize("body", [b"", b"<Delete>", b"<Other/>", b"<Delete></Delete>",
                                  b"<Delete><Object><Key></Key></Object></Delete>",
                                  b'<!DOCTYPE d [<!ENTITY a "k">]><Delete><Object/></Delete>'])
def test_broken_xml_is_refused(raw, bucket, body):
    digest = base64.b64encode(hashlib.md5(body).digest()).decode()
    reply = raw("POST", f"/{bucket}?delete=", body, Content_MD5=digest)
    assert (reply.status, error_of(reply)["Code"]) == (400, "MalformedXML")


def test_tags_are_kept_and_counted(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x", Tagging="team=data%20lake&tier=raw")
    tags = [{"Key": "team", "Value": "data lake"}, {"Key": "tier", "Value": "raw"}]
    assert s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == tags
    assert s3.get_object(Bucket=bucket, Key="k")["TagCount"] == 2
    s3.put_object_tagging(Bucket=bucket, Key="k", Tagging={"TagSet": tags[:1]})
    assert s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == tags[:1]
    s3.delete_object_tagging(Bucket=bucket, Key="k")
    assert s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == []
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"x"


def test_attributes_are_told_without_the_object(s3, bucket):
    put = s3.put_object(Bucket=bucket, Key="k", Body=b"hello")
    told = s3.get_object_attributes(Bucket=bucket, Key="k",
                                    ObjectAttributes=["ETag", "Checksum", "ObjectSize", "StorageClass"])
    assert (told["ETag"], told["ObjectSize"], told["StorageClass"]) == (put["ETag"].strip('"'), 5, "STANDARD")
    assert told["Checksum"] == {"ChecksumCRC32": put["ChecksumCRC32"], "ChecksumType": "FULL_OBJECT"}


def test_encryption_that_is_not_done_is_not_promised(s3, bucket):
    with pytest.raises(ClientError) as failure:
        s3.put_object(Bucket=bucket, Key="k", Body=b"", ServerSideEncryption="AES256")
    assert code_of(failure) == ("NotImplemented", 501)


def test_body_needs_a_length(wire, bucket):
    request = wire.request("PUT", f"/{bucket}/k", b"", {}, service="s3", signer=S3SigV4Auth)
    url = urllib.parse.urlsplit(request.url)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
    connection.putrequest("PUT", url.path, skip_accept_encoding=True)
    for name, value in request.headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 411
    assert b"MissingContentLength" in answer.read()
    connection.close()


def test_file_object_of_any_length_can_be_streamed(s3, bucket):
    s3.upload_fileobj(io.BytesIO(b"z" * 20_000_000), bucket, "big")
    got = io.BytesIO()
    s3.download_fileobj(bucket, "big", got)
    assert got.getvalue() == b"z" * 20_000_000
