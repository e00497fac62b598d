"""Uploads in parts."""
import base64
import hashlib
import zlib

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from s3_answers import code_of

MIB = 1 << 20
PIECES = [b"a" * 5 * MIB, b"b" * 5 * MIB, b"the end"]


def etag_of(pieces):
    digests = b"".join(hashlib.md5(piece).digest() for piece in pieces)
    return f'"{hashlib.md5(digests).hexdigest()}-{len(pieces)}"'


def upload_parts(s3, bucket, key, pieces, numbers=None, **options):
    upload = s3.create_multipart_upload(Bucket=bucket, Key=key, **options)["UploadId"]
    # boto3 computes these two only with a native library; the server computes what is not sent.
    asked = {name: value for name, value in options.items() if name == "ChecksumAlgorithm"}
    algorithm = {} if set(asked.values()) & {"CRC32C", "CRC64NVME"} else asked
    parts = []
    for number, piece in zip(numbers or range(1, 10_001), pieces):
        part = s3.upload_part(Bucket=bucket, Key=key, UploadId=upload, PartNumber=number, Body=piece, **algorithm)
        parts.append({"PartNumber": number, **{name: value for name, value in part.items()
                                               if name == "ETag" or name.startswith("Checksum")}})
    return upload, parts


def complete(s3, bucket, key, upload, parts, **options):
    return s3.complete_multipart_upload(Bucket=bucket, Key=key, UploadId=upload, MultipartUpload={"Parts": parts},
                                        **options)


def test_parts_become_one_object(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", PIECES, numbers=[3, 7, 10_000], ContentType="text/csv",
                                 Metadata={"a": "b"})
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0
    done = complete(s3, bucket, "k", upload, parts)
    assert (done["ETag"], done["Bucket"], done["Key"]) == (etag_of(PIECES), bucket, "k")
    got = s3.get_object(Bucket=bucket, Key="k")
    assert got["Body"].read() == b"".join(PIECES)
    assert (got["ETag"], got["ContentType"], got["Metadata"]) == (etag_of(PIECES), "text/csv", {"a": "b"})
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=bucket)


