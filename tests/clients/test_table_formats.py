"""Tables of Iceberg, Delta and Hudi, written by others, as sources of jobs."""

import io
import json

import pyarrow
import pyarrow.parquet
import pytest
from lake import BUCKET, DATABASE
from pyiceberg.catalog import load_catalog
from test_sources import run_source


@pytest.fixture(scope="module")
def catalog(server):
    settings = server.settings()
    return load_catalog(
        "glue",
        **{
            "type": "glue",
            "glue.endpoint": settings["AWS_ENDPOINT_URL"],
            "glue.access-key-id": settings["AWS_ACCESS_KEY_ID"],
            "glue.secret-access-key": settings["AWS_SECRET_ACCESS_KEY"],
            "glue.region": settings["AWS_REGION"],
            "s3.endpoint": settings["AWS_ENDPOINT_URL"],
            "s3.access-key-id": settings["AWS_ACCESS_KEY_ID"],
            "s3.secret-access-key": settings["AWS_SECRET_ACCESS_KEY"],
            "s3.region": settings["AWS_REGION"],
        },
    )


def table_source(kind, table, **more):
    return {kind: {"Name": "Lake", "Database": DATABASE, "Table": table, **more}}


def parquet(columns):
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), buffer)
    return buffer.getvalue()


SCHEMA = pyarrow.schema(
    [("id", pyarrow.int64()), ("name", pyarrow.string()), ("at", pyarrow.timestamp("us"))]
)


def batch(ids, names):
    return pyarrow.table({"id": ids, "name": names, "at": [None] * len(ids)}, schema=SCHEMA)


def test_iceberg_table_that_was_appended_to_and_deleted_from(lake, catalog):
    name = lake.name("iceberg")
    table = catalog.create_table(
        f"{DATABASE}.{name}", SCHEMA, location=f"s3://{BUCKET}/iceberg/{name}"
    )
    table.append(batch([1, 2], ["eins", None]))
    first = table.current_snapshot()
    table.append(batch([3, 3], ["ü", "ü"]))
    table.delete("id = 1")
    for kind in ("CatalogIcebergSource", "S3CatalogIcebergSource", "S3CatalogSource"):
        rows = run_source(lake, table_source(kind, name))
        assert sorted((row["id"], row["name"]) for row in rows) == [(2, None), (3, "ü"), (3, "ü")]
    for options in (
        {"snapshot-id": str(first.snapshot_id)},
        {"as-of-timestamp": str(first.timestamp_ms)},
    ):
        older = table_source("CatalogIcebergSource", name, AdditionalIcebergOptions=options)
        assert sorted(row["id"] for row in run_source(lake, older)) == [1, 2]
    assert lake.query(f"SELECT count(*) FROM {name}")[1:] == [["3"]]


def test_iceberg_table_without_rows(lake, catalog):
    name = lake.name("iceberg")
    catalog.create_table(f"{DATABASE}.{name}", SCHEMA, location=f"s3://{BUCKET}/iceberg/{name}")
    run = lake.run(
        {"a": table_source("CatalogIcebergSource", name), "b": lake.target("a", lake.name("result"))}
    )
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")


def delta_table(lake):
    """Two versions by hand: a file, then one in a partition and the first removed."""
    root = f"delta/{lake.name('table')}"
    fields = [("id", "long"), ("name", "string"), ("city", "string")]
    schema = {
        "type": "struct",
        "fields": [
            {"name": name, "type": kind, "nullable": True, "metadata": {}} for name, kind in fields
        ],
    }
    files = {
        "part-0.parquet": parquet({"id": [1, 2], "name": ["x", None]}),
        "city=A b/part-1.parquet": parquet({"id": [3], "name": ["ü"]}),
        "city=A b/part-2.parquet": parquet({"id": [9], "name": ["stray"]}),
    }
    for key, body in files.items():
        lake.put(f"{root}/{key}", body)

    def add(path, city):
        return {
            "add": {
                "path": path.replace(" ", "%20"),
                "partitionValues": {"city": city},
                "size": len(files[path]),
                "modificationTime": 1,
                "dataChange": True,
            }
        }

    versions = [
        [
            {"protocol": {"minReaderVersion": 1, "minWriterVersion": 2}},
            {
                "metaData": {
                    "id": "1",
                    "format": {"provider": "parquet", "options": {}},
                    "schemaString": json.dumps(schema),
                    "partitionColumns": ["city"],
                    "configuration": {},
                    "createdTime": 1,
                }
            },
            add("part-0.parquet", None),
        ],
        [add("city=A b/part-1.parquet", "A b")],
    ]
    for number, actions in enumerate(versions):
        lake.put(f"{root}/_delta_log/{number:020}.json", "\n".join(map(json.dumps, actions)))
    return root


