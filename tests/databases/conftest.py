"""Fixtures of the tests over databases: a real PostgreSQL and a real MariaDB for all of them, and a
server of ours for each module.
"""

import pathlib
import secrets
import shutil
import sys
import tempfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
for folder in ("examples/pipeline", "examples/signup/local", "tests/clients", "tests/databases"):
    sys.path.insert(0, str(ROOT / folder))

import pipeline  # noqa: E402
from mariadb_server import MariaDbServer  # noqa: E402
from places import MariaDb, PostgreSql  # noqa: E402
from postgresql_cluster import Cluster  # noqa: E402
from tenon_server import PROGRAM, Server  # noqa: E402


def run_in_folder(make):
    # Not below pytest's own folder, which is closed to the account that PostgreSQL runs as.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-databases-"))
    running = make(folder)
    try:
        running.start()
        yield running
    finally:
        running.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster():
    yield from run_in_folder(
        lambda folder: Cluster(folder, secrets.token_urlsafe(16), options={"fsync": "off"})
    )


@pytest.fixture(scope="session")
def mariadb_server():
    yield from run_in_folder(lambda folder: MariaDbServer(folder, secrets.token_urlsafe(16)))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(PROGRAM, tmp_path_factory.mktemp("server") / "data") as running:
        pipeline.create_bucket(running.client("s3"))
        yield running


@pytest.fixture(scope="module")
def postgresql(cluster, server):
    return PostgreSql(cluster, server)


@pytest.fixture(scope="module")
def mariadb(mariadb_server, server):
    return MariaDb(mariadb_server, server)


@pytest.fixture(params=["postgresql", "mariadb"])
def place(request):
    """Each database in turn."""
    return request.getfixturevalue(request.param)
