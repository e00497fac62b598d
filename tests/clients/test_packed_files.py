"""Text files that are packed, JSON in its shapes, and sources that read only a part of the files."""

import bz2
import gzip
import json

import pyarrow
import pytest
from lake import BUCKET, DATABASE, sorted_rows
from people import PEOPLE, values
from test_sources import csv_source, run_source


def zstd(data):
    sink = pyarrow.BufferOutputStream()
    with pyarrow.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return sink.getvalue().to_pybytes()


PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".zst": zstd, "": bytes}


def json_source(folder, columns=None, **more):
    schema = (
        [{"Columns": [{"Name": name, "Type": kind} for name, kind in columns.items()]}]
        if columns
        else None
    )
    return {
        "S3JsonSource": {
            "Name": "Files",
            "Paths": [f"s3://{BUCKET}/{folder}/"],
            **({"OutputSchemas": schema} if schema else {}),
            **more,
        }
    }


def test_one_source_of_files_packed_in_every_way(lake):
    folder = lake.name("files")
    for number, (end, pack) in enumerate(PACKERS.items()):
        lake.put(f"{folder}/x.csv{end}", pack(f'{number},"é\n{number}",\n'.encode()))
    rows = run_source(lake, csv_source([f"s3://{BUCKET}/{folder}/"], Multiline=True))
    assert values(rows) == [(number, f"é\n{number}", None) for number in range(4)]


def test_compression_type_is_for_names_that_do_not_tell(lake):
    for kind, end in (("gzip", ".gz"), ("bzip2", ".bz2")):
        folder = lake.name("files")
        lake.put(f"{folder}/part-0", PACKERS[end](b"1,one,10\n"))
        source = csv_source([f"s3://{BUCKET}/{folder}/"], CompressionType=kind)
        assert values(run_source(lake, source)) == [(1, "one", 10)]


def test_schema_of_packed_files_is_looked_up_in_them(lake):
    for end in (".gz", ".bz2"):
        folder = lake.name("files")
        lake.put(f"{folder}/x.csv{end}", PACKERS[end](b"id,name\n1,one\n2,two\n"))
        source = csv_source([f"s3://{BUCKET}/{folder}/"], columns=None, WithHeader=True)
        assert sorted(row["name"] for row in run_source(lake, source)) == ["one", "two"]


def test_several_streams_of_bzip2_are_one_file(lake):
    folder = lake.name("files")
    lake.put(f"{folder}/x.csv.bz2", bz2.compress(b"1,one,10\n") + bz2.compress(b"2,two,20\n"))
    rows = run_source(lake, csv_source([f"s3://{BUCKET}/{folder}/"]))
    assert values(rows) == [(1, "one", 10), (2, "two", 20)]


def test_a_damaged_packed_file_is_named(lake):
    folder = lake.name("files")
    lake.put(f"{folder}/x.csv.bz2", bz2.compress(b"1,one,10\n" * 1000)[:-20])
    run = lake.run(
        {"a": csv_source([f"s3://{BUCKET}/{folder}/"]), "b": lake.target("a", "never")}
    )
    assert run["JobRunState"] == "FAILED"
    assert f"s3://{BUCKET}/{folder}/x.csv.bz2" in run["ErrorMessage"]
    assert "bzip2" in run["ErrorMessage"]


def test_bad_fields_of_packed_files_are_told_too(lake):
    folder = lake.name("files")
    lake.put(f"{folder}/x.csv.bz2", bz2.compress(b"1,one,10\n2,two,many\n"))
    result = lake.name("result")
    run = lake.run({"a": csv_source([f"s3://{BUCKET}/{folder}/"]), "b": lake.target("a", result)})
    assert values(lake.rows(result)) == [(1, "one", 10), (2, "two", None)]
    assert any("x.csv.bz2, line 2, column city" in line for line in lake.messages(run["Id"]))


def test_bounded_files_and_sizes(lake):
    folder = lake.name("files")
    for number in range(4):
        lake.put(f"{folder}/{number}.csv", f"{number},name,1\n")

    def ids(**options):
        source = csv_source([f"s3://{BUCKET}/{folder}/"], AdditionalOptions=options)
        return sorted(row["id"] for row in run_source(lake, source))

    assert ids(BoundedFiles=2) == [0, 1]
    assert ids(BoundedSize=25) == [0, 1]
    assert ids(BoundedSize=1) == [0]
    assert ids() == [0, 1, 2, 3]


