"""Tags of what has an ARN: databases, tables, connections, jobs."""

import pytest
from catalog_calls import code_of, table

ACCOUNT = "arn:aws:glue:us-east-1:000000000000"


def tags_of(glue, resource):
    return glue.get_tags(ResourceArn=f"{ACCOUNT}:{resource}")["Tags"]


NETWORK = {"ConnectionType": "NETWORK", "ConnectionProperties": {}}
COMMAND = {"Name": "glueetl", "ScriptLocation": "s3://nowhere/script.py"}


@pytest.fixture
def resource(glue, database, request):
    """What an ARN names of a new resource of the kind that the test asks for."""
    kind, tags = request.param, {"team": "a", "stage": "test"}
    name = f"{kind}_of_{database}"
    if kind == "table":
        glue.create_table(DatabaseName=database, TableInput=table(name))
        glue.tag_resource(
            ResourceArn=f"{ACCOUNT}:table/{database}/{name}", TagsToAdd=tags
        )  # CreateTable takes none
        yield f"table/{database}/{name}"
    elif kind == "database":
        glue.create_database(DatabaseInput={"Name": name}, Tags=tags)
        yield f"database/{name}"
        glue.delete_database(Name=name)
    elif kind == "connection":
        glue.create_connection(ConnectionInput={"Name": name, **NETWORK}, Tags=tags)
        yield f"connection/{name}"
        glue.delete_connection(ConnectionName=name)
    elif kind == "job":
        glue.create_job(Name=name, Role="role", Command=COMMAND, Tags=tags)
        yield f"job/{name}"
        glue.delete_job(JobName=name)


@pytest.mark.parametrize("resource", ["database", "table", "connection", "job"], indirect=True)
def test_tags_are_read_added_replaced_and_removed(glue, resource):
    assert tags_of(glue, resource) == {"team": "a", "stage": "test"}
    # Any account and region name the same resource.
    arn = f"arn:aws-cn:glue:cn-north-1:123456789012:{resource}"
    glue.tag_resource(ResourceArn=arn, TagsToAdd={"team": "b", "größe": ""})
    assert tags_of(glue, resource) == {"team": "b", "stage": "test", "größe": ""}
    glue.untag_resource(ResourceArn=arn, TagsToRemove=["stage", "größe", "never there"])
    assert tags_of(glue, resource) == {"team": "b"}
    glue.untag_resource(ResourceArn=arn, TagsToRemove=["team"])
    assert tags_of(glue, resource) == {}


def test_tags_survive_a_replacement_of_their_resource_and_go_with_it(glue, database):
    glue.create_connection(ConnectionInput={"Name": "kept", **NETWORK}, Tags={"a": "1"})
    glue.create_job(Name="kept", Role="role", Command=COMMAND, Tags={"a": "2"})
    glue.create_database(DatabaseInput={"Name": "kept"}, Tags={"a": "3"})
    glue.update_connection(Name="kept", ConnectionInput={"Name": "kept", **NETWORK})
    glue.update_job(JobName="kept", JobUpdate={"Role": "other", "Command": COMMAND})
    glue.update_database(Name="kept", DatabaseInput={"Name": "kept", "Description": "new"})
    for kind, value in (("connection", "1"), ("job", "2"), ("database", "3")):
        assert tags_of(glue, f"{kind}/kept") == {"a": value}
    assert "Tags" not in glue.get_job(JobName="kept")["Job"]
    assert "Tags" not in glue.get_database(Name="kept")["Database"]

    for _ in range(2):
        glue.delete_connection(ConnectionName="kept")
        glue.delete_job(JobName="kept")
        glue.delete_database(Name="kept")
        assert code_of(glue.get_tags, ResourceArn=f"{ACCOUNT}:database/kept") == (
            "EntityNotFoundException"
        )
        glue.create_connection(ConnectionInput={"Name": "kept", **NETWORK})
        glue.create_job(Name="kept", Role="role", Command=COMMAND)
        glue.create_database(DatabaseInput={"Name": "kept"})
        for kind in ("connection", "job", "database"):
            assert tags_of(glue, f"{kind}/kept") == {}
    glue.delete_connection(ConnectionName="kept")
    glue.delete_job(JobName="kept")
    glue.delete_database(Name="kept")


CALLS = [
    ("get_tags", {}),
    ("tag_resource", {"TagsToAdd": {"a": "b"}}),
    ("untag_resource", {"TagsToRemove": ["a"]}),
]


@pytest.mark.parametrize("operation, arguments", CALLS)
@pytest.mark.parametrize(
    "resource",
    [
        "database/nowhere",
        "table/nowhere/t",
        "connection/c",
        "job/j",
        "blueprint/b",
        "mlTransform/m",
    ],
)
def test_tags_of_what_is_not_there(glue, operation, arguments, resource):
    assert (
        code_of(getattr(glue, operation), ResourceArn=f"{ACCOUNT}:{resource}", **arguments)
        == "EntityNotFoundException"
    )


@pytest.mark.parametrize("operation, arguments", CALLS)
@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:glue:",
        ACCOUNT,
        f"{ACCOUNT}:job",
        f"{ACCOUNT}:job/",
        f"{ACCOUNT}:table/only-a-database",
        f"{ACCOUNT}:catalog",
        f"{ACCOUNT}:userDefinedFunction/database/function",
    ],
)
def test_what_is_no_arn_of_something_with_tags(glue, operation, arguments, arn):
    assert code_of(getattr(glue, operation), ResourceArn=arn, **arguments) == (
        "InvalidInputException"
    )


@pytest.mark.parametrize("resource", ["database"], indirect=True)
def test_limits_of_tags(glue, resource):
    arn = f"{ACCOUNT}:{resource}"

    def refused(tags):
        return code_of(glue.tag_resource, ResourceArn=arn, TagsToAdd=tags)

    assert refused({"aws:mine": "x"}) == "InvalidInputException"
    assert refused({"AWS:mine": "x"}) == "InvalidInputException"
    assert refused({"k" * 129: "x"}) == "ValidationException"
    assert refused({"k": "v" * 257}) == "ValidationException"
    assert refused({f"k{number}": "v" for number in range(51)}) == "ValidationException"
    # Together with those that are there.
    assert refused({f"k{number}": "v" for number in range(49)}) == "InvalidInputException"
    assert tags_of(glue, resource) == {"team": "a", "stage": "test"}
    glue.tag_resource(ResourceArn=arn, TagsToAdd={f"k{number}": "v" for number in range(48)})
    assert len(tags_of(glue, resource)) == 50
    # A full set can still be changed.
    glue.tag_resource(ResourceArn=arn, TagsToAdd={"team": "b" * 256})
    assert tags_of(glue, resource)["team"] == "b" * 256


def test_what_cannot_have_its_tags_is_not_created(glue):
    tags = {"aws:mine": "x"}
    calls = [
        (glue.create_database, {"DatabaseInput": {"Name": "refused"}}),
        (glue.create_connection, {"ConnectionInput": {"Name": "refused", **NETWORK}}),
        (glue.create_job, {"Name": "refused", "Role": "role", "Command": COMMAND}),
    ]
    for call, arguments in calls:
        assert code_of(call, Tags=tags, **arguments) == "InvalidInputException"
    for kind in ("database", "connection", "job"):
        assert code_of(glue.get_tags, ResourceArn=f"{ACCOUNT}:{kind}/refused") == (
            "EntityNotFoundException"
        )
