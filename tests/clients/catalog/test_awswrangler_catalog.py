"""awswrangler.catalog: databases, tables, partitions, versions and projection parameters."""

import awswrangler as wr
import pytest

COLUMNS = {"id": "bigint", "name": "string", "price": "decimal(10,2)"}
PARTITIONS = {"year": "int", "month": "string"}


pytestmark = pytest.mark.usefixtures("wrangler")


@pytest.fixture
def table(database):
    """The name of a partitioned Parquet table without partitions."""
    wr.catalog.create_parquet_table(
        database=database,
        table="sales",
        path="s3://nowhere/sales/",
        columns_types=COLUMNS,
        partitions_types=PARTITIONS,
        description="What was sold",
        parameters={"source": "till"},
        columns_comments={"id": "Identifier", "year": "Calendar year"},
        columns_parameters={"price": {"currency": "EUR"}},
    )
    return "sales"


def months(count, year="2024"):
    return {f"s3://nowhere/sales/{year}/{month}/": [year, str(month)] for month in range(count)}


def test_database_is_created_listed_updated_and_deleted():
    wr.catalog.create_database(name="wrangled", description="first")
    assert wr.catalog.databases().set_index("Database").loc["wrangled", "Description"] == "first"
    wr.catalog.create_database(name="wrangled", description="second", exist_ok=True)
    described = {entry["Name"]: entry.get("Description") for entry in wr.catalog.get_databases()}
    assert described["wrangled"] == "second"
    with pytest.raises(wr.exceptions.AlreadyExists):
        wr.catalog.create_database(name="wrangled")
    wr.catalog.delete_database("wrangled")
    assert "wrangled" not in [entry["Name"] for entry in wr.catalog.get_databases()]


def test_table_is_described_as_it_was_created(database, table):
    assert wr.catalog.does_table_exist(database, table)
    assert not wr.catalog.does_table_exist(database, "nothing")
    assert wr.catalog.get_table_types(database, table) == {**COLUMNS, **PARTITIONS}
    assert wr.catalog.get_table_location(database, table) == "s3://nowhere/sales/"
    assert wr.catalog.get_table_description(database, table) == "What was sold"
    parameters = wr.catalog.get_table_parameters(database, table)
    assert parameters["source"] == "till" and parameters["classification"] == "parquet"
    assert parameters["projection.enabled"] == "false"
    comments = wr.catalog.get_columns_comments(database, table)
    assert comments["id"] == "Identifier" and comments["year"] == "Calendar year"
    assert wr.catalog.get_columns_parameters(database, table)["price"] == {"currency": "EUR"}
    described = wr.catalog.table(database=database, table=table).set_index("Column Name")
    assert list(described.index) == [*COLUMNS, *PARTITIONS]
    assert described.loc["month", "Partition"] and not described.loc["name", "Partition"]


@pytest.mark.parametrize("kind", ["csv", "json", "orc", "parquet"])
def test_each_format_has_its_definition(database, kind):
    create = getattr(wr.catalog, f"create_{kind}_table")
    create(database=database, table=kind, path=f"s3://nowhere/{kind}/", columns_types=COLUMNS)
    stored = next(wr.catalog.get_tables(database=database, name_contains=kind))
    assert stored["Parameters"]["classification"] == kind
    assert stored["TableType"] == "EXTERNAL_TABLE" and stored["PartitionKeys"] == []
    assert [column["Name"] for column in stored["StorageDescriptor"]["Columns"]] == [*COLUMNS]
    assert stored["StorageDescriptor"]["SerdeInfo"]["SerializationLibrary"]


def test_partition_types_are_those_of_the_table(database):
    wr.catalog.create_csv_table(
        database=database,
        table="events",
        path="s3://nowhere/events/",
        columns_types={"id": "bigint"},
        partitions_types={"day": "date"},
    )
    wr.catalog.add_csv_partitions(
        database, "events", {"s3://nowhere/events/day=2024-05-01/": ["2024-05-01"]}
    )
    assert wr.catalog.get_csv_partitions(database, "events", expression="day > '2024-04-30'") == {
        "s3://nowhere/events/day=2024-05-01/": ["2024-05-01"]
    }
    assert wr.catalog.get_csv_partitions(database, "events", expression="day > '2024-05-01'") == {}


