"""The catalog calls that dbt-athena makes beside its queries, in the order of its materializations.

Facts from its public sources (dbt/adapters/athena/impl.py): which fields it takes without a
default, which errors it takes for an answer, how it swaps tables and expires versions.
"""

import pytest
from botocore.exceptions import ClientError


def model_table(name, location, **more):
    """A table as the query that creates a model would leave it in the catalog."""
    return {
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"classification": "parquet"},
        "PartitionKeys": [{"Name": "day", "Type": "date"}],
        "StorageDescriptor": {
            "Columns": [{"Name": "id", "Type": "bigint"}, {"Name": "name", "Type": "string"}],
            "Location": location,
        },
        **more,
    }


def add_days(glue, database, table, location, days):
    glue.batch_create_partition(
        DatabaseName=database,
        TableName=table,
        PartitionInputList=[
            {
                "Values": [day],
                "StorageDescriptor": {"Columns": [], "Location": f"{location}/{day}"},
                "Parameters": {},
            }
            for day in days
        ],
    )


def days_of(glue, database, table, **more):
    """As dbt reads partitions; it takes Values, StorageDescriptor and Parameters for granted."""
    pages = glue.get_paginator("get_partitions").paginate(
        DatabaseName=database, TableName=table, **more
    )
    return pages.build_full_result().get("Partitions")


def test_relations_of_a_schema_are_listed(glue, sts, database):
    account = sts.get_caller_identity()["Account"]
    glue.create_table(DatabaseName=database, TableInput=model_table("orders", "s3://lake/orders"))
    glue.create_table(
        DatabaseName=database,
        TableInput={
            "Name": "recent",
            "TableType": "VIRTUAL_VIEW",
            "Parameters": {"presto_view": "true"},
            "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "bigint"}]},
            "ViewOriginalText": "/* Presto View: e30= */",
        },
    )
    pages = glue.get_paginator("get_tables").paginate(DatabaseName=database, CatalogId=account)
    relations = {table["Name"]: table["TableType"] for page in pages for table in page["TableList"]}
    assert relations == {"orders": "EXTERNAL_TABLE", "recent": "VIRTUAL_VIEW"}
    assert database in [
        schema["Name"]
        for page in glue.get_paginator("get_databases").paginate()
        for schema in page["DatabaseList"]
    ]


def test_a_schema_that_is_not_there_has_no_relations(glue):
    """dbt takes any ClientError for that and goes on to create the schema."""
    with pytest.raises(ClientError) as failure:
        list(glue.get_paginator("get_tables").paginate(DatabaseName="dbt_nowhere"))
    assert failure.value.response["Error"]["Code"] == "EntityNotFoundException"


def test_columns_of_a_relation(glue, database):
    with pytest.raises(ClientError) as failure:
        glue.get_table(DatabaseName=database, Name="orders")
    assert failure.value.response["Error"]["Code"] == "EntityNotFoundException"
    sent = model_table("orders", "s3://lake/orders")
    sent["StorageDescriptor"]["Columns"].append(
        {"Name": "old", "Type": "int", "Parameters": {"iceberg.field.current": "false"}}
    )
    glue.create_table(DatabaseName=database, TableInput=sent)
    table = glue.get_table(DatabaseName=database, Name="orders")["Table"]
    columns = [
        (column["Name"], column["Type"])
        for column in table["StorageDescriptor"]["Columns"] + table.get("PartitionKeys", [])
        if column.get("Parameters", {}).get("iceberg.field.current") != "false"
    ]
    assert columns == [("id", "bigint"), ("name", "string"), ("day", "date")]


def test_incremental_model_cleans_the_partitions_that_it_will_write(glue, s3, database, bucket):
    location = f"s3://{bucket}/orders"
    glue.create_table(DatabaseName=database, TableInput=model_table("orders", location))
    days = ["2024-05-01", "2024-05-02", "2024-05-03"]
    for day in days:
        s3.put_object(Bucket=bucket, Key=f"orders/{day}/part", Body=b"rows")
    add_days(glue, database, "orders", location, days)
    chosen = days_of(
        glue,
        database,
        "orders",
        Expression="(day='2024-05-02') or (day='2024-05-03')",
        ExcludeColumnSchema=True,
    )
    for partition in chosen:
        prefix = partition["StorageDescriptor"]["Location"].removeprefix(f"s3://{bucket}/") + "/"
        listed = s3.list_objects_v2(Bucket=bucket, Prefix=prefix)["Contents"]
        deleted = s3.delete_objects(
            Bucket=bucket, Delete={"Objects": [{"Key": entry["Key"]} for entry in listed]}
        )
        assert "Errors" not in deleted
    left = s3.list_objects_v2(Bucket=bucket)["Contents"]
    assert [entry["Key"] for entry in left] == ["orders/2024-05-01/part"]


