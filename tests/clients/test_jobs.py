"""Job definitions: kept whole, and refused when the shape of their graph is wrong."""

import copy

import pipeline
import pytest
from botocore.exceptions import ClientError
from lake import DATABASE, csv_text

COMMAND = {"Name": "glueetl", "ScriptLocation": "s3://assets/script.py", "PythonVersion": "3"}


def source(name="In", table="users"):
    return {"S3CatalogSource": {"Name": name, "Database": "landing_zone_db", "Table": table}}


def rename(*inputs, name="Rename"):
    return {
        "RenameField": {
            "Name": name,
            "Inputs": list(inputs),
            "SourcePath": ["a"],
            "TargetPath": ["b"],
        }
    }


def join(*inputs, columns=None):
    columns = columns or [{"From": node, "Keys": [["id"]]} for node in inputs]
    return {
        "Join": {"Name": "Both", "Inputs": list(inputs), "JoinType": "equijoin", "Columns": columns}
    }


def target(*inputs):
    return {
        "S3DirectTarget": {
            "Name": "Out",
            "Inputs": list(inputs),
            "Path": "s3://b/out/",
            "Format": "parquet",
        }
    }


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


def test_graph_is_checked_against_a_catalog_that_may_come_later(lake, glue):
    """A job may be saved before its tables; its run then fails before any row is read, and says
    why.
    """
    nodes = {"a": source("People", "people"), "b": target("a")}
    nodes["a"]["S3CatalogSource"]["Database"] = DATABASE
    run = lake.run(nodes)
    assert run["JobRunState"] == "FAILED"
    message = run["ErrorMessage"]
    assert (
        "People" in message
        and "Table" in message
        and "lake_db.people" in message
        and "create it" in message
    )
    assert [problem["NodeName"] for problem in lake.problems(nodes)] == ["People"]


def overlap(lake):
    left = lake.table({"id": "bigint", "name": "string"}, [(1, "a")])
    right = lake.table({"id": "bigint", "Name": "string"}, [(1, "b")])
    return {
        "a": lake.source(left),
        "x": lake.source(right),
        "b": join("a", "x"),
        "c": lake.target("b", "never"),
    }


def with_node(lake, node, columns=None):
    table = lake.table(columns or {"id": "bigint", "name": "string", "at": "timestamp"}, [])
    return {"a": lake.source(table), "b": node, "c": lake.target("b", "never")}


def outer(lake):
    nodes = overlap(lake)
    nodes["b"]["Join"]["JoinType"] = "outer"
    return nodes


def uncomparable(lake):
    nodes = overlap(lake)
    nodes["b"]["Join"]["Columns"][1]["Keys"] = [["Name"]]
    return nodes


