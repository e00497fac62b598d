"""Glue's managed visual transforms, personal data and recipes, through whole runs."""

import json

from lake import DATABASE
from people import PEOPLE_ROWS, values


def managed(function, **arguments):
    """A DynamicTransform as Glue Studio stores one: every value is a list of texts."""
    return {
        "DynamicTransform": {
            "TransformName": function,
            "FunctionName": function,
            "Path": f"s3://aws-glue-studio-transforms-510798373988-prod-us-east-1/{function}.py",
            "Version": "1.0.0",
            "Parameters": [
                {
                    "Name": name,
                    "Type": "list" if isinstance(value, list) else "str",
                    "Value": value if isinstance(value, list) else [value],
                }
                for name, value in arguments.items()
            ],
        }
    }


def named(node, name, *inputs):
    kind, parameters = next(iter(node.items()))
    return {kind: {"Name": name, "Inputs": list(inputs), **parameters}}


def test_texts_are_joined_split_and_exploded(lake):
    table = lake.table({"day": "string", "month": "string"}, [("01", "02"), ("03", None)])
    folder = lake.name("result")
    nodes = {
        "source": lake.source(table),
        "joined": named(
            managed("gs_concat", colName="date", colList=["day", "month"], spacer="/"),
            "Concatenate Columns",
            "source",
        ),
        "split": named(
            managed("gs_split", colName="date", pattern="/", newColName="parts"), "Split", "joined"
        ),
        "rows": named(managed("gs_explode", colName="parts", newCol="part"), "Explode", "split"),
        "target": lake.target("rows", folder),
    }
    assert lake.run(nodes)["JobRunState"] == "SUCCEEDED"
    assert [(row["date"], row["parts"], row["part"]) for row in sorted(
        lake.rows(folder), key=lambda row: (row["day"], row["part"])
    )] == [
        ("01/02", ["01", "02"], "01"),
        ("01/02", ["01", "02"], "02"),
        ("03/", ["03", ""], ""),
        ("03/", ["03", ""], "03"),
    ]


def test_a_pivot_finds_its_columns_in_the_data(lake):
    sales = lake.table(
        {"shop": "string", "month": "string", "sold": "bigint"},
        [("A", "jan", 1), ("A", "jan", 2), ("A", "feb", 3), ("B", "jan", 4), ("B", None, 5)],
    )
    rows = lake.transform(
        [sales], managed("gs_pivot", aggCol="sold", aggFunction="sum", colList=["month"])
    )
    assert sorted(rows, key=lambda row: row["shop"]) == [
        {"shop": "A", "feb": 3, "jan": 3, "null": None},
        {"shop": "B", "feb": None, "jan": 4, "null": 5},
    ]


def test_what_only_the_data_can_tell_is_said_while_editing(lake):
    sales = lake.table({"month": "string", "sold": "bigint"}, [("jan", 1)])
    pivot = managed("gs_pivot", aggCol="sold", aggFunction="sum", colList=["month"])
    nodes = {"source": lake.source(sales), "pivot": named(pivot, "Pivot", "source")}
    (problem,) = [
        problem for problem in lake.problems({**nodes, "target": lake.target("pivot", "unused")})
    ]
    assert problem["NodeId"] == "pivot" and problem["Severity"] == "UNKNOWN"
    assert "preview this node, run the job, or declare" in problem["Message"]


def test_json_is_parsed_as_the_data_says(lake):
    table = lake.table(
        {"id": "bigint", "j": "string"},
        [(1, json.dumps({"b": [1, 2], "a": "ü"})), (2, "no JSON"), (3, None)],
    )
    rows = lake.transform([table], managed("gs_parse_json", colName="j", newColName="parsed"))
    assert {row["id"]: row["parsed"] for row in rows} == {
        1: {"a": "ü", "b": [1, 2]},
        2: None,
        3: None,
    }


def test_a_lookup_takes_columns_of_a_catalog_table(lake, people):
    cities = lake.table(
        {"id": "bigint", "title": "string"}, [(10, "Aarhus"), (20, "Berne"), (20, "Bern")]
    )
    rows = lake.transform(
        [people],
        managed(
            "gs_lookup", tableName=f"{DATABASE}.{cities}", matchCols="city=id", colList="title"
        ),
    )
    picked = [[row["id"], row["title"]] for row in rows]
    assert sorted(picked, key=str) == [
        [1, "Aarhus"],
        [2, "Bern"],
        [2, "Berne"],
        [3, None],
        [4, None],
        [5, "Aarhus"],
    ]


