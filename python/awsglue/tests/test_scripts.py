"""Whole scripts, in the styles of AWS's samples and of Glue Studio, run unchanged."""

import json
import pathlib
import runpy
import sys

import pytest

SCRIPTS = pathlib.Path(__file__).parent / "scripts"
ORDERS = "id,city,cents\n1,x,5\n2,x,50\n3,y,20\n4,x,15\n"


@pytest.fixture
def run(monkeypatch, glue, catalog, capsys):
    """Runs a script by its name, whose arguments are given, and gives what it printed."""
    from awsglue.context import GlueContext

    # The script makes a context of its own; its catalog is the test's.
    monkeypatch.setattr(GlueContext, "catalog", glue.__dict__["catalog"])

    def start(name, **arguments):
        flags = [text for key, value in arguments.items() for text in (f"--{key}", str(value))]
        monkeypatch.setattr(sys, "argv", [name, "--JOB_NAME", name, *flags])
        capsys.readouterr()
        runpy.run_path(str(SCRIPTS / f"{name}.py"), run_name="__main__")
        return capsys.readouterr().out

    return start


def table(catalog, name, folder, columns, **parameters):
    catalog.create_table(
        DatabaseName="d",
        TableInput={
            "Name": name,
            "Parameters": parameters,
            "StorageDescriptor": {
                "Location": f"file://{folder}",
                "Columns": [{"Name": column, "Type": kind} for column, kind in columns],
            },
        },
    )


def json_table(catalog, tmp_path, name, *records):
    folder = tmp_path / name
    folder.mkdir()
    (folder / "a.json").write_text("\n".join(json.dumps(record) for record in records))
    table(catalog, name, folder, [], classification="json")


def test_join_and_relationalize(run, catalog, tmp_path, spark):
    catalog.create_database(DatabaseInput={"Name": "d"})
    prize = {"name": "first", "year": 1990}
    json_table(
        catalog,
        tmp_path,
        "authors",
        {"id": "a1", "family": "A", "prizes": [prize, prize]},
        {"id": "a2", "family": "B", "prizes": []},
    )
    json_table(
        catalog,
        tmp_path,
        "books",
        {"author": "a1", "publisher": "p1", "title": "One"},
        {"author": "a2", "publisher": "p1", "title": "Two"},
        {"author": "a2", "publisher": "p2", "title": "Three"},
    )
    json_table(
        catalog,
        tmp_path,
        "publishers",
        {"id": "p1", "imprints": ["i"]},
        {"id": "p2", "codes": [1]},
    )
    out = tmp_path / "out"
    assert run("join_and_relationalize", out=out) == "p1 2\np2 1\n"
    root = spark.read.parquet(f"{out}/shelf")
    prizes = spark.read.parquet(f"{out}/shelf_prizes")
    assert prizes.columns == ["id", "index", "prizes.val.name", "prizes.val.year"]
    joined = root.join(prizes, root["prizes"] == prizes["id"])
    assert sorted((row["family"], row["index"]) for row in joined.collect()) == [
        ("A", 0),
        ("A", 1),
    ]


def test_clean_and_nest(run, catalog, tmp_path):
    catalog.create_database(DatabaseInput={"Name": "d"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text("10001,SOUTHEAST,$32963.07\nINC,MAUSTON,$1.00\n")
    columns = [
        ("provider id", "bigint"),
        ("provider name", "string"),
        ("average covered charges", "string"),
    ]
    table(catalog, "medicare", tmp_path / "in", columns, classification="csv")
    printed = run("clean_and_nest", out=tmp_path / "out")
    assert "|-- provider id: choice\n|    |-- long\n|    |-- string\n" in printed
    assert "|-- provider: struct\n|    |-- id: long\n|    |-- name: string\n" in printed
    lines = [
        json.loads(line)
        for file in (tmp_path / "out").glob("*.json")
        for line in file.read_text().splitlines()
    ]
    assert lines == [
        {"provider": {"id": 10001, "name": "SOUTHEAST"}, "charges": {"covered": 32963.07}}
    ]


def test_classes_of_transforms(run, catalog, glue, tmp_path):
    catalog.create_database(DatabaseInput={"Name": "d"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(ORDERS)
    run("classes_of_transforms", **{"in": tmp_path / "in", "out": f"file://{tmp_path}/out"})
    made = glue.create_data_frame.from_catalog("d", "totals").collect()
    assert sorted((row["city"], row["total"]) for row in made) == [("x", 130), ("y", 40)]
    partitions = catalog.get_partitions(DatabaseName="d", TableName="totals")["Partitions"]
    assert sorted(partition["Values"] for partition in partitions) == [["x"], ["y"]]


def test_plain_spark(run, tmp_path, spark):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(ORDERS)
    run("plain_spark", **{"in": tmp_path / "in", "out": tmp_path / "out"})
    rows = spark.read.parquet(str(tmp_path / "out")).collect()
    assert sorted((row["city"], row["id"]) for row in rows) == [("x", "2"), ("y", "3")]
