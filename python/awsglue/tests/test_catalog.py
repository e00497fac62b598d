"""Tables of the Data Catalog are read, written and kept up to date."""

import pytest

JSON = {"SerializationLibrary": "org.openx.data.jsonserde.JsonSerDe"}
LAZY = {
    "SerializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
    "Parameters": {"field.delim": ","},
}


def add_table(catalog, name, location, columns, serde, keys=(), **parameters):
    catalog.create_table(
        DatabaseName="d",
        TableInput={
            "Name": name,
            "TableType": "EXTERNAL_TABLE",
            "Parameters": parameters,
            "PartitionKeys": [{"Name": key, "Type": kind} for key, kind in keys],
            "StorageDescriptor": {
                "Location": location,
                "Columns": [{"Name": column, "Type": kind} for column, kind in columns],
                "SerdeInfo": serde,
            },
        },
    )


@pytest.fixture
def tables(catalog):
    catalog.create_database(DatabaseInput={"Name": "d"})
    return catalog


def test_a_text_that_has_not_its_declared_type_makes_a_choice(
    glue, tables, tmp_path, tree_of, rows_of
):
    (tmp_path / "m.csv").write_text("provider id,paid,on\n1,1.5,2020-01-02\nINC- ST,,\n 3 ,x,y\n")
    add_table(
        tables,
        "medicare",
        f"file://{tmp_path}",
        [("provider id", "bigint"), ("paid", "string"), ("on", "date")],
        LAZY,
        **{"classification": "csv", "skip.header.line.count": "1"},
    )
    frame = glue.create_dynamic_frame.from_catalog(database="d", table_name="medicare")
    assert tree_of(frame) == [
        "|-- provider id: choice",
        "|    |-- long",
        "|    |-- string",
        "|-- paid: string",
        "|-- on: choice",
        "|    |-- date",
        "|    |-- string",
    ]
    resolved = frame.resolveChoice(specs=[("provider id", "cast:long"), ("on", "project:string")])
    assert rows_of(resolved) == [
        {"provider id": 3, "paid": "x", "on": "y"},
        {"provider id": 1, "paid": "1.5", "on": None},
        {"provider id": None, "paid": None, "on": None},
    ]
    assert glue.create_data_frame.from_catalog("d", "medicare").count() == 3


def test_types_of_json_are_the_declared_ones_where_values_fit(glue, tables, tmp_path, tree_of):
    (tmp_path / "a.json").write_text('{"n":1,"f":2,"t":"2020-01-02","more":1}\n{"n":2,"f":0.5}\n')
    add_table(
        tables,
        "j",
        f"file://{tmp_path}",
        [("n", "bigint"), ("f", "double"), ("t", "timestamp"), ("absent", "string")],
        JSON,
    )
    frame = glue.create_dynamic_frame.from_catalog("d", "j")
    assert tree_of(frame) == [
        "|-- n: long",
        "|-- f: double",
        "|-- t: timestamp",
        "|-- more: int",
    ]


@pytest.fixture
def partitioned(tables, tmp_path):
    add_table(
        tables,
        "p",
        f"file://{tmp_path}/p/",
        [("x", "int")],
        LAZY,
        keys=[("year", "int"), ("kind", "string")],
        classification="csv",
    )
    for number, (year, kind) in enumerate([("2019", "01"), ("2020", "01"), ("2020", "b")]):
        folder = tmp_path / "p" / str(number)
        folder.mkdir(parents=True)
        (folder / "a.csv").write_text(f"{number}\n")
        tables.create_partition(
            DatabaseName="d",
            TableName="p",
            PartitionInput={
                "Values": [year, kind],
                "StorageDescriptor": {"Location": f"file://{folder}"},
            },
        )
    return tables


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, [(0, 2019, "01"), (1, 2020, "01"), (2, 2020, "b")]),
        ({"push_down_predicate": "year > 2019 AND kind = '01'"}, [(1, 2020, "01")]),
        ({"push_down_predicate": "year > 3000"}, []),
        (
            {"additional_options": {"catalogPartitionPredicate": "kind = 'b'"}},
            [(2, 2020, "b")],
        ),
    ],
)
def test_partitions_are_chosen_by_their_values(glue, partitioned, arguments, expected):
    frame = glue.create_dynamic_frame.from_catalog(database="d", table_name="p", **arguments)
    assert frame.toDF().columns == ["x", "year", "kind"]
    assert sorted(tuple(row) for row in frame.toDF().collect()) == expected


@pytest.mark.parametrize("format", ["json", "parquet", "csv"])
def test_records_of_partitions_have_their_keys(glue, tables, tmp_path, frame_of, rows_of, format):
    serde = LAZY if format == "csv" else {}
    columns, keys = [("x", "bigint"), ("y", "string")], [("k", "string"), ("n", "int")]
    add_table(tables, "k", f"file://{tmp_path}/", columns, serde, keys, classification=format)
    for at, values in enumerate([("a b", "1"), ("ü%20+", "2")]):
        folder = tmp_path / f"part {values[0]}"
        records = frame_of({"x": at, "y": "u"}, {"x": at, "y": "v"})
        options = {"writeHeader": False}
        glue.write_dynamic_frame.from_options(
            records, "s3", {"path": f"file://{folder}"}, format, options if format == "csv" else {}
        )
        place = {"Location": f"file://{folder}/"}
        made = {"Values": list(values), "StorageDescriptor": place}
        tables.create_partition(DatabaseName="d", TableName="k", PartitionInput=made)
    frame = glue.create_dynamic_frame.from_catalog("d", "k")
    assert frame.toDF().columns == ["x", "y", "k", "n"]
    assert rows_of(frame) == [
        {"x": 1, "y": "u", "k": "ü%20+", "n": 2},
        {"x": 1, "y": "v", "k": "ü%20+", "n": 2},
        {"x": 0, "y": "u", "k": "a b", "n": 1},
        {"x": 0, "y": "v", "k": "a b", "n": 1},
    ]


