"""What a job's script writes to S3 on Spark, and what becomes of the Data Catalog, is what the job does."""

import pytest
from cases import ORDERS, comparison
from lake import BUCKET, DATABASE
from written import columns_of, read, values_of

HIVE = "org.apache.hadoop.hive.ql.io.parquet"
PARQUET = {
    "InputFormat": f"{HIVE}.MapredParquetInputFormat",
    "OutputFormat": f"{HIVE}.MapredParquetOutputFormat",
    "SerdeInfo": {"SerializationLibrary": f"{HIVE}.serde.ParquetHiveSerDe"},
}
KEY = "paid"
UPDATE = {"EnableUpdateCatalog": True, "UpdateBehavior": "UPDATE_IN_DATABASE"}


def described(columns):
    return [{"Name": name, "Type": kind} for name, kind in columns.items()]


def partitioned_table(lake, name):
    """A table in Parquet with a folder for each value of the key."""
    columns = {column: kind for column, kind in ORDERS.items() if column != KEY}
    table = {
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"classification": "parquet"},
        "PartitionKeys": described({KEY: ORDERS[KEY]}),
        "StorageDescriptor": {
            "Columns": described(columns),
            "Location": f"s3://{BUCKET}/{name}/",
            **PARQUET,
        },
    }
    lake.glue.create_table(DatabaseName=DATABASE, TableInput=table)


def run_both(lake, run_script, nodes, target):
    """Runs the nodes here and there, each with the target of its own; the names given to them."""
    name = lake.name("copy")
    sides = (f"{name}_here", f"{name}_there")
    graphs = [{**nodes, "target": target(side)} for side in sides]
    run = lake.run(graphs[0])
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    run_script(lake.tenon.generate_script(CodeGenConfigurationNodes=graphs[1])["Script"], name)
    return sides


def folders(lake, name):
    keys = [key.removeprefix(name) for key in lake.keys(name) if key.endswith(".parquet")]
    return {key.rpartition("/")[0] for key in keys}


def partitions(lake, name):
    found = lake.glue.get_partitions(DatabaseName=DATABASE, TableName=name)["Partitions"]
    return {
        (*part["Values"], part["StorageDescriptor"]["Location"].strip("/")[-10:]) for part in found
    }


def catalogued(lake, name):
    table = lake.glue.get_table(DatabaseName=DATABASE, Name=name)["Table"]
    storage = table["StorageDescriptor"]["Columns"], table.get("PartitionKeys", [])
    return [[(column["Name"], column["Type"]) for column in columns] for columns in storage]


@pytest.mark.parametrize("kind", ["S3CatalogTarget", "CatalogTarget", "GovernedCatalogTarget"])
def test_a_table_gets_the_same_files(kind, lake, tables, run_script):
    known = comparison("EQ", "id", "99", negated=True)
    known["Filter"]["Filters"].append(
        {
            "Operation": "ISNULL",
            "Negated": True,
            "Values": [{"Type": "COLUMNEXTRACTED", "Value": [KEY]}],
        }
    )

    def target(name):
        partitioned_table(lake, name)
        made = {"Name": "Target", "Inputs": ["last"], "Database": DATABASE, "Table": name}
        return {kind: made if kind == "CatalogTarget" else made | {"SchemaChangePolicy": UPDATE}}

    nodes = {"orders": tables["orders"], "last": known}
    here, there = run_both(lake, run_script, nodes, target)
    assert folders(lake, there) == folders(lake, here) == {"/paid=true", "/paid=false"}
    assert values_of(read(lake, there)) == values_of(read(lake, here))
    assert columns_of(read(lake, there)) == columns_of(read(lake, here))
    assert partitions(lake, there) == partitions(lake, here)


@pytest.mark.parametrize("kind", ["S3GlueParquetTarget", "S3DirectTarget"])
@pytest.mark.parametrize("keys", [[], [["paid"]]])
def test_a_target_makes_the_same_table(kind, keys, lake, tables, run_script):
    def target(name):
        made = {
            "Name": "Target",
            "Inputs": ["orders"],
            "Path": f"s3://{BUCKET}/{name}/",
            "Compression": "snappy",
            "PartitionKeys": keys,
            "NumberTargetPartitions": "1",
            "SchemaChangePolicy": {**UPDATE, "Database": DATABASE, "Table": name},
        }
        return {kind: made | ({"Format": "parquet"} if kind == "S3DirectTarget" else {})}

    here, there = run_both(lake, run_script, {"orders": tables["orders"]}, target)
    assert values_of(read(lake, there)) == values_of(read(lake, here))
    assert folders(lake, there) == folders(lake, here)
    assert catalogued(lake, there) == catalogued(lake, here)
    assert partitions(lake, there) == partitions(lake, here)
