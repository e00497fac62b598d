"""Statistics of columns, of tables and of partitions."""

import datetime

import pytest
from catalog_calls import code_of, refusal, table

ANALYZED = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
DAY = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
COUNTS = {"NumberOfNulls": 1, "NumberOfDistinctValues": 2}
LENGTHS = {"MaximumLength": 9, "AverageLength": 4.5, "NumberOfNulls": 1}
ONE = {"UnscaledValue": b"\x01", "Scale": 2}

# A column of each type of statistics: its type in the catalog, the Type, its data.
TYPES = {
    "yes": ("boolean", "BOOLEAN", {"NumberOfTrues": 1, "NumberOfFalses": 2, "NumberOfNulls": 0}),
    "day": ("date", "DATE", {"MinimumValue": DAY, "MaximumValue": DAY, **COUNTS}),
    "price": ("decimal(9,2)", "DECIMAL", {"MinimumValue": ONE, "MaximumValue": ONE, **COUNTS}),
    "ratio": ("double", "DOUBLE", {"MinimumValue": -0.5, "MaximumValue": 1e300, **COUNTS}),
    "id": ("bigint", "LONG", {"MinimumValue": -(2**63), "MaximumValue": 2**63 - 1, **COUNTS}),
    "name": ("string", "STRING", {**LENGTHS, "NumberOfDistinctValues": 3}),
    "raw": ("binary", "BINARY", LENGTHS),
}


def statistics(column, data_of=None):
    """The statistics of a column; `data_of` names another whose data they hold."""
    kind = TYPES[column][1]
    member = f"{TYPES[data_of or column][1].title()}ColumnStatisticsData"
    return {
        "ColumnName": column,
        "ColumnType": TYPES[column][0],
        "AnalyzedTime": ANALYZED,
        "StatisticsData": {"Type": kind, member: TYPES[data_of or column][2]},
    }


class Owner:
    """A table or a partition of it: the calls about its statistics."""

    def __init__(self, glue, database, of):
        self.glue, self.of = glue, of
        described = table("t", PartitionKeys=[{"Name": "part", "Type": "string"}])
        described["StorageDescriptor"]["Columns"] = [
            {"Name": name, "Type": kind} for name, (kind, _, _) in TYPES.items()
        ]
        glue.create_table(DatabaseName=database, TableInput=described)
        self.where = {"DatabaseName": database, "TableName": "t"}
        if of == "partition":
            glue.create_partition(**self.where, PartitionInput={"Values": ["a"]})
            self.where["PartitionValues"] = ["a"]

    def call(self, verb):
        return getattr(self.glue, f"{verb}_column_statistics_for_{self.of}")

    def get(self, *columns):
        answer = self.call("get")(**self.where, ColumnNames=columns)
        return answer["ColumnStatisticsList"], answer["Errors"]

    def update(self, *entries):
        return self.call("update")(**self.where, ColumnStatisticsList=entries)["Errors"]

    def delete(self, column):
        self.call("delete")(**self.where, ColumnName=column)


@pytest.fixture(params=["table", "partition"])
def owner(glue, database, request):
    return Owner(glue, database, request.param)


def test_statistics_of_every_type_come_back_whole(owner):
    sent = [statistics(column) for column in TYPES]
    assert owner.update(*sent) == []
    got, errors = owner.get(*TYPES)
    assert got == sent and errors == []


def test_statistics_are_replaced_and_deleted(owner):
    owner.update(statistics("id"), statistics("name"))
    changed = statistics("id")
    changed["StatisticsData"]["LongColumnStatisticsData"] = COUNTS
    assert owner.update(changed) == []
    assert owner.get("ID") == ([changed], [])
    for _ in range(2):  # what is not there can be deleted too
        owner.delete("Id")
    got, errors = owner.get("id", "name")
    assert [entry["ColumnName"] for entry in got] == ["name"]
    assert errors == [
        {
            "ColumnName": "id",
            "Error": {
                "ErrorCode": "EntityNotFoundException",
                "ErrorMessage": "Statistics do not exist for this column",
            },
        }
    ]


def test_an_update_takes_what_it_can_and_tells_what_it_cannot(owner):
    unknown = {**statistics("id"), "ColumnName": "nothing"}
    errors = owner.update(unknown, statistics("id"), statistics("name", data_of="id"))
    assert [
        (error["ColumnStatistics"]["ColumnName"], error["Error"]["ErrorCode"]) for error in errors
    ] == [("nothing", "EntityNotFoundException"), ("name", "InvalidInputException")]
    got, missing = owner.get("id", "name")
    assert got == [statistics("id")] and [error["ColumnName"] for error in missing] == ["name"]


@pytest.mark.parametrize("verb", ["get", "update", "delete"])
def test_statistics_of_what_is_not_there(owner, verb):
    arguments = {
        "get": {"ColumnNames": ["id"]},
        "update": {"ColumnStatisticsList": [statistics("id")]},
        "delete": {"ColumnName": "id"},
    }[verb]
    call = owner.call(verb)
    assert refusal(call, **{**owner.where, "DatabaseName": "nowhere"}, **arguments) == (
        "EntityNotFoundException",
        "Database nowhere not found.",
    )
    assert refusal(call, **{**owner.where, "TableName": "nothing"}, **arguments) == (
        "EntityNotFoundException",
        "Table nothing not found.",
    )
    if owner.of == "partition":
        missing = {**owner.where, "PartitionValues": ["b"]}
        assert code_of(call, **missing, **arguments) == "EntityNotFoundException"
        too_many = {**owner.where, "PartitionValues": ["a", "b"]}
        assert code_of(call, **too_many, **arguments) == "InvalidInputException"


def test_limits_of_lists(owner):
    get, update = owner.call("get"), owner.call("update")
    columns = [f"c{number}" for number in range(101)]
    assert code_of(get, **owner.where, ColumnNames=columns) == "ValidationException"
    assert len(owner.get(*columns[:100])[1]) == 100
    entries = [statistics("id")] * 26
    assert code_of(update, **owner.where, ColumnStatisticsList=entries) == "ValidationException"
    assert owner.update(*entries[:25]) == []


def test_statistics_go_with_their_column_and_their_owner(glue, database, owner):
    owner.update(statistics("id"), statistics("name"))
    described = glue.get_table(DatabaseName=database, Name="t")["Table"]
    described = table("t", PartitionKeys=described["PartitionKeys"])
    described["StorageDescriptor"]["Columns"] = [
        {"Name": name, "Type": "string"} for name in ("id", "name")
    ]
    glue.update_table(DatabaseName=database, TableInput=described)
    got, errors = owner.get("id", "name", "ratio")
    assert [entry["ColumnName"] for entry in got] == ["name"]
    assert [error["ColumnName"] for error in errors] == ["id", "ratio"]

    where = {"DatabaseName": database, "TableName": "t"}
    if owner.of == "partition":
        glue.delete_partition(**owner.where)
        glue.create_partition(**where, PartitionInput={"Values": ["a"]})
    else:
        glue.delete_table(DatabaseName=database, Name="t")
        glue.create_table(DatabaseName=database, TableInput=described)
    assert owner.get("name")[0] == []


def test_a_table_and_its_partition_have_their_own_statistics(glue, database):
    partition = Owner(glue, database, "partition")
    partition.update(statistics("id"))
    where = {"DatabaseName": database, "TableName": "t"}
    answer = glue.get_column_statistics_for_table(**where, ColumnNames=["id"])
    assert answer["ColumnStatisticsList"] == []
