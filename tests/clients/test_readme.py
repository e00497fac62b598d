"""The README's tutorial works as pasted: its shell blocks run, in order, in one shell."""

import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def shell_blocks():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_every_block_of_the_tutorial_runs(server, tmp_path):
    blocks = shell_blocks()
    assert len(blocks) == 5, (
        "the tutorial has a block for the environment and one for each of its four steps"
    )
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    script = "set -euo pipefail\n" + "\n".join(blocks)
    environment = dict(os.environ, HOME=str(tmp_path), TENON_DATA=str(server.data), AWS_PAGER="")
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=environment,
        text=True,
        timeout=180,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SUCCEEDED" in done.stdout, done.stdout
    assert re.search(r"run-[0-9a-f]{64}-part-\S+\.parquet", done.stdout), done.stdout
    assert re.search(r"^\"country\",\"users\"$", done.stdout, re.MULTILINE), done.stdout
