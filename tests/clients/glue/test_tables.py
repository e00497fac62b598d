"""Tables of the Data Catalog, as boto3 and its callers use them."""

import pytest
from catalog_calls import code_of, names_of, pages_of, refusal, table


def test_a_table_comes_back_whole(glue, database):
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
    assert got["DatabaseName"] == database
    assert got["VersionId"] == "0" and got["CatalogId"] == "000000000000"
    assert got["CreateTime"] == got["UpdateTime"]


def test_what_clients_read_without_asking_is_there(glue, database):
    glue.create_table(DatabaseName=database, TableInput={"Name": "bare"})
    got = glue.get_table(DatabaseName=database, Name="bare")["Table"]
    assert got["PartitionKeys"] == [] and got["Parameters"] == {} and got["Retention"] == 0
    assert got["IsRegisteredWithLakeFormation"] is False


@pytest.mark.parametrize(
    "more",
    [
        {
            "TableType": "VIRTUAL_VIEW",
            "ViewOriginalText": "/* Presto View: eyJvcmlnaW5hbFNxbCI6IlNFTEVDVCAxIn0= */",
            "ViewExpandedText": "/* Presto View */",
        },
        {"TargetTable": {"CatalogId": "123456789012", "DatabaseName": "There", "Name": "T"}},
    ],
    ids=["view", "resource link"],
)
def test_views_and_links_are_kept(glue, database, more):
    glue.create_table(DatabaseName=database, TableInput={"Name": "kept", **more})
    got = glue.get_table(DatabaseName=database, Name="kept")["Table"]
    assert {name: got[name] for name in more} == more


def test_names_of_databases_tables_and_columns_are_folded(glue, database):
    sent = table("Users", PartitionKeys=[{"Name": "Day", "Type": "date"}])
    sent["StorageDescriptor"]["Columns"] = [{"Name": "UserId", "Type": "struct<Id:int>"}]
    glue.create_table(DatabaseName=database.upper(), TableInput=sent)
    assert refusal(glue.create_table, DatabaseName=database, TableInput=table("users")) == (
        "AlreadyExistsException",
        "Table users already exists.",
    )
    got = glue.get_table(DatabaseName=database.upper(), Name="USERS")["Table"]
    assert (got["DatabaseName"], got["Name"]) == (database, "users")
    assert got["StorageDescriptor"]["Columns"] == [{"Name": "userid", "Type": "struct<Id:int>"}]
    assert got["PartitionKeys"] == [{"Name": "day", "Type": "date"}]
    glue.delete_table(DatabaseName=database.upper(), Name="USERS")
    assert code_of(glue.get_table, DatabaseName=database, Name="users") == "EntityNotFoundException"


@pytest.mark.parametrize(
    "operation, arguments",
    [
        ("get_table", {"Name": "nothing"}),
        ("update_table", {"TableInput": table("nothing")}),
        ("delete_table", {"Name": "nothing"}),
    ],
)
def test_what_is_missing_is_named(glue, database, operation, arguments):
    call = getattr(glue, operation)
    assert refusal(call, DatabaseName=database, **arguments) == (
        "EntityNotFoundException",
        "Table nothing not found.",
    )
    assert refusal(call, DatabaseName="nowhere", **arguments) == (
        "EntityNotFoundException",
        "Database nowhere not found.",
    )


@pytest.mark.parametrize(
    "operation, arguments",
    [
        ("create_table", {"TableInput": table("t")}),
        ("get_tables", {}),
        ("batch_delete_table", {"TablesToDelete": ["t"]}),
    ],
)
def test_a_missing_database_is_named(glue, operation, arguments):
    assert refusal(getattr(glue, operation), DatabaseName="nowhere", **arguments) == (
        "EntityNotFoundException",
        "Database nowhere not found.",
    )


