"""Copies of objects within the server."""
import hashlib

import pytest
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

from s3_answers import code_of, error_of

MIB = 1 << 20


def test_copy_has_the_bytes_and_what_was_said_of_them(s3, bucket):
    s3.create_bucket(Bucket="copies-go-here")
    put = s3.put_object(Bucket=bucket, Key="a b+ü/%41", Body=b"body", ContentType="text/csv", Metadata={"x": "1"},
                        Tagging="t=1")
    done = s3.copy_object(Bucket="copies-go-here", Key="new", CopySource={"Bucket": bucket, "Key": "a b+ü/%41"})
    assert done["CopyObjectResult"]["ETag"] == put["ETag"]
    assert done["CopyObjectResult"]["ChecksumCRC32"] == put["ChecksumCRC32"]
    got = s3.get_object(Bucket="copies-go-here", Key="new")
    assert (got["Body"].read(), got["ContentType"], got["Metadata"], got["TagCount"]) == (
        b"body", "text/csv", {"x": "1"}, 1)


def test_copy_can_replace_metadata_and_tags(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"body", ContentType="text/csv", Metadata={"x": "1"}, Tagging="t=1")
    s3.copy_object(Bucket=bucket, Key="k", CopySource=f"{bucket}/k", MetadataDirective="REPLACE",
                   Metadata={"y": "2"}, TaggingDirective="REPLACE", Tagging="u=2")
    got = s3.get_object(Bucket=bucket, Key="k")
    assert (got["Body"].read(), got["ContentType"], got["Metadata"]) == (b"body", "binary/octet-stream", {"y": "2"})
    assert s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == [{"Key": "u", "Value": "2"}]


def test_copy_outlives_its_source(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"body")
    s3.copy_object(Bucket=bucket, Key="copy", CopySource=f"{bucket}/k")
    s3.put_object(Bucket=bucket, Key="k", Body=b"other")
    s3.delete_object(Bucket=bucket, Key="k")
    assert s3.get_object(Bucket=bucket, Key="copy")["Body"].read() == b"body"


def test_copy_onto_itself_must_change_something(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"body")
    with pytest.raises(ClientError) as failure:
        s3.copy_object(Bucket=bucket, Key="k", CopySource=f"{bucket}/k")
    assert code_of(failure) == ("InvalidRequest", 400)


def test_copy_of_an_upload_in_parts_has_a_plain_etag_and_a_checksum_of_the_whole(s3, bucket):
    body = b"a" * 5 * MIB + b"b"
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k", ChecksumAlgorithm="SHA256")["UploadId"]
    parts = [s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=number, Body=piece,
                            ChecksumAlgorithm="SHA256")
             for number, piece in ((1, body[:5 * MIB]), (2, body[5 * MIB:]))]
    s3.complete_multipart_upload(Bucket=bucket, Key="k", UploadId=upload, MultipartUpload={"Parts": [
        {"PartNumber": number, "ETag": part["ETag"], "ChecksumSHA256": part["ChecksumSHA256"]}
        for number, part in enumerate(parts, 1)]})
    assert s3.head_object(Bucket=bucket, Key="k")["ETag"].endswith('-2"')
    s3.copy_object(Bucket=bucket, Key="copy", CopySource=f"{bucket}/k")
    copy = s3.get_object(Bucket=bucket, Key="copy")
    assert copy["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'
    assert copy["ChecksumType"] == "FULL_OBJECT"
    assert copy["Body"].read() == body


def test_copy_can_have_another_checksum(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"123456789")
    done = s3.copy_object(Bucket=bucket, Key="copy", CopySource=f"{bucket}/k", ChecksumAlgorithm="CRC64NVME")
    assert done["CopyObjectResult"]["ChecksumCRC64NVME"] == "rosUhgp5mIg="


@pytest.mark.parametrize("source, status, code", [
    ("{bucket}/none", 404, "NoSuchKey"),
    ("no-such-bucket/k", 404, "NoSuchBucket"),
    ("{bucket}", 400, "InvalidArgument"),
    ("{bucket}/", 400, "InvalidArgument"),
    ("", 400, "InvalidArgument"),
    ("/{bucket}/%zz", 400, "InvalidArgument"),
    ("{bucket}/k?versionId=abc", 404, "NoSuchVersion"),
    ("arn:aws:s3:us-east-1:1:accesspoint/a/object/k", 501, "NotImplemented"),
])
def test_source_that_is_none(raw, bucket, source, status, code):
    reply = raw("PUT", f"/{bucket}/copy", x_amz_copy_source=source.format(bucket=bucket))
    assert (reply.status, error_of(reply)["Code"]) == (status, code)


def test_source_may_name_the_one_version(raw, s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"body")
    assert raw("PUT", f"/{bucket}/copy", x_amz_copy_source=f"/{bucket}/k?versionId=null").status == 200


def test_transfer_manager_copies_in_parts(s3, bucket):
    body = bytes(range(256)) * 4 * 12 * 1024
    s3.put_object(Bucket=bucket, Key="k", Body=body)
    s3.copy({"Bucket": bucket, "Key": "k"}, bucket, "copy",
            Config=TransferConfig(multipart_threshold=5 * MIB, multipart_chunksize=5 * MIB))
    copy = s3.get_object(Bucket=bucket, Key="copy")
    assert copy["ETag"].endswith('-3"')
    assert copy["Body"].read() == body
