"""The account's default catalog: the only one there is."""

import pytest
from catalog_calls import code_of


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
