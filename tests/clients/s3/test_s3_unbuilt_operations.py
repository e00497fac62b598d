"""Every operation of S3's model is either built or says by its name that it is not."""
import urllib.parse
import xml.etree.ElementTree

import botocore.session
import pytest
import recorder
from botocore.auth import S3SigV4Auth

BUILT = {
    "AbortMultipartUpload", "CompleteMultipartUpload", "CopyObject", "CreateBucket", "CreateMultipartUpload",
    "DeleteBucket", "DeleteBucketOwnershipControls", "DeleteObject", "DeleteObjectTagging", "DeleteObjects",
    "DeletePublicAccessBlock", "GetBucketAcl", "GetBucketLocation", "GetBucketOwnershipControls",
    "GetBucketVersioning", "GetObject", "GetObjectAcl", "GetObjectAttributes", "GetObjectTagging",
    "GetPublicAccessBlock", "HeadBucket", "HeadObject", "ListBuckets", "ListMultipartUploads", "ListObjectVersions",
    "ListObjects", "ListObjectsV2", "ListParts", "PutBucketAcl", "PutBucketOwnershipControls", "PutBucketVersioning",
    "PutObject", "PutObjectAcl", "PutObjectTagging", "PutPublicAccessBlock", "UploadPart", "UploadPartCopy"}

# Replaced by others whose requests are the same.
OLD_NAMES = {"GetBucketLifecycle": "GetBucketLifecycleConfiguration",
             "GetBucketNotification": "GetBucketNotificationConfiguration",
             "PutBucketLifecycle": "PutBucketLifecycleConfiguration",
             "PutBucketNotification": "PutBucketNotificationConfiguration"}

# Its request is that of ListBuckets, sent to another host of AWS's.
SAME_AS_ANOTHER = {"ListDirectoryBuckets"}

MODEL = botocore.session.Session().get_service_model("s3")
UNBUILT = sorted(set(MODEL.operation_names) - BUILT - SAME_AS_ANOTHER)


def plain_request(operation):
    """Method, target and headers of the smallest request for an operation."""
    model = MODEL.operation_model(operation)
    target = model.http["requestUri"].replace("{Bucket}", "some-bucket").replace("{Key+}", "some/key")
    path, _, query = target.partition("?")
    parameters, headers = urllib.parse.parse_qsl(query, keep_blank_values=True), {}
    shape = model.input_shape
    for name in shape.required_members if shape else []:
        serialization = shape.members[name].serialization
        if serialization.get("location") == "querystring":
            parameters.append((serialization["name"], "1"))
        elif serialization.get("location") == "header":
            headers[serialization["name"]] = "x"
    return model.http["method"], path + ("?" + urllib.parse.urlencode(parameters) if parameters else ""), headers


@pytest.mark.parametrize("operation", UNBUILT)
def test_operation_that_is_not_built_names_itself(wire, operation):
    method, target, headers = plain_request(operation)
    reply = wire.send(wire.request(method, target, b"", headers, service="s3", signer=S3SigV4Auth))
    error = xml.etree.ElementTree.fromstring(reply.body)
    assert (reply.status, error.findtext("Code")) == (501, "NotImplemented")
    assert error.findtext("Message").endswith(" " + OLD_NAMES.get(operation, operation))
    recorder.note_built("s3", operation, False)


@pytest.mark.parametrize("method, target", [
    ("PUT", "/some-bucket/k?frobnicate"), ("DELETE", "/some-bucket?frobnicate"), ("PUT", "/some-bucket/k?uploadId=u"),
    ("POST", "/some-bucket"), ("POST", "/some-bucket/k"), ("PATCH", "/some-bucket/k"), ("DELETE", "/"), ("PUT", "/"),
    ("DELETE", "/some-bucket/k?acl"), ("PUT", "/some-bucket?location")])
def test_request_that_s3_does_not_know_touches_nothing(wire, s3, bucket, method, target):
    s3.put_object(Bucket=bucket, Key="k", Body=b"kept")
    target = target.replace("some-bucket", bucket)
    reply = wire.send(wire.request(method, target, b"", {"Content-Length": "0"}, service="s3", signer=S3SigV4Auth))
    assert reply.status == 405
    assert b"<Code>MethodNotAllowed</Code>" in reply.body
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"kept"
