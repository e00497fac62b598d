"""Nobody gets in who does not belong: signatures in all their forms, each broken in turn."""

import datetime
import shutil
import subprocess
import urllib.parse
import urllib.request

import botocore.auth
import botocore.config
import botocore.credentials
import pytest
from botocore.exceptions import ClientError
from tenon_server import PROGRAM, Server
from wire import Wire

BUCKET, KEY, BODY = "vault", "a key/with ünusual +&=chars.txt", b"hello"


@pytest.fixture(scope="module", autouse=True)
def stored(s3):
    s3.create_bucket(Bucket=BUCKET)
    s3.put_object(Bucket=BUCKET, Key=KEY, Body=BODY)


def fetch(url, method="GET", body=None, headers=None):
    """(status, body) of a request that only its URL vouches for."""
    request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def json_request(wire, **options):
    return wire.json_request("glue", "GetDatabases", {}, **options)


# --- AWS JSON


def test_good_signature(wire):
    assert wire.send(json_request(wire)).status == 200


def test_unsigned(wire):
    request = json_request(wire)
    del request.headers["Authorization"]
    reply = wire.send(request)
    assert (reply.status, reply.code) == (400, "MissingAuthenticationTokenException")


def test_unknown_key(wire):
    stranger = botocore.credentials.Credentials("AKIAIOSFODNN7EXAMPLE", "secret")
    assert wire.send(json_request(wire, credentials=stranger)).code == "UnrecognizedClientException"


def test_wrong_secret(wire):
    liar = botocore.credentials.Credentials(wire.credentials().access_key, "not the secret")
    reply = wire.send(json_request(wire, credentials=liar))
    assert reply.code == "InvalidSignatureException"
    assert wire.credentials().secret_key not in reply.body.decode()


@pytest.mark.parametrize("header", ["X-Amz-Target", "Host", "X-Amz-Date"])
def test_tampered_header(wire, header):
    request = json_request(wire)
    value = {
        "X-Amz-Target": "AWSGlue.GetJobs",
        "Host": "example.com",
        "X-Amz-Date": (
            datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=61)
        ).strftime("%Y%m%dT%H%M%SZ"),
    }[header]
    if header in request.headers:
        request.headers.replace_header(header, value)
    else:
        request.headers[header] = value
    assert wire.send(request).code == "InvalidSignatureException"


def test_tampered_body(wire):
    assert (
        wire.send(json_request(wire), body=b'{"MaxResults": 1}').code == "InvalidSignatureException"
    )


def test_tampered_query_and_path(wire):
    request = wire.request(
        "GET", f"/{BUCKET}?list-type=2", service="s3", signer=botocore.auth.S3SigV4Auth
    )
    request.url = request.url.replace("list-type=2", "list-type=2&prefix=x")
    assert wire.send(request).status == 403
    request = wire.request("GET", f"/{BUCKET}", service="s3", signer=botocore.auth.S3SigV4Auth)
    request.url = request.url.replace(BUCKET, "other")
    assert b"<Code>SignatureDoesNotMatch</Code>" in wire.send(request).body


@pytest.mark.parametrize(
    "scheme",
    [
        "",
        "Bearer abc",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=x",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0",
    ],
)
def test_malformed_authorization(wire, scheme):
    request = json_request(wire)
    request.headers.replace_header("Authorization", scheme)
    reply = wire.send(request)
    assert reply.status == 400 and reply.code in (
        "IncompleteSignatureException",
        "MissingAuthenticationTokenException",
        "UnrecognizedClientException",
    )


def test_signature_for_another_service(wire):
    request = wire.request(
        "POST",
        "/",
        b"{}",
        {"X-Amz-Target": "AWSGlue.GetDatabases", "Content-Type": "application/x-amz-json-1.1"},
        service="athena",
    )
    assert wire.send(request).code == "InvalidSignatureException"


def signed_at(monkeypatch, minutes):
    moment = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None) + datetime.timedelta(
        minutes=minutes
    )
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *_, **__: moment)


@pytest.mark.parametrize("minutes, accepted", [(-16, False), (-14, True), (14, True), (16, False)])
def test_clock_skew_of_a_quarter_of_an_hour(wire, monkeypatch, minutes, accepted):
    signed_at(monkeypatch, minutes)
    reply = wire.send(json_request(wire))
    assert (reply.status == 200) == accepted
    if not accepted:
        assert reply.code == "InvalidSignatureException"
        s3_reply = wire.send(
            wire.request("GET", "/", service="s3", signer=botocore.auth.S3SigV4Auth)
        )
        assert s3_reply.status == 403 and b"<Code>RequestTimeTooSkewed</Code>" in s3_reply.body


# --- S3


def test_s3_anonymous_is_refused(server):
    for path, method in (("/", "GET"), (f"/{BUCKET}", "GET"), (f"/{BUCKET}/new", "PUT")):
        status, body = fetch(server.endpoint + path, method, b"x" if method == "PUT" else None)
        assert status == 403 and b"<Code>AccessDenied</Code>" in body