PROBLEMS = {
    "unknown column in a mapping": (
        lambda lake: with_node(
            lake,
            {
                "ApplyMapping": {
                    "Name": "Change",
                    "Inputs": ["a"],
                    "Mapping": [
                        {
                            "ToKey": "x",
                            "FromPath": ["nosuch"],
                            "FromType": "string",
                            "ToType": "string",
                        }
                    ],
                }
            },
        ),
        "Change",
        "Mapping",
        ["nosuch"],
    ),
    "unknown join key": (
        lambda lake: (
            nodes := overlap(lake),
            nodes["b"]["Join"]["Columns"][0].update(Keys=[["nosuch"]]),
        )[0],
        "Both",
        "Columns",
        ["nosuch"],
    ),
    "types that cannot be compared": (
        uncomparable,
        "Both",
        "Columns",
        ["bigint", "string", "Change Schema"],
    ),
    "one name on both sides of an outer join": (
        outer,
        "Both",
        "Columns",
        ["id", "name", "Resolve it"],
    ),
    "unknown column in a filter": (
        lambda lake: with_node(
            lake,
            {
                "Filter": {
                    "Name": "Keep",
                    "Inputs": ["a"],
                    "LogicalOperator": "AND",
                    "Filters": [
                        {
                            "Operation": "ISNULL",
                            "Values": [{"Type": "COLUMNEXTRACTED", "Value": ["nosuch"]}],
                        }
                    ],
                }
            },
        ),
        "Keep",
        "Filters",
        ["nosuch"],
    ),
    "a filter's constant of another type": (
        lambda lake: with_node(
            lake,
            {
                "Filter": {
                    "Name": "Keep",
                    "Inputs": ["a"],
                    "LogicalOperator": "AND",
                    "Filters": [
                        {
                            "Operation": "EQ",
                            "Values": [
                                {"Type": "COLUMNEXTRACTED", "Value": ["id"]},
                                {"Type": "CONSTANT", "Value": ["twelve"]},
                            ],
                        }
                    ],
                }
            },
        ),
        "Keep",
        "Filters",
        ["twelve", "bigint"],
    ),
    "unknown field in a rename": (
        lambda lake: with_node(
            lake,
            {
                "RenameField": {
                    "Name": "Call",
                    "Inputs": ["a"],
                    "SourcePath": ["nosuch"],
                    "TargetPath": ["y"],
                }
            },
        ),
        "Call",
        "SourcePath",
        ["nosuch"],
    ),
    "a name that is taken": (
        lambda lake: with_node(
            lake,
            {
                "RenameField": {
                    "Name": "Call",
                    "Inputs": ["a"],
                    "SourcePath": ["id"],
                    "TargetPath": ["name"],
                }
            },
        ),
        "Call",
        "TargetPath",
        ["name"],
    ),
    "unknown column in SQL": (
        lambda lake: with_node(
            lake,
            {
                "SparkSQL": {
                    "Name": "Ask",
                    "Inputs": ["a"],
                    "SqlQuery": "SELECT nosuch FROM t",
                    "SqlAliases": [{"From": "a", "Alias": "t"}],
                }
            },
        ),
        "Ask",
        "SqlQuery",
        ["nosuch"],
    ),
    "unknown partition key": (
        lambda lake: {
            "a": lake.source(lake.table({"id": "bigint", "name": "string"}, [])),
            "c": lake.target("a", "never", PartitionKeys=[["nosuch"]]),
        },
        "Result",
        "PartitionKeys",
        ["nosuch"],
    ),
    "a compression that the format has not": (
        lambda lake: {
            "a": lake.source(lake.table({"id": "bigint"}, [])),
            "c": lake.target("a", "never", Compression="bzip2"),
        },
        "Result",
        "Compression",
        ["bzip2", "snappy"],
    ),
    "a kind that is not built": (
        lambda lake: with_node(
            lake, {"FillMissingValues": {"Name": "Guess", "Inputs": ["a"], "ImputedPath": "id"}}
        ),
        "Guess",
        None,
        ["FillMissingValues"],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_problem_names_node_field_and_way_out(lake, case):
    make, node, field, words = PROBLEMS[case]
    nodes = make(lake)
    problem = lake.problems(nodes)[0]
    assert problem["NodeName"] == node and problem.get("Field") == field
    run = lake.run(nodes)
    assert run["JobRunState"] == "FAILED"
    for word in [node, *words, *([field] if field else [])]:
        assert word in run["ErrorMessage"], run["ErrorMessage"]
    assert lake.keys("never") == []
    assert lake.messages(run["Id"], "/aws-glue/jobs/error")


def test_valid_graph_has_the_columns_of_every_node(lake, glue, s3, tenon):
    pipeline.create_catalog(glue, "lake", "landing_zone_db")
    answer = tenon.validate_graph(
        CodeGenConfigurationNodes=pipeline.job_definition()["CodeGenConfigurationNodes"]
    )
    assert answer["Problems"] == []
    columns = {
        node["NodeId"]: [(column["Name"], column["Type"]) for column in node["Columns"]]
        for node in answer["Nodes"]
    }
    assert len(columns) == 8
    assert columns["node-1732000000001"] == [("email", "string"), ("country", "string")]
    assert columns["node-1732000000007"] == [
        ("id", "bigint"),
        ("name", "string"),
        ("email", "string"),
        ("preview", "string"),
        ("article_hit_id", "bigint"),
        ("article_hit_timestamp", "timestamp"),
        ("article_hit_feed_id", "bigint"),
        ("article_hit_lead_id", "bigint"),
        ("user_email", "string"),
        ("user_country", "string"),
    ]


def test_all_problems_are_told_at_once(lake):
    nodes = with_node(
        lake,
        {
            "ApplyMapping": {
                "Name": "Change",
                "Inputs": ["a"],
                "Mapping": [
                    {"ToKey": "x", "FromPath": [name], "FromType": "string", "ToType": "string"}
                    for name in ("no1", "no2")
                ],
            }
        },
    )
    nodes["z"] = source("Other", "nowhere")
    problems = lake.problems(copy.deepcopy(nodes))
    assert [problem["NodeName"] for problem in problems].count("Change") == 2
    assert "Other" in [problem["NodeName"] for problem in problems]


def test_csv_text_writes_what_the_tests_mean():
    assert csv_text([(1, None, "", 'a"b', "x,y")]) == '1,,"","a""b","x,y"\n'
