"""What is recorded for docs/compatibility.md."""

import json
import subprocess

import pytest
import recorder


@pytest.fixture
def record(tmp_path, monkeypatch):
    """Reads what has been recorded, without what the tests record for themselves."""
    path = tmp_path / "record"
    monkeypatch.setattr(recorder, "_PATH", str(path))
    monkeypatch.setattr(recorder, "_written", set())

    def read():
        lines = path.read_text().splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    return read


def test_each_answer_is_recorded_once_for_a_test(record):
    for test in ("a.py::test_a", "b.py::test_b"):
        with recorder.during(test):
            for _ in range(2):
                recorder.note("glue", "GetTable", None)
                recorder.note("glue", "GetTable", "EntityNotFoundException")
    assert [(entry["test"], entry["code"]) for entry in record()] == [
        ("a.py::test_a", None),
        ("a.py::test_a", "EntityNotFoundException"),
        ("b.py::test_b", None),
        ("b.py::test_b", "EntityNotFoundException"),
    ]


def test_nothing_is_recorded_outside_a_test_or_without_a_file(record, monkeypatch):
    with recorder.during(None):
        recorder.note("glue", "GetTable", None)
    monkeypatch.setattr(recorder, "_PATH", None)
    with recorder.during("a.py::test_a"):
        recorder.note("glue", "GetTable", None)
    assert record() == []


@pytest.mark.parametrize(
    "errors, codes",
    [
        ([], [None]),
        ([{"PartitionValues": ["1"], "ErrorDetail": {"ErrorCode": "A"}}], [None, "A"]),
        ([{"ColumnStatistics": {}, "Error": {"ErrorCode": "B"}}], [None, "B"]),
        ([{"Key": "k", "Code": "C"}, {"Key": "l", "Code": "C"}], [None, "C"]),
        ({"name": {"ErrorCode": "D"}}, [None, "D"]),
    ],
)
def test_errors_inside_a_success_are_recorded(record, errors, codes):
    with recorder.during("a.py::test_a"):
        recorder.note_answer("glue", "BatchCreatePartition", {"Errors": errors})
    assert [entry["code"] for entry in record()] == codes


@pytest.mark.parametrize(
    "words, status, stderr, recorded",
    [
        (
            ["glue", "get-table-versions", "--page-size", 1],
            0,
            "",
            ("glue", "GetTableVersions", None),
        ),
        (["s3api", "head-bucket"], 0, "", ("s3", "HeadBucket", None)),
        (["s3", "cp", "a", "s3://b/a"], 0, "", None),
        (["configure", "list"], 0, "", None),
        (["glue", "get-table"], 2, "usage: aws", None),
        (
            ["s3", "rb", "s3://b"],
            1,
            "An error occurred (BucketNotEmpty) when calling the DeleteBucket operation: b",
            ("s3", "DeleteBucket", "BucketNotEmpty"),
        ),
    ],
)
def test_a_command_stands_for_its_operation(record, words, status, stderr, recorded):
    with recorder.during("a.py::test_a"):
        recorder.note_command(words, subprocess.CompletedProcess(words, status, "", stderr))
    found = [(entry["service"], entry["operation"], entry["code"]) for entry in record()]
    assert found == ([recorded] if recorded else [])


def test_what_every_client_is_answered_is_recorded(record, glue, monkeypatch):
    monkeypatch.setattr(recorder.BaseClient, "_make_api_call", recorder.BaseClient._make_api_call)
    recorder.watch_clients()
    with recorder.during("a.py::test_a"):
        glue.get_databases()
        with pytest.raises(glue.exceptions.EntityNotFoundException):
            glue.get_database(Name="nowhere")
    assert [(entry["operation"], entry["code"]) for entry in record()] == [
        ("GetDatabases", None),
        ("GetDatabase", "EntityNotFoundException"),
    ]
