"""Fixtures of the catalog's client tests: the libraries that people use beside boto3."""

import itertools
import os

import awswrangler
import boto3
import pytest
from pyiceberg.catalog import load_catalog

NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def environment(server):
    """The process's environment names the module's server, as `tenon env` prints it, so that a
    library that makes its own clients finds it.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            patch.delenv(name)
        for name, value in server.settings().items():
            patch.setenv(name, value)
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        yield server.settings()


@pytest.fixture(scope="module")
def wrangler(environment):
    """awswrangler, whose clients are those of boto3's default session."""
    boto3.setup_default_session(region_name=environment["AWS_REGION"])
    yield awswrangler
    boto3.DEFAULT_SESSION = None


@pytest.fixture
def database(glue):
    """The name of a new, empty database."""
    name = f"database_{next(NUMBERS)}"
    glue.create_database(DatabaseInput={"Name": name})
    return name


@pytest.fixture
def bucket(s3):
    """The name of a new, empty bucket."""
    name = f"bucket-{next(NUMBERS)}"
    s3.create_bucket(Bucket=name)
    return name


@pytest.fixture
def catalog(environment):
    """pyiceberg's GlueCatalog, told of the server by the environment alone."""
    return load_catalog(
        "glue",
        **{
            "type": "glue",
            "glue.endpoint": environment["AWS_ENDPOINT_URL"],
            "s3.endpoint": environment["AWS_ENDPOINT_URL"],
            "s3.access-key-id": environment["AWS_ACCESS_KEY_ID"],
            "s3.secret-access-key": environment["AWS_SECRET_ACCESS_KEY"],
            "s3.region": environment["AWS_REGION"],
        },
    )
