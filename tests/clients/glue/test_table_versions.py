"""Versions of tables: what UpdateTable archives, and how versions are read and deleted."""

import concurrent.futures

import pytest
from botocore.exceptions import ClientError
from catalog_calls import code_of, pages_of, refusal, table


@pytest.fixture
def orders(glue, database):
    """How to name a table whose versions 0, 1 and 2 are there, with their numbers as owners."""
    glue.create_table(DatabaseName=database, TableInput=table("orders", Owner="0"))
    for version in ("1", "2"):
        glue.update_table(DatabaseName=database, TableInput=table("orders", Owner=version))
    return {"DatabaseName": database, "TableName": "orders"}


def numbers_of(glue, names):
    versions = glue.get_table_versions(**names)["TableVersions"]
    assert [version["Table"]["VersionId"] for version in versions] == [
        version["VersionId"] for version in versions
    ]
    return [version["VersionId"] for version in versions]


def test_versions_are_whole_tables_newest_first(glue, orders):
    versions = glue.get_table_versions(**orders)["TableVersions"]
    assert [version["VersionId"] for version in versions] == ["2", "1", "0"]
    assert [version["Table"]["Owner"] for version in versions] == ["2", "1", "0"]
    current = glue.get_table(DatabaseName=orders["DatabaseName"], Name="orders")["Table"]
    assert versions[0]["Table"] == current
    assert versions[2]["Table"]["CreateTime"] == current["CreateTime"]


def test_an_update_may_discard_what_it_replaces(glue, database):
    """Version 0 is created, 1 an update, 2 and 3 are commits as Iceberg makes them."""
    names = {"DatabaseName": database, "TableName": "t"}
    glue.create_table(DatabaseName=database, TableInput=table("t"))
    glue.update_table(DatabaseName=database, TableInput=table("t"))
    for version in ("1", "2"):
        glue.update_table(
            DatabaseName=database, TableInput=table("t"), SkipArchive=True, VersionId=version
        )
    assert numbers_of(glue, names) == ["3", "0"]
    assert code_of(glue.get_table_version, **names, VersionId="2") == "EntityNotFoundException"


def test_one_version_is_read_by_its_number(glue, orders):
    def owner(**more):
        version = glue.get_table_version(**orders, **more)["TableVersion"]
        return version["Table"]["Owner"]

    assert owner(VersionId="0") == "0"
    assert owner(VersionId="2") == "2"
    assert owner() == "2"
    assert refusal(glue.get_table_version, **orders, VersionId="9") == (
        "EntityNotFoundException",
        "Version 9 of table orders not found.",
    )
    assert code_of(glue.get_table_version, **orders, VersionId="nine") == "InvalidInputException"


def test_versions_are_listed_page_by_page(glue, orders):
    pages = pages_of(glue, "get_table_versions", 2, **orders)
    numbers = [[version["VersionId"] for version in page["TableVersions"]] for page in pages]
    assert numbers == [["2", "1"], ["0"]]
    first = glue.get_table_versions(**orders, MaxResults=1)
    glue.update_table(DatabaseName=orders["DatabaseName"], TableInput=table("orders"))
    rest = glue.get_table_versions(**orders, NextToken=first["NextToken"])
    assert [version["VersionId"] for version in rest["TableVersions"]] == ["1", "0"]
    for wrong in ({"NextToken": "made up"}, {"MaxResults": 101}):
        assert code_of(glue.get_table_versions, **orders, **wrong) == "InvalidInputException"


def test_an_archived_version_is_deleted_the_current_one_is_not(glue, orders):
    glue.delete_table_version(**orders, VersionId="1")
    assert numbers_of(glue, orders) == ["2", "0"]
    assert code_of(glue.delete_table_version, **orders, VersionId="1") == "EntityNotFoundException"
    assert code_of(glue.delete_table_version, **orders, VersionId="2") == "InvalidInputException"
    assert code_of(glue.delete_table_version, **orders, VersionId="x") == "InvalidInputException"
    assert numbers_of(glue, orders) == ["2", "0"]


def test_a_batch_deletes_what_it_can_and_tells_the_rest(glue, orders):
    errors = glue.batch_delete_table_version(**orders, VersionIds=["0", "2", "7", "x"])["Errors"]
    assert [
        (error["TableName"], error["VersionId"], error["ErrorDetail"]["ErrorCode"])
        for error in errors
    ] == [
        ("orders", "2", "InvalidInputException"),
        ("orders", "7", "EntityNotFoundException"),
        ("orders", "x", "InvalidInputException"),
    ]
    assert numbers_of(glue, orders) == ["2", "1"]


@pytest.mark.parametrize(
    "operation, arguments",
    [
        ("get_table_versions", {}),
        ("get_table_version", {"VersionId": "0"}),
        ("delete_table_version", {"VersionId": "0"}),
        ("batch_delete_table_version", {"VersionIds": ["0"]}),
    ],
)
def test_versions_of_what_is_missing(glue, database, operation, arguments):
    call = getattr(glue, operation)
    assert refusal(call, DatabaseName=database, TableName="nothing", **arguments) == (
        "EntityNotFoundException",
        "Table nothing not found.",
    )
    assert refusal(call, DatabaseName="nowhere", TableName="nothing", **arguments) == (
        "EntityNotFoundException",
        "Database nowhere not found.",
    )


def test_a_new_table_has_none_of_the_versions_of_one_that_had_its_name(glue, orders):
    glue.delete_table(DatabaseName=orders["DatabaseName"], Name="orders")
    glue.create_table(DatabaseName=orders["DatabaseName"], TableInput=table("orders"))
    assert numbers_of(glue, orders) == ["0"]


def test_32_writers_make_each_version_exactly_once(server, glue, database):
    """Each reads the table, adds its mark and tries again if somebody else was faster."""
    glue.create_table(DatabaseName=database, TableInput={"Name": "t", "Parameters": {}})

    def write(writer):
        client = server.client("glue")
        while True:
            read = client.get_table(DatabaseName=database, Name="t")["Table"]
            marks = {**read["Parameters"], f"writer {writer}": read["VersionId"]}
            try:
                client.update_table(
                    DatabaseName=database,
                    TableInput={"Name": "t", "Parameters": marks},
                    VersionId=read["VersionId"],
                )
                return
            except ClientError as error:
                if error.response["Error"]["Code"] != "ConcurrentModificationException":
                    raise

    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        list(pool.map(write, range(32)))
    final = glue.get_table(DatabaseName=database, Name="t")["Table"]
    assert final["VersionId"] == "32"
    assert sorted(map(int, final["Parameters"].values())) == list(range(32))
    names = {"DatabaseName": database, "TableName": "t"}
    assert numbers_of(glue, names) == [str(version) for version in range(32, -1, -1)]
