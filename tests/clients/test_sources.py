"""What each kind of source makes of files, also of those that do not fit their table."""

import datetime

import pyarrow
import pyarrow.parquet
import pytest
from lake import BUCKET, DATABASE, sorted_rows
from people import PEOPLE, PEOPLE_ROWS, values


def csv_source(paths, separator="comma", quote="quote", columns=PEOPLE, **more):
    schemas = (
        [{"Columns": [{"Name": name, "Type": kind} for name, kind in columns.items()]}]
        if columns
        else []
    )
    return {
        "S3CsvSource": {
            "Name": "Files",
            "Paths": paths,
            "Separator": separator,
            "QuoteChar": quote,
            **({"OutputSchemas": schemas} if schemas else {}),
            **more,
        }
    }


def run_source(lake, source, **options):
    folder = lake.name("result")
    run = lake.run({"a": source, "b": lake.target("a", folder)}, **options)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    return lake.rows(folder)


@pytest.mark.parametrize(
    "separator, character",
    [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("pipe", "|"), ("ctrla", "\x01")],
)
def test_csv_source_with_every_separator(lake, separator, character):
    folder = lake.name("files")
    lake.put(
        f"{folder}/x.csv",
        "id,name,city\n".replace(",", character) + character.join(["1", '"a b"', "2"]) + "\n",
    )
    rows = run_source(lake, csv_source([f"s3://{BUCKET}/{folder}/"], separator, WithHeader=True))
    assert values(rows) == [(1, "a b", 2)]


def test_csv_source_without_a_schema_looks_into_the_file(lake):
    folder = lake.name("files")
    lake.put(f"{folder}/x.csv", "id,name\n1,one\n2,two\n")
    rows = run_source(lake, csv_source([f"s3://{BUCKET}/{folder}/"], columns=None, WithHeader=True))
    assert list(rows[0]) == ["id", "name"] and sorted(str(row["id"]) for row in rows) == ["1", "2"]


def test_csv_source_excludes_and_recurses(lake):
    folder = lake.name("files")
    for name in ("a.csv", "b.csv", "deep/c.csv", "deep/d.tmp"):
        lake.put(f"{folder}/{name}", f"1,{name},2\n")

    def names(**more):
        return sorted(
            row["name"]
            for row in run_source(lake, csv_source([f"s3://{BUCKET}/{folder}/"], **more))
        )

    assert names(Recurse=True) == ["a.csv", "b.csv", "deep/c.csv", "deep/d.tmp"]
    assert names(Recurse=False) == ["a.csv", "b.csv"]
    assert names(Recurse=True, Exclusions=["**/*.tmp", "b*"]) == ["a.csv", "deep/c.csv"]


def test_parquet_source(lake):
    folder = lake.name("files")
    buffer = pyarrow.BufferOutputStream()
    table = pyarrow.table(
        {
            "id": [1, 2],
            "at": pyarrow.array([datetime.datetime(2025, 3, 1), None], pyarrow.timestamp("us")),
            "tags": [["a", "b"], []],
        }
    )
    pyarrow.parquet.write_table(table, buffer)
    lake.put(f"{folder}/x.parquet", buffer.getvalue().to_pybytes())
    rows = run_source(
        lake, {"S3ParquetSource": {"Name": "Files", "Paths": [f"s3://{BUCKET}/{folder}/"]}}
    )
    assert sorted(rows, key=lambda row: row["id"]) == table.to_pylist()


def test_catalog_source(lake, people):
    assert (
        len(
            run_source(
                lake, {"CatalogSource": {"Name": "People", "Database": DATABASE, "Table": people}}
            )
        )
        == 5
    )


def test_markers_and_hidden_files_are_no_data(lake):
    table = lake.table(PEOPLE, PEOPLE_ROWS[:1])
    prefix = f"tables/{table}"
    for key in ("", "sub/", "_SUCCESS", ".part.crc", "_temporary/0/x.csv", ".hidden/x.csv"):
        lake.put(f"{prefix}/{key}", "" if key.endswith("/") or not key else "9,hidden,9\n")
    lake.put(f"{prefix}/sub/y.csv", "2,seen,2\n")
    assert sorted(row["id"] for row in run_source(lake, lake.source(table))) == [1, 2]