def test_single_part_has_the_etag_of_parts(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", [b"only"])
    assert complete(s3, bucket, "k", upload, parts)["ETag"] == etag_of([b"only"])


def test_empty_part_makes_an_empty_object(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", [b""])
    complete(s3, bucket, "k", upload, parts)
    assert s3.head_object(Bucket=bucket, Key="k")["ContentLength"] == 0


def test_part_can_be_sent_again(s3, bucket):
    upload, _ = upload_parts(s3, bucket, "k", [b"wrong"])
    part = s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=1, Body=b"right")
    complete(s3, bucket, "k", upload, [{"PartNumber": 1, "ETag": part["ETag"]}])
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"right"


@pytest.mark.parametrize("algorithm, kind", [("CRC32", "COMPOSITE"), ("CRC32C", "COMPOSITE"), ("SHA1", "COMPOSITE"),
                                             ("SHA256", "COMPOSITE"), ("CRC32", "FULL_OBJECT"),
                                             ("CRC32C", "FULL_OBJECT"), ("CRC64NVME", "FULL_OBJECT")])
def test_checksum_of_the_object_comes_from_those_of_its_parts(server, bucket, algorithm, kind):
    s3 = server.client("s3", config=Config(request_checksum_calculation="when_required"))
    member = f"Checksum{algorithm}"
    upload, parts = upload_parts(s3, bucket, "k", PIECES, ChecksumAlgorithm=algorithm, ChecksumType=kind)
    done = complete(s3, bucket, "k", upload, parts)
    assert done["ChecksumType"] == kind
    # The same bytes put at once have the same checksum if it is of the whole object.
    s3.put_object(Bucket=bucket, Key="at-once", Body=b"".join(PIECES))
    whole = s3.copy_object(Bucket=bucket, Key="whole", CopySource=f"{bucket}/at-once",
                           ChecksumAlgorithm=algorithm)["CopyObjectResult"][member]
    if kind == "FULL_OBJECT":
        assert done[member] == whole
    else:
        assert done[member].endswith("-3") and done[member][:-2] != whole
    got = s3.get_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert (got[member], got["ChecksumType"]) == (done[member], kind)
    assert got["Body"].read() == b"".join(PIECES)


def test_composite_is_the_checksum_of_the_checksums(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", PIECES, ChecksumAlgorithm="CRC32")
    raw = b"".join(zlib.crc32(piece).to_bytes(4, "big") for piece in PIECES)
    expected = base64.b64encode(zlib.crc32(raw).to_bytes(4, "big")).decode() + "-3"
    assert complete(s3, bucket, "k", upload, parts)["ChecksumCRC32"] == expected


def test_crc64nvme_is_kept_when_no_algorithm_was_asked_for(server, bucket):
    quiet = server.client("s3", config=Config(request_checksum_calculation="when_required"))
    upload, parts = upload_parts(quiet, bucket, "k", [b"12345"])
    done = complete(quiet, bucket, "k", upload, [{"PartNumber": 1, "ETag": parts[0]["ETag"]}])
    quiet.put_object(Bucket=bucket, Key="whole", Body=b"12345")
    whole = quiet.head_object(Bucket=bucket, Key="whole", ChecksumMode="ENABLED")
    assert (done["ChecksumCRC64NVME"], done["ChecksumType"]) == (whole["ChecksumCRC64NVME"], "FULL_OBJECT")


def test_full_checksum_that_a_client_expects_is_verified(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", PIECES, ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT")
    with pytest.raises(ClientError) as failure:
        complete(s3, bucket, "k", upload, parts, ChecksumCRC32="AAAAAA==", ChecksumType="FULL_OBJECT")
    assert code_of(failure) == ("BadDigest", 400)
    with pytest.raises(ClientError) as failure:
        complete(s3, bucket, "k", upload, parts, MpuObjectSize=17)
    assert code_of(failure) == ("InvalidRequest", 400)
    right = base64.b64encode(zlib.crc32(b"".join(PIECES)).to_bytes(4, "big")).decode()
    complete(s3, bucket, "k", upload, parts, ChecksumCRC32=right, ChecksumType="FULL_OBJECT",
             MpuObjectSize=sum(map(len, PIECES)))


def test_lists_of_parts_that_cannot_be_joined(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", [PIECES[0], b"small", b"end"])
    first, small, end = parts
    for chosen, code in (([small, first], "InvalidPartOrder"), ([first, first], "InvalidPartOrder"),
                         ([small, end], "EntityTooSmall"), ([{"PartNumber": 9, "ETag": first["ETag"]}], "InvalidPart"),
                         ([{"PartNumber": 1, "ETag": small["ETag"]}], "InvalidPart"),
                         ([{**end, "ChecksumCRC32": "AAAAAA=="}], "InvalidPart"), ([], "MalformedXML")):
        with pytest.raises(ClientError) as failure:
            complete(s3, bucket, "k", upload, chosen)
        assert code_of(failure) == (code, 400)
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0
    complete(s3, bucket, "k", upload, [first, end])


def test_completion_that_is_asked_for_again_succeeds_again(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", [b"only"])
    first = complete(s3, bucket, "k", upload, parts)
    assert complete(s3, bucket, "k", upload, parts)["ETag"] == first["ETag"]


def test_completion_only_if_there_is_none(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", [b"only"])
    s3.put_object(Bucket=bucket, Key="k", Body=b"meanwhile")
    with pytest.raises(ClientError) as failure:
        complete(s3, bucket, "k", upload, parts, IfNoneMatch="*")
    assert code_of(failure) == ("PreconditionFailed", 412)
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"meanwhile"


def test_aborted_upload_is_gone(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", [b"only"])
    s3.abort_multipart_upload(Bucket=bucket, Key="k", UploadId=upload)
    for call in (lambda: complete(s3, bucket, "k", upload, parts),
                 lambda: s3.abort_multipart_upload(Bucket=bucket, Key="k", UploadId=upload),
                 lambda: s3.list_parts(Bucket=bucket, Key="k", UploadId=upload),
                 lambda: s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=1, Body=b"")):
        with pytest.raises(ClientError) as failure:
            call()
        assert code_of(failure) == ("NoSuchUpload", 404)


@pytest.mark.parametrize("number", [0, 10_001])
def test_part_numbers_have_bounds(s3, bucket, number):
    upload, _ = upload_parts(s3, bucket, "k", [])
    with pytest.raises(ClientError) as failure:
        s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=number, Body=b"")
    assert code_of(failure) == ("InvalidArgument", 400)


def test_part_with_another_checksum_than_the_upload_is_refused(s3, bucket):
    upload, _ = upload_parts(s3, bucket, "k", [], ChecksumAlgorithm="SHA256")
    with pytest.raises(ClientError) as failure:
        s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=1, Body=b"", ChecksumAlgorithm="CRC32")
    assert code_of(failure) == ("InvalidRequest", 400)


def test_parts_are_listed_in_pages(s3, bucket):
    upload, parts = upload_parts(s3, bucket, "k", [b"1", b"22", b"333"])
    pages = list(s3.get_paginator("list_parts").paginate(Bucket=bucket, Key="k", UploadId=upload,
                                                        PaginationConfig={"PageSize": 2}))
    listed = [part for page in pages for part in page["Parts"]]
    assert [len(page["Parts"]) for page in pages] == [2, 1]
    assert [(part["PartNumber"], part["Size"], part["ETag"]) for part in listed] == [
        (number, number, parts[number - 1]["ETag"]) for number in (1, 2, 3)]


def test_uploads_are_listed_in_pages(s3, bucket):
    made = {(key, upload_parts(s3, bucket, key, [])[0]) for key in ("a", "a", "b/1", "b/2", "c&d")}
    for size in (1, 2, 1000):
        pages = s3.get_paginator("list_multipart_uploads").paginate(Bucket=bucket, PaginationConfig={"PageSize": size})
        listed = [(item["Key"], item["UploadId"]) for page in pages for item in page["Uploads"]]
        assert sorted(listed) == listed and set(listed) == made
    page = s3.list_multipart_uploads(Bucket=bucket, Delimiter="/", Prefix="")
    assert [item["Prefix"] for item in page["CommonPrefixes"]] == ["b/"]
    assert [item["Key"] for item in page["Uploads"]] == ["a", "a", "c&d"]


def test_part_is_copied_from_a_piece_of_an_object(s3, bucket):
    s3.put_object(Bucket=bucket, Key="source", Body=b"0123456789")
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k")["UploadId"]
    part = s3.upload_part_copy(Bucket=bucket, Key="k", UploadId=upload, PartNumber=1, CopySource=f"{bucket}/source",
                               CopySourceRange="bytes=2-4")["CopyPartResult"]
    assert part["ETag"] == f'"{hashlib.md5(b"234").hexdigest()}"'
    complete(s3, bucket, "k", upload, [{"PartNumber": 1, "ETag": part["ETag"]}])
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"234"
    with pytest.raises(ClientError) as failure:
        s3.upload_part_copy(Bucket=bucket, Key="k2", UploadId=upload, PartNumber=1, CopySource=f"{bucket}/source",
                            CopySourceRange="bytes=8-10")
    assert code_of(failure)[1] in (404, 416)


def test_transfer_manager_uploads_and_downloads_in_parts(s3, bucket, tmp_path):
    body = bytes(i % 253 for i in range(20 * MIB + 17))
    (tmp_path / "up").write_bytes(body)
    s3.upload_file(str(tmp_path / "up"), bucket, "big", ExtraArgs={"ContentType": "text/csv"})
    head = s3.head_object(Bucket=bucket, Key="big")
    assert (head["ContentLength"], head["ContentType"], head["ETag"][-3:]) == (len(body), "text/csv", '-3"')
    s3.download_file(bucket, "big", str(tmp_path / "down"))
    assert (tmp_path / "down").read_bytes() == body
