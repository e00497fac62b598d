"""Partitions and partition indexes through boto3: alone, in batches, by expression and in segments."""

import pytest
from botocore.exceptions import ClientError

KEYS = [
    {"Name": "year", "Type": "int"},
    {"Name": "month", "Type": "string"},
    {"Name": "day", "Type": "date"},
]


def code(error):
    return error.value.response["Error"]["Code"]


def message(error):
    return error.value.response["Error"]["Message"]


def partition(*values, **parameters):
    return {
        "Values": list(values),
        "StorageDescriptor": {
            "Columns": [{"Name": "a", "Type": "bigint"}],
            "Location": "s3://lake/t/" + "/".join(values) + "/",
        },
        "Parameters": parameters,
    }


@pytest.fixture
def table(glue, database):
    """(database, table): a table by year, month and day, without partitions."""
    glue.create_table(
        DatabaseName=database,
        TableInput={
            "Name": "sales",
            "StorageDescriptor": {"Columns": [{"Name": "a", "Type": "bigint"}]},
            "PartitionKeys": KEYS,
        },
    )
    return {"DatabaseName": database, "TableName": "sales"}


@pytest.fixture
def filled(glue, table):
    """The table with 3 years * 4 months * 5 days."""
    all_of_them = [
        partition(str(year), f"{month:02}", f"{year}-{month:02}-{day:02}")
        for year in (2024, 2025, 2026)
        for month in range(1, 5)
        for day in range(1, 6)
    ]
    assert glue.batch_create_partition(**table, PartitionInputList=all_of_them)["Errors"] == []
    return table


def values_of(partitions):
    return [tuple(one["Values"]) for one in partitions]


def find(glue, table, **arguments):
    pages = glue.get_paginator("get_partitions").paginate(**table, **arguments)
    return [one for page in pages for one in page["Partitions"]]


def test_partition_comes_back_whole(glue, table):
    sent = partition("2026", "01", "2026-01-31", note="first")
    glue.create_partition(**table, PartitionInput=sent)
    got = glue.get_partition(**table, PartitionValues=sent["Values"])["Partition"]
    assert {key: got[key] for key in sent} == sent
    assert got["DatabaseName"] == table["DatabaseName"] and got["TableName"] == "sales"
    assert got["CatalogId"] == "000000000000"
    assert got["CreationTime"].tzinfo is not None


def test_partition_is_created_once(glue, table):
    glue.create_partition(**table, PartitionInput=partition("2026", "01", "2026-01-31"))
    with pytest.raises(glue.exceptions.AlreadyExistsException) as error:
        glue.create_partition(**table, PartitionInput=partition("2026", "01", "2026-01-31"))
    assert message(error) == "Partition already exists."


def test_number_of_values_is_checked_everywhere(glue, table):
    few = ["2026", "01"]
    for call, arguments in [
        (glue.create_partition, {"PartitionInput": partition(*few)}),
        (glue.get_partition, {"PartitionValues": few}),
        (glue.delete_partition, {"PartitionValues": few}),
        (
            glue.update_partition,
            {"PartitionValueList": few, "PartitionInput": partition(*few)},
        ),
    ]:
        with pytest.raises(glue.exceptions.InvalidInputException) as error:
            call(**table, **arguments)
        assert "The number of partition keys do not match" in message(error)


def test_number_of_values_is_checked_in_batches(glue, table):
    there, few = ["2026", "01", "2026-01-31"], ["2026", "01"]
    glue.create_partition(**table, PartitionInput=partition(*there))
    with pytest.raises(glue.exceptions.InvalidInputException):
        glue.batch_get_partition(**table, PartitionsToGet=[{"Values": there}, {"Values": few}])
    for call, arguments, named in [
        (
            glue.batch_update_partition,
            {"Entries": [{"PartitionValueList": few, "PartitionInput": partition(*there)}]},
            "PartitionValueList",
        ),
        (
            glue.batch_delete_partition,
            {"PartitionsToDelete": [{"Values": few}, {"Values": there}]},
            "PartitionValues",
        ),
    ]:
        (error,) = call(**table, **arguments)["Errors"]
        assert error[named] == few
        assert error["ErrorDetail"]["ErrorCode"] == "InvalidInputException"
    assert find(glue, table) == []


