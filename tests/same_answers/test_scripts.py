"""The script of a job gives the rows on open-source Spark that the job gives here: names, order and
types of the columns, and each row, for every kind of node that has a script.
"""

import json

import pytest
from cases import (
    COLUMNS_ONLY,
    FILTERS,
    MANAGED,
    MEMBERS,
    ORDERS,
    comparison,
    node,
)
from lake import BUCKET, DATABASE
from written import columns_of, read, values_of

# Kinds that read or write what these tests do not set up.
ELSEWHERE = {
    # test_databases.py beside this file.
    "DirectJDBCSource",
    "JDBCConnectorSource",
    "JDBCConnectorTarget",
    "PostgreSQLCatalogSource",
    "PostgreSQLCatalogTarget",
    "RelationalCatalogSource",
    # Written as those of PostgreSQL are; Spark has no driver of MySQL here.
    "MySQLCatalogSource",
    "MySQLCatalogTarget",
    # Jars of table formats.
    "CatalogDeltaSource",
    "CatalogHudiSource",
    "CatalogIcebergSource",
    "S3CatalogDeltaSource",
    "S3CatalogHudiSource",
    "S3CatalogIcebergSource",
    "S3DeltaSource",
    "S3HudiSource",
}
# Kinds that have no script; src/graph/script/write_script_test.cc says why.
WITHOUT_SCRIPT = {
    "EvaluateDataQuality",
    "EvaluateDataQualityMultiFrame",
    "PIIDetection",
    "Recipe",
    "S3ExcelSource",
}
HEADER = {"Separator": "comma", "QuoteChar": "quote", "WithHeader": True}
SOURCES = {
    "csv": {"S3CsvSource": {"Name": "S", "Paths": [f"s3://{BUCKET}/csv/"], **HEADER}},
    "csv with types": {
        "S3CsvSource": {
            "Name": "S",
            "Paths": [f"s3://{BUCKET}/csv/"],
            **HEADER,
            "OutputSchemas": [
                {"Columns": [{"Name": name, "Type": kind} for name, kind in ORDERS.items()]}
            ],
        }
    },
    "csv without header": {
        "S3CsvSource": {
            "Name": "S",
            "Paths": [f"s3://{BUCKET}/plain/"],
            "Separator": "pipe",
            "QuoteChar": "single_quote",
        }
    },
    "json with types": {
        "S3JsonSource": {
            "Name": "S",
            "Paths": [f"s3://{BUCKET}/json/"],
            "OutputSchemas": [
                {"Columns": [{"Name": "id", "Type": "bigint"}, {"Name": "text", "Type": "string"}]}
            ],
        }
    },
    "parquet": {"S3ParquetSource": {"Name": "S", "Paths": [f"s3://{BUCKET}/parquet/"]}},
    "governed table": {
        "GovernedCatalogSource": {"Name": "S", "Database": DATABASE, "Table": "orders"}
    },
    "any table": {"CatalogSource": {"Name": "S", "Database": DATABASE, "Table": "orders"}},
}


def graph_of(tables, case):
    """The nodes of a case with the sources that they read; the last one's id."""
    nodes = case if "last" in case else {"last": case}
    names = {name for box in nodes.values() for name in next(iter(box.values())).get("Inputs", [])}
    return {name: box for name, box in tables.items() if name in names} | nodes


def on_both(lake, run_script, nodes, **target):
    """What the job writes here, and what its script writes on Spark."""
    folder = lake.name("result")
    run = lake.run({**nodes, "target": lake.target("last", folder, **target)})
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    there = {**nodes, "target": lake.target("last", f"{folder}_there", **target)}
    script = lake.tenon.generate_script(CodeGenConfigurationNodes=there)["Script"]
    run_script(script, folder)
    return folder, f"{folder}_there"


def compare(lake, run_script, nodes):
    here, there = (read(lake, folder) for folder in on_both(lake, run_script, nodes))
    assert columns_of(there) == columns_of(here)
    return here, there


@pytest.mark.parametrize("case", [*FILTERS, *MEMBERS, *MANAGED])
def test_a_transform_gives_the_same_rows(case, lake, tables, run_script):
    nodes = graph_of(tables, (FILTERS | MEMBERS | MANAGED)[case])
    here, there = compare(lake, run_script, nodes)
    assert values_of(there) == values_of(here)