def test_an_update_replaces_the_table_whole(glue, database):
    glue.create_table(DatabaseName=database, TableInput=table("t", Owner="me"))
    created = glue.get_table(DatabaseName=database, Name="t")["Table"]
    changed = table("t", Description="changed")
    del changed["Parameters"]
    glue.update_table(DatabaseName=database, TableInput=changed)
    got = glue.get_table(DatabaseName=database, Name="t")["Table"]
    assert got["VersionId"] == "1" and got["Description"] == "changed"
    assert got["Parameters"] == {} and "Owner" not in got
    assert got["CreateTime"] == created["CreateTime"] and got["UpdateTime"] >= created["UpdateTime"]


def test_an_update_of_a_stale_version_is_refused(glue, database):
    glue.create_table(DatabaseName=database, TableInput=table("t"))
    glue.update_table(DatabaseName=database, TableInput=table("t", Owner="first"), VersionId="0")
    arguments = {"DatabaseName": database, "TableInput": table("t", Owner="second")}
    assert refusal(glue.update_table, **arguments, VersionId="0") == (
        "ConcurrentModificationException",
        "Update table failed due to concurrent modifications.",
    )
    assert glue.get_table(DatabaseName=database, Name="t")["Table"]["Owner"] == "first"
    glue.update_table(**arguments, VersionId="1")
    assert glue.get_table(DatabaseName=database, Name="t")["Table"]["VersionId"] == "2"
    assert code_of(glue.update_table, **arguments, VersionId="two") == "InvalidInputException"


def test_a_table_is_not_renamed(glue, database):
    glue.create_table(DatabaseName=database, TableInput=table("t"))
    arguments = {"DatabaseName": database, "Name": "t"}
    assert refusal(glue.update_table, **arguments, TableInput=table("u")) == (
        "InvalidInputException",
        "Table cannot be renamed",
    )
    glue.update_table(**arguments, TableInput=table("T"))
    assert names_of(glue.get_tables(DatabaseName=database)["TableList"]) == ["t"]


def test_the_number_of_partition_keys_stays_while_there_are_partitions(glue, database):
    keys = [{"Name": "day", "Type": "date"}]
    glue.create_table(DatabaseName=database, TableInput=table("t", PartitionKeys=keys))
    glue.create_partition(
        DatabaseName=database, TableName="t", PartitionInput={"Values": ["2026-01-31"]}
    )
    more = [*keys, {"Name": "hour", "Type": "int"}]
    arguments = {"DatabaseName": database, "TableInput": table("t", PartitionKeys=more)}
    assert code_of(glue.update_table, **arguments) == "InvalidInputException"
    assert glue.get_table(DatabaseName=database, Name="t")["Table"]["PartitionKeys"] == keys


@pytest.mark.parametrize(
    "table_input, message",
    [
        (
            {"PartitionKeys": [{"Name": "day", "Parameters": {"a": "b"}}]},
            "Parameters not supported for partition columns",
        ),
        (
            {
                "StorageDescriptor": {
                    "Columns": [{"Name": "a"}],
                    "SchemaReference": {"SchemaVersionNumber": 1},
                }
            },
            "Both SchemaReference and Columns are populated, only one of them should be populated.",
        ),
    ],
)
def test_what_glue_does_not_store_is_refused(glue, database, table_input, message):
    arguments = {"DatabaseName": database, "TableInput": {"Name": "t", **table_input}}
    assert refusal(glue.create_table, **arguments) == ("InvalidInputException", message)
    glue.create_table(DatabaseName=database, TableInput={"Name": "t"})
    assert refusal(glue.update_table, **arguments) == ("InvalidInputException", message)