RECORDS = [
    {"id": 1, "name": "Zoë", "tags": ["a", "b"], "at": {"x": 1.5}},
    {"id": 2, "name": None, "tags": [], "at": None},
    {"id": 2},
]
SHAPES = {
    "lines": ("\n".join(map(json.dumps, RECORDS)), {}),
    "array": (json.dumps(RECORDS, indent=2), {}),
    "documents": ("\n".join(json.dumps(r, indent=1) for r in RECORDS), {"Multiline": True}),
    "path": (json.dumps({"n": {"records": RECORDS}}), {"JsonPath": "$.n.records[*]"}),
    "path to an array": (json.dumps({"records": RECORDS}), {"JsonPath": "$.records"}),
    "path in lines": (
        "\n".join(json.dumps({"record": record}) for record in RECORDS),
        {"JsonPath": "$.record"},
    ),
}
COLUMNS = {"id": "bigint", "name": "string", "tags": "array<string>", "at": "struct<x:double>"}
EXPECTED = [
    {"id": 1, "name": "Zoë", "tags": ["a", "b"], "at": {"x": 1.5}},
    {"id": 2, "name": None, "tags": None, "at": None},
    {"id": 2, "name": None, "tags": [], "at": None},
]


def in_order(rows):
    return sorted(rows, key=lambda row: (row["id"], row["tags"] is not None))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("declared", [True, False])
def test_json_in_every_shape(lake, shape, declared):
    folder = lake.name("files")
    text, options = SHAPES[shape]
    lake.put(f"{folder}/x.json", text)
    rows = run_source(lake, json_source(folder, COLUMNS if declared else None, **options))
    assert in_order(rows) == EXPECTED


def test_json_that_is_packed(lake):
    folder = lake.name("files")
    for end, pack in PACKERS.items():
        lake.put(f"{folder}/x.json{end}", pack(json.dumps(RECORDS[0]).encode()))
    assert run_source(lake, json_source(folder, COLUMNS)) == [EXPECTED[0]] * 4


BAD_LINES = '{"id":1,"name":"a"}\n{"id":"x"}\nno json\n{"id":4,"name":"d"}\n'


def test_bad_fields_of_json_lines_are_shown_with_their_lines(lake):
    folder, result = lake.name("files"), lake.name("result")
    lake.put(f"{folder}/x.json", BAD_LINES)
    source = json_source(folder, {"id": "bigint", "name": "string"})
    run = lake.run({"a": source, "b": lake.target("a", result)})
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    log = "\n".join(lake.messages(run["Id"]))
    assert f'{folder}/x.json, line 2, column id: "x" is no bigint' in log
    assert f"{folder}/x.json, line 3: no JSON: no json" in log
    rows = run_source(lake, source, arguments={"--tenon-bad-rows": "drop"})
    assert {row["id"] for row in rows} >= {1, 4} and "x" not in {row["id"] for row in rows}
    failed = lake.run({"a": source, "b": lake.target("a", "never")}, {"--tenon-bad-rows": "fail"})
    assert failed["JobRunState"] == "FAILED" and "line 2" in failed["ErrorMessage"]


def test_bad_fields_at_a_json_path(lake):
    folder, result = lake.name("files"), lake.name("result")
    lake.put(f"{folder}/x.json", '{"r":[{"id":1},{"id":"x"}]}')
    source = json_source(folder, {"id": "bigint"}, JsonPath="$.r[*]")
    run = lake.run({"a": source, "b": lake.target("a", result)})
    assert sorted_rows(row.values() for row in lake.rows(result)) == sorted_rows([(1,), (None,)])
    assert any('column id: "x" is no bigint' in line for line in lake.messages(run["Id"]))


def test_json_path_that_is_none_is_a_problem_of_the_node(lake):
    source = json_source("anywhere", {"id": "bigint"}, JsonPath="records[*]")
    [problem] = lake.problems({"a": source, "b": lake.target("a", "never")})
    assert problem["NodeId"] == "a" and "JsonPath" in json.dumps(problem)


def test_partitions_that_the_predicate_excludes_are_not_even_looked_at(lake, glue):
    """Location of an excluded partition is not there: reading it would fail the run."""
    table = lake.table(PEOPLE, "")
    stored = glue.get_table(DatabaseName=DATABASE, Name=table)["Table"]
    kept = ("Name", "StorageDescriptor", "Parameters", "TableType")
    glue.update_table(
        DatabaseName=DATABASE,
        TableInput={
            **{name: stored[name] for name in kept if name in stored},
            "PartitionKeys": [{"Name": "year", "Type": "int"}],
        },
    )
    for year, bucket in ((2025, "no-such-bucket"), (2026, BUCKET)):
        storage = {
            **stored["StorageDescriptor"],
            "Location": f"s3://{bucket}/parts/{table}/year={year}/",
        }
        glue.create_partition(
            DatabaseName=DATABASE,
            TableName=table,
            PartitionInput={"Values": [str(year)], "StorageDescriptor": storage},
        )
    lake.put(f"parts/{table}/year=2026/x.csv", "1,one,10\n")
    for kind in ("S3CatalogSource", "CatalogSource", "GovernedCatalogSource"):
        source = {
            kind: {
                "Name": "Part",
                "Database": DATABASE,
                "Table": table,
                "PartitionPredicate": "year >= '2026' and year < 2027",
            }
        }
        assert run_source(lake, source) == [{"id": 1, "name": "one", "city": 10, "year": 2026}]