def test_identifiers_and_the_time_of_the_run(lake, people):
    folder = lake.name("result")
    nodes = {
        "source": lake.source(people),
        "id": named(managed("gs_sequence_id", colName="key"), "Identifier", "source"),
        "uuid": named(managed("gs_uuid"), "UUID", "id"),
        "now": named(managed("gs_now"), "Now", "uuid"),
        "day": named(managed("gs_now", colName="day", dateFormat="%Y-%m-%d"), "Day", "now"),
        "target": lake.target("day", folder),
    }
    assert lake.run(nodes)["JobRunState"] == "SUCCEEDED"
    rows = lake.rows(folder)
    assert sorted(row["key"] for row in rows) == list(range(len(PEOPLE_ROWS)))
    assert len({row["uuid"] for row in rows}) == len(PEOPLE_ROWS)
    (moment,) = {row["timestamp"] for row in rows}
    assert {row["day"] for row in rows} == {moment.strftime("%Y-%m-%d")}


def test_a_custom_visual_transform_fails_with_the_way_out(lake, people):
    nodes = {
        "source": lake.source(people),
        "custom": named(managed("my_transform"), "Mine", "source"),
        "target": lake.target("custom", lake.name("result")),
    }
    run = lake.run(nodes)
    assert run["JobRunState"] == "FAILED"
    assert "custom visual transforms are Python and run on Spark" in run["ErrorMessage"]


def test_personal_data_is_masked(lake):
    table = lake.table(
        {"id": "bigint", "note": "string"},
        [(1, "mail ann@example.com"), (2, "card 4111 1111 1111 1111"), (3, None)],
    )
    rows = lake.transform(
        [table],
        {
            "PIIDetection": {
                "PiiType": "RowMasking",
                "EntityTypesToDetect": ["EMAIL", "CREDIT_CARD"],
                "MaskValue": "***",
            }
        },
    )
    assert values(rows) == [(1, "mail ***"), (2, "card ***"), (3, None)]


def test_the_steps_of_a_recipe_are_done_in_order(lake, people):
    recipe = {
        "Recipe": {
            "RecipeSteps": [
                {
                    "Action": {
                        "Operation": "RENAME",
                        "Parameters": {"sourceColumn": "name", "targetColumn": "who"},
                    }
                },
                {
                    "Action": {"Operation": "UPPER_CASE", "Parameters": {"sourceColumn": "who"}},
                    "ConditionExpressions": [
                        {"Condition": "IS", "Value": '["Ada"]', "TargetColumn": "who"}
                    ],
                },
                {
                    "Action": {
                        "Operation": "REMOVE_MISSING",
                        "Parameters": {"sourceColumn": "who"},
                    }
                },
            ]
        }
    }
    rows = lake.transform([people], recipe)
    assert values(rows) == [(1, "ADA", 10), (2, "Björn", 20), (3, "Chloé", None)]


def step(operation, **parameters):
    return {"Action": {"Operation": operation, "Parameters": parameters}}


def test_a_recipe_pivots_what_the_steps_before_have_made(lake):
    sales = lake.table(
        {"shop": "string", "month": "string", "sold": "bigint"},
        [("A", "jan", 1), ("A", "jan", 2), ("A", "feb", 3), ("B", "jan", 4), ("B", None, 5)],
    )
    steps = [
        step("REMOVE_MISSING", sourceColumn="month"),
        step("UPPER_CASE", sourceColumn="month"),
        step("PIVOT", sourceColumn="month", valueColumn="sold", aggregateFunction="SUM"),
        step(
            "NEST_TO_STRUCT",
            sourceColumns='["FEB","JAN"]',
            targetColumn="months",
            removeSourceColumns="true",
        ),
    ]
    rows = lake.transform([sales], {"Recipe": {"RecipeSteps": steps}})
    assert sorted(rows, key=lambda row: row["shop"]) == [
        {"shop": "A", "months": {"FEB": 3, "JAN": 3}},
        {"shop": "B", "months": {"FEB": None, "JAN": 4}},
    ]
    nodes = {
        "source": lake.source(sales),
        "recipe": named({"Recipe": {"RecipeSteps": steps}}, "Recipe", "source"),
        "target": lake.target("recipe", "unused"),
    }
    (problem,) = lake.problems(nodes)
    assert problem["NodeId"] == "recipe" and problem["Severity"] == "UNKNOWN"
    assert "step 3, PIVOT: the values of month name the columns" in problem["Message"]


def test_a_job_gives_back_what_it_was_given(lake, people):
    nodes = {
        "source": lake.source(people),
        "split": named(managed("gs_split", colName="name", pattern=" "), "Split", "source"),
        "pii": named(
            {
                "PIIDetection": {
                    "PiiType": "ColumnAudit",
                    "EntityTypesToDetect": ["EMAIL"],
                    "SampleFraction": 0.5,
                    "ThresholdFraction": 0.1,
                }
            },
            "Detect",
            "source",
        ),
        "recipe": named(
            {
                "Recipe": {
                    "RecipeSteps": [
                        {"Action": {"Operation": "DELETE", "Parameters": {"sourceColumn": "id"}}}
                    ]
                }
            },
            "Recipe",
            "source",
        ),
        "target": lake.target("split", "unused"),
    }
    job = lake.create_job(nodes)
    stored = lake.glue.get_job(JobName=job)["Job"]["CodeGenConfigurationNodes"]
    assert stored == nodes