@pytest.mark.parametrize(
    "operation, member, value",
    [
        ("create_table", "OpenTableFormatInput", {"IcebergInput": {"MetadataOperation": "CREATE"}}),
        ("create_table", "TransactionId", "x"),
        ("update_table", "ViewUpdateAction", "REPLACE"),
        ("update_table", "TransactionId", "x"),
        ("get_table", "QueryAsOfTime", 1_700_000_000),
        ("get_table", "TransactionId", "x"),
        ("get_tables", "QueryAsOfTime", 1_700_000_000),
        ("delete_table", "TransactionId", "x"),
        ("batch_delete_table", "TransactionId", "x"),
    ],
)
def test_what_is_not_built_is_refused_by_name(glue, database, operation, member, value):
    arguments = {
        "create_table": {"TableInput": table("t")},
        "update_table": {"TableInput": table("t")},
        "get_table": {"Name": "t"},
        "get_tables": {},
        "delete_table": {"Name": "t"},
        "batch_delete_table": {"TablesToDelete": ["t"]},
    }[operation]
    code, message = refusal(
        getattr(glue, operation), DatabaseName=database, **arguments, **{member: value}
    )
    assert code == "OperationNotSupportedException" and message.endswith(member)


def test_what_a_read_may_ask_for_beside_is_accepted(glue, database):
    glue.create_table(DatabaseName=database, TableInput=table("t"))
    arguments = {"DatabaseName": database, "Name": "t"}
    got = glue.get_table(
        **arguments,
        IncludeStatusDetails=True,
        AuditContext={"AllColumnsRequested": True},
        AttributesToGet=["DEFAULT"],
    )
    assert got["Table"]["Name"] == "t"
    assert code_of(glue.get_table, **arguments, AttributesToGet=[]) == "InvalidInputException"
    assert code_of(glue.get_table, **arguments, AttributesToGet=["NAME"]) == "InvalidInputException"


def test_a_table_is_created_with_its_partition_indexes(glue, database):
    keys = [{"Name": "year", "Type": "int"}, {"Name": "month", "Type": "int"}]
    glue.create_table(
        DatabaseName=database,
        TableInput=table("t", PartitionKeys=keys),
        PartitionIndexes=[{"IndexName": "by_month", "Keys": ["month"]}],
    )
    indexes = glue.get_partition_indexes(DatabaseName=database, TableName="t")
    (index,) = indexes["PartitionIndexDescriptorList"]
    assert index["IndexName"] == "by_month" and names_of(index["Keys"]) == ["month"]
    arguments = {
        "DatabaseName": database,
        "TableInput": table("u"),
        "PartitionIndexes": [{"IndexName": "by_day", "Keys": ["day"]}],
    }
    assert code_of(glue.create_table, **arguments) == "InvalidInputException"
    assert names_of(glue.get_tables(DatabaseName=database)["TableList"]) == ["t"]


@pytest.fixture(scope="module")
def greek(glue):
    """A database with the tables alpha, alphabet and beta."""
    glue.create_database(DatabaseInput={"Name": "greek"})
    for name in ("alpha", "alphabet", "beta"):
        glue.create_table(DatabaseName="greek", TableInput=table(name))
    return "greek"


@pytest.mark.parametrize(
    "expression, names",
    [
        ("*", ["alpha", "alphabet", "beta"]),
        ("", ["alpha", "alphabet", "beta"]),
        ("alpha*", ["alpha", "alphabet"]),
        ("*bet*", ["alphabet", "beta"]),
        ("*a", ["alpha", "beta"]),
        ("ALPHA", ["alpha"]),
        ("alphabets?", ["alphabet"]),
        ("alpha|beta", ["alpha", "beta"]),
        ("a.*t", ["alphabet"]),
        ("gamma", []),
    ],
)
def test_tables_by_expression(glue, greek, expression, names):
    listed = glue.get_tables(DatabaseName=greek, Expression=expression)["TableList"]
    assert names_of(listed) == names


def test_an_expression_that_is_no_pattern_is_refused(glue, greek):
    assert code_of(glue.get_tables, DatabaseName=greek, Expression="(") == "InvalidInputException"


