"""The account's default catalog: the only one there is."""

import pytest
from catalog_calls import code_of, refusal


def test_the_default_catalog_is_the_accounts(glue, sts):
    account = sts.get_caller_identity()["Account"]
    catalog = glue.get_catalog(CatalogId=account)["Catalog"]
    assert catalog["CatalogId"] == account and catalog["Name"] == account
    assert catalog["ResourceArn"] == f"arn:aws:glue:us-east-1:{account}:catalog"
    assert glue.get_catalogs(IncludeRoot=True)["CatalogList"] == [catalog]
    assert glue.get_catalogs(IncludeRoot=True, ParentCatalogId=account)["CatalogList"] == [catalog]


def test_there_is_no_other_catalog(glue):
    for name in ("s3tablescatalog", "000000000000:sales"):
        assert code_of(glue.get_catalog, CatalogId=name) == "EntityNotFoundException"
        assert code_of(glue.get_catalogs, ParentCatalogId=name) == "EntityNotFoundException"
    assert glue.get_catalogs(Recursive=True)["CatalogList"] == []


@pytest.mark.parametrize(
    "operation, arguments",
    [
        ("get_databases", {}),
        ("get_tables", {"DatabaseName": "d"}),
        ("get_partitions", {"DatabaseName": "d", "TableName": "t"}),
        ("get_user_defined_functions", {"Pattern": "*"}),
        ("get_connections", {}),
        ("create_database", {"DatabaseInput": {"Name": "elsewhere"}}),
    ],
)
def test_no_operation_finds_another_catalog(glue, operation, arguments):
    assert refusal(getattr(glue, operation), CatalogId="s3tablescatalog", **arguments) == (
        "EntityNotFoundException",
        "Catalog s3tablescatalog not found.",
    )


def test_a_page_holds_them_all(glue):
    answer = glue.get_catalogs(IncludeRoot=True, MaxResults=1, NextToken="")
    assert len(answer["CatalogList"]) == 1 and "NextToken" not in answer


@pytest.mark.parametrize(
    "arguments",
    [
        {"NextToken": "made up"},
        {"MaxResults": 1001},
        {"ParentCatalogId": "other", "IncludeRoot": True},
        {"ParentCatalogId": "other", "IncludeRoot": False},
    ],
)
def test_what_get_catalogs_refuses(glue, arguments):
    assert code_of(glue.get_catalogs, **arguments) == "InvalidInputException"
