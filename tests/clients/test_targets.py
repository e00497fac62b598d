"""What each kind of target leaves in the bucket and in the catalog."""

import pyarrow
import pyarrow.parquet
import pytest
from lake import BUCKET, DATABASE, csv_text, sorted_rows
from people import PEOPLE_ROWS, values


def test_partition_keys_become_folders_and_the_catalog_learns_of_them(lake, glue, people):
    folder, table = lake.name("result"), lake.name("made")
    nodes = {
        "a": lake.source(people),
        "b": lake.target(
            "a",
            folder,
            PartitionKeys=[["city"]],
            SchemaChangePolicy={
                "EnableUpdateCatalog": True,
                "UpdateBehavior": "UPDATE_IN_DATABASE",
                "Database": DATABASE,
                "Table": table,
            },
        ),
    }
    run = lake.run(nodes)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    folders = {key.split("/")[1] for key in lake.keys(folder)}
    assert folders == {"city=10", "city=20", "city=99", "city=__HIVE_DEFAULT_PARTITION__"}
    made = glue.get_table(DatabaseName=DATABASE, Name=table)["Table"]
    assert [column["Name"] for column in made["StorageDescriptor"]["Columns"]] == ["id", "name"]
    assert made["PartitionKeys"][0]["Name"] == "city"
    assert made["StorageDescriptor"]["Location"] == f"s3://{BUCKET}/{folder}/"
    header, *rows = lake.query(
        f"SELECT city, count(*) AS n FROM {table} GROUP BY city ORDER BY city NULLS LAST"
    )
    assert rows == [["10", "2"], ["20", "1"], ["99", "1"], [None, "1"]]


def test_without_update_the_catalog_stays_as_it_is(lake, glue, people):
    folder, table = lake.name("result"), lake.name("made")
    nodes = {
        "a": lake.source(people),
        "b": lake.target(
            "a",
            folder,
            SchemaChangePolicy={"EnableUpdateCatalog": False, "Database": DATABASE, "Table": table},
        ),
    }
    assert lake.run(nodes)["JobRunState"] == "SUCCEEDED"
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.get_table(DatabaseName=DATABASE, Name=table)


def test_update_in_database_adds_new_columns(lake, glue):
    folder, made = lake.name("result"), lake.name("made")
    policy = {
        "EnableUpdateCatalog": True,
        "UpdateBehavior": "UPDATE_IN_DATABASE",
        "Database": DATABASE,
        "Table": made,
    }
    for columns, row in (({"id": "bigint"}, (1,)), ({"id": "bigint", "extra": "string"}, (2, "x"))):
        table = lake.table(columns, [row])
        run = lake.run(
            {"a": lake.source(table), "b": lake.target("a", folder, SchemaChangePolicy=policy)}
        )
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    got = glue.get_table(DatabaseName=DATABASE, Name=made)["Table"]
    assert [column["Name"] for column in got["StorageDescriptor"]["Columns"]] == ["id", "extra"]
    assert lake.query(f"SELECT id, extra FROM {made} ORDER BY id")[1:] == [["1", None], ["2", "x"]]


@pytest.mark.parametrize(
    "compression, codec", [("snappy", "SNAPPY"), ("gzip", "GZIP"), ("uncompressed", "UNCOMPRESSED")]
)
def test_glue_parquet_target(lake, people, compression, codec):
    folder = lake.name("result")
    nodes = {
        "a": lake.source(people),
        "b": {
            "S3GlueParquetTarget": {
                "Name": "Result",
                "Inputs": ["a"],
                "Path": f"s3://{BUCKET}/{folder}/",
                "Compression": compression,
            }
        },
    }
    run = lake.run(nodes)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    assert values(lake.rows(folder)) == sorted_rows(PEOPLE_ROWS)
    body = lake.s3.get_object(Bucket=BUCKET, Key=lake.keys(folder)[0])["Body"].read()
    metadata = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(body)).metadata
    assert metadata.row_group(0).column(0).compression == codec


def test_csv_and_json_targets(lake, people):
    for form, expected in (("csv", "id,name,city\n"), ("json", '"id":1')):
        folder = lake.name("result")
        run = lake.run(
            {
                "a": lake.source(people),
                "b": lake.target("a", folder, Format=form, Compression="none"),
            }
        )
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
        text = "".join(
            lake.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode()
            for key in lake.keys(folder)
        )
        assert expected in text.replace('"id","name","city"', "id,name,city") and "Björn" in text


def test_two_targets_of_one_node(lake, people):
    first, second = lake.name("result"), lake.name("result")
    nodes = {"a": lake.source(people), "b": lake.target("a", first), "c": lake.target("a", second)}
    nodes["c"]["S3DirectTarget"]["Name"] = "Second"
    assert lake.run(nodes)["JobRunState"] == "SUCCEEDED"
    assert values(lake.rows(first)) == values(lake.rows(second)) == sorted_rows(PEOPLE_ROWS)


def test_number_of_target_files(lake, people):
    folder = lake.name("result")
    assert (
        lake.run(
            {"a": lake.source(people), "b": lake.target("a", folder, NumberTargetPartitions="1")}
        )["JobRunState"]
        == "SUCCEEDED"
    )
    assert len(lake.keys(folder)) == 1


def test_target_bucket_that_is_missing_fails_the_run(lake, people):
    nodes = {"a": lake.source(people), "b": lake.target("a", "x")}
    nodes["b"]["S3DirectTarget"]["Path"] = "s3://no-such-bucket/x/"
    run = lake.run(nodes)
    assert run["JobRunState"] == "FAILED" and "no-such-bucket" in run["ErrorMessage"]


def test_source_and_target_may_be_one_folder(lake):
    """The run reads what was there when it began."""
    table = lake.table({"id": "bigint"}, [(1,), (2,)])
    nodes = {"a": lake.source(table), "b": lake.target("a", f"tables/{table}")}
    assert lake.run(nodes)["JobRunState"] == "SUCCEEDED"
    assert sorted(
        row["id"]
        for key in lake.keys(f"tables/{table}")
        if key.endswith(".parquet")
        for row in pyarrow.parquet.read_table(
            pyarrow.BufferReader(lake.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
        ).to_pylist()
    ) == [1, 2]


def test_csv_text_of_the_people_is_what_it_seems():
    assert csv_text(PEOPLE_ROWS[2:]) == '3,Chloé,\n4,,99\n5,"",10\n'
