"""Fixtures of the client tests: one server for each test module, and clients for it.

The program is the one that the variable TENON names, or else `tenon` of the PATH.
"""

import json
import os
import pathlib
import secrets
import shutil
import subprocess
import sys
import tempfile

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "examples/pipeline"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "examples/signup/local"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import recorder  # noqa: E402
from lake import Lake  # noqa: E402
from people import CITIES, CITY_ROWS, PEOPLE, PEOPLE_ROWS  # noqa: E402
from postgresql_cluster import Cluster  # noqa: E402
from tenon_server import PROGRAM, Server  # noqa: E402
from wire import Wire  # noqa: E402

recorder.watch_clients()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    file = item.path.relative_to(pathlib.Path(__file__).resolve().parent)
    with recorder.during(f"{file}::{item.originalname}"):
        return (yield)


def errors_in(log):
    """The lines of a server's log that tell of a failure of the server itself."""
    return [
        line
        for line in log.splitlines()
        if line.startswith("{") and json.loads(line)["level"] == "error"
    ]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(PROGRAM, tmp_path_factory.mktemp("server") / "data")
    try:
        running.start()
        yield running
        running.stop()
        assert errors_in(running.output()) == []
    finally:
        if running.process is not None and running.process.returncode is None:
            running.kill()
        shutil.rmtree(running.data, ignore_errors=True)


@pytest.fixture(scope="module")
def postgresql():
    """A PostgreSQL of its own, which is asked by psql."""
    # Not below pytest's own folder, which is closed to the account that PostgreSQL runs as.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-postgresql-"))
    running = Cluster(folder, password=secrets.token_urlsafe(16), options={"fsync": "off"})
    try:
        running.start()
        yield running
    finally:
        running.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def glue(server):
    return server.client("glue")


@pytest.fixture(scope="module")
def s3(server):
    return server.client("s3")


@pytest.fixture(scope="module")
def athena(server):
    return server.client("athena")


@pytest.fixture(scope="module")
def sts(server):
    return server.client("sts")


@pytest.fixture(scope="module")
def logs(server):
    return server.client("logs")


@pytest.fixture(scope="module")
def secretsmanager(server):
    return server.client("secretsmanager")


@pytest.fixture(scope="module")
def tenon(server):
    return server.client("tenon")


@pytest.fixture(scope="module")
def wire(server):
    """Requests made by hand, for what a client library would not send."""
    return Wire(server)


@pytest.fixture(scope="module")
def lake(server):
    """A bucket and a database with ways to make tables, run jobs and read what they wrote."""
    return Lake(server)


@pytest.fixture(scope="module")
def people(lake):
    return lake.table(PEOPLE, PEOPLE_ROWS)


@pytest.fixture(scope="module")
def cities(lake):
    return lake.table(CITIES, CITY_ROWS)


class Cli:
    """The aws CLI, with nothing in its environment but what `tenon env` prints."""

    def __init__(self, server, home):
        self.program = shutil.which(
            "aws", path=f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
        )
        self.home = home
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "AWS_PAGER": "",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_MAX_ATTEMPTS": "1",
            **server.settings(),
        }

    def run(self, *words, text=True):
        """The finished process, whatever its exit status."""
        done = subprocess.run(
            [self.program, *map(str, words)],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=text,
            timeout=120,
            stdin=subprocess.DEVNULL,
        )
        recorder.note_command(words, done)
        return done

    def __call__(self, *words):
        """What the command prints: a value where it is JSON, else text. Fails the test if it
        fails.
        """
        done = self.run(*words)
        assert done.returncode == 0, f"aws {' '.join(map(str, words))}\n{done.stdout}{done.stderr}"
        return json.loads(done.stdout) if done.stdout.startswith(("{", "[")) else done.stdout


@pytest.fixture(scope="module")
def aws(server, tmp_path_factory):
    return Cli(server, tmp_path_factory.mktemp("home"))
