"""SearchTables: text, filters, order and pages, over all databases."""

import pytest
from catalog_calls import code_of, names_of


@pytest.fixture(scope="module")
def lake(glue):
    """Tables in two databases."""
    tables = {
        "search_lake": [
            {
                "Name": "customer-link",
                "Description": "Who bought what",
                "Owner": "ann",
                "TableType": "EXTERNAL_TABLE",
                "LastAccessTime": 1_600_000_000,
                "StorageDescriptor": {
                    "Columns": [{"Name": "mail", "Comment": "Größe of the address"}]
                },
                "Parameters": {"classification": "csv"},
            },
            {
                "Name": "xxlinkyy",
                "Owner": "bob",
                "PartitionKeys": [{"Name": "season", "Type": "int"}],
                "Parameters": {"classification": "parquet", "made by": "a crawler"},
            },
        ],
        "search_sea": [{"Name": "raw_hits", "Owner": "ann lee", "TableType": "VIRTUAL_VIEW"}],
    }
    for database, inputs in tables.items():
        glue.create_database(DatabaseInput={"Name": database})
        for table_input in inputs:
            glue.create_table(DatabaseName=database, TableInput=table_input)


def found(glue, **request):
    return names_of(glue.search_tables(**request)["TableList"])


@pytest.mark.parametrize(
    "text, names",
    [
        ("link", ["customer-link", "xxlinkyy"]),
        ("SEARCH_LAKE", ["customer-link", "xxlinkyy"]),
        ("bought wh", ["customer-link"]),
        ("GRÖß", ["customer-link"]),
        ("mail", ["customer-link"]),
        ("season", ["xxlinkyy"]),
        ("made by", ["xxlinkyy"]),
        ("a crawler", ["xxlinkyy"]),
        ("parq", ["xxlinkyy"]),
        ("ann", ["customer-link", "raw_hits"]),
        ('"ann"', ["customer-link"]),
        ("w_", ["raw_hits"]),
        ("%", []),
        ("no such thing", []),
        ("' OR 1=1 --", []),
        ('x" OR "ann', []),
    ],
)
def test_text_is_found_wherever_it_stands(glue, lake, text, names):
    assert found(glue, SearchText=text) == names


@pytest.mark.parametrize(
    "filters, names",
    [
        ([("Name", "link")], ["customer-link"]),
        ([("DatabaseName", "search_lake")], ["customer-link", "xxlinkyy"]),
        ([("DatabaseName", "search")], []),
        ([("Owner", "ANN")], ["customer-link", "raw_hits"]),
        ([("Owner", "ann"), ("DatabaseName", "search_sea")], ["raw_hits"]),
        ([("Description", "bought")], ["customer-link"]),
        ([("Classification", "parquet")], ["xxlinkyy"]),
        ([("TableType", "VIRTUAL_VIEW")], ["raw_hits"]),
        ([("LastAccessTime", "2020-09-13")], ["customer-link"]),
        ([("LastAccessTime", "1500000000", "GREATER_THAN")], ["customer-link"]),
        ([("LastAccessTime", "1600000000", "GREATER_THAN")], []),
        ([("LastAccessTime", "1600000000", "GREATER_THAN_EQUALS")], ["customer-link"]),
        ([("CreateTime", "2020-01-01", "LESS_THAN")], []),
        (
            [("CreateTime", "2020-01-01T00:00:00Z", "GREATER_THAN"), ("Name", "link")],
            ["customer-link"],
        ),
    ],
)
def test_filters_all_have_to_match(glue, lake, filters, names):
    members = ("Key", "Value", "Comparator")
    assert found(glue, Filters=[dict(zip(members, item)) for item in filters]) == names


def test_text_and_filters_both_have_to_match(glue, lake):
    by_bob = [{"Key": "Owner", "Value": "bob"}]
    assert found(glue, SearchText="link", Filters=by_bob) == ["xxlinkyy"]
    assert found(glue, SearchText="nk", Filters=by_bob) == ["xxlinkyy"]


def test_tables_are_returned_whole(glue, lake):
    (table,) = glue.search_tables(SearchText="raw_hits")["TableList"]
    assert table == glue.get_table(DatabaseName="search_sea", Name="raw_hits")["Table"]


@pytest.mark.parametrize(
    "field, names",
    [
        ("Name", ["customer-link", "raw_hits", "xxlinkyy"]),
        ("Owner", ["customer-link", "raw_hits", "xxlinkyy"]),
        ("LastAccessTime", ["xxlinkyy", "raw_hits", "customer-link"]),
        ("CreateTime", ["customer-link", "xxlinkyy", "raw_hits"]),
    ],
)
def test_results_are_sorted_page_by_page(glue, lake, field, names):
    for direction, expected in (("ASC", names), ("DESC", names[::-1])):
        request = {
            "SearchText": "search_",
            "SortCriteria": [{"FieldName": field, "Sort": direction}],
            "MaxResults": 2,
        }
        first = glue.search_tables(**request)
        second = glue.search_tables(**request, NextToken=first["NextToken"])
        assert "NextToken" not in second
        if field != "LastAccessTime":
            assert names_of(first["TableList"] + second["TableList"]) == expected
        else:  # two have none, and come in the order of their creation
            assert set(names_of(first["TableList"] + second["TableList"])) == set(expected)


def test_what_cannot_be_searched_by_is_refused(glue, lake):
    for request in (
        {"Filters": [{"Key": "Colour", "Value": "red"}]},
        {"Filters": [{"Key": "Name"}]},
        {"Filters": [{"Key": "CreateTime", "Value": "soon"}]},
        {"SortCriteria": [{"FieldName": "Colour", "Sort": "ASC"}]},
        {"NextToken": "made up"},
        {"MaxResults": 1001},
    ):
        assert code_of(glue.search_tables, **request) == "InvalidInputException"


def test_a_token_belongs_to_its_search(glue, lake):
    token = glue.search_tables(SearchText="search_", MaxResults=1)["NextToken"]
    arguments = {"SearchText": "link", "NextToken": token}
    assert code_of(glue.search_tables, **arguments) == "InvalidInputException"


def test_no_table_is_shared_with_this_account(glue, lake):
    assert found(glue, ResourceShareType="FOREIGN") == []
    assert found(glue, ResourceShareType="FEDERATED") == []
    assert len(found(glue, ResourceShareType="ALL", SearchText="search_")) == 3


def test_a_search_finds_tables_as_they_are(glue, database):
    glue.create_table(DatabaseName=database, TableInput={"Name": "t", "Owner": "quokka"})
    assert found(glue, SearchText="quokka") == ["t"]
    glue.update_table(DatabaseName=database, TableInput={"Name": "t", "Owner": "wombat"})
    assert found(glue, SearchText="quokka") == []
    assert found(glue, Filters=[{"Key": "Owner", "Value": "wombat"}]) == ["t"]
    glue.delete_table(DatabaseName=database, Name="t")
    assert found(glue, SearchText="wombat") == []