def test_s3_unknown_key_and_wrong_secret(server):
    for key, secret, code in (
        ("AKIAIOSFODNN7EXAMPLE", "x", "InvalidAccessKeyId"),
        (server.settings()["AWS_ACCESS_KEY_ID"], "x", "SignatureDoesNotMatch"),
    ):
        with pytest.raises(ClientError) as failure:
            server.client("s3", aws_access_key_id=key, aws_secret_access_key=secret).list_buckets()
        assert failure.value.response["Error"]["Code"] == code


def test_s3_tampered_upload_stores_nothing(wire, s3):
    request = wire.request(
        "PUT", f"/{BUCKET}/tampered", b"honest", service="s3", signer=botocore.auth.S3SigV4Auth
    )
    reply = wire.send(request, body=b"crooks")
    assert reply.status in (400, 403) and (
        b"XAmzContentSHA256Mismatch" in reply.body or b"SignatureDoesNotMatch" in reply.body
    )
    with pytest.raises(ClientError):
        s3.head_object(Bucket=BUCKET, Key="tampered")


def presigner(server, version, region="us-east-1"):
    return server.client(
        "s3", region_name=region, config=botocore.config.Config(signature_version=version)
    )


@pytest.mark.parametrize("version", ["s3", "s3v4"])
class TestPresigned:
    """`s3` is the SigV2 query form, which boto3 still makes for us-east-1."""

    def url(self, server, version, operation="get_object", expires=300, **more):
        made = presigner(server, version).generate_presigned_url(
            operation, {"Bucket": BUCKET, "Key": KEY, **more}, ExpiresIn=expires
        )
        assert ("X-Amz-Signature" in made) == (version == "s3v4") and (
            "AWSAccessKeyId" in made
        ) == (version == "s3")
        return made

    def test_get(self, server, version):
        assert fetch(self.url(server, version)) == (200, BODY)

    def test_put_then_get(self, server, version, s3):
        url = self.url(server, version, "put_object", Key="presigned upload")
        status, body = fetch(
            url, "PUT", b"by anybody", {"Content-Type": ""} if version == "s3" else None
        )
        assert status == 200, body
        assert s3.get_object(Bucket=BUCKET, Key="presigned upload")["Body"].read() == b"by anybody"

    def test_for_another_method(self, server, version):
        status, body = fetch(self.url(server, version), "DELETE")
        assert status == 403 and b"SignatureDoesNotMatch" in body

    def test_for_another_key(self, server, version):
        url = self.url(server, version)
        status, body = fetch(url.replace(".txt", ".tx"))
        assert status == 403 and b"SignatureDoesNotMatch" in body

    def test_tampered(self, server, version):
        url = self.url(server, version)
        longer = url.replace("X-Amz-Expires=300", "X-Amz-Expires=3000")
        if version == "s3":
            expires = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["Expires"][0]
            longer = url.replace(f"Expires={expires}", f"Expires={int(expires) + 3000}")
        assert longer != url and fetch(longer)[0] == 403

    def test_expired(self, server, version, monkeypatch):
        if version == "s3v4":
            signed_at(monkeypatch, -10)
            url = self.url(server, version, expires=300)
        else:
            url = self.url(server, version, expires=-10)
        status, body = fetch(url)
        assert status == 403 and b"<Code>AccessDenied</Code>" in body and b"expired" in body


def test_presigned_for_a_region_that_signs_with_v4(server):
    url = presigner(server, None, "eu-central-1").generate_presigned_url(
        "get_object", {"Bucket": BUCKET, "Key": KEY}
    )
    assert "X-Amz-Signature" in url and fetch(url) == (200, BODY)


def test_presigned_by_the_cli(aws):
    url = aws("s3", "presign", f"s3://{BUCKET}/{KEY}").strip()
    assert fetch(url) == (200, BODY)


# --- session tokens and the passing of time

SHIFT_CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec* now) {
  static int (*real)(clockid_t, struct timespec*);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int status = real(id, now);
  if (id == CLOCK_REALTIME) now->tv_sec += 3600;
  return status;
}
"""


def test_expired_session_token_is_refused(tmp_path, monkeypatch):
    """A session of 15 minutes, before and after the server was started again with its clock an
    hour on.
    """
    library = tmp_path / "hour.so"
    subprocess.run(
        [shutil.which("cc") or "g++", "-x", "c", "-shared", "-fPIC", "-o", library, "-", "-ldl"],
        input=SHIFT_CLOCK,
        text=True,
        check=True,
    )
    data = tmp_path / "data"
    with Server(PROGRAM, data) as server:
        made = server.client("sts").get_session_token(DurationSeconds=900)["Credentials"]
        session = botocore.credentials.Credentials(
            made["AccessKeyId"], made["SecretAccessKey"], made["SessionToken"]
        )
        wire = Wire(server)
        assert wire.send(json_request(wire, credentials=session)).status == 200
    with Server(PROGRAM, data) as server:  # a token outlives the process that made it
        wire = Wire(server)
        assert wire.send(json_request(wire, credentials=session)).status == 200
    with Server(PROGRAM, data, environment={"LD_PRELOAD": str(library)}) as server:
        wire = Wire(server)
        signed_at(monkeypatch, 60)
        assert wire.send(json_request(wire)).status == 200
        reply = wire.send(json_request(wire, credentials=session))
        assert (reply.status, reply.code) == (400, "ExpiredTokenException")
