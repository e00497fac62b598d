"""What ValidateGraph and a run say of a graph that has its shape and yet cannot run."""

import copy

import pipeline
import pytest
from graph_nodes import join, source, target
from lake import DATABASE, csv_text


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
            lake,
            {"CustomCode": {"Name": "Guess", "Inputs": ["a"], "Code": "pass", "ClassName": "Guess"}},
        ),
        "Guess",
        None,
        ["Python code runs on Spark"],
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