@pytest.mark.parametrize(
    "member, value", [("TransactionId", "x"), ("QueryAsOfTime", 1_700_000_000)]
)
def test_there_are_no_transactions_of_governed_tables(glue, table, member, value):
    with pytest.raises(ClientError) as error:
        glue.get_partitions(**table, **{member: value})
    assert code(error) == "OperationNotSupportedException" and member in message(error)


def test_what_is_missing_is_named(glue, database, table):
    there = ["2026", "01", "2026-01-31"]
    nowhere = {"DatabaseName": database, "TableName": "nothing"}
    calls = [
        (glue.get_partition, {"PartitionValues": there}),
        (glue.delete_partition, {"PartitionValues": there}),
        (glue.update_partition, {"PartitionValueList": there, "PartitionInput": partition(*there)}),
    ]
    for call, arguments in calls:
        with pytest.raises(glue.exceptions.EntityNotFoundException) as error:
            call(**table, **arguments)
        assert message(error) == "Cannot find partition."
    calls += [
        (glue.create_partition, {"PartitionInput": partition(*there)}),
        (glue.batch_create_partition, {"PartitionInputList": [partition(*there)]}),
        (glue.batch_get_partition, {"PartitionsToGet": [{"Values": there}]}),
        (glue.batch_delete_partition, {"PartitionsToDelete": [{"Values": there}]}),
        (
            glue.batch_update_partition,
            {"Entries": [{"PartitionValueList": there, "PartitionInput": partition(*there)}]},
        ),
        (glue.get_partitions, {}),
        (glue.get_partition_indexes, {}),
        (glue.create_partition_index, {"PartitionIndex": {"IndexName": "i", "Keys": ["year"]}}),
        (glue.delete_partition_index, {"IndexName": "i"}),
    ]
    for call, arguments in calls:
        with pytest.raises(glue.exceptions.EntityNotFoundException) as error:
            call(**nowhere, **arguments)
        assert message(error) == "Table nothing not found."


def test_batch_create_tells_which_failed_and_creates_the_others(glue, table):
    glue.create_partition(**table, PartitionInput=partition("2026", "01", "2026-01-01"))
    reply = glue.batch_create_partition(
        **table,
        PartitionInputList=[
            partition("2026", "01", "2026-01-01"),
            partition("2026", "01"),
            partition("2026", "01", "2026-01-02"),
        ],
    )
    assert [(e["PartitionValues"], e["ErrorDetail"]["ErrorCode"]) for e in reply["Errors"]] == [
        (["2026", "01", "2026-01-01"], "AlreadyExistsException"),
        (["2026", "01"], "InvalidInputException"),
    ]
    assert len(find(glue, table)) == 2


def test_batch_get_yields_what_is_there_and_the_keys_of_the_rest(glue, filled):
    there, missing = ["2024", "01", "2024-01-01"], ["2030", "01", "2030-01-01"]
    reply = glue.batch_get_partition(
        **filled, PartitionsToGet=[{"Values": missing}, {"Values": there}]
    )
    assert values_of(reply["Partitions"]) == [tuple(there)]
    assert reply["UnprocessedKeys"] == [{"Values": missing}]


def test_update_replaces_the_partition_and_may_move_it(glue, table):
    glue.create_partition(**table, PartitionInput=partition("2026", "01", "2026-01-01", a="1"))
    glue.create_partition(**table, PartitionInput=partition("2026", "02", "2026-02-01"))
    old = ["2026", "01", "2026-01-01"]
    glue.update_partition(
        **table, PartitionValueList=old, PartitionInput={"Values": old, "Parameters": {"b": "2"}}
    )
    got = glue.get_partition(**table, PartitionValues=old)["Partition"]
    assert got["Parameters"] == {"b": "2"} and "StorageDescriptor" not in got

    with pytest.raises(glue.exceptions.AlreadyExistsException):
        glue.update_partition(
            **table, PartitionValueList=old, PartitionInput=partition("2026", "02", "2026-02-01")
        )
    new = ["2027", "01", "2027-01-01"]
    glue.update_partition(**table, PartitionValueList=old, PartitionInput=partition(*new))
    assert values_of(find(glue, table, Expression="year = 2027")) == [tuple(new)]
    assert find(glue, table, Expression="month = '01' and year = 2026") == []


