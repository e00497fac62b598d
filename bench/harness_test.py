"""The parts that all benchmarks share, tested without running any."""

import json
import os
import subprocess
import sys

import harness
import pyarrow
import pyarrow.parquet
import pytest
from harness import database_engines, databases, hits, memory


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


class Listed:
    """Processes in place of one engine's."""

    pids = [1, 2]


def test_peak_is_of_what_it_is_told_to_look_at():
    with memory.Peak(Listed(), look=lambda engine: 10 * len(engine.pids)) as peak:
        pass
    assert peak.bytes == 20


ROWS = [(1, "2025-03-30 02:30:00.000001+01", 7, 1), (2, "2025-03-30 03:30:00+02", 7, 1)]


def csv_of(path, rows):
    path.write_text("".join(",".join(map(str, row)) + "\n" for row in rows))
    return hits.fingerprint_of_csv(path)


def test_hits_are_the_same_in_any_order_and_time_zone(tmp_path):
    expected = csv_of(tmp_path / "hits.csv", ROWS)
    assert expected[0] == 2
    in_utc = [(2, "2025-03-30 01:30:00+00", 7, 1), (1, "2025-03-30 01:30:00.000001+00", 7, 1)]
    assert csv_of(tmp_path / "hits.csv", in_utc) == expected


@pytest.mark.parametrize(
    "other",
    [
        (2, "2025-03-30 03:30:00+01", 7, 1),
        (2, "2025-03-30 03:30:00.000001+02", 7, 1),
        (2, "2025-03-30 03:30:00+02", 8, 1),
        (2, "2025-03-30 03:30:00+02", 7, 2),
        (3, "2025-03-30 03:30:00+02", 7, 1),
    ],
)
def test_hits_differ_by_every_column(tmp_path, other):
    assert csv_of(tmp_path / "a.csv", ROWS) != csv_of(tmp_path / "b.csv", [ROWS[0], other])


@pytest.mark.parametrize("zone", [None, "UTC", "Europe/Madrid"])
def test_hits_are_the_same_in_several_files_with_or_without_a_zone(tmp_path, zone):
    table = pyarrow.table({"feed_id": [7, 7], "lead_id": [1, 1], "id": [1, 2]})
    moments = pyarrow.array([1743298200000001, 1743298200000000], pyarrow.timestamp("us", zone))
    table = table.append_column("timestamp", moments)
    files = [tmp_path / "0.parquet", tmp_path / "1.parquet"]
    for row, file in enumerate(files):
        pyarrow.parquet.write_table(table.slice(row, 1), file)
    assert hits.fingerprint_of_parquet(files) == csv_of(tmp_path / "hits.csv", ROWS)


@pytest.fixture(scope="module")
def made():
    with databases.new_databases(50) as running:
        yield running


def test_a_cluster_of_a_benchmark_has_the_sites_hits(made):
    facts = "count(*), count(DISTINCT id), min(id), max(id), min(lead_id), max(lead_id)"
    assert made.run(databases.SITE, f"SELECT {facts} FROM {databases.HITS}") == ["50|50|1|50|1|3"]
    assert made.run(databases.SITE, "SHOW fsync") == ["on"]


@pytest.mark.parametrize("form", ["binary", "text"])
def test_psql_copies_the_hits_to_a_warehouse_that_is_emptied_before(made, tmp_path, form):
    made.run(databases.WAREHOUSE, databases.CREATE_HITS.replace("TABLE", "TABLE IF NOT EXISTS"))
    for _ in range(2):
        made.empty_warehouse()
        assert made.run(databases.WAREHOUSE, f"SELECT count(*) FROM {databases.HITS}") == ["0"]
        database_engines.Psql(tmp_path, made, form).run(database_engines.TO_TABLE)
    expected = made.fingerprint(databases.SITE, tmp_path / "rows.csv")
    assert expected[0] == 50
    assert made.fingerprint(databases.WAREHOUSE, tmp_path / "rows.csv") == expected


def test_psql_copies_the_hits_to_a_file(made, tmp_path):
    psql = database_engines.Psql(tmp_path, made, "CSV")
    psql.run(database_engines.TO_FILES)
    expected = made.fingerprint(databases.SITE, tmp_path / "rows.csv")
    assert psql.fingerprint() == expected
    psql.clear()
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_fails_is_told_in_the_words_of_psql(made, tmp_path):
    made.run(databases.WAREHOUSE, f"DROP TABLE IF EXISTS {databases.HITS}")
    with pytest.raises(database_engines.EngineFailed, match="does not exist"):
        database_engines.Psql(tmp_path, made, "text").run(database_engines.TO_TABLE)
