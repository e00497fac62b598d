"""Job definitions: kept whole, and refused when the shape of their graph is wrong."""

import pipeline
import pytest
from botocore.exceptions import ClientError
from graph_nodes import join, rename, source, target

COMMAND = {"Name": "glueetl", "ScriptLocation": "s3://assets/script.py", "PythonVersion": "3"}


def code_of(call, **arguments):
    with pytest.raises(ClientError) as failure:
        call(**arguments)
    return failure.value.response["Error"]["Code"]


def test_job_comes_back_whole(glue):
    """Also what nothing here reads yet."""
    sent = {
        **pipeline.job_definition(),
        "Description": "Größe",
        "DefaultArguments": {"--a": "b"},
        "MaxRetries": 0,
        "Timeout": 10,
        "ExecutionClass": "STANDARD",
        "NotificationProperty": {"NotifyDelayAfter": 5},
        "ExecutionProperty": {"MaxConcurrentRuns": 3},
        "Connections": {"Connections": ["x"]},
        "NonOverridableArguments": {"--c": "d"},
    }
    assert glue.create_job(**sent)["Name"] == "CCBDA-ETL"
    job = glue.get_job(JobName="CCBDA-ETL")["Job"]
    assert {name: job[name] for name in sent} == sent
    assert job["CreatedOn"] and job["LastModifiedOn"]
    assert code_of(glue.create_job, **sent) == "AlreadyExistsException"


def test_defaults_are_glues(glue):
    glue.create_job(
        Name="plain",
        Role="LabRole",
        Command=COMMAND,
        GlueVersion="5.0",
        CodeGenConfigurationNodes={"a": source(), "b": target("a")},
    )
    job = glue.get_job(JobName="plain")["Job"]
    assert (job["MaxRetries"], job["Timeout"], job["ExecutionProperty"]) == (
        0,
        480,
        {"MaxConcurrentRuns": 1},
    )
    glue.delete_job(JobName="plain")


def test_update_replaces_the_whole_definition(glue):
    nodes = {"a": source(), "b": target("a")}
    glue.create_job(
        Name="changing",
        Role="one",
        Command=COMMAND,
        Description="first",
        CodeGenConfigurationNodes=nodes,
    )
    created = glue.get_job(JobName="changing")["Job"]["CreatedOn"]
    glue.update_job(
        JobName="changing",
        JobUpdate={"Role": "two", "Command": COMMAND, "CodeGenConfigurationNodes": nodes},
    )
    job = glue.get_job(JobName="changing")["Job"]
    assert job["Role"] == "two" and "Description" not in job and job["CreatedOn"] == created
    glue.delete_job(JobName="changing")


def test_what_is_missing_is_an_error_except_for_delete(glue):
    assert code_of(glue.get_job, JobName="nothing") == "EntityNotFoundException"
    assert code_of(glue.start_job_run, JobName="nothing") == "EntityNotFoundException"
    assert code_of(glue.get_job_runs, JobName="nothing") == "EntityNotFoundException"
    assert (
        code_of(glue.update_job, JobName="nothing", JobUpdate={"Role": "r", "Command": COMMAND})
        == "EntityNotFoundException"
    )
    assert glue.delete_job(JobName="nothing")["JobName"] == "nothing"


def test_jobs_page_by_page(glue):
    names = [f"page-{number}" for number in range(5)]
    for name in names:
        glue.create_job(
            Name=name,
            Role="r",
            Command=COMMAND,
            CodeGenConfigurationNodes={"a": source(), "b": target("a")},
        )
    pages = list(glue.get_paginator("get_jobs").paginate(PaginationConfig={"PageSize": 2}))
    listed = [job["Name"] for page in pages for job in page["Jobs"]]
    assert len(pages) > 2 and set(names) <= set(listed) and len(set(listed)) == len(listed)
    first = glue.list_jobs(MaxResults=3)
    assert first["JobNames"] + glue.list_jobs(NextToken=first["NextToken"])["JobNames"] == listed
    for name in names:
        glue.delete_job(JobName=name)


def test_many_jobs_at_once(glue):
    for name in ("one", "two"):
        glue.create_job(Name=name, Role="r", Command=COMMAND)
    answer = glue.batch_get_jobs(JobNames=["two", "nothing", "one"])
    assert answer["Jobs"] == [glue.get_job(JobName=name)["Job"] for name in ("two", "one")]
    assert answer["JobsNotFound"] == ["nothing"]
    for name in ("one", "two"):
        glue.delete_job(JobName=name)


