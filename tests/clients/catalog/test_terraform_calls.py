"""The calls of Terraform's AWS provider for each catalog resource, in their order: apply, the plan
that must find nothing to change, an apply with changes, destroy.

Facts from the provider's public sources (internal/service/glue): it names the catalog by the
account id in every call, composes ARNs itself, reads a resource back after each write, reads its
tags by ARN on each read, and takes only EntityNotFoundException for "is gone".
"""

import pytest

REGION = "us-east-1"
POLLS = 1000  # before a wait has failed


@pytest.fixture(scope="module")
def account(sts):
    """What the provider asks first."""
    return sts.get_caller_identity()["Account"]


class Provider:
    def __init__(self, glue, account):
        self.glue = glue
        self.account = account

    def arn(self, kind, *names):
        return f"arn:aws:glue:{REGION}:{self.account}:{kind}/{'/'.join(names)}"

    def tags(self, arn):
        return self.glue.get_tags(ResourceArn=arn)["Tags"]

    def change_tags(self, arn, old, new):
        """What is superfluous goes first, then what differs is set."""
        removed = sorted(set(old) - set(new))
        if removed:
            self.glue.untag_resource(ResourceArn=arn, TagsToRemove=removed)
        changed = {key: value for key, value in new.items() if old.get(key) != value}
        if changed:
            self.glue.tag_resource(ResourceArn=arn, TagsToAdd=changed)

    def is_gone(self, read, **arguments):
        try:
            read(CatalogId=self.account, **arguments)
        except self.glue.exceptions.EntityNotFoundException:
            return True
        return False


@pytest.fixture
def provider(glue, account):
    return Provider(glue, account)


def test_database(glue, provider, account):
    def read():
        got = glue.get_database(CatalogId=account, Name="tf_database")["Database"]
        kept = {"Name", "Description", "LocationUri", "Parameters", "CreateTableDefaultPermissions"}
        assert got["CatalogId"] == account
        return {name: value for name, value in got.items() if name in kept}, provider.tags(arn)

    arn = provider.arn("database", "tf_database")
    wanted = {
        "Name": "tf_database",
        "Description": "by Terraform",
        "LocationUri": "s3://lake/tf",
        "Parameters": {"team": "data"},
        "CreateTableDefaultPermissions": [
            {
                "Permissions": ["SELECT"],
                "Principal": {"DataLakePrincipalIdentifier": "IAM_ALLOWED_PRINCIPALS"},
            }
        ],
    }
    tags = {"env": "test", "owner": "me"}
    glue.create_database(CatalogId=account, DatabaseInput=wanted, Tags=tags)
    assert read() == (wanted, tags)
    assert read() == (wanted, tags)

    changed = {"Name": "tf_database", "Parameters": {"team": "web"}}
    glue.update_database(CatalogId=account, Name="tf_database", DatabaseInput=changed)
    provider.change_tags(arn, tags, {"env": "prod"})
    left, tags = read()
    # Permissions that are left out are Lake Formation's default, which the plan does not compare.
    del left["CreateTableDefaultPermissions"]
    assert left == changed and tags == {"env": "prod"}

    glue.delete_database(CatalogId=account, Name="tf_database")
    assert provider.is_gone(glue.get_database, Name="tf_database")
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.delete_database(CatalogId=account, Name="tf_database")


TABLE = {
    "Name": "tf_table",
    "Description": "events",
    "Owner": "owner",
    "Retention": 3,
    "TableType": "EXTERNAL_TABLE",
    "Parameters": {"EXTERNAL": "TRUE", "parquet.compression": "SNAPPY"},
    "PartitionKeys": [
        {"Name": "year", "Type": "int", "Comment": "of the event"},
        {"Name": "month", "Type": "string"},
    ],
    "StorageDescriptor": {
        "Location": "s3://lake/tf/events",
        "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        "SerdeInfo": {
            "Name": "stream",
            "SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            "Parameters": {"serialization.format": "1"},
        },
        "Columns": [
            {"Name": "id", "Type": "bigint"},
            {"Name": "value", "Type": "struct<x:double,y:array<string>>", "Comment": ""},
        ],
        "BucketColumns": ["id"],
        "NumberOfBuckets": 4,
        "SortColumns": [{"Column": "id", "SortOrder": 0}],
        "SkewedInfo": {
            "SkewedColumnNames": ["id"],
            "SkewedColumnValueLocationMaps": {"1": "s3://lake/tf/skewed"},
            "SkewedColumnValues": ["1"],
        },
        "Compressed": True,
        "StoredAsSubDirectories": True,
    },
}


