"""Digests that clients send are verified, kept and told; those they do not send are computed."""
import base64
import hashlib
import zlib

import pytest
from botocore.auth import S3SigV4Auth
from botocore.exceptions import ClientError

from s3_answers import code_of, error_of

BODY = b"123456789"
# The published check values of the CRCs, and digests by an independent implementation.
KNOWN = {
    "CRC32": base64.b64encode(bytes.fromhex("cbf43926")).decode(),
    "CRC32C": base64.b64encode(bytes.fromhex("e3069283")).decode(),
    "CRC64NVME": base64.b64encode(bytes.fromhex("ae8b14860a799888")).decode(),
    "SHA1": base64.b64encode(hashlib.sha1(BODY).digest()).decode(),
    "SHA256": base64.b64encode(hashlib.sha256(BODY).digest()).decode(),
}


@pytest.mark.parametrize("algorithm", KNOWN)
def test_right_checksum_is_kept(s3, bucket, algorithm):
    member = f"Checksum{algorithm}"
    put = s3.put_object(Bucket=bucket, Key="k", Body=BODY, **{member: KNOWN[algorithm]})
    assert (put[member], put["ChecksumType"]) == (KNOWN[algorithm], "FULL_OBJECT")
    head = s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert (head[member], head["ChecksumType"]) == (KNOWN[algorithm], "FULL_OBJECT")
    assert member not in s3.head_object(Bucket=bucket, Key="k")


@pytest.mark.parametrize("algorithm", KNOWN)
def test_wrong_checksum_is_refused_and_nothing_is_stored(s3, bucket, algorithm):
    with pytest.raises(ClientError) as failure:
        s3.put_object(Bucket=bucket, Key="k", Body=BODY + b"!", **{f"Checksum{algorithm}": KNOWN[algorithm]})
    assert code_of(failure) == ("BadDigest", 400)
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_crc64nvme_is_computed_when_nothing_is_sent(raw, s3, bucket):
    reply = raw("PUT", f"/{bucket}/k", BODY)
    assert (reply.status, reply.headers["x-amz-checksum-crc64nvme"]) == (200, KNOWN["CRC64NVME"])
    assert reply.headers["x-amz-checksum-type"] == "FULL_OBJECT"
    assert s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")["ChecksumCRC64NVME"] == KNOWN["CRC64NVME"]


MD5 = base64.b64encode(hashlib.md5(BODY).digest()).decode()


@pytest.mark.parametrize("headers, code", [
    ({"Content_MD5": MD5}, None),
    ({"Content_MD5": base64.b64encode(bytes(16)).decode()}, "BadDigest"),
    ({"Content_MD5": "no base64"}, "InvalidDigest"),
    ({"Content_MD5": "AAAA"}, "InvalidDigest"),
    ({"x_amz_checksum_crc32": "AAAA"}, "InvalidRequest"),
    ({"x_amz_checksum_crc32": KNOWN["CRC32"], "x_amz_checksum_sha1": KNOWN["SHA1"]}, "InvalidRequest"),
    ({"x_amz_checksum_md5000": "AAAA"}, "InvalidRequest"),
    ({"x_amz_sdk_checksum_algorithm": "CRC32"}, "InvalidRequest"),
    ({"x_amz_sdk_checksum_algorithm": "SHA1", "x_amz_checksum_crc32": KNOWN["CRC32"]}, "InvalidRequest"),
])
def test_digests_in_headers(raw, bucket, headers, code):
    reply = raw("PUT", f"/{bucket}/k", BODY, **headers)
    if code is None:
        assert reply.status == 200
    else:
        assert (reply.status, error_of(reply)["Code"]) == (400, code)


class UnsignedTrailer(S3SigV4Auth):
    def payload(self, request):
        return "STREAMING-UNSIGNED-PAYLOAD-TRAILER"


def send_with_trailer(wire, path, body, trailer, **headers):
    """What SDKs send by default: chunks, and the checksum behind them."""
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (body[:4], body[4:]) if piece)
    encoded = chunks + b"0\r\n" + trailer + b"\r\n"
    headers = {"Content-Encoding": "aws-chunked", "x-amz-trailer": "x-amz-checksum-crc32",
               "x-amz-decoded-content-length": str(len(body)),
               "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER", **headers}
    request = wire.request("PUT", path, encoded, headers, service="s3", signer=UnsignedTrailer)
    return wire.send(request)


def test_checksum_in_a_trailer_is_verified(wire, s3, bucket):
    good = b"x-amz-checksum-crc32:" + KNOWN["CRC32"].encode() + b"\r\n"
    assert send_with_trailer(wire, f"/{bucket}/k", BODY, good).status == 200
    got = s3.get_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert (got["Body"].read(), got["ChecksumCRC32"]) == (BODY, KNOWN["CRC32"])
    assert "ContentEncoding" not in got
    wrong = b"x-amz-checksum-crc32:" + base64.b64encode(bytes(4)) + b"\r\n"
    assert error_of(send_with_trailer(wire, f"/{bucket}/n", BODY, wrong))["Code"] == "BadDigest"
    assert error_of(send_with_trailer(wire, f"/{bucket}/n", BODY, b""))["Code"] == "MalformedTrailerError"
    longer = send_with_trailer(wire, f"/{bucket}/n", BODY, good, **{"x-amz-decoded-content-length": "10"})
    assert error_of(longer)["Code"] == "IncompleteBody"
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["k"]


def test_encoding_of_the_object_stays_when_that_of_the_transfer_goes(wire, s3, bucket):
    trailer = b"x-amz-checksum-crc32:" + KNOWN["CRC32"].encode() + b"\r\n"
    send_with_trailer(wire, f"/{bucket}/k", BODY, trailer, **{"Content-Encoding": "gzip,aws-chunked"})
    assert s3.head_object(Bucket=bucket, Key="k")["ContentEncoding"] == "gzip"


def test_client_library_verifies_what_it_downloads(s3, bucket):
    body = bytes(range(256)) * 1000
    s3.put_object(Bucket=bucket, Key="k", Body=body)
    got = s3.get_object(Bucket=bucket, Key="k")
    assert got["ChecksumCRC32"] == base64.b64encode(zlib.crc32(body).to_bytes(4, "big")).decode()
    assert got["Body"].read() == body
