"""Every list that comes in pages keeps the rules of pages, whichever operation tells it. A list that
is built and has no entry here fails the tests.
"""

import dataclasses

import jmespath
import pipeline
import pytest
import recorder
from botocore.exceptions import ClientError
from built_operations import is_refusal, operations_of
from lake import DATABASE
from test_athena import finish, start

NAMES = ["a", "b", "c"]


@dataclasses.dataclass
class World:
    """Several of everything that there are lists of."""

    job: str
    run: str
    query: str


@dataclasses.dataclass
class List:
    """Where an operation's answer has its items, and what is asked of which world."""

    items: str
    arguments: object = lambda world: {}


TABLE = {"DatabaseName": DATABASE, "TableName": "many"}

LISTS = {
    ("athena", "GetQueryResults"): List(
        "ResultSet.Rows", lambda world: {"QueryExecutionId": world.query}
    ),
    ("athena", "ListNamedQueries"): List("NamedQueryIds"),
    ("athena", "ListQueryExecutions"): List("QueryExecutionIds"),
    ("glue", "GetConnections"): List("ConnectionList"),
    ("glue", "GetDatabases"): List("DatabaseList"),
    ("glue", "GetJobRuns"): List("JobRuns", lambda world: {"JobName": world.job}),
    ("glue", "GetJobs"): List("Jobs"),
    ("glue", "GetPartitions"): List("Partitions", lambda world: TABLE),
    ("glue", "GetTables"): List("TableList", lambda world: {"DatabaseName": DATABASE}),
    ("glue", "GetTableVersions"): List("TableVersions", lambda world: TABLE),
    ("glue", "GetUserDefinedFunctions"): List(
        "UserDefinedFunctions", lambda world: {"DatabaseName": DATABASE, "Pattern": "*"}
    ),
    ("glue", "ListJobs"): List("JobNames", lambda world: {"Tags": {"team": "x"}}),
    ("glue", "SearchTables"): List("TableList"),
    ("logs", "FilterLogEvents"): List(
        "events",
        lambda world: {"logGroupName": "/aws-glue/jobs/output", "logStreamNames": [world.run]},
    ),
    ("logs", "GetLogEvents"): List(
        "events",
        lambda world: {
            "logGroupName": "/aws-glue/jobs/output",
            "logStreamName": world.run,
            "startFromHead": True,
        },
    ),
    ("secretsmanager", "ListSecrets"): List("SecretList"),
    ("secretsmanager", "ListSecretVersionIds"): List(
        "Versions", lambda world: {"SecretId": "a", "IncludeDeprecated": True}
    ),
    ("tenon", "ListJobVersions"): List("Versions", lambda world: {"JobName": world.job}),
    ("tenon", "ListRuns"): List("Runs"),
}

# Lists that are too short to have a second page, whatever is made.
ONE_PAGE = {
    ("glue", "GetCatalogs"): List("CatalogList", lambda world: {"IncludeRoot": True}),
    ("glue", "GetPartitionIndexes"): List("PartitionIndexDescriptorList", lambda world: TABLE),
}


def make_tables(glue):
    keys = [{"Name": name, "Type": "string"} for name in NAMES]
    table = {"Name": "many", "PartitionKeys": keys}
    glue.create_table(DatabaseName=DATABASE, TableInput=table)
    for name in NAMES:
        glue.create_table(DatabaseName=DATABASE, TableInput={"Name": name})
        glue.update_table(DatabaseName=DATABASE, TableInput=table)
        glue.create_partition(**TABLE, PartitionInput={"Values": [name] * 3})
        glue.create_partition_index(**TABLE, PartitionIndex={"IndexName": name, "Keys": [name]})


def make_what_has_names(glue, athena):
    for name in NAMES:
        glue.create_database(DatabaseInput={"Name": name})
        glue.create_connection(
            ConnectionInput={"Name": name, "ConnectionType": "NETWORK", "ConnectionProperties": {}}
        )
        glue.create_user_defined_function(
            DatabaseName=DATABASE, FunctionInput={"FunctionName": name}
        )
        athena.create_named_query(Name=name, Database=DATABASE, QueryString="SELECT 1")


def make_secrets(secretsmanager):
    for name in NAMES:
        secretsmanager.create_secret(Name=name, SecretString="the first")
        secretsmanager.put_secret_value(SecretId="a", SecretString=name)


