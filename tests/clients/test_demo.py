"""The demonstration, as `./dev demo` runs it."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import urllib.request

import pytest
from tenon_server import PROGRAM

DEMO = pathlib.Path(__file__).resolve().parents[2] / "examples/pipeline/demo.py"


@pytest.fixture
def command(tmp_path):
    """The demonstration on data folders below the test's own."""
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, str(DEMO), "--tenon", shutil.which(PROGRAM)]
    return lambda *more: subprocess.Popen(
        [*words, *more],
        env=environment,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_demo_shows_rows_times_and_the_way_on_and_leaves_nothing(command, tmp_path):
    with command("--exit") as demo:
        output, _ = demo.communicate(timeout=60)
    assert demo.returncode == 0, output
    assert "The job wrote 14,003 rows" in output
    assert re.search(r"transformed_zone/run-[0-9a-f]{64}-part-\S+\.parquet +\d", output)
    assert re.search(r"Catalonia +\d+ +\d+ +2025-", output)
    assert re.search(r"Running the job +\d+ ms", output)
    assert re.search(r"access key +AKIA", output) and 'eval "$(' in output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM])
def test_demo_stays_up_until_it_is_interrupted(command, tmp_path, blow):
    with command() as demo:
        endpoint = None
        for line in demo.stdout:
            if found := re.search(r"API +(http://\S+)", line):
                endpoint = found[1]
            if "stays up until Ctrl-C" in line:
                break
        assert urllib.request.urlopen(f"{endpoint}/_tenon/health", timeout=10).status == 200
        demo.send_signal(blow)
        output, _ = demo.communicate(timeout=30)
    assert demo.returncode == 0 and "Stopping the server" in output
    assert list(tmp_path.iterdir()) == []


def test_two_demos_at_once_use_other_ports(command):
    with command() as first:
        assert any("stays up until Ctrl-C" in line for line in first.stdout)
        with command("--exit") as second:
            output, _ = second.communicate(timeout=60)
        assert second.returncode == 0 and "Port 9700 is taken" in output
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=30)
