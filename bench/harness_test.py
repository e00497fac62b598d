"""The parts that all benchmarks share, tested without running any."""

import json
import os
import subprocess
import sys

import harness
import pytest
from harness import memory


@pytest.mark.parametrize(
    "fraction, expected", [(0, 1), (0.5, 51), (0.95, 96), (0.99, 100), (1, 101)]
)
def test_percentile_is_a_value_that_occurred(fraction, expected):
    assert harness.percentile(range(101, 0, -1), fraction) == expected


def test_percentile_of_one_value_is_that_value():
    assert harness.percentile([7], 0.95) == 7


def test_json_file_has_the_agreed_form(tmp_path):
    file = tmp_path / "figures.json"
    cases = [{"case": "c", "ours": {"seconds": 1.5}, "peers": {}, "results_equal": True}]
    harness.write_json(file, "name", cases)
    document = json.loads(file.read_text())
    assert document == {"bench": "name", "machine": harness.machine(), "cases": cases}


def test_no_json_file_is_written_unasked(tmp_path):
    harness.write_json(None, "name", [])
    assert list(tmp_path.iterdir()) == []


def test_columns_are_aligned(capsys):
    harness.print_table(["name", "n"], [["a", 1], ["longer", 1000]])
    assert capsys.readouterr().out.splitlines() == [
        "name       n",
        "------  ----",
        "a          1",
        "longer  1000",
    ]


def test_scratch_folder_is_gone_afterwards(monkeypatch, tmp_path):
    monkeypatch.setattr(harness, "WORK", tmp_path)
    with harness.scratch() as folder:
        (folder / "file").touch()
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


CHILD_OF_A_CHILD = """
import subprocess, sys
hold = "import sys; held = b'x' * (64 << 20); print(flush=True); sys.stdin.read()"
subprocess.run([sys.executable, "-c", hold])
"""


def test_peak_counts_the_whole_tree_of_processes():
    with memory.Peak(os.getpid()) as before:
        pass
    with memory.Peak(os.getpid()) as peak:
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD_OF_A_CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        child.stdout.readline()  # the inner process holds its memory
        assert len(memory.tree(os.getpid())) >= 3
        assert memory.tree_bytes(os.getpid()) > before.bytes + (60 << 20)
        with memory.Peak(os.getpid(), look=memory.rss) as alone:
            pass
        assert alone.bytes < memory.tree_bytes(os.getpid()) - (60 << 20)
        child.stdin.close()
        child.wait()
        child.stdout.close()
    assert peak.bytes > before.bytes


def test_memory_of_a_process_that_is_gone_is_nothing():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert memory.rss(child.pid) == 0
    assert memory.children(child.pid) == []
