"""docs/tutorial.md works as pasted: its shell blocks run, in order, in one shell."""

import os
import re
import shutil
import subprocess

from conftest import ROOT
from psycopg import connect

PAGE = ROOT / "docs/tutorial.md"


def test_every_block_of_the_page_runs(database, tenon_server, tmp_path):
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 7, "the page has a block for each of its steps"
    shutil.copytree(
        ROOT / "examples",
        tmp_path / "examples",
        ignore=shutil.ignore_patterns(".env", "__pycache__"),
    )
    database.write_env(tmp_path / "examples/signup/src/.env")
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "TENON_DATA": str(tenon_server.data),
        "AWS_PAGER": "",
        "PAGER": "cat",
    }
    script = "set -euo pipefail\n" + "\n".join(blocks)
    try:
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env=environment,
            text=True,
            timeout=180,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    finally:
        with connect(**database.cluster.settings(), autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS warehouse WITH (FORCE)")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("SUCCEEDED") == 3, done.stdout
    assert "signup lets us in" in done.stdout
    assert "by the job's bookmark" in done.stdout