def sink(glue, path, **options):
    made = glue.getSink(
        connection_type="s3",
        path=f"file://{path}",
        enableUpdateCatalog=True,
        transformation_ctx="sink",
        **options,
    )
    made.setCatalogInfo(catalogDatabase="d", catalogTableName="made")
    made.setFormat("glueparquet", compression="snappy")
    return made


def test_a_sink_makes_its_table_and_partitions(glue, tables, frame_of, rows_of, tmp_path):
    frame = frame_of({"Id": 1, "day": "a/b", "s": {"x": [1.5]}}, {"Id": 2, "day": "c", "s": None})
    sink(glue, tmp_path, partitionKeys=["day"]).writeFrame(frame)
    table = tables.get_table(DatabaseName="d", Name="made")["Table"]
    assert table["StorageDescriptor"]["Columns"] == [
        {"Name": "id", "Type": "int"},
        {"Name": "s", "Type": "struct<x:array<double>>"},
    ]
    assert table["PartitionKeys"] == [{"Name": "day", "Type": "string"}]
    assert table["Parameters"]["classification"] == "parquet"
    again = glue.create_dynamic_frame.from_catalog("d", "made")
    assert rows_of(again) == [
        {"Id": 1, "s": {"x": [1.5]}, "day": "a/b"},
        {"Id": 2, "s": None, "day": "c"},
    ]
    more = frame_of({"Id": 3, "day": "d", "new": True})
    sink(glue, tmp_path, partitionKeys=["day"], updateBehavior="LOG").writeFrame(more)
    assert len(tables.get_partitions(DatabaseName="d", TableName="made")["Partitions"]) == 3
    columns = tables.get_table(DatabaseName="d", Name="made")["Table"]["StorageDescriptor"]
    assert [column["Name"] for column in columns["Columns"]] == ["id", "s"]
    behavior = {"partitionKeys": ["day"], "updateBehavior": "UPDATE_IN_DATABASE"}
    sink(glue, tmp_path, **behavior).writeFrame(more)
    columns = tables.get_table(DatabaseName="d", Name="made")["Table"]["StorageDescriptor"]
    assert [column["Name"] for column in columns["Columns"]] == ["id", "s", "new"]
    with pytest.raises(ValueError, match="updateBehavior is UPDATE_IN_DATABASE or LOG: x"):
        sink(glue, tmp_path, updateBehavior="x").writeFrame(more)


def test_a_table_is_written_in_its_own_format_and_order(glue, tables, frame_of, tmp_path):
    place = f"file://{tmp_path}/t/"
    add_table(tables, "t", place, [("a", "int"), ("b", "string")], LAZY, classification="csv")
    frame = frame_of({"b": "x", "a": 1})
    glue.write_dynamic_frame.from_catalog(frame=frame, database="d", table_name="t")
    texts = [file.read_text() for file in (tmp_path / "t").glob("part-*")]
    assert "1,x\n" in texts and "".join(texts) == "1,x\n"
    again = glue.create_dynamic_frame.from_catalog("d", "t").toDF()
    assert [tuple(row) for row in again.collect()] == [(1, "x")]


def test_a_table_whose_format_nothing_names_is_refused(glue, tables, tmp_path):
    add_table(tables, "u", f"file://{tmp_path}", [("a", "int")], {})
    with pytest.raises(ValueError, match="nothing says in what format the table's files are: u"):
        glue.create_dynamic_frame.from_catalog("d", "u")
    add_table(tables, "d", f"file://{tmp_path}", [("a", "int")], {}, table_type="DELTA")
    with pytest.raises(NotImplementedError, match="this session has no delta: add the package"):
        glue.create_data_frame.from_catalog("d", "d")
    add_table(tables, "i", "s3://b/i", [("a", "int")], {}, table_type="ICEBERG")
    with pytest.raises(NotImplementedError, match="spark.sql.catalog.glue_catalog"):
        glue.create_dynamic_frame.from_catalog("d", "i")


def test_a_connection_says_how_its_database_is_reached(glue, tables):
    tables.create_connection(
        ConnectionInput={
            "Name": "warehouse",
            "ConnectionType": "JDBC",
            "ConnectionProperties": {
                "JDBC_CONNECTION_URL": "jdbc:postgresql://h:5432/sales",
                "USERNAME": "u",
                "PASSWORD": "p",
            },
        }
    )
    assert glue.extract_jdbc_conf("warehouse") == {
        "user": "u",
        "password": "p",
        "vendor": "postgresql",
        "url": "jdbc:postgresql://h:5432",
        "fullUrl": "jdbc:postgresql://h:5432/sales",
    }
