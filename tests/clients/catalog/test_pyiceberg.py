"""pyiceberg's GlueCatalog, with its files in our S3 through pyarrow."""

import pyarrow
import pytest
from pyiceberg.exceptions import (
    CommitFailedException,
    NamespaceAlreadyExistsError,
    NamespaceNotEmptyError,
    NoSuchNamespaceError,
    NoSuchTableError,
    TableAlreadyExistsError,
)
from pyiceberg.transforms import IdentityTransform
from pyiceberg.types import LongType, StringType

SCHEMA = pyarrow.schema(
    [
        pyarrow.field("id", pyarrow.int64(), nullable=False),
        pyarrow.field("name", pyarrow.string()),
        pyarrow.field("at", pyarrow.timestamp("us")),
    ]
)


def rows(*ids):
    return pyarrow.table(
        {
            "id": pyarrow.array(ids, pyarrow.int64()),
            "name": pyarrow.array([f"name {number}" for number in ids]),
            "at": pyarrow.array(
                [86_400_000_000 * number for number in ids], pyarrow.timestamp("us")
            ),
        },
        schema=SCHEMA,
    )


def ids(table, **scan):
    return sorted(table.scan(**scan).to_arrow()["id"].to_pylist())


@pytest.fixture
def namespace(catalog, bucket):
    """The name of a namespace whose tables lie in a bucket of its own."""
    name = bucket.replace("-", "_")
    catalog.create_namespace(name, {"location": f"s3://{bucket}/warehouse", "purpose": "tests"})
    return name


@pytest.fixture
def table(catalog, namespace):
    return catalog.create_table(f"{namespace}.events", SCHEMA)


def test_namespaces_are_created_changed_and_dropped(catalog, glue):
    catalog.create_namespace("iceberg_first", {"Description": "first", "owner": "me"})
    assert ("iceberg_first",) in catalog.list_namespaces()
    with pytest.raises(NamespaceAlreadyExistsError):
        catalog.create_namespace("iceberg_first")
    assert catalog.load_namespace_properties("iceberg_first") == {
        "Description": "first",
        "owner": "me",
    }
    catalog.update_namespace_properties("iceberg_first", removals={"owner"}, updates={"team": "us"})
    assert glue.get_database(Name="iceberg_first")["Database"]["Parameters"] == {"team": "us"}
    catalog.drop_namespace("iceberg_first")
    with pytest.raises(NoSuchNamespaceError):
        catalog.drop_namespace("iceberg_first")
    with pytest.raises(NoSuchNamespaceError):
        catalog.load_namespace_properties("iceberg_first")


def test_a_table_needs_its_namespace(catalog, bucket):
    with pytest.raises(NoSuchNamespaceError):
        catalog.create_table("iceberg_nowhere.t", SCHEMA, location=f"s3://{bucket}/t")


def test_created_table_is_a_glue_table(catalog, glue, table, namespace):
    stored = glue.get_table(DatabaseName=namespace, Name="events")["Table"]
    assert stored["VersionId"] == "0" and stored["TableType"] == "EXTERNAL_TABLE"
    assert stored["Parameters"]["table_type"] == "ICEBERG"
    assert stored["Parameters"]["metadata_location"] == table.metadata_location
    columns = stored["StorageDescriptor"]["Columns"]
    assert [(column["Name"], column["Type"]) for column in columns] == [
        ("id", "bigint"),
        ("name", "string"),
        ("at", "timestamp"),
    ]
    assert columns[0]["Parameters"] == {
        "iceberg.field.id": "1",
        "iceberg.field.optional": "false",
        "iceberg.field.current": "true",
    }
    assert catalog.list_tables(namespace) == [(namespace, "events")]
    with pytest.raises(TableAlreadyExistsError):
        catalog.create_table(f"{namespace}.events", SCHEMA)


def test_rows_are_appended_and_read_back(catalog, table):
    table.append(rows(1, 2))
    table.append(rows(3))
    assert ids(catalog.load_table(table.name())) == [1, 2, 3]
    assert ids(table, row_filter="id >= 2") == [2, 3]
    table.delete("id = 2")
    table.overwrite(rows(9), overwrite_filter="id = 1")
    assert ids(catalog.load_table(table.name())) == [3, 9]


def test_a_commit_skips_the_archive_unless_asked(catalog, glue, table, namespace):
    for number in range(3):
        table.append(rows(number))
    stored = glue.get_table(DatabaseName=namespace, Name="events")["Table"]
    assert stored["VersionId"] == "3" and "previous_metadata_location" in stored["Parameters"]
    versions = glue.get_table_versions(DatabaseName=namespace, TableName="events")
    assert [version["VersionId"] for version in versions["TableVersions"]] == ["3"]
    catalog.properties["glue.skip-archive"] = "false"
    catalog.load_table(table.name()).append(rows(7))
    versions = glue.get_table_versions(DatabaseName=namespace, TableName="events")
    assert sorted(version["VersionId"] for version in versions["TableVersions"]) == ["3", "4"]


