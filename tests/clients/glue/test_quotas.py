"""Quotas of the catalog: AWS's, which are large, unless the server is configured with others."""

import pytest
from catalog_calls import code_of, names_of, refusal, table
from lake import DATABASE, Lake
from people import PEOPLE, PEOPLE_ROWS
from tenon_server import PROGRAM, Server

DAYS = [{"Name": "day", "Type": "string"}]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    quotas = {
        "DATABASES": "2",
        "TABLES_PER_DATABASE": "3",
        "VERSIONS_PER_TABLE": "3",
        "PARTITIONS_PER_TABLE": "3",
        "FUNCTIONS_PER_DATABASE": "1",
        "CONNECTIONS": "2",
    }
    environment = {f"TENON_QUOTAS_{name}": most for name, most in quotas.items()}
    data = tmp_path_factory.mktemp("quotas") / "data"
    with Server(PROGRAM, data, environment=environment) as running:
        yield running


def exceeds(limit):
    return ("ResourceNumberLimitExceededException", f"Number of {limit}")


def test_databases_of_the_account(glue, database):
    glue.create_database(DatabaseInput={"Name": "second"})
    assert refusal(glue.create_database, DatabaseInput={"Name": "third"}) == exceeds(
        "DATABASE resources exceeds the account limit 2"
    )
    assert names_of(glue.get_databases()["DatabaseList"]) == [database, "second"]
    # A name that is taken is told so, whatever the quota.
    assert code_of(glue.create_database, DatabaseInput={"Name": "second"}) == (
        "AlreadyExistsException"
    )
    glue.delete_database(Name="second")
    glue.create_database(DatabaseInput={"Name": "third"})
    glue.delete_database(Name="third")


def test_tables_of_a_database(glue, database):
    for name in ("a", "b", "c"):
        glue.create_table(DatabaseName=database, TableInput=table(name))
    arguments = {"DatabaseName": database, "TableInput": table("d")}
    assert refusal(glue.create_table, **arguments) == exceeds(
        "TABLE resources exceeds the limit 3 per DATABASE"
    )
    glue.delete_table(DatabaseName=database, Name="a")
    glue.create_table(**arguments)
    assert names_of(glue.get_tables(DatabaseName=database)["TableList"]) == ["b", "c", "d"]


def test_versions_of_a_table(glue, database):
    arguments = {"DatabaseName": database, "TableInput": table("t")}
    glue.create_table(**arguments)
    for _ in range(2):
        glue.update_table(**arguments)
    assert refusal(glue.update_table, **arguments) == exceeds(
        "TABLE_VERSION resources exceeds the limit 3 per TABLE"
    )
    # As on AWS, who keeps no version is not held up, and versions can be deleted.
    glue.update_table(**arguments, SkipArchive=True)
    glue.delete_table_version(DatabaseName=database, TableName="t", VersionId="0")
    glue.update_table(**arguments)
    versions = glue.get_table_versions(DatabaseName=database, TableName="t")["TableVersions"]
    assert [version["VersionId"] for version in versions] == ["4", "3", "1"]


def test_partitions_of_a_table(glue, database):
    glue.create_table(DatabaseName=database, TableInput=table("t", PartitionKeys=DAYS))
    where = {"DatabaseName": database, "TableName": "t"}

    def listed():
        return sorted(each["Values"][0] for each in glue.get_partitions(**where)["Partitions"])

    def inputs(days):
        return [{"Values": [day]} for day in days]

    limit = exceeds("PARTITION resources exceeds the limit 3 per TABLE")
    assert refusal(glue.batch_create_partition, **where, PartitionInputList=inputs("abcd")) == limit
    assert listed() == []
    assert glue.batch_create_partition(**where, PartitionInputList=inputs("abc"))["Errors"] == []
    assert refusal(glue.create_partition, **where, PartitionInput={"Values": ["d"]}) == limit
    (error,) = glue.batch_create_partition(**where, PartitionInputList=inputs("a"))["Errors"]
    assert error["ErrorDetail"]["ErrorCode"] == "AlreadyExistsException"
    glue.delete_partition(**where, PartitionValues=["a"])
    glue.create_partition(**where, PartitionInput={"Values": ["d"]})
    assert refusal(glue.create_partition, **where, PartitionInput={"Values": ["a"]}) == limit
    assert listed() == ["b", "c", "d"]


def test_functions_of_a_database(glue, database):
    def create(name):
        return {"DatabaseName": database, "FunctionInput": {"FunctionName": name}}

    glue.create_user_defined_function(**create("f"))
    assert refusal(glue.create_user_defined_function, **create("g")) == exceeds(
        "FUNCTION resources exceeds the limit 1 per DATABASE"
    )


def test_connections_of_the_account(glue):
    def create(name):
        kind = {"ConnectionType": "NETWORK", "ConnectionProperties": {}}
        return {"ConnectionInput": {"Name": name, **kind}}

    for name in ("a", "b"):
        glue.create_connection(**create(name))
    assert refusal(glue.create_connection, **create("c"), Tags={"team": "x"}) == exceeds(
        "CONNECTION resources exceeds the account limit 2"
    )
    glue.delete_connection(ConnectionName="a")
    glue.create_connection(**create("c"))
    arn = "arn:aws:glue:us-east-1:000000000000:connection/c"
    assert glue.get_tags(ResourceArn=arn)["Tags"] == {}


def test_a_run_that_would_exceed_a_quota_fails_and_publishes_nothing(tmp_path):
    environment = {"TENON_QUOTAS_PARTITIONS_PER_TABLE": "3"}
    with Server(PROGRAM, tmp_path / "data", environment=environment) as server:
        lake = Lake(server)
        policy = {
            "EnableUpdateCatalog": True,
            "UpdateBehavior": "UPDATE_IN_DATABASE",
            "Database": DATABASE,
            "Table": "made",
        }
        target = lake.target("a", "out", PartitionKeys=[["city"]], SchemaChangePolicy=policy)
        run = lake.run({"a": lake.source(lake.table(PEOPLE, PEOPLE_ROWS)), "b": target})
        assert run["JobRunState"] == "FAILED"
        assert "PARTITION resources exceeds the limit 3 per TABLE" in run["ErrorMessage"]
        assert lake.keys("out") == []
        assert "made" not in names_of(lake.glue.get_tables(DatabaseName=DATABASE)["TableList"])


def test_a_quota_that_is_lowered_leaves_what_is_there(tmp_path):
    data = tmp_path / "data"
    with Server(PROGRAM, data) as server:
        for name in ("a", "b"):
            server.client("glue").create_database(DatabaseInput={"Name": name})
    with Server(PROGRAM, data, environment={"TENON_QUOTAS_DATABASES": "1"}) as server:
        glue = server.client("glue")
        assert names_of(glue.get_databases()["DatabaseList"]) == ["a", "b"]
        glue.update_database(Name="a", DatabaseInput={"Name": "a", "Description": "kept"})
        glue.delete_database(Name="b")
        assert code_of(glue.create_database, DatabaseInput={"Name": "b"}) == (
            "ResourceNumberLimitExceededException"
        )
