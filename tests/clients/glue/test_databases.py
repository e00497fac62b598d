"""Databases of the Data Catalog, as boto3 and its callers use them."""

import pytest
from catalog_calls import code_of, names_of, pages_of, refusal, table


def test_a_database_is_created_read_updated_and_deleted(glue):
    glue.create_database(
        DatabaseInput={"Name": "Sales", "Description": "first", "Parameters": {"a": "b"}}
    )
    made = glue.get_database(Name="sales")["Database"]
    assert (made["Name"], made["Description"], made["Parameters"]) == ("sales", "first", {"a": "b"})
    assert made["CreateTime"] and made["CatalogId"] == "000000000000"
    glue.update_database(Name="sales", DatabaseInput={"Name": "sales", "Description": "second"})
    changed = glue.get_database(Name="sales")["Database"]
    assert changed["Description"] == "second" and not changed.get("Parameters")
    assert changed["CreateTime"] == made["CreateTime"]
    glue.delete_database(Name="sales")
    assert refusal(glue.get_database, Name="sales") == (
        "EntityNotFoundException",
        "Database sales not found.",
    )


def test_a_database_comes_back_whole(glue):
    sent = {
        "Name": "whole",
        "Description": "Größe\nin two lines",
        "LocationUri": "s3://nowhere/whole/",
        "Parameters": {"made": "by hand"},
        "CreateTableDefaultPermissions": [],
        "TargetDatabase": {"CatalogId": "123456789012", "DatabaseName": "Elsewhere"},
        "FederatedDatabase": {"Identifier": "x", "ConnectionName": "aws:s3tables"},
    }
    glue.create_database(DatabaseInput=sent)
    got = glue.get_database(Name="whole")["Database"]
    assert {name: got[name] for name in sent} == sent
    glue.delete_database(Name="whole")


def test_names_are_taken_once_whatever_their_case(glue, database):
    assert refusal(glue.create_database, DatabaseInput={"Name": database.upper()}) == (
        "AlreadyExistsException",
        f"Database {database} already exists.",
    )
    assert glue.get_database(Name=database.upper())["Database"]["Name"] == database


@pytest.mark.parametrize(
    "operation, arguments",
    [
        ("get_database", {"Name": "nowhere"}),
        ("update_database", {"Name": "nowhere", "DatabaseInput": {"Name": "nowhere"}}),
        ("delete_database", {"Name": "nowhere"}),
    ],
)
def test_what_is_missing_is_named(glue, operation, arguments):
    assert refusal(getattr(glue, operation), **arguments) == (
        "EntityNotFoundException",
        "Database nowhere not found.",
    )


def test_a_database_is_not_renamed(glue, database):
    assert refusal(glue.update_database, Name=database, DatabaseInput={"Name": "another_name"}) == (
        "InvalidInputException",
        "Database cannot be renamed",
    )


def test_deleting_a_database_deletes_its_tables(glue):
    for _ in range(2):
        glue.create_database(DatabaseInput={"Name": "doomed"})
        assert glue.get_tables(DatabaseName="doomed")["TableList"] == []
        for number in range(3):
            glue.create_table(DatabaseName="doomed", TableInput=table(f"t{number}"))
        glue.update_table(DatabaseName="doomed", TableInput=table("t0"))
        glue.delete_database(Name="doomed")
    assert glue.search_tables(SearchText="doomed")["TableList"] == []


def test_databases_are_listed_page_by_page(glue):
    names = [f"page_{number}" for number in range(5)]
    for name in names:
        glue.create_database(DatabaseInput={"Name": name})
    pages = pages_of(glue, "get_databases", 2)
    listed = [name for page in pages for name in names_of(page["DatabaseList"])]
    assert listed == sorted(listed) and len(set(listed)) == len(listed)
    assert set(names) <= set(listed)
    assert len(pages) > 2 and all(len(page["DatabaseList"]) <= 2 for page in pages)


def test_a_page_holds_100_databases_at_most(glue):
    names = [f"hundred_{number:03}" for number in range(101)]
    for name in names:
        glue.create_database(DatabaseInput={"Name": name})
    first = glue.get_databases()
    assert len(first["DatabaseList"]) == 100 and first["NextToken"]
    assert code_of(glue.get_databases, MaxResults=101) == "InvalidInputException"
    for name in names:
        glue.delete_database(Name=name)


def test_page_tokens_are_checked(glue, database):
    assert code_of(glue.get_databases, NextToken="made up") == "InvalidInputException"
    assert database in names_of(glue.get_databases(NextToken="")["DatabaseList"])


def test_a_list_may_tell_only_names_and_targets(glue, database):
    names = glue.get_databases(AttributesToGet=["NAME"])["DatabaseList"]
    assert {"Name": database} in names
    targets = glue.get_databases(AttributesToGet=["NAME", "TARGET_DATABASE"])["DatabaseList"]
    assert {"Name": database} in targets
    for attributes in ([], ["TARGET_DATABASE"]):
        assert code_of(glue.get_databases, AttributesToGet=attributes) == "InvalidInputException"


def test_no_database_is_shared_with_this_account(glue, database):
    assert glue.get_databases(ResourceShareType="FOREIGN")["DatabaseList"] == []
    assert glue.get_databases(ResourceShareType="FEDERATED")["DatabaseList"] == []
    assert database in names_of(glue.get_databases(ResourceShareType="ALL")["DatabaseList"])


def test_tags_are_checked(glue):
    arguments = {"DatabaseInput": {"Name": "tagged"}, "Tags": {"aws:mine": "x"}}
    assert code_of(glue.create_database, **arguments) == "InvalidInputException"
    assert code_of(glue.get_database, Name="tagged") == "EntityNotFoundException"
