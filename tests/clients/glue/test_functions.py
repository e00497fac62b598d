"""User-defined functions, as boto3 and Hive's client use them."""

import pytest
from catalog_calls import code_of, pages_of, refusal


def function(name, **more):
    return {"FunctionName": name, "ClassName": f"org.example.{name}", **more}


def listed(glue, **arguments):
    found = glue.get_user_defined_functions(**arguments)["UserDefinedFunctions"]
    return [entry["FunctionName"] for entry in found]


def test_a_function_is_created_read_replaced_renamed_and_deleted(glue, database):
    sent = function(
        "Mask",
        OwnerName="me",
        OwnerType="GROUP",
        FunctionType="AGGREGATE_FUNCTION",
        ResourceUris=[{"ResourceType": "JAR", "Uri": "s3://jars/mask.jar"}],
    )
    glue.create_user_defined_function(DatabaseName=database.upper(), FunctionInput=sent)
    made = glue.get_user_defined_function(DatabaseName=database, FunctionName="MASK")[
        "UserDefinedFunction"
    ]
    assert {name: made[name] for name in sent} == {**sent, "FunctionName": "mask"}
    assert made["DatabaseName"] == database and made["CatalogId"] == "000000000000"
    assert made["CreateTime"] and made["GovernanceMode"] == "IAM_ONLY"

    glue.update_user_defined_function(
        DatabaseName=database, FunctionName="mask", FunctionInput={"ClassName": "org.example.New"}
    )
    changed = glue.get_user_defined_function(DatabaseName=database, FunctionName="mask")[
        "UserDefinedFunction"
    ]
    assert changed["ClassName"] == "org.example.New" and "OwnerName" not in changed
    assert changed["CreateTime"] == made["CreateTime"]

    glue.update_user_defined_function(
        DatabaseName=database, FunctionName="mask", FunctionInput=function("Renamed")
    )
    assert listed(glue, DatabaseName=database, Pattern="*") == ["renamed"]
    glue.delete_user_defined_function(DatabaseName=database, FunctionName="Renamed")
    assert listed(glue, DatabaseName=database, Pattern="*") == []


@pytest.mark.parametrize(
    "operation, arguments",
    [
        ("create_user_defined_function", {"FunctionInput": function("f")}),
        ("get_user_defined_function", {"FunctionName": "f"}),
        ("get_user_defined_functions", {"Pattern": "*"}),
        ("update_user_defined_function", {"FunctionName": "f", "FunctionInput": function("f")}),
        ("delete_user_defined_function", {"FunctionName": "f"}),
    ],
)
def test_what_is_missing_is_named(glue, database, operation, arguments):
    call = getattr(glue, operation)
    assert refusal(call, DatabaseName="nowhere", **arguments) == (
        "EntityNotFoundException",
        "Database nowhere not found.",
    )
    if operation not in ("create_user_defined_function", "get_user_defined_functions"):
        assert refusal(call, DatabaseName=database, **arguments) == (
            "EntityNotFoundException",
            "Function f not found.",
        )


def test_a_name_is_taken_once_in_a_database(glue, database):
    glue.create_user_defined_function(DatabaseName=database, FunctionInput=function("f"))
    glue.create_user_defined_function(DatabaseName=database, FunctionInput=function("g"))
    assert refusal(
        glue.create_user_defined_function, DatabaseName=database, FunctionInput=function("F")
    ) == ("AlreadyExistsException", "Function f already exists.")
    # Not among the errors that UpdateUserDefinedFunction declares.
    assert (
        code_of(
            glue.update_user_defined_function,
            DatabaseName=database,
            FunctionName="g",
            FunctionInput=function("f"),
        )
        == "InvalidInputException"
    )


def test_what_makes_no_function_is_refused(glue, database):
    for operation, arguments in (
        ("create_user_defined_function", {}),
        ("update_user_defined_function", {"FunctionName": "f"}),
    ):
        assert (
            code_of(
                getattr(glue, operation),
                DatabaseName=database,
                FunctionInput=function("f", GovernanceMode="LAKE_FORMATION"),
                **arguments,
            )
            == "InvalidInputException"
        )
    assert (
        code_of(
            glue.create_user_defined_function,
            DatabaseName=database,
            FunctionInput={"ClassName": "org.example.Nameless"},
        )
        == "InvalidInputException"
    )
    # Names that no function can have are found by the model.
    for operation in ("get_user_defined_function", "delete_user_defined_function"):
        assert (
            code_of(getattr(glue, operation), DatabaseName=database, FunctionName="a\nb")
            == "ValidationException"
        )


def test_functions_by_pattern_type_and_database(glue, database):
    other = f"{database}_too"
    glue.create_database(DatabaseInput={"Name": other})
    for name in ("mask_name", "mask_mail", "hash"):
        glue.create_user_defined_function(DatabaseName=database, FunctionInput=function(name))
    glue.create_user_defined_function(
        DatabaseName=other, FunctionInput=function("mask_name", FunctionType="STORED_PROCEDURE")
    )
    assert listed(glue, DatabaseName=database, Pattern="*") == ["hash", "mask_mail", "mask_name"]
    assert listed(glue, DatabaseName=database, Pattern="MASK*") == ["mask_mail", "mask_name"]
    assert listed(glue, DatabaseName=database, Pattern="hash|mask_mail") == ["hash", "mask_mail"]
    assert listed(glue, DatabaseName=database, Pattern="mask_.*l") == ["mask_mail"]
    assert listed(glue, DatabaseName=database, Pattern="nothing") == []
    everywhere = glue.get_user_defined_functions(Pattern="mask_name")["UserDefinedFunctions"]
    assert [entry["DatabaseName"] for entry in everywhere] == [database, other]
    assert listed(glue, Pattern="*", FunctionType="STORED_PROCEDURE") == ["mask_name"]
    assert (
        code_of(glue.get_user_defined_functions, DatabaseName=database, Pattern="(")
        == "InvalidInputException"
    )
    glue.delete_database(Name=other)
    assert listed(glue, Pattern="*", FunctionType="STORED_PROCEDURE") == []


def test_pages_of_functions(glue, database):
    for number in range(5):
        glue.create_user_defined_function(
            DatabaseName=database, FunctionInput=function(f"f{number}")
        )
    pages = pages_of(glue, "get_user_defined_functions", 2, DatabaseName=database, Pattern="*")
    assert [
        [entry["FunctionName"] for entry in page["UserDefinedFunctions"]] for page in pages
    ] == [["f0", "f1"], ["f2", "f3"], ["f4"]]
    assert "NextToken" not in pages[-1]
    first = glue.get_user_defined_functions(DatabaseName=database, Pattern="*", MaxResults=2)
    glue.delete_user_defined_function(DatabaseName=database, FunctionName="f1")
    assert listed(glue, DatabaseName=database, Pattern="*", NextToken=first["NextToken"]) == [
        "f2",
        "f3",
        "f4",
    ]
    for arguments in ({"NextToken": "made up"}, {"MaxResults": 101}):
        assert (
            code_of(
                glue.get_user_defined_functions, DatabaseName=database, Pattern="*", **arguments
            )
            == "InvalidInputException"
        )
    # A token is good for its own list alone.
    assert (
        code_of(glue.get_user_defined_functions, Pattern="*", NextToken=first["NextToken"])
        == "InvalidInputException"
    )