@pytest.mark.parametrize(
    "wanted, names",
    [
        ({"name_prefix": "al"}, ["alpha", "alphabet"]),
        ({"name_contains": "bet"}, ["alphabet", "beta"]),
        ({"name_suffix": "a"}, ["alpha", "beta"]),
        ({"name_prefix": "al", "name_suffix": "t"}, ["alphabet"]),
        ({"name_prefix": "gamma"}, []),
        ({}, ["alpha", "alphabet", "beta"]),
    ],
)
def test_tables_are_found_by_a_part_of_their_name(database, wanted, names):
    for name in ("beta", "alphabet", "alpha"):
        wr.catalog.create_parquet_table(
            database=database, table=name, path=f"s3://nowhere/{name}/", columns_types=COLUMNS
        )
    assert [entry["Name"] for entry in wr.catalog.get_tables(database=database, **wanted)] == names
    assert list(wr.catalog.tables(database=database, **wanted)["Table"]) == names


def test_tables_are_searched_by_text(database, table):
    found = [entry for entry in wr.catalog.search_tables(text="sold")]
    assert (database, table) in [(entry["DatabaseName"], entry["Name"]) for entry in found]
    assert list(wr.catalog.search_tables(text="no such words")) == []
    assert table in list(wr.catalog.tables(search_text="sold", database=database)["Table"])


def test_partitions_are_added_read_and_deleted(database, table):
    wr.catalog.add_parquet_partitions(database, table, months(12))
    wr.catalog.add_parquet_partitions(database, table, months(12, "2025"))
    # What is there already is passed over.
    wr.catalog.add_parquet_partitions(database, table, months(13, "2025"))
    assert wr.catalog.get_partitions(database, table) == {**months(12), **months(13, "2025")}
    assert wr.catalog.get_parquet_partitions(
        database, table, expression="year = 2025 AND month = '12'"
    ) == {"s3://nowhere/sales/2025/12/": ["2025", "12"]}
    assert len(wr.catalog.get_partitions(database, table, expression="year>2024")) == 13
    wr.catalog.delete_partitions(table, database, [["2024", "0"], ["2024", "1"], ["1999", "0"]])
    assert len(wr.catalog.get_partitions(database, table)) == 23
    assert len(wr.catalog.delete_all_partitions(table, database)) == 23
    assert wr.catalog.get_partitions(database, table) == {}


def test_more_partitions_than_a_page_holds_come_back_whole(database, table):
    added = months(1234, "2023")
    wr.catalog.add_parquet_partitions(database, table, added)
    assert wr.catalog.get_partitions(database, table) == added


def test_a_partition_with_its_own_columns_and_parameters(glue, database, table):
    wr.catalog.add_parquet_partitions(
        database,
        table,
        {"s3://nowhere/sales/old/": ["1999", "1"]},
        compression="snappy",
        columns_types={"id": "int"},
        partitions_parameters={"origin": "import"},
    )
    stored = glue.get_partition(
        DatabaseName=database, TableName=table, PartitionValues=["1999", "1"]
    )["Partition"]
    assert stored["StorageDescriptor"]["Columns"] == [{"Name": "id", "Type": "int"}]
    assert stored["Parameters"]["origin"] == "import"


def test_versions_are_kept_when_asked_for(database, table):
    assert wr.catalog.get_table_number_of_versions(database, table) == 1
    wr.catalog.upsert_table_parameters({"owner": "me"}, database, table, catalog_versioning=True)
    assert wr.catalog.get_table_number_of_versions(database, table) == 2
    wr.catalog.upsert_table_parameters({"owner": "you"}, database, table)
    versions = wr.catalog.get_table_versions(database, table)
    assert sorted(version["VersionId"] for version in versions) == ["0", "2"]
    owners = {
        version["VersionId"]: version["Table"]["Parameters"].get("owner") for version in versions
    }
    assert owners == {"0": None, "2": "you"}


def test_parameters_are_merged_or_replaced(database, table):
    merged = wr.catalog.upsert_table_parameters({"a": "1"}, database, table)
    assert merged["a"] == "1" and merged["source"] == "till"
    assert wr.catalog.get_table_parameters(database, table) == merged
    wr.catalog.overwrite_table_parameters({"b": "2"}, database, table)
    assert wr.catalog.get_table_parameters(database, table) == {"b": "2"}