def test_earlier_snapshots_can_be_read(table):
    table.append(rows(1))
    first = table.current_snapshot().snapshot_id
    table.append(rows(2))
    second = table.current_snapshot().snapshot_id
    table.delete("id = 1")
    assert ids(table) == [2]
    assert ids(table, snapshot_id=first) == [1]
    assert ids(table, snapshot_id=second) == [1, 2]
    table.manage_snapshots().create_tag(first, "start").commit()
    assert sorted(table.scan().use_ref("start").to_arrow()["id"].to_pylist()) == [1]


def test_schema_evolves(catalog, glue, table, namespace):
    table.append(rows(1))
    with table.update_schema() as update:
        update.add_column("amount", LongType(), doc="In cents")
        update.rename_column("name", "title")
        update.make_column_optional("id")
    with table.update_schema() as update:
        update.delete_column("at")
    table = catalog.load_table(table.name())
    assert [field.name for field in table.schema().fields] == ["id", "title", "amount"]
    read = table.scan().to_arrow().to_pylist()
    assert read == [{"id": 1, "title": "name 1", "amount": None}]
    columns = glue.get_table(DatabaseName=namespace, Name="events")["Table"]["StorageDescriptor"][
        "Columns"
    ]
    current = {column["Name"]: column["Parameters"]["iceberg.field.current"] for column in columns}
    assert current == {
        "id": "true",
        "title": "true",
        "amount": "true",
        "name": "false",
        "at": "false",
    }
    assert next(column for column in columns if column["Name"] == "amount")["Comment"] == "In cents"


def test_partitioned_table_and_properties(catalog, namespace):
    table = catalog.create_table(
        f"{namespace}.daily", SCHEMA, properties={"write.parquet.compression-codec": "zstd"}
    )
    with table.update_spec() as update:
        update.add_field("name", IdentityTransform(), "name")
    table.append(rows(1, 2, 3))
    assert len(list(table.scan().plan_files())) == 3
    assert ids(table, row_filter="at < '1970-01-03T00:00:00'") == [1]
    with table.transaction() as transaction:
        transaction.set_properties(owner="me")
        transaction.remove_properties("write.parquet.compression-codec")
    assert catalog.load_table(table.name()).properties == {"owner": "me"}


def test_table_is_renamed_and_dropped(catalog, table, namespace):
    table.append(rows(1))
    renamed = catalog.rename_table(f"{namespace}.events", f"{namespace}.happenings")
    assert ids(renamed) == [1]
    with pytest.raises(NoSuchTableError):
        catalog.load_table(f"{namespace}.events")
    with pytest.raises(NamespaceNotEmptyError):
        catalog.drop_namespace(namespace)
    registered = catalog.register_table(f"{namespace}.again", renamed.metadata_location)
    assert ids(registered) == [1]
    catalog.drop_table(f"{namespace}.again")
    catalog.purge_table(f"{namespace}.happenings")
    assert catalog.list_tables(namespace) == []
    with pytest.raises(NoSuchTableError):
        catalog.drop_table(f"{namespace}.happenings")


def test_a_table_staged_in_a_transaction_appears_when_it_commits(catalog, namespace):
    transaction = catalog.create_table_transaction(f"{namespace}.staged", SCHEMA)
    with transaction.update_schema() as update:
        update.add_column("note", StringType())
    assert catalog.list_tables(namespace) == []
    transaction.commit_transaction()
    table = catalog.load_table(f"{namespace}.staged")
    assert [field.name for field in table.schema().fields] == ["id", "name", "at", "note"]


def test_a_stale_writer_begins_anew_or_is_refused(catalog, table):
    """An append fits every newer state of the table, a changed schema does not."""
    stale = catalog.load_table(table.name())
    table.append(rows(1))
    with table.update_schema() as update:
        update.add_column("note", StringType())
    with pytest.raises(CommitFailedException):
        with stale.update_schema() as update:
            update.add_column("amount", LongType())
    catalog.load_table(table.name()).append(rows(2))
    assert ids(catalog.load_table(table.name())) == [1, 2]


def test_only_iceberg_tables_are_listed(catalog, glue, table, namespace):
    glue.create_table(DatabaseName=namespace, TableInput={"Name": "plain", "Parameters": {}})
    assert catalog.list_tables(namespace) == [(namespace, "events")]