def test_jobs_by_their_tags(glue):
    tags = {
        "nightly": {"team": "sales", "stage": "prod"},
        "hourly": {"team": "sales", "stage": "test"},
        "weekly": {"team": "web", "stage": "prod"},
    }
    for name, of_job in tags.items():
        glue.create_job(Name=name, Role="r", Command=COMMAND, Tags=of_job)

    def listed(**wanted):
        return glue.list_jobs(Tags=wanted)["JobNames"]

    assert listed(team="sales") == ["hourly", "nightly"]
    assert listed(team="sales", stage="prod") == ["nightly"]
    assert listed(stage="nowhere") == listed(team="Sales") == []
    assert {*tags} <= {*listed()}
    first = glue.list_jobs(Tags={"team": "sales"}, MaxResults=1)
    token = first["NextToken"]
    second = glue.list_jobs(Tags={"team": "sales"}, NextToken=token)
    assert first["JobNames"] + second["JobNames"] == ["hourly", "nightly"]
    assert "NextToken" not in second
    assert code_of(glue.list_jobs, Tags={"team": "web"}, NextToken=token) == (
        "InvalidInputException"
    )
    arn = "arn:aws:glue:us-east-1:000000000000:job/weekly"
    glue.tag_resource(ResourceArn=arn, TagsToAdd={"team": "sales"})
    glue.untag_resource(ResourceArn=arn.replace("weekly", "hourly"), TagsToRemove=["team"])
    assert listed(team="sales") == ["nightly", "weekly"]
    for name in tags:
        glue.delete_job(JobName=name)
    assert listed(team="sales") == []


def test_tokens_of_lists_of_jobs_are_checked(glue):
    glue.create_job(Name="script", Role="r", Command=COMMAND)
    for call, arguments in (
        (glue.get_jobs, {}),
        (glue.list_jobs, {}),
        (glue.get_job_runs, {"JobName": "script"}),
    ):
        assert code_of(call, NextToken="made up", **arguments) == "InvalidInputException"
    glue.delete_job(JobName="script")


def test_a_job_without_graph_and_script_does_not_run(glue):
    glue.create_job(Name="nothing", Role="r", Command={"Name": "glueetl"})
    assert code_of(glue.start_job_run, JobName="nothing") == "InvalidInputException"
    assert glue.get_job_runs(JobName="nothing")["JobRuns"] == []
    glue.delete_job(JobName="nothing")


SHAPES = {
    "cycle": (
        {
            "a": source(),
            "b": rename("c", name="One"),
            "c": rename("b", name="Two"),
            "d": target("c"),
        },
        "circle",
    ),
    "own input": ({"a": source(), "b": rename("b"), "c": target("b")}, "Rename"),
    "missing input": ({"a": source(), "b": rename("nothing"), "c": target("b")}, "nothing"),
    "unknown kind": (
        {"a": source(), "b": {"Teleport": {"Name": "T", "Inputs": ["a"]}}, "c": target("b")},
        "b",
    ),
    "two kinds in one node": (
        {
            "a": {**source(), "CatalogSource": {"Name": "In", "Database": "d", "Table": "t"}},
            "b": target("a"),
        },
        "a",
    ),
    "no kind": ({"a": source(), "b": {}, "c": target("b")}, "b"),
    "join with one input": (
        {
            "a": source(),
            "b": join("a", columns=[{"From": "a", "Keys": [["id"]]}] * 2),
            "c": target("b"),
        },
        "Both|inputs",
    ),
    "join with three inputs": (
        {"a": source(), "x": source(), "y": source(), "b": join("a", "x", "y"), "c": target("b")},
        "Both|inputs",
    ),
    "join keys of a stranger": (
        {
            "a": source(),
            "x": source("Other"),
            "b": join(
                "a", "x", columns=[{"From": "a", "Keys": [["id"]]}, {"From": "z", "Keys": [["id"]]}]
            ),
            "c": target("b"),
        },
        "Both",
    ),
    "target without input": ({"a": source(), "b": target()}, "Out|inputs"),
    "transform without input": ({"a": source(), "b": rename(), "c": target("b")}, "Rename|inputs"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_wrong_shape_is_refused(glue, wire, shape):
    """At CreateJob and UpdateJob, and ValidateGraph says the same."""
    nodes, named = SHAPES[shape]
    name = "shape"
    created = wire.call(
        "glue",
        "CreateJob",
        {"Name": name, "Role": "r", "Command": COMMAND, "CodeGenConfigurationNodes": nodes},
    )
    assert (created.status, created.code) == (400, "InvalidInputException"), created.body
    assert any(word in created.message for word in named.split("|")), created.message
    assert code_of(glue.get_job, JobName=name) == "EntityNotFoundException"

    glue.create_job(
        Name=name,
        Role="r",
        Command=COMMAND,
        CodeGenConfigurationNodes={"a": source(), "b": target("a")},
    )
    updated = wire.call(
        "glue",
        "UpdateJob",
        {
            "JobName": name,
            "JobUpdate": {"Role": "r", "Command": COMMAND, "CodeGenConfigurationNodes": nodes},
        },
    )
    assert (updated.status, updated.code) == (400, "InvalidInputException")
    kept = glue.get_job(JobName=name)["Job"]
    assert kept["CodeGenConfigurationNodes"]["b"] == target("a")
    glue.delete_job(JobName=name)

    checked = wire.call("tenon", "ValidateGraph", {"CodeGenConfigurationNodes": nodes})
    assert (checked.status, checked.code) == (400, "InvalidInputException")