def test_batch_update_tells_which_failed_and_updates_the_others(glue, filled):
    there, missing = ["2024", "01", "2024-01-01"], ["2030", "01", "2030-01-01"]
    reply = glue.batch_update_partition(
        **filled,
        Entries=[
            {"PartitionValueList": values, "PartitionInput": partition(*values, seen="yes")}
            for values in (missing, there)
        ],
    )
    assert [(e["PartitionValueList"], e["ErrorDetail"]["ErrorCode"]) for e in reply["Errors"]] == [
        (missing, "EntityNotFoundException")
    ]
    got = glue.get_partition(**filled, PartitionValues=there)["Partition"]
    assert got["Parameters"] == {"seen": "yes"}


def test_delete_alone_and_in_a_batch(glue, filled):
    first, second, missing = (
        ["2024", "01", "2024-01-01"],
        ["2024", "01", "2024-01-02"],
        ["2030", "01", "2030-01-01"],
    )
    glue.delete_partition(**filled, PartitionValues=first)
    reply = glue.batch_delete_partition(
        **filled, PartitionsToDelete=[{"Values": missing}, {"Values": second}]
    )
    assert [(e["PartitionValues"], e["ErrorDetail"]["ErrorCode"]) for e in reply["Errors"]] == [
        (missing, "EntityNotFoundException")
    ]
    left = values_of(find(glue, filled, Expression="year = 2024 and month = '01'"))
    assert [values[2] for values in left] == ["2024-01-03", "2024-01-04", "2024-01-05"]


@pytest.mark.parametrize(
    ("expression", "count"),
    [
        ("", 60),
        ("  ", 60),
        ("year = 2025", 20),
        ("year = '2025'", 20),
        ("YEAR=2025 AND Month='02'", 5),
        ("((year = '2025') and (month) IN ('01','02'))", 10),
        ("(month) NOT IN ('01','02')", 30),
        ("day between '2025-01-02' and '2025-01-03'", 2),
        ("day >= '2026-04-05'", 1),
        ("year <> 2024 and not month = '01'", 30),
        ("month like '0%'", 60),
        ("month not like '%4'", 45),
        ("year is null", 0),
        ("year is not null", 60),
        ("year = 2025 or day = '2026-01-01'", 21),
        ("year > 2024 and year < 2026", 20),
    ],
)
def test_expressions(glue, filled, expression, count):
    found = values_of(find(glue, filled, Expression=expression))
    assert len(found) == count and len(set(found)) == count
    in_pages = values_of(find(glue, filled, Expression=expression, PaginationConfig={"PageSize": 7}))
    assert in_pages == found


@pytest.mark.parametrize(
    ("expression", "place"),
    [
        ("year = ", "found the end"),
        ("year == = 3", "="),
        ("city = 'x'", "city"),
        ("year = 'many'", "many"),
        ("year = 2025 and", ""),
        ("(year = 2025", ")"),
        ("month = 'open", "'"),
    ],
)
def test_bad_expression_is_refused_and_says_where(glue, filled, expression, place):
    with pytest.raises(glue.exceptions.InvalidInputException) as error:
        find(glue, filled, Expression=expression)
    assert place in message(error) and "character" in message(error)


def test_hive_null_and_values_of_other_types(glue, table):
    for year in ("2026", "__HIVE_DEFAULT_PARTITION__", "n/a"):
        glue.create_partition(**table, PartitionInput=partition(year, "01", "2026-01-01"))
    for expression, years in [
        ("year is null", {"__HIVE_DEFAULT_PARTITION__"}),
        ("year is not null", {"2026", "n/a"}),
        ("year <> 1", {"2026"}),
        ("not year = 2026", set()),
    ]:
        assert {values[0] for values in values_of(find(glue, table, Expression=expression))} == years