def test_table_over_several_files_with_and_without_a_last_newline(lake):
    table = lake.table(PEOPLE, "1,a,1")
    lake.put(f"tables/{table}/b.csv", "2,b,2\n3,c,3")
    lake.put(f"tables/{table}/c.csv", "")
    lake.put(f"tables/{table}/d.csv", "4,d,4\r\n5,e,5\r\n")
    assert values(run_source(lake, lake.source(table))) == [
        (n, "abcde"[n - 1], n) for n in range(1, 6)
    ]


def test_a_location_that_only_begins_alike_is_another(lake):
    table = lake.table(PEOPLE, PEOPLE_ROWS[:1])
    lake.put(f"tables/{table}_more/x.csv", "9,other,9\n")
    assert [row["id"] for row in run_source(lake, lake.source(table))] == [1]


def test_table_without_files_has_no_rows(lake):
    table = lake.table(PEOPLE, "")
    folder = lake.name("result")
    assert (
        lake.run({"a": lake.source(table), "b": lake.target("a", folder)})["JobRunState"]
        == "SUCCEEDED"
    )
    assert sum(len(lake.rows(folder)) for _ in lake.keys(folder)) == 0


# --- fields that do not fit

BAD_TEXT = "1,one,10\n2,two,many\nthree,three,30\n4,four,40\n"


def test_bad_fields_become_null_and_the_log_shows_them(lake):
    table = lake.table(PEOPLE, BAD_TEXT)
    folder = lake.name("result")
    run = lake.run({"a": lake.source(table), "b": lake.target("a", folder)})
    assert run["JobRunState"] == "SUCCEEDED"
    assert values(lake.rows(folder)) == sorted_rows(
        [(1, "one", 10), (2, "two", None), (None, "three", 30), (4, "four", 40)]
    )
    log = "\n".join(lake.messages(run["Id"]))
    assert f"s3://{BUCKET}/tables/{table}/data.csv, line 2, column city" in log and '"many"' in log
    assert "line 3, column id" in log and '"three"' in log
    assert "2" in log and "blobs/" not in log


def test_bad_rows_can_be_dropped(lake):
    table = lake.table(PEOPLE, BAD_TEXT)
    rows = run_source(lake, lake.source(table), arguments={"--tenon-bad-rows": "drop"})
    assert values(rows) == [(1, "one", 10), (4, "four", 40)]


def test_bad_rows_can_fail_the_run(lake):
    table = lake.table(PEOPLE, BAD_TEXT)
    run = lake.run(
        {"a": lake.source(table), "b": lake.target("a", "never")}, {"--tenon-bad-rows": "fail"}
    )
    assert run["JobRunState"] == "FAILED"
    assert f"{table}/data.csv" in run["ErrorMessage"] and "line 2" in run["ErrorMessage"]
    assert lake.keys("never") == []


def test_unknown_way_with_bad_rows_is_told(lake, people):
    run = lake.run(
        {"a": lake.source(people), "b": lake.target("a", "never")}, {"--tenon-bad-rows": "guess"}
    )
    assert run["JobRunState"] == "FAILED" and "null, drop or fail" in run["ErrorMessage"]


def test_bad_timestamp_is_a_bad_field(lake):
    table = lake.table(
        {"id": "bigint", "at": "timestamp"}, "1,2025-03-01 10:00:00+02\n2,yesterday\n"
    )
    folder = lake.name("result")
    run = lake.run({"a": lake.source(table), "b": lake.target("a", folder)})
    assert values(lake.rows(folder)) == [(1, datetime.datetime(2025, 3, 1, 8)), (2, None)]
    assert any('"yesterday"' in line and "line 2" in line for line in lake.messages(run["Id"]))


def test_lines_with_too_few_or_too_many_fields(lake):
    """As Spark reads them: what is missing is NULL, what is too much is cut off."""
    table = lake.table(PEOPLE, "1,one,10\n2,two\n3,three,30,surplus\n")
    assert values(run_source(lake, lake.source(table))) == sorted_rows(
        [(1, "one", 10), (2, "two", None), (3, "three", 30)]
    )
