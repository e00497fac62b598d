"""A job's bookmark: each run reads what no run before has read."""

import json
import logging
import os

import pytest

from awsglue.bookmark import Bookmark
from awsglue.job import Job

ENABLE = {"job_bookmark_option": "job-bookmark-enable"}


@pytest.fixture
def bookmark(glue, tmp_path, monkeypatch):
    path = tmp_path / "bookmark.json"
    monkeypatch.setenv("TENON_BOOKMARK", str(path))
    yield path
    glue.bookmark = None


def run(glue, args, read, commit=True):
    job = Job(glue)
    job.init("j", args)
    made = read()
    if commit:
        job.commit()
    return made


def accept(path):
    """What the service does when a run has succeeded."""
    os.replace(f"{path}.next", path)


def test_files_are_read_once(glue, bookmark, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()

    def add(name, at):
        (folder / name).write_text(f"{name}\n")
        os.utime(folder / name, (at, at))

    def read(context="orders"):
        frame = glue.create_dynamic_frame.from_options(
            connection_type="s3",
            connection_options={"paths": [f"file://{folder}"]},
            format="csv",
            transformation_ctx=context,
        )
        return sorted(value for row in frame.toDF().collect() for value in row)

    add("a", 1000)
    add("b", 2000)
    assert run(glue, ENABLE, read) == ["a", "b"]
    accept(bookmark)
    # One that is changed in the same moment as the newest is new, too; one that is older is not.
    add("c", 2000)
    add("d", 1500)
    assert run(glue, ENABLE, read, commit=False) == ["c"]
    assert not os.path.exists(f"{bookmark}.next")
    assert run(glue, {"job_bookmark_option": "job-bookmark-pause"}, read) == ["c"]
    assert not os.path.exists(f"{bookmark}.next")
    assert run(glue, ENABLE, read) == ["c"]
    accept(bookmark)
    assert run(glue, ENABLE, read) == []
    accept(bookmark)
    add("e", 3000)
    assert run(glue, ENABLE, lambda: (read(), read("other"), read(""))) == (
        ["e"],
        ["a", "b", "c", "d", "e"],
        ["a", "b", "c", "d", "e"],
    )
    document = json.loads(bookmark.with_name(f"{bookmark.name}.next").read_text())
    assert sorted(document) == ["orders", "other"]
    assert document["orders"] == {"files": {"modified": 3000000, "seen": [f"file:{folder}/e"]}}
    assert run(glue, {}, read) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("descending", "first", "second"), [(False, [1, 2, 3], [4]), (True, [1, 2, 3], [0])]
)
def test_rows_are_read_once(spark, descending, first, second):
    def frame(*values):
        return spark.createDataFrame([(value,) for value in values], "id int")

    def ids(rows):
        return sorted(row["id"] for row in rows.collect())

    before = Bookmark({})
    assert ids(before.unread_rows("t", frame(3, 1, 2), ["id"], descending)) == first
    after = Bookmark(json.loads(json.dumps(before.document())))
    assert ids(after.unread_rows("t", frame(0, 1, 2, 3, 4), ["id"], descending)) == second
    nothing = Bookmark(after.document())
    assert ids(nothing.unread_rows("t", frame(0, 4), ["id"], descending)) in ([], [0], [4])
    assert ids(nothing.unread_rows("t", frame(1, 2), ["id"], descending)) == []
    with pytest.raises(NotImplementedError, match="a bookmark of rows has one key: a, b"):
        nothing.unread_rows("t", frame(1), ["a", "b"], descending)


def test_a_bookmark_that_nobody_keeps_is_told_of(glue, monkeypatch, tmp_path, caplog):
    monkeypatch.delenv("TENON_BOOKMARK", raising=False)
    (tmp_path / "a.csv").write_text("1\n")

    def read():
        options = {"paths": [str(tmp_path)]}
        return glue.create_dynamic_frame.from_options("s3", options, "csv", {}, "t").count()

    with caplog.at_level(logging.WARNING):
        assert run(glue, ENABLE, read) == 1
    assert "the bookmark is not kept" in caplog.text
    glue.bookmark = None


def test_what_is_wrong_is_said(glue):
    with pytest.raises(ValueError, match="no such bookmark option: yes"):
        Job(glue).init("j", {"job_bookmark_option": "yes"})
    with pytest.raises(RuntimeError, match="job.init must come before job.commit"):
        Job(glue).commit()