def read_table(glue, account, database, name):
    """What the provider compares, and the table's indexes."""
    place = {"CatalogId": account, "DatabaseName": database}
    table = glue.get_table(**place, Name=name)["Table"]
    indexes = glue.get_partition_indexes(
        CatalogId=table["CatalogId"], DatabaseName=database, TableName=name
    )["PartitionIndexDescriptorList"]
    return table, [
        (index["IndexName"], index["IndexStatus"], [key["Name"] for key in index["Keys"]])
        for index in indexes
    ]


def test_table_with_indexes(glue, account, database, provider):
    place = {"CatalogId": account, "DatabaseName": database}
    glue.create_table(
        **place,
        TableInput=TABLE,
        PartitionIndexes=[{"IndexName": "by_year", "Keys": ["year"]}],
    )
    for _ in range(2):
        table, indexes = read_table(glue, account, database, "tf_table")
        assert {name: table[name] for name in TABLE} == TABLE
        assert indexes == [("by_year", "ACTIVE", ["year"])]

    changed = {**TABLE, "Description": "changed", "Parameters": {"EXTERNAL": "TRUE"}}
    glue.get_table(**place, Name="tf_table")
    glue.update_table(**place, TableInput=changed)
    table, indexes = read_table(glue, account, database, "tf_table")
    assert {name: table[name] for name in changed} == changed
    assert [name for name, *_ in indexes] == ["by_year"]

    glue.delete_table(**place, Name="tf_table")
    assert provider.is_gone(glue.get_table, DatabaseName=database, Name="tf_table")


def test_smallest_table_and_view(glue, account, database):
    """The provider sends an empty list of partition keys where none are configured."""
    place = {"CatalogId": account, "DatabaseName": database}
    for wanted in (
        {"Name": "tf_small", "PartitionKeys": []},
        {
            "Name": "tf_view",
            "TableType": "VIRTUAL_VIEW",
            "PartitionKeys": [],
            "ViewOriginalText": "/* Presto View: e30= */",
            "ViewExpandedText": "/* Presto View */",
        },
    ):
        glue.create_table(**place, TableInput=wanted)
        table, indexes = read_table(glue, account, database, wanted["Name"])
        assert {name: table[name] for name in wanted} == wanted and indexes == []
        # It waits until a view's Status, where there is one, says SUCCESS.
        assert table.get("Status", {"State": "SUCCESS"})["State"] == "SUCCESS"


def test_partition(glue, account, database, provider):
    place = {"CatalogId": account, "DatabaseName": database}
    glue.create_table(**place, TableInput=TABLE)
    place["TableName"] = "tf_table"
    values = ["2024", "05"]
    wanted = {
        "Values": values,
        "Parameters": {"rows": "7"},
        "StorageDescriptor": {"Location": "s3://lake/tf/2024/05", "Columns": []},
    }
    glue.create_partition(**place, PartitionInput=wanted)
    got = glue.get_partition(**place, PartitionValues=values)["Partition"]
    assert {name: got[name] for name in wanted} == wanted and got["CreationTime"]

    changed = {"Values": values, "Parameters": {"rows": "8"}}
    glue.update_partition(**place, PartitionValueList=values, PartitionInput=changed)
    got = glue.get_partition(**place, PartitionValues=values)["Partition"]
    assert got["Parameters"] == {"rows": "8"}

    glue.delete_partition(**place, PartitionValues=values)
    arguments = {"DatabaseName": database, "TableName": "tf_table", "PartitionValues": values}
    assert provider.is_gone(glue.get_partition, **arguments)