@pytest.mark.parametrize("case", COLUMNS_ONLY)
def test_what_is_made_up_anew_has_the_same_columns(case, lake, tables, run_script):
    here, there = compare(lake, run_script, graph_of(tables, COLUMNS_ONLY[case]))
    assert len(there) == len(here)


@pytest.mark.parametrize("case", SOURCES)
def test_a_source_gives_the_same_rows(case, lake, tables, run_script):
    here, there = compare(lake, run_script, {"last": SOURCES[case]})
    assert values_of(there) == values_of(here)


def test_code_of_the_users_runs_as_it_is(lake, tables, run_script):
    code = 'return DynamicFrameCollection({"only": dfc.select(list(dfc.keys())[0])}, glueContext)'
    nodes = {
        "orders": tables["orders"],
        "custom": node("CustomCode", ClassName="MyTransform", Code=code),
        "last": node("SelectFromCollection", "custom", Index=0),
        "target": lake.target("last", folder := lake.name("result")),
    }
    run_script(lake.tenon.generate_script(CodeGenConfigurationNodes=nodes)["Script"], folder)
    assert sorted(read(lake, folder)["id"].to_pylist()) == [1, 2, 2, 3, 4, 5]


def lines_of(lake, folder):
    """The lines of all files below a folder, each once: every file of CSV has a header."""
    files = [key for key in lake.keys(folder) if not key.endswith("_SUCCESS")]
    bodies = [lake.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in files]
    return {line for body in bodies for line in body.decode().splitlines()}


SOME_COLUMNS = node("SelectFields", Paths=[["id"], ["name"]])


def test_a_target_writes_the_same_csv(lake, tables, run_script):
    nodes = {"orders": tables["orders"], "last": SOME_COLUMNS}
    here, there = on_both(lake, run_script, nodes, Format="csv", Compression="none")
    assert lines_of(lake, there) == lines_of(lake, here) != set()


def test_a_target_writes_the_same_json_but_for_nulls_which_spark_leaves_out(
    lake, tables, run_script
):
    nodes = {"orders": tables["orders"], "last": SOME_COLUMNS}
    here, there = on_both(lake, run_script, nodes, Format="json", Compression="none")
    read_json = lambda folder: {
        tuple((name, value) for name, value in json.loads(line).items() if value is not None)
        for line in lines_of(lake, folder)
    }
    assert read_json(there) == read_json(here) != set()


def test_a_target_writes_the_same_partitions(lake, tables, run_script):
    nodes = {"orders": tables["orders"], "last": comparison("ISNULL", "paid", "", negated=True)}
    nodes["last"]["Filter"]["Filters"][0]["Values"].pop()
    target = {"PartitionKeys": [["paid"], ["id"]], "Format": "json", "Compression": "none"}
    here, there = on_both(lake, run_script, nodes, **target)
    partitions = [
        {key.removeprefix(folder).rpartition("/")[0] for key in lake.keys(folder) if "=" in key}
        for folder in (here, there)
    ]
    assert partitions[0] == partitions[1] and len(partitions[0]) == 4


def test_every_kind_of_node_and_every_managed_transform_has_a_case(lake):
    kinds = lake.tenon.describe_node_kinds()
    graphs = [*FILTERS.values(), *MEMBERS.values(), *MANAGED.values(), *COLUMNS_ONLY.values()]
    boxes = [
        box for graph in graphs for box in ([graph] if "last" not in graph else graph.values())
    ]
    tried = {next(iter(box)) for box in [*boxes, *SOURCES.values()]}
    tried |= {"S3CatalogSource", "CustomCode"}
    # In test_targets.py.
    tried |= {"S3DirectTarget", "S3GlueParquetTarget"}
    tried |= {"S3CatalogTarget", "CatalogTarget", "GovernedCatalogTarget"}
    runs = {kind["Name"] for kind in kinds["NodeKinds"] if kind["RunsHere"]}
    assert runs - tried - ELSEWHERE - WITHOUT_SCRIPT == set()
    functions = {kind["FunctionName"] for kind in kinds["ManagedTransforms"]}
    assert functions - MANAGED.keys() - COLUMNS_ONLY.keys() == set()
