"""Fixtures of the S3 tests: buckets of their own, and requests for S3 that are made by hand."""
import itertools
import pathlib
import sys

import pytest
from botocore.auth import S3SigV4Auth

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

NUMBERS = itertools.count(1)


@pytest.fixture
def bucket(s3):
    """The name of a new, empty bucket."""
    name = f"bucket-{next(NUMBERS)}"
    s3.create_bucket(Bucket=name)
    return name


class S3Wire:
    """Signed requests that no client library would make."""

    def __init__(self, wire):
        self.wire = wire

    def __call__(self, method, path, body=b"", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.wire.send(self.wire.request(method, path, body, headers, service="s3", signer=S3SigV4Auth))


@pytest.fixture
def raw(wire):
    return S3Wire(wire)
