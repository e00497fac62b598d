"""Fixtures of the sign-up site's tests: one real PostgreSQL for all of them, a database and a site
for each module.
"""

import pathlib
import secrets
import shutil
import sys
import tempfile

import psycopg
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIGNUP = ROOT / "examples/signup"
for folder in (ROOT / "examples/pipeline", SIGNUP, SIGNUP / "local", pathlib.Path(__file__).parent):
    sys.path.insert(0, str(folder.resolve()))

from ports import find_free_port  # noqa: E402
from postgresql_cluster import Cluster  # noqa: E402
from site_server import Site, run_manage  # noqa: E402
from tenon_server import PROGRAM, Server  # noqa: E402
from visitor import Visitor  # noqa: E402

TEMPLATE = "migrated"


@pytest.fixture(scope="session")
def cluster():
    # Not below pytest's own folder, which is closed to the account that PostgreSQL runs as.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-signup-test-"))
    running = Cluster(folder, password=secrets.token_urlsafe(16), options={"fsync": "off"})
    try:
        running.start()
        yield running
    finally:
        running.kill()
        shutil.rmtree(folder, ignore_errors=True)


class Database:
    """A database with the site's tables, and the variables of a site on it."""

    def __init__(self, cluster, name):
        self.cluster, self.name = cluster, name

    @property
    def variables(self):
        return {
            **self.cluster.variables(self.name),
            "DJANGO_ALLOWED_HOSTS": "localhost:127.0.0.1",
            "DJANGO_SECRET_KEY": "only-for-tests-" + "x" * 40,
            "DJANGO_DEBUG": "False",
        }

    def connect(self):
        return psycopg.connect(**self.cluster.settings(self.name), autocommit=True)

    def rows(self, statement, parameters=None):
        with self.connect() as connection:
            return connection.execute(statement, parameters).fetchall()

    def write_env(self, path):
        path.write_text("".join(f"{name}={value}\n" for name, value in self.variables.items()))
        return path


@pytest.fixture(scope="session")
def new_database(cluster):
    """Makes another database, as `manage.py migrate` leaves it."""

    def create(name, template):
        with psycopg.connect(**cluster.settings(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return Database(cluster, name)

    run_manage(create(TEMPLATE, "template1").variables, "migrate", "--no-input")
    return lambda: create(f"test_{secrets.token_hex(6)}", TEMPLATE)


@pytest.fixture(scope="module")
def database(new_database):
    return new_database()


@pytest.fixture(scope="module")
def site(database, tmp_path_factory):
    log = tmp_path_factory.mktemp("site") / "log"
    with Site(database.variables, find_free_port(), log) as running:
        yield running


@pytest.fixture
def visitor(site):
    """Somebody with a browser that has never been to the site."""
    return Visitor(site.address)


@pytest.fixture(scope="module")
def tenon_server(tmp_path_factory):
    with Server(PROGRAM, tmp_path_factory.mktemp("tenon") / "data") as running:
        yield running