@pytest.mark.parametrize("expression", ["", "month <> '01'"])
def test_segments_are_disjoint_and_complete(glue, filled, expression):
    parts = [
        values_of(
            find(
                glue,
                filled,
                Expression=expression,
                Segment={"SegmentNumber": number, "TotalSegments": 5},
            )
        )
        for number in range(5)
    ]
    together = [values for part in parts for values in part]
    assert sorted(together) == sorted(values_of(find(glue, filled, Expression=expression)))


def test_segment_beyond_the_last_is_refused(glue, filled):
    with pytest.raises(glue.exceptions.InvalidInputException) as error:
        find(glue, filled, Segment={"SegmentNumber": 5, "TotalSegments": 5})
    assert "SegmentNumber" in message(error)


def test_columns_are_left_out_on_request(glue, filled):
    (first, *_) = find(glue, filled, ExcludeColumnSchema=True)
    assert "Columns" not in first["StorageDescriptor"] and "Location" in first["StorageDescriptor"]


def test_token_belongs_to_its_list(glue, filled):
    token = glue.get_partitions(**filled, MaxResults=3)["NextToken"]
    assert len(glue.get_partitions(**filled, MaxResults=3, NextToken="")["Partitions"]) == 3
    for other in ({"Expression": "year = 2024"}, {"NextToken": token + "x"}):
        with pytest.raises(glue.exceptions.InvalidInputException) as error:
            glue.get_partitions(**filled, **{"NextToken": token, **other})
        assert "NextToken" in message(error)


def test_largest_page(glue, filled):
    with pytest.raises(ClientError) as error:
        glue.get_partitions(**filled, MaxResults=1001)
    assert code(error) == "InvalidInputException"


def test_partition_index_is_made_listed_used_and_deleted(glue, filled):
    glue.create_partition_index(
        **filled, PartitionIndex={"IndexName": "by_day", "Keys": ["day", "month"]}
    )
    (index,) = glue.get_partition_indexes(**filled)["PartitionIndexDescriptorList"]
    assert index["IndexName"] == "by_day" and index["IndexStatus"] == "ACTIVE"
    assert index["Keys"] == [{"Name": "day", "Type": "date"}, {"Name": "month", "Type": "string"}]
    expression = "day = '2025-02-03' and month = '02'"
    assert len(find(glue, filled, Expression=expression)) == 1
    with pytest.raises(glue.exceptions.AlreadyExistsException):
        glue.create_partition_index(
            **filled, PartitionIndex={"IndexName": "by_day", "Keys": ["year"]}
        )
    with pytest.raises(glue.exceptions.InvalidInputException) as error:
        glue.create_partition_index(
            **filled, PartitionIndex={"IndexName": "by_week", "Keys": ["week"]}
        )
    assert "week" in message(error)
    with pytest.raises(glue.exceptions.InvalidInputException):
        glue.get_partition_indexes(**filled, NextToken="made up")
    for name, keys in (("b", ["month"]), ("c", ["year", "day"])):
        glue.create_partition_index(**filled, PartitionIndex={"IndexName": name, "Keys": keys})
    with pytest.raises(glue.exceptions.ResourceNumberLimitExceededException):
        glue.create_partition_index(
            **filled, PartitionIndex={"IndexName": "d", "Keys": ["day", "year"]}
        )
    glue.delete_partition_index(**filled, IndexName="by_day")
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.delete_partition_index(**filled, IndexName="by_day")
    assert len(find(glue, filled, Expression=expression)) == 1


def test_table_is_created_with_its_indexes(glue, database):
    glue.create_table(
        DatabaseName=database,
        TableInput={"Name": "indexed", "PartitionKeys": KEYS},
        PartitionIndexes=[{"IndexName": "by_month", "Keys": ["month"]}],
    )
    indexes = glue.get_partition_indexes(DatabaseName=database, TableName="indexed")
    assert [i["IndexName"] for i in indexes["PartitionIndexDescriptorList"]] == ["by_month"]
    with pytest.raises(glue.exceptions.InvalidInputException):
        glue.create_table(
            DatabaseName=database,
            TableInput={"Name": "unindexed", "PartitionKeys": KEYS},
            PartitionIndexes=[{"IndexName": "by_week", "Keys": ["week"]}],
        )
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.get_table(DatabaseName=database, Name="unindexed")