def test_pages_by_expression_are_whole(glue, greek):
    pages = pages_of(glue, "get_tables", 1, DatabaseName=greek, Expression="*a*b*|beta")
    assert [names_of(page["TableList"]) for page in pages] == [["alphabet"], ["beta"]]


def test_a_list_may_tell_only_names_and_types(glue, greek):
    names = glue.get_tables(DatabaseName=greek, AttributesToGet=["NAME"], MaxResults=2)
    assert names["TableList"] == [{"Name": "alpha"}, {"Name": "alphabet"}]
    rest = glue.get_tables(
        DatabaseName=greek, AttributesToGet=["NAME", "TABLE_TYPE"], NextToken=names["NextToken"]
    )
    assert rest["TableList"] == [{"Name": "beta", "TableType": "EXTERNAL_TABLE"}]
    for attributes in ([], ["TABLE_TYPE"], ["DEFAULT"]):
        arguments = {"DatabaseName": greek, "AttributesToGet": attributes}
        assert code_of(glue.get_tables, **arguments) == "InvalidInputException"


def test_no_table_is_federated(glue, greek):
    assert glue.get_tables(DatabaseName=greek, ResourceShareType="FEDERATED")["TableList"] == []
    assert len(glue.get_tables(DatabaseName=greek, ResourceShareType="ALL")["TableList"]) == 3


def test_pages_are_stable_while_tables_come_and_go(glue, database):
    for number in range(0, 10, 2):
        glue.create_table(DatabaseName=database, TableInput=table(f"t{number}"))
    first = glue.get_tables(DatabaseName=database, MaxResults=2)
    assert names_of(first["TableList"]) == ["t0", "t2"]
    glue.delete_table(DatabaseName=database, Name="t2")
    glue.create_table(DatabaseName=database, TableInput=table("t1"))
    glue.create_table(DatabaseName=database, TableInput=table("t5"))
    rest = glue.get_tables(DatabaseName=database, NextToken=first["NextToken"])
    assert names_of(rest["TableList"]) == ["t4", "t5", "t6", "t8"]
    assert "NextToken" not in rest


def test_a_page_holds_100_tables_at_most(glue, database):
    for number in range(101):
        glue.create_table(DatabaseName=database, TableInput={"Name": f"t{number:03}"})
    pages = pages_of(glue, "get_tables", None, DatabaseName=database)
    assert [len(page["TableList"]) for page in pages] == [100, 1]
    arguments = {"DatabaseName": database, "MaxResults": 101}
    assert code_of(glue.get_tables, **arguments) == "InvalidInputException"


def test_page_tokens_are_checked(glue, database):
    arguments = {"DatabaseName": database, "NextToken": "made up"}
    assert code_of(glue.get_tables, **arguments) == "InvalidInputException"
    assert glue.get_tables(DatabaseName=database, NextToken="")["TableList"] == []


def test_a_batch_deletes_what_is_there_and_tells_what_is_not(glue, database):
    glue.create_table(DatabaseName=database, TableInput=table("a"))
    errors = glue.batch_delete_table(DatabaseName=database, TablesToDelete=["A", "b"])["Errors"]
    assert errors == [
        {
            "TableName": "b",
            "ErrorDetail": {
                "ErrorCode": "EntityNotFoundException",
                "ErrorMessage": "Table b not found.",
            },
        }
    ]
    assert glue.get_tables(DatabaseName=database)["TableList"] == []


def test_a_batch_deletes_100_tables_at_most(glue, database):
    names = [f"t{number}" for number in range(101)]
    arguments = {"DatabaseName": database, "TablesToDelete": names}
    assert code_of(glue.batch_delete_table, **arguments) in (
        "InvalidInputException",
        "ValidationException",
    )


def test_any_account_is_accepted(glue, database):
    arguments = {"CatalogId": "123456789012", "DatabaseName": database}
    glue.create_table(**arguments, TableInput=table("t"))
    assert glue.get_table(**arguments, Name="t")["Table"]["Name"] == "t"
