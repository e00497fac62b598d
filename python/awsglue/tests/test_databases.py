"""Tables in databases are read and written by Spark's JDBC source: here on Derby, which Spark carries."""

import pytest


@pytest.fixture
def database(tmp_path):
    return {"url": f"jdbc:derby:{tmp_path}/db;create=true", "dbtable": "people"}


@pytest.fixture
def people(glue, frame_of, database):
    frame = frame_of({"id": 1, "name": "ann"}, {"id": 2, "name": "bo"}, {"id": 3, "name": "cy"})
    written = glue.write_dynamic_frame.from_options(
        frame=frame, connection_type="jdbc", connection_options=database
    )
    assert written is frame
    return database


def names(frame):
    return sorted(row["name"] for row in frame.toDF().collect())


@pytest.mark.parametrize(
    ("connection_type", "change", "expected"),
    [
        ("jdbc", {}, ["ann", "bo", "cy"]),
        ("jdbc", {"hashfield": "id", "hashpartitions": "2"}, ["ann", "bo", "cy"]),
        ("jdbc", {"sampleQuery": 'SELECT * FROM people WHERE "id" = 2'}, ["bo"]),
        ("custom.jdbc", {"filterPredicate": "id > 1"}, ["bo", "cy"]),
        ("custom.jdbc", {"query": 'SELECT "name" FROM people WHERE "id" < 2'}, ["ann"]),
    ],
)
def test_rows_are_read(glue, people, connection_type, change, expected):
    frame = glue.create_dynamic_frame.from_options(
        connection_type=connection_type, connection_options={**people, **change}
    )
    assert names(frame) == expected


def test_rows_are_added(glue, people, frame_of):
    more = frame_of({"id": 4, "name": "di"}).split_fields(["id", "name"], "people", "rest")
    glue.write_dynamic_frame.from_options(more["people"], "custom.jdbc", {**people})
    read = glue.create_dynamic_frame.from_options("jdbc", people)
    assert names(read) == ["ann", "bo", "cy", "di"]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"dbtable": "t"}, ValueError, "a database needs url, or connectionName"),
        ({"url": "jdbc:derby:x"}, ValueError, "needs dbtable or sampleQuery"),
        (
            {"url": "jdbc:derby:x", "dbtable": "t", "dataTypeMapping": {"INTEGER": "STRING"}},
            NotImplementedError,
            "dataTypeMapping is not supported",
        ),
    ],
)
def test_what_is_missing_is_said(glue, options, error, message):
    with pytest.raises(error, match=message):
        glue.create_dynamic_frame.from_options("jdbc", options)


def test_a_bookmark_reads_rows_once(glue, people, frame_of, tmp_path, monkeypatch):
    from awsglue.job import Job

    path = tmp_path / "bookmark.json"
    monkeypatch.setenv("TENON_BOOKMARK", str(path))

    def run():
        job = Job(glue)
        job.init("j", {"job_bookmark_option": "job-bookmark-enable"})
        frame = glue.create_dynamic_frame.from_options(
            connection_type="custom.jdbc",
            connection_options={**people, "jobBookmarkKeys": ["id"]},
            transformation_ctx="people",
        )
        read = names(frame)
        job.commit()
        path.with_name("bookmark.json.next").replace(path)
        glue.bookmark = None
        return read

    assert run() == ["ann", "bo", "cy"]
    glue.write_dynamic_frame.from_options(frame_of({"id": 4, "name": "di"}), "jdbc", people)
    assert run() == ["di"]
    assert run() == []