def test_columns_are_added_and_deleted(database, table):
    wr.catalog.add_column(
        database, table, column_name="note", column_type="string", column_comment="Free text"
    )
    assert wr.catalog.get_table_types(database, table)["note"] == "string"
    assert wr.catalog.get_columns_comments(database, table)["note"] == "Free text"
    wr.catalog.delete_column(database, table, "name")
    assert "name" not in wr.catalog.get_table_types(database, table)


def test_projection_parameters_come_back_whole(database):
    wr.catalog.create_parquet_table(
        database=database,
        table="projected",
        path="s3://nowhere/projected/",
        columns_types=COLUMNS,
        partitions_types={"region": "string", "number": "int", "day": "date", "at": "timestamp"},
        athena_partition_projection_settings={
            "projection_types": {
                "region": "enum",
                "number": "integer",
                "day": "date",
                "at": "date",
            },
            "projection_values": {"region": "EU,US"},
            "projection_ranges": {
                "number": "0,99",
                "day": "2024-01-01,NOW",
                "at": "2024-01-01 00:00:00,2024-12-31 23:59:59",
            },
            "projection_digits": {"number": "2"},
            "projection_intervals": {"number": "3"},
            "projection_storage_location_template": "s3://nowhere/projected/${region}/${day}/",
        },
    )
    parameters = wr.catalog.get_table_parameters(database, "projected")
    projection = {
        name: value
        for name, value in parameters.items()
        if name.startswith(("projection.", "storage."))
    }
    assert projection == {
        "projection.enabled": "true",
        "projection.region.type": "enum",
        "projection.region.values": "EU,US",
        "projection.number.type": "integer",
        "projection.number.range": "0,99",
        "projection.number.digits": "2",
        "projection.number.interval": "3",
        "projection.day.type": "date",
        "projection.day.format": "yyyy-MM-dd",
        "projection.day.range": "2024-01-01,NOW",
        "projection.at.type": "date",
        "projection.at.format": "yyyy-MM-dd HH:mm:ss",
        "projection.at.interval": "1",
        "projection.at.interval.unit": "SECONDS",
        "projection.at.range": "2024-01-01 00:00:00,2024-12-31 23:59:59",
        "storage.location.template": "s3://nowhere/projected/${region}/${day}/",
    }


def test_creating_anew_replaces_a_table_and_its_partitions(database, table):
    wr.catalog.add_parquet_partitions(database, table, months(3))
    wr.catalog.create_parquet_table(
        database=database,
        table=table,
        path="s3://nowhere/other/",
        columns_types={"only": "string"},
        partitions_types=PARTITIONS,
        mode="overwrite",
    )
    assert wr.catalog.get_table_types(database, table) == {"only": "string", **PARTITIONS}
    assert wr.catalog.get_partitions(database, table) == {}


def test_deleting_a_table_tells_whether_it_was_there(database, table):
    wr.catalog.add_parquet_partitions(database, table, months(3))
    assert wr.catalog.delete_table_if_exists(database, table)
    assert not wr.catalog.delete_table_if_exists(database, table)
    wr.catalog.create_parquet_table(
        database=database,
        table=table,
        path="s3://nowhere/sales/",
        columns_types=COLUMNS,
        partitions_types=PARTITIONS,
    )
    assert wr.catalog.get_partitions(database, table) == {}


def test_names_are_folded(database):
    wr.catalog.create_parquet_table(
        database=database, table="MixedCase", path="s3://nowhere/m/", columns_types=COLUMNS
    )
    assert wr.catalog.does_table_exist(database, "mixedcase")
    assert wr.catalog.does_table_exist(database.upper(), "MIXEDCASE")


def test_a_connection_is_read_with_its_password(glue):
    glue.create_connection(
        ConnectionInput={
            "Name": "warehouse",
            "ConnectionType": "JDBC",
            "ConnectionProperties": {
                "JDBC_CONNECTION_URL": "jdbc:postgresql://localhost:5432/shop",
                "USERNAME": "reader",
                "PASSWORD": "correct horse",
            },
        }
    )
    properties = wr.catalog.get_connection("warehouse")["ConnectionProperties"]
    assert properties["USERNAME"] == "reader" and properties["PASSWORD"] == "correct horse"
    glue.delete_connection(ConnectionName="warehouse")
