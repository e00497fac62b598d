"""Databases and tables of the Data Catalog, as boto3 and its callers use them."""

import pipeline
import pytest
from botocore.exceptions import ClientError


def code_of(call, **arguments):
    with pytest.raises(ClientError) as failure:
        call(**arguments)
    return failure.value.response["Error"]["Code"]


@pytest.fixture
def database(glue, request):
    """A database of the test's own."""
    name = "".join(
        character if character.isalnum() else "_" for character in request.node.name.lower()
    )[:100]
    glue.create_database(DatabaseInput={"Name": name, "Description": "for a test"})
    yield name
    glue.delete_database(Name=name)


def table(name, **more):
    return {
        **pipeline.csv_table(name, {"id": "bigint", "name": "string"}, f"s3://nowhere/{name}/"),
        **more,
    }


def test_database_is_created_read_updated_and_deleted(glue):
    glue.create_database(
        DatabaseInput={"Name": "Sales", "Description": "first", "Parameters": {"a": "b"}}
    )
    made = glue.get_database(Name="sales")["Database"]
    assert (made["Name"], made["Description"], made["Parameters"]) == ("sales", "first", {"a": "b"})
    assert made["CreateTime"] and made["CatalogId"] == "000000000000"
    glue.update_database(Name="sales", DatabaseInput={"Name": "sales", "Description": "second"})
    changed = glue.get_database(Name="sales")["Database"]
    assert changed["Description"] == "second" and not changed.get("Parameters")
    glue.delete_database(Name="sales")
    assert code_of(glue.get_database, Name="sales") == "EntityNotFoundException"
    assert code_of(glue.delete_database, Name="sales") == "EntityNotFoundException"


def test_names_are_taken_once_whatever_their_case(glue, database):
    assert (
        code_of(glue.create_database, DatabaseInput={"Name": database.upper()})
        == "AlreadyExistsException"
    )
    glue.create_table(DatabaseName=database, TableInput=table("Users"))
    assert (
        code_of(glue.create_table, DatabaseName=database, TableInput=table("users"))
        == "AlreadyExistsException"
    )
    assert glue.get_table(DatabaseName=database.upper(), Name="USERS")["Table"]["Name"] == "users"


def test_deleting_a_database_deletes_its_tables(glue):
    glue.create_database(DatabaseInput={"Name": "doomed"})
    glue.create_table(DatabaseName="doomed", TableInput=table("t"))
    glue.delete_database(Name="doomed")
    glue.create_database(DatabaseInput={"Name": "doomed"})
    assert glue.get_tables(DatabaseName="doomed")["TableList"] == []
    glue.delete_database(Name="doomed")


def test_what_is_missing_is_named(glue, database):
    with pytest.raises(glue.exceptions.EntityNotFoundException, match="Database nowhere not found"):
        glue.create_table(DatabaseName="nowhere", TableInput=table("t"))
    with pytest.raises(glue.exceptions.EntityNotFoundException, match="Table nothing not found"):
        glue.get_table(DatabaseName=database, Name="nothing")
    assert (
        code_of(glue.update_table, DatabaseName=database, TableInput=table("nothing"))
        == "EntityNotFoundException"
    )
    assert (
        code_of(glue.delete_table, DatabaseName=database, Name="nothing")
        == "EntityNotFoundException"
    )


def test_table_comes_back_whole(glue, database):
    """Also what no part of the server reads."""
    sent = table(
        "t",
        Owner="me",
        Retention=7,
        Description="Größe",
        PartitionKeys=[{"Name": "day", "Type": "date"}],
        Parameters={"classification": "csv", "made": "by hand"},
    )
    sent["StorageDescriptor"]["Columns"][0].update(Comment="a comment", Parameters={"x": "y"})
    sent["StorageDescriptor"]["SkewedInfo"] = {
        "SkewedColumnNames": ["id"],
        "SkewedColumnValues": ["1"],
    }
    glue.create_table(DatabaseName=database, TableInput=sent)
    got = glue.get_table(DatabaseName=database, Name="t")["Table"]
    assert {name: got[name] for name in sent} == sent
    assert (
        got["DatabaseName"] == database
        and got["VersionId"] == "0"
        and got["CatalogId"] == "000000000000"
    )