def make_jobs(lake, glue, tenon, people):
    """The name of the one with versions and runs, and its last run."""
    nodes = {"source": lake.source(people), "target": lake.target("source", "runs")}
    jobs = [lake.create_job(nodes, Tags={"team": "x"}) for _ in NAMES]
    for version in range(1, 3):
        tenon.restore_job_version(JobName=jobs[0], Version=version)
    runs = [pipeline.run_job(glue, jobs[0]) for _ in NAMES]
    assert {run["JobRunState"] for run in runs} == {"SUCCEEDED"}
    return jobs[0], runs[-1]["Id"]


def run_queries(athena, people):
    """The last one's id."""
    for _ in NAMES:
        query = start(athena, f"SELECT * FROM {people}")
        assert finish(athena, query)["Status"]["State"] == "SUCCEEDED"
    return query


@pytest.fixture(scope="module")
def world(lake, people, glue, athena, secretsmanager, tenon):
    make_tables(glue)
    make_secrets(secretsmanager)
    make_what_has_names(glue, athena)
    job, run = make_jobs(lake, glue, tenon, people)
    return World(job=job, run=run, query=run_queries(athena, people))


def members_of(operation):
    """The names of the members of a request by which pages are chosen: the token and the size."""
    shape = operation.input_shape
    names = {} if shape is None else {name.lower(): name for name in shape.members}
    return names.get("nexttoken"), names.get("maxresults", names.get("limit"))


def has_pages(operation):
    return members_of(operation)[0] is not None


def test_every_list_with_pages_is_tested_here(server):
    with recorder.during(None):  # empty requests prove nothing
        built = {
            (service, operation)
            for service in ("glue", "athena", "sts", "logs", "secretsmanager", "tenon")
            for operation, error in operations_of(server, service, has_pages).items()
            if not is_refusal(error, operation)
        }
    assert built == {*LISTS, *ONE_PAGE}


class Pages:
    """The pages of a list of the world."""

    def __init__(self, server, world, key):
        service, operation = key
        listed = {**LISTS, **ONE_PAGE}[key]
        self.arguments, self.items = listed.arguments(world), listed.items
        self.client = server.client(service)
        (self.call,) = (
            getattr(self.client, method)
            for method, name in self.client.meta.method_to_api_mapping.items()
            if name == operation
        )
        model = self.client.meta.service_model.operation_model(operation)
        self.token, self.size = members_of(model)
        self.least_token = model.input_shape.members[self.token].metadata.get("min", 0)

    def read(self, token=None, size=None):
        """The items of a page, and the token of the next one or None."""
        asked = {self.token: token, self.size: size}
        answer = self.call(
            **self.arguments, **{name: value for name, value in asked.items() if value is not None}
        )
        following = answer.get(self.token, answer.get("nextForwardToken"))
        assert following != "", "clients go on as long as there is a token"
        if following == token:  # GetLogEvents says so that it has reached the end
            following = None
        return jmespath.search(self.items, answer), following


@pytest.mark.parametrize("key", LISTS, ids=lambda key: key[1])
def test_pages_are_disjoint_complete_and_in_order(server, world, key):
    pages = Pages(server, world, key)
    everything, _ = pages.read()
    assert len(everything) > 1
    for size in sorted({1, 2, len(everything) - 1, len(everything)}):
        found, token = [], None
        while True:
            items, token = pages.read(token, size)
            assert len(items) <= size
            found += items
            if token is None:
                break
            assert len(found) <= len(everything)
        assert found == everything


@pytest.mark.parametrize("key", ONE_PAGE, ids=lambda key: key[1])
def test_a_list_of_one_page_has_no_token(server, world, key):
    items, token = Pages(server, world, key).read()
    assert items and token is None


@pytest.mark.parametrize("key", [*LISTS, *ONE_PAGE], ids=lambda key: key[1])
def test_tokens_are_those_of_the_list_or_empty(server, world, key):
    pages = Pages(server, world, key)
    if pages.least_token == 0:  # clients send it for the first page
        assert pages.read("") == pages.read()
    with pytest.raises(ClientError) as failure:
        pages.read("made up")
    assert failure.value.response["Error"]["Code"] in (
        "InvalidInputException",
        "InvalidRequestException",
        "InvalidParameterException",
        "InvalidNextTokenException",
    )