def test_partition_index(glue, account, database):
    """It polls GetPartitionIndexes until the index is ACTIVE, and until it is gone."""
    place = {"CatalogId": account, "DatabaseName": database}
    glue.create_table(**place, TableInput=TABLE)
    index = {"IndexName": "by_both", "Keys": ["year", "month"]}
    glue.create_partition_index(**place, TableName="tf_table", PartitionIndex=index)
    states = set()
    for _ in range(POLLS):
        [(name, state, keys)] = read_table(glue, account, database, "tf_table")[1]
        states.add(state)
        assert (name, keys) == ("by_both", ["year", "month"]) and state in ("CREATING", "ACTIVE")
        if state == "ACTIVE":
            break
    assert "ACTIVE" in states
    glue.delete_partition_index(**place, TableName="tf_table", IndexName="by_both")
    for _ in range(POLLS):
        left = read_table(glue, account, database, "tf_table")[1]
        if not left:
            break
        assert left[0][1] == "DELETING"
    assert left == []


def test_user_defined_function(glue, account, database, provider):
    place = {"CatalogId": account, "DatabaseName": database}
    wanted = {
        "FunctionName": "tf_function",
        "ClassName": "org.example.First",
        "OwnerName": "owner",
        "OwnerType": "GROUP",
        "ResourceUris": [{"ResourceType": "JAR", "Uri": "s3://lake/function.jar"}],
    }
    glue.create_user_defined_function(**place, FunctionInput=wanted)
    named = {**place, "FunctionName": "tf_function"}
    got = glue.get_user_defined_function(**named)["UserDefinedFunction"]
    assert {name: got[name] for name in wanted} == wanted and got["CreateTime"]
    changed = {**wanted, "ClassName": "org.example.Second", "ResourceUris": []}
    glue.update_user_defined_function(**named, FunctionInput=changed)
    got = glue.get_user_defined_function(**named)["UserDefinedFunction"]
    assert got["ClassName"] == "org.example.Second" and not got.get("ResourceUris")
    glue.delete_user_defined_function(**named)
    arguments = {"DatabaseName": database, "FunctionName": "tf_function"}
    assert provider.is_gone(glue.get_user_defined_function, **arguments)


def test_connection(glue, account, provider):
    arn = provider.arn("connection", "tf_connection")
    wanted = {
        "Name": "tf_connection",
        "Description": "warehouse",
        "ConnectionType": "JDBC",
        "MatchCriteria": ["first"],
        "ConnectionProperties": {
            "JDBC_CONNECTION_URL": "jdbc:postgresql://localhost/shop",
            "USERNAME": "reader",
            "PASSWORD": "correct horse",
        },
        "PhysicalConnectionRequirements": {
            "AvailabilityZone": "us-east-1a",
            "SecurityGroupIdList": ["sg-1"],
            "SubnetId": "subnet-1",
        },
    }
    tags = {"env": "test"}
    glue.create_connection(CatalogId=account, ConnectionInput=wanted, Tags=tags)
    named = {"CatalogId": account, "Name": "tf_connection"}
    # Without HidePassword: its plan compares the properties with the configuration.
    got = glue.get_connection(**named)["Connection"]
    assert {name: got[name] for name in wanted} == wanted
    assert provider.tags(arn) == tags

    changed = {**wanted, "MatchCriteria": [], "Description": "other"}
    glue.update_connection(**named, ConnectionInput=changed)
    provider.change_tags(arn, tags, {})
    got = glue.get_connection(**named)["Connection"]
    assert got["Description"] == "other" and not got.get("MatchCriteria")
    assert got["ConnectionProperties"] == wanted["ConnectionProperties"]
    assert provider.tags(arn) == {}

    glue.delete_connection(CatalogId=account, ConnectionName="tf_connection")
    assert provider.is_gone(glue.get_connection, Name="tf_connection")


def test_tables_data_source(glue, account, database):
    for name in ("events", "events_daily", "users"):
        glue.create_table(DatabaseName=database, TableInput={"Name": name, "PartitionKeys": []})
    pages = glue.get_paginator("get_tables").paginate(
        CatalogId=account, DatabaseName=database, Expression="events.*"
    )
    listed = [table["Name"] for page in pages for table in page["TableList"]]
    assert listed == ["events", "events_daily"]