def test_update_replaces_the_table_and_counts_its_version(glue, database):
    glue.create_table(DatabaseName=database, TableInput=table("t"))
    created = glue.get_table(DatabaseName=database, Name="t")["Table"]
    changed = table("t")
    del changed["Parameters"]
    glue.update_table(DatabaseName=database, TableInput=changed)
    got = glue.get_table(DatabaseName=database, Name="t")["Table"]
    assert (
        got["VersionId"] == "1"
        and not got.get("Parameters")
        and got["CreateTime"] == created["CreateTime"]
    )
    assert (
        code_of(glue.update_table, DatabaseName=database, TableInput=changed, VersionId="0")
        == "ConcurrentModificationException"
    )
    glue.update_table(DatabaseName=database, TableInput=changed, VersionId="1")
    assert glue.get_table(DatabaseName=database, Name="t")["Table"]["VersionId"] == "2"


@pytest.mark.parametrize(
    "expression, names",
    [
        ("*", ["alpha", "alphabet", "beta"]),
        ("alpha*", ["alpha", "alphabet"]),
        ("*bet*", ["alphabet", "beta"]),
        ("*a", ["alpha", "beta"]),
        ("ALPHA", ["alpha"]),
        ("alpha|beta", ["alpha", "beta"]),
        ("a.*t", ["alphabet"]),
        ("gamma", []),
    ],
)
def test_tables_by_expression(glue, expression, names):
    if not any(entry["Name"] == "greek" for entry in glue.get_databases()["DatabaseList"]):
        glue.create_database(DatabaseInput={"Name": "greek"})
        for name in ("alpha", "alphabet", "beta"):
            glue.create_table(DatabaseName="greek", TableInput=table(name))
    assert [
        entry["Name"]
        for entry in glue.get_tables(DatabaseName="greek", Expression=expression)["TableList"]
    ] == names


def test_pages_are_stable_while_tables_come_and_go(glue, database):
    for number in range(0, 10, 2):
        glue.create_table(DatabaseName=database, TableInput=table(f"t{number}"))
    first = glue.get_tables(DatabaseName=database, MaxResults=2)
    assert [entry["Name"] for entry in first["TableList"]] == ["t0", "t2"]
    glue.delete_table(DatabaseName=database, Name="t2")
    glue.create_table(DatabaseName=database, TableInput=table("t1"))
    glue.create_table(DatabaseName=database, TableInput=table("t5"))
    rest = glue.get_tables(DatabaseName=database, NextToken=first["NextToken"])
    assert [entry["Name"] for entry in rest["TableList"]] == ["t4", "t5", "t6", "t8"]
    assert "NextToken" not in rest


def test_page_tokens_are_checked(glue, database):
    assert (
        code_of(glue.get_tables, DatabaseName=database, NextToken="made up")
        == "InvalidInputException"
    )
    assert glue.get_tables(DatabaseName=database, NextToken="")["TableList"] == []
    assert (
        code_of(glue.get_tables, DatabaseName=database, MaxResults=101) == "InvalidInputException"
    )


def test_databases_page_by_page(glue):
    names = [f"page_{number}" for number in range(5)]
    for name in names:
        glue.create_database(DatabaseInput={"Name": name})
    pages = list(glue.get_paginator("get_databases").paginate(PaginationConfig={"PageSize": 2}))
    listed = [entry["Name"] for page in pages for entry in page["DatabaseList"]]
    assert (
        listed == sorted(listed) and set(names) <= set(listed) and len(set(listed)) == len(listed)
    )
    assert len(pages) > 2


def test_batch_delete_tells_what_it_could_not_delete(glue, database):
    glue.create_table(DatabaseName=database, TableInput=table("a"))
    errors = glue.batch_delete_table(DatabaseName=database, TablesToDelete=["a", "b"])["Errors"]
    assert [(error["TableName"], error["ErrorDetail"]["ErrorCode"]) for error in errors] == [
        ("b", "EntityNotFoundException")
    ]
    assert glue.get_tables(DatabaseName=database)["TableList"] == []


def test_any_account_is_accepted(glue, database):
    glue.create_table(CatalogId="123456789012", DatabaseName=database, TableInput=table("t"))
    assert (
        glue.get_table(CatalogId="123456789012", DatabaseName=database, Name="t")["Table"]["Name"]
        == "t"
    )
