#!/usr/bin/env python3
"""Makes the golden table of this folder: requests as botocore signs them.

Usage: "$TENON_DEPS/python/bin/python" tests/golden/sigv4/make.py

Nothing is sent: each request is caught before it would be. The keys are those of AWS's documentation,
the time stands still, and only what changes between botocore's versions changes the files.
"""
import base64
import datetime
import json
import pathlib
import time

import botocore.auth
import botocore.session
from botocore.config import Config

NOW = datetime.datetime(2026, 1, 31, 8, 15, 30)
KEY_ID = "AKIAIOSFODNN7EXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
TOKEN = "a/session+token=="

botocore.auth.get_current_datetime = lambda remove_tzinfo=True: NOW
time.time = lambda: NOW.replace(tzinfo=datetime.timezone.utc).timestamp()


class Caught(Exception):
    def __init__(self, request):
        self.request = request


def client(service, endpoint="http://localhost:9700", region="us-east-1", token=None, **config):
    made = botocore.session.Session().create_client(
        service, region_name=region, endpoint_url=endpoint, aws_access_key_id=KEY_ID,
        aws_secret_access_key=SECRET, aws_session_token=token,
        config=Config(retries={"total_max_attempts": 1}, user_agent="botocore", **config))

    def catch(request, **_):
        raise Caught(request)
    made.meta.events.register("before-send.*", catch)
    return made


def text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def split(url):
    host, _, target = url.split("://", 1)[1].partition("/")
    return host, "/" + target


def call(service_client, operation, **arguments):
    """The request of one call, as it would go over the wire."""
    try:
        getattr(service_client, operation)(**arguments)
    except Caught as caught:
        request = caught.request
    host, target = split(request.url)
    headers = [["Host", host]] + [[name, text(value)] for name, value in request.headers.items()
                                  if not name.startswith("amz-sdk-")]  # random, and not signed
    body = request.body or b""
    if hasattr(body, "read"):
        body = body.read()
    if isinstance(body, str):
        body = body.encode()
    return {"method": request.method, "target": target, "headers": headers,
            "body_base64": base64.b64encode(body).decode()}


def presign(service_client, operation, method="GET", headers=(), **arguments):
    """The request that somebody makes who was given a presigned URL."""
    host, target = split(service_client.generate_presigned_url(operation, Params=arguments,
                                                               ExpiresIn=600, HttpMethod=method))
    return {"method": method, "target": target, "headers": [["Host", host], *map(list, headers)],
            "body_base64": ""}


def cases():
    s3 = client("s3", s3={"addressing_style": "path"})
    hosted = client("s3", s3={"addressing_style": "virtual"})
    glue, sts, athena = client("glue"), client("sts"), client("athena")
    v4 = client("s3", region="eu-central-1", signature_version="s3v4",
                s3={"addressing_style": "path"})
    session = client("s3", token=TOKEN, s3={"addressing_style": "path"})
    tls = client("s3", endpoint="https://localhost:9700", s3={"addressing_style": "path"})
    yield "list_buckets", call(s3, "list_buckets")
    yield "list_objects", call(s3, "list_objects_v2", Bucket="landing", Prefix="a b/ü+&=",
                               Delimiter="/", ContinuationToken="1/2+3==")
    yield "put_object", call(s3, "put_object", Bucket="landing", Key="leads/part 1.csv", Body=b"a,b\n",
                             ContentType="text/csv", Metadata={"owner": "a  b"})
    yield "put_object_tls", call(tls, "put_object", Bucket="landing", Key="f", Body=b"hello world")
    yield "get_odd_key", call(s3, "get_object", Bucket="landing", Range="bytes=0-9",
                              Key="a//b/../p=1/x+y %41~é(1)*'!.csv")
    yield "head_hosted", call(hosted, "head_object", Bucket="landing", Key="k/ey")
    yield "create_upload", call(s3, "create_multipart_upload", Bucket="landing", Key="big")
    yield "upload_part", call(s3, "upload_part", Bucket="landing", Key="big", UploadId="u/1",
                              PartNumber=2, Body=b"part")
    yield "copy_object", call(s3, "copy_object", Bucket="landing", Key="to",
                              CopySource="landing/fr om")
    yield "delete_objects", call(s3, "delete_objects", Bucket="landing",
                                 Delete={"Objects": [{"Key": "a"}, {"Key": "<b>"}]})
    yield "put_ownership", call(s3, "put_bucket_ownership_controls", Bucket="landing",
                                OwnershipControls={"Rules": [
                                    {"ObjectOwnership": "BucketOwnerEnforced"}]})
    yield "get_with_token", call(session, "get_object", Bucket="landing", Key="k")
    yield "glue_get_tables", call(glue, "get_tables", DatabaseName="landing_zone_db")
    yield "glue_with_token", call(client("glue", token=TOKEN), "get_databases")
    yield "athena_start_query", call(athena, "start_query_execution", QueryString="SELECT 'ü'",
                                     ClientRequestToken="0" * 32)
    yield "sts_caller", call(sts, "get_caller_identity")
    yield "presigned_v2", presign(s3, "get_object", Bucket="landing", Key="a b/p=1.csv",
                                  ResponseContentType="text/csv; charset=utf-8")
    yield "presigned_v2_put", presign(s3, "put_object", "PUT", [("Content-Type", "text/csv")],
                                      Bucket="landing", Key="k", ContentType="text/csv")
    yield "presigned_v2_token", presign(session, "get_object", Bucket="landing", Key="k",
                                        VersionId="v 1")
    yield "presigned_v2_hosted", presign(hosted, "get_object", Bucket="landing", Key="k/1")
    yield "presigned_v2_list", presign(s3, "list_objects_v2", Bucket="landing", Prefix="a b")
    yield "presigned_v4", presign(v4, "get_object", Bucket="landing", Key="a b/p=1.csv",
                                  ResponseContentDisposition='attachment; filename="a+b.csv"')
    yield "presigned_v4_put", presign(v4, "put_object", "PUT", Bucket="landing", Key="k")
    yield "presigned_v4_token", presign(
        client("s3", region="eu-central-1", token=TOKEN, signature_version="s3v4",
               s3={"addressing_style": "path"}), "get_object", Bucket="landing", Key="k")
    yield "presigned_sts", presign(sts, "get_caller_identity")


def main():
    folder = pathlib.Path(__file__).parent
    for old in folder.glob("*.json"):
        old.unlink()
    for name, request in cases():
        (folder / f"{name}.json").write_text(json.dumps(request, indent=1) + "\n")


main()