def test_high_availability_model_swaps_tables(glue, database):
    """The target takes over what the new table is, partition by partition."""
    glue.create_table(DatabaseName=database, TableInput=model_table("orders", "s3://lake/first"))
    add_days(glue, database, "orders", "s3://lake/first", ["2024-05-01", "2024-05-02"])
    glue.create_table(
        DatabaseName=database, TableInput=model_table("orders__ha", "s3://lake/second")
    )
    add_days(glue, database, "orders__ha", "s3://lake/second", ["2024-05-02", "2024-05-03"])

    source = glue.get_table(DatabaseName=database, Name="orders__ha")["Table"]
    source_days = days_of(glue, database, "orders__ha")
    target_days = days_of(glue, database, "orders")
    glue.update_table(
        DatabaseName=database,
        TableInput={
            "Name": "orders",
            "StorageDescriptor": source["StorageDescriptor"],
            "PartitionKeys": source["PartitionKeys"],
            "TableType": source["TableType"],
            "Parameters": source["Parameters"],
            "Description": source.get("Description", ""),
        },
    )
    errors = glue.batch_delete_partition(
        DatabaseName=database,
        TableName="orders",
        PartitionsToDelete=[{"Values": partition["Values"]} for partition in target_days],
    )["Errors"]
    assert errors == []
    errors = glue.batch_create_partition(
        DatabaseName=database,
        TableName="orders",
        PartitionInputList=[
            {
                "Values": partition["Values"],
                "StorageDescriptor": partition["StorageDescriptor"],
                "Parameters": partition["Parameters"],
            }
            for partition in source_days
        ],
    )["Errors"]
    assert errors == []
    glue.delete_table(DatabaseName=database, Name="orders__ha")

    swapped = glue.get_table(DatabaseName=database, Name="orders")["Table"]
    assert swapped["StorageDescriptor"]["Location"] == "s3://lake/second"
    assert {
        partition["Values"][0]: partition["StorageDescriptor"]["Location"]
        for partition in days_of(glue, database, "orders")
    } == {
        "2024-05-02": "s3://lake/second/2024-05-02",
        "2024-05-03": "s3://lake/second/2024-05-03",
    }


def test_old_versions_expire(glue, database):
    """It orders versions by Table.VersionId, keeps some, and deletes the others one by one."""
    for number in range(6):
        sent = model_table("orders", f"s3://lake/{number}")
        write = glue.update_table if number else glue.create_table
        write(DatabaseName=database, TableInput=sent)
    pages = glue.get_paginator("get_table_versions").paginate(
        DatabaseName=database, TableName="orders"
    )
    versions = pages.build_full_result()["TableVersions"]
    newest_first = sorted(versions, key=lambda one: int(one["Table"]["VersionId"]), reverse=True)
    for version in newest_first[4:]:
        assert version["Table"]["StorageDescriptor"]["Location"]
        glue.delete_table_version(
            DatabaseName=database, TableName="orders", VersionId=str(version["Table"]["VersionId"])
        )
    left = glue.get_table_versions(DatabaseName=database, TableName="orders")["TableVersions"]
    assert sorted(version["VersionId"] for version in left) == ["2", "3", "4", "5"]


def test_docs_are_persisted(glue, database):
    glue.create_table(DatabaseName=database, TableInput=model_table("orders", "s3://lake/orders"))
    table = glue.get_table(DatabaseName=database, Name="orders")["Table"]
    updated = {
        "Name": table["Name"],
        "StorageDescriptor": table["StorageDescriptor"],
        "PartitionKeys": table.get("PartitionKeys", []),
        "TableType": table["TableType"],
        "Parameters": {**table.get("Parameters", {}), "comment": "All orders"},
        "Description": "All orders",
    }
    updated["StorageDescriptor"]["Columns"][0]["Comment"] = "Number of the order"
    # It skips a version when nothing but comments has changed, if so configured.
    glue.update_table(DatabaseName=database, TableInput=updated, SkipArchive=True)
    table = glue.get_table(DatabaseName=database, Name="orders")["Table"]
    assert table["Description"] == table["Parameters"]["comment"] == "All orders"
    assert table["StorageDescriptor"]["Columns"][0]["Comment"] == "Number of the order"


def test_a_dropped_relation_may_be_gone_already(glue, database):
    glue.create_table(DatabaseName=database, TableInput=model_table("orders", "s3://lake/orders"))
    glue.delete_table(DatabaseName=database, Name="orders")
    with pytest.raises(ClientError) as failure:
        glue.delete_table(DatabaseName=database, Name="orders")
    assert failure.value.response["Error"]["Code"] == "EntityNotFoundException"
    glue.delete_database(Name=database)