def test_delta_table_by_its_path_and_by_the_catalog(lake, glue):
    root = delta_table(lake)
    expected = [(1, "x", None), (2, None, None), (3, "ü", "A b")]
    by_path = {"S3DeltaSource": {"Name": "Delta", "Paths": [f"s3://{BUCKET}/{root}/"]}}
    assert sorted(tuple(row.values()) for row in run_source(lake, by_path)) == expected
    name = lake.name("delta")
    glue.create_table(
        DatabaseName=DATABASE,
        TableInput={
            "Name": name,
            "Parameters": {"spark.sql.sources.provider": "delta"},
            "StorageDescriptor": {
                "Location": f"s3://{BUCKET}/{root}",
                "Columns": [{"Name": "col", "Type": "array<string>"}],
            },
        },
    )
    for kind in ("CatalogDeltaSource", "S3CatalogDeltaSource", "CatalogSource"):
        rows = run_source(lake, table_source(kind, name))
        assert sorted(tuple(row.values()) for row in rows) == expected
    first = table_source("CatalogDeltaSource", name, AdditionalDeltaOptions={"versionAsOf": "0"})
    assert sorted(row["id"] for row in run_source(lake, first)) == [1, 2]


def test_a_folder_without_a_delta_log_is_told(lake):
    lake.put("no_delta/x.parquet", parquet({"id": [1]}))
    source = {"S3DeltaSource": {"Name": "Delta", "Paths": [f"s3://{BUCKET}/no_delta/"]}}
    run = lake.run({"a": source, "b": lake.target("a", "never")})
    assert run["JobRunState"] == "FAILED" and "Paths" in run["ErrorMessage"]


def hudi_table(lake, timeline):
    root = f"hudi/{lake.name('table')}"
    for name in timeline:
        lake.put(f"{root}/.hoodie/{name}", "{}")
    files = {
        "p=1/a-0_0-1-1_20260101000000000.parquet": {"id": [1], "name": ["old"]},
        "p=1/a-0_0-2-2_20260102000000000.parquet": {"id": [1], "name": ["new"]},
        "p=2/b-0_0-3-3_20260103000000000.parquet": {"id": [2], "name": ["not committed"]},
        "p=2/c-0_0-1-1_20260101000000000.parquet": {"id": [3], "name": [None]},
    }
    for key, columns in files.items():
        lake.put(f"{root}/{key}", parquet(columns))
    return root


def test_hudi_table_that_is_copied_on_write(lake):
    root = hudi_table(
        lake,
        ["20260101000000000.commit", "20260102000000000.commit", "20260103000000000.inflight"],
    )
    source = {"S3HudiSource": {"Name": "Hudi", "Paths": [f"s3://{BUCKET}/{root}/"]}}
    rows = run_source(lake, source)
    assert sorted((row["id"], row["name"]) for row in rows) == [(1, "new"), (3, None)]


def test_hudi_table_that_is_merged_on_read_needs_spark(lake):
    root = hudi_table(lake, ["20260101000000000.deltacommit"])
    source = {"S3HudiSource": {"Name": "Hudi", "Paths": [f"s3://{BUCKET}/{root}/"]}}
    run = lake.run({"a": source, "b": lake.target("a", "never")})
    assert run["JobRunState"] == "FAILED" and "Spark" in run["ErrorMessage"]
