"""`./dev signup`: everything on this machine, with one command."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request

import psycopg
import pytest
from conftest import SIGNUP
from tenon_server import PROGRAM
from visitor import Visitor

SCRIPT = SIGNUP / "local/run_locally.py"


@pytest.fixture
def folder():
    """Where PostgreSQL's account can come, too."""
    made = pathlib.Path(tempfile.mkdtemp(prefix="tenon-signup-run-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def start(folder, *words):
    return subprocess.Popen(
        [sys.executable, SCRIPT, "--tenon", shutil.which(PROGRAM)]
        + ["--folder", folder / "data", "--env", folder / "env", *words],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def read_until_up(running):
    """What it has printed when everything answers."""
    printed = ""
    for line in running.stdout:
        printed += line
        if "stays up until Ctrl-C" in line:
            return printed
    raise AssertionError(printed)


def connect(printed, env):
    port = re.search(r"PostgreSQL +127\.0\.0\.1:(\d+)", printed)[1]
    password = re.search("POSTGRES_PASSWORD=(.*)", env.read_text())[1]
    return psycopg.connect(
        host="127.0.0.1", port=port, user="postgres", password=password, dbname="postgres"
    )


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM])
def test_everything_answers_until_it_is_interrupted(blow, folder):
    with start(folder) as running:
        printed = read_until_up(running)
        env = folder / "env"
        assert env.stat().st_mode & 0o777 == 0o600
        site = re.search(r"sign-up site +(\S+)", printed)[1]
        page = Visitor(site).sign_up("Ada", "ada@example.com")
        assert page.messages == ["Thank you, Ada. You have signed up."]
        with connect(printed, env) as database:
            assert database.execute("SELECT email FROM form_leads").fetchall() == [
                ("ada@example.com",)
            ]
        api = re.search(r"Tenon's API +(\S+)", printed)[1]
        assert urllib.request.urlopen(f"{api}/_tenon/health", timeout=10).status == 200
        running.send_signal(blow)
        output, _ = running.communicate(timeout=60)
        assert running.returncode == 0 and "Stopping everything" in output
        assert re.search(r"New lead created: 1\n", printed + output)
    for address in (site, api):
        with pytest.raises(OSError):
            urllib.request.urlopen(address, timeout=10)


def test_a_second_time_finds_what_the_first_has_left(folder):
    with start(folder) as running:
        printed = read_until_up(running)
        Visitor(re.search(r"sign-up site +(\S+)", printed)[1]).sign_up("Ada", "ada@example.com")
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
    before = (folder / "env").read_text()
    with start(folder) as running:
        printed = read_until_up(running)
        with connect(printed, folder / "env") as database:
            assert database.execute("SELECT count(*) FROM form_leads").fetchone() == (1,)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)

    def secrets(text):
        return re.findall("^(?:POSTGRES_PASSWORD|DJANGO_SECRET_KEY)=.*$", text, re.MULTILINE)

    assert secrets((folder / "env").read_text()) == secrets(before) != []


def test_an_env_file_of_somebody_elses_is_left_alone(folder):
    (folder / "env").write_text("POSTGRES_HOST=my-database.eu-west-1.rds.amazonaws.com\n")
    with start(folder, "--exit") as running:
        output, _ = running.communicate(timeout=60)
    assert running.returncode == 1 and "was not made by ./dev signup" in output
    assert "rds.amazonaws.com" in (folder / "env").read_text()


def test_ends_by_itself_where_that_is_asked_for(folder):
    with start(folder, "--exit") as running:
        output, _ = running.communicate(timeout=120)
    assert running.returncode == 0, output
    assert "create_data.py" in output and "\\copy form_leads" in output
