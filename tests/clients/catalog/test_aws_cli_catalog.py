"""The aws CLI on the catalog, with nothing set but what `tenon env` prints."""

import json

TABLE = {
    "Name": "visits",
    "PartitionKeys": [{"Name": "year", "Type": "int"}],
    "StorageDescriptor": {
        "Columns": [{"Name": "id", "Type": "bigint"}],
        "Location": "s3://lake/visits",
    },
}


def test_a_table_from_beginning_to_end(aws):
    aws("glue", "create-database", "--database-input", "Name=cli")
    place = ("--database-name", "cli")
    aws("glue", "create-table", *place, "--table-input", json.dumps(TABLE))
    aws(
        *("glue", "update-table", *place, "--version-id", "0", "--table-input"),
        json.dumps({**TABLE, "Description": "changed"}),
    )
    shown = aws("glue", "get-table", *place, "--name", "visits")["Table"]
    assert (shown["VersionId"], shown["Description"]) == ("1", "changed")
    # The CLI turns pages itself.
    versions = aws("glue", "get-table-versions", *place, "--table-name", "visits", "--page-size", 1)
    assert [version["VersionId"] for version in versions["TableVersions"]] == ["1", "0"]
    names = aws("glue", "get-tables", *place, "--query", "TableList[].Name", "--output", "text")
    assert names == "visits\n"
    aws("glue", "delete-table", *place, "--name", "visits")
    aws("glue", "delete-database", "--name", "cli")


def test_partitions(aws):
    aws("glue", "create-database", "--database-input", "Name=cli_partitions")
    place = ("--database-name", "cli_partitions")
    aws("glue", "create-table", *place, "--table-input", json.dumps(TABLE))
    table = (*place, "--table-name", "visits")
    for year in ("2023", "2024", "2025"):
        partition = {"Values": [year], "StorageDescriptor": {"Location": f"s3://lake/{year}"}}
        aws("glue", "create-partition", *table, "--partition-input", json.dumps(partition))
    found = aws(
        *("glue", "get-partitions", *table, "--expression", "year BETWEEN 2024 AND 2030"),
        *("--query", "Partitions[].Values[]"),
    )
    assert found == ["2024", "2025"]
    aws("glue", "delete-partition", *table, "--partition-values", "2024")
    left = aws("glue", "get-partitions", *table)["Partitions"]
    assert [partition["Values"] for partition in left] == [["2023"], ["2025"]]
    aws("glue", "delete-database", "--name", "cli_partitions")


def test_tags(aws):
    aws("glue", "create-database", "--database-input", "Name=cli_tags", "--tags", "env=test,a=b")
    arn = ("--resource-arn", "arn:aws:glue:us-east-1:000000000000:database/cli_tags")
    aws("glue", "untag-resource", *arn, "--tags-to-remove", "a")
    aws("glue", "tag-resource", *arn, "--tags-to-add", "team=data")
    assert aws("glue", "get-tags", *arn)["Tags"] == {"env": "test", "team": "data"}
    aws("glue", "delete-database", "--name", "cli_tags")


def test_an_error_is_shown_by_its_name(aws):
    done = aws.run("glue", "get-database", "--name", "nowhere")
    assert done.returncode in (254, 255)  # of version 2, of version 1
    assert "(EntityNotFoundException) when calling the GetDatabase operation" in done.stderr
    assert "Database nowhere not found." in done.stderr


def test_an_operation_that_is_not_built_is_named(aws):
    done = aws.run("glue", "list-blueprints")
    assert "Operation ListBlueprints is not supported by this server" in done.stderr
