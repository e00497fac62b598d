"""What the transforms that are members of a job's nodes do in whole runs: those that yield
several tables, that write beside, that read the data before they know their columns, and what the
run's log says. The rows of each kind are in src/engine/node_rows_of_kinds_test.cc.
"""

import json

import pipeline
from lake import BUCKET, sorted_rows
from people import values

STOCK = {"id": "bigint", "name": "string", "qty": "bigint", "note": "string"}
STOCK_ROWS = [
    (1, "æble", 5, None),
    (2, "banan", 150, None),
    (2, "banan", 150, None),
    (3, None, None, None),
    (4, "", 700, None),
]


def condition(operation, column, *constants):
    operands = [{"Type": "COLUMNEXTRACTED", "Value": [column]}]
    operands += [{"Type": "CONSTANT", "Value": [constant]} for constant in constants]
    return {"Operation": operation, "Negated": False, "Values": operands}


def node(kind, name, *inputs, **parameters):
    return {kind: {"Name": name, "Inputs": list(inputs), **parameters}}


def run_of(lake, nodes):
    """Runs the graph with a target for each of its last nodes; the rows by target, and the run."""
    fed = {name for box in nodes.values() for name in next(iter(box.values())).get("Inputs", [])}
    ends = {name: lake.name("result") for name in nodes if name not in fed}
    job, run_id = lake.start(
        nodes | {f"{name}-target": lake.target(name, folder) for name, folder in ends.items()}
    )
    run = pipeline.wait_for_run(lake.glue, run_id, job, timeout=60)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    return {name: lake.rows(folder) for name, folder in ends.items()}, run_id


def test_router_sends_rows_to_groups_and_the_rest_to_the_default_group(lake):
    stock = lake.table(STOCK, STOCK_ROWS)
    groups = [
        {
            "GroupName": "many",
            "LogicalOperator": "AND",
            "Filters": [condition("GTE", "qty", "100")],
        },
        {
            "GroupName": "unnamed",
            "LogicalOperator": "OR",
            "Filters": [condition("ISNULL", "name"), condition("EQ", "name", "")],
        },
    ]
    nodes = {
        "stock": lake.source(stock),
        "route": node("Route", "By size", "stock", GroupFiltersList=groups),
        **{
            f"group{index}": node("SelectFromCollection", "Group", "route", Index=index)
            for index in range(3)
        },
    }
    rows, _ = run_of(lake, nodes)
    assert sorted_rows((row["id"],) for row in rows["group0"]) == [(2,), (2,), (4,)]
    assert sorted_rows((row["id"],) for row in rows["group1"]) == [(3,), (4,)]
    assert values(rows["group2"]) == [(1, "æble", 5, None)]


def test_a_collection_is_not_taken_for_a_table(lake):
    stock = lake.table(STOCK, STOCK_ROWS)
    nodes = {
        "stock": lake.source(stock),
        "split": node("SplitFields", "Split", "stock", Paths=[["id"]]),
        "end": lake.target("split", "never"),
    }
    (problem,) = lake.problems(nodes)
    assert problem["NodeName"] == "Result" and "Select From Collection" in problem["Message"]
    nodes["pick"] = node("SelectFromCollection", "Pick", "split", Index=7)
    nodes["end"] = lake.target("pick", "never")
    (problem,) = lake.problems(nodes)
    assert problem["NodeName"] == "Pick" and "0 (split0), 1 (split1)" in problem["Message"]


def test_spigot_writes_a_sample_beside_the_rows(lake):
    stock = lake.table(STOCK, STOCK_ROWS)
    folder = lake.name("sample")
    nodes = {
        "stock": lake.source(stock),
        "spigot": node("Spigot", "Sample", "stock", Path=f"s3://{BUCKET}/{folder}/", Topk=2),
    }
    rows, _ = run_of(lake, nodes)
    assert len(rows["spigot"]) == len(STOCK_ROWS)
    (key,) = lake.keys(folder)
    lines = lake.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode().splitlines()
    assert len(lines) == 2
    assert all(json.loads(line)["id"] in {1, 2, 3, 4} for line in lines)


def test_columns_without_a_value_are_found_in_the_data_by_the_run(lake):
    stock = lake.table(STOCK, STOCK_ROWS)
    nodes = {
        "stock": lake.source(stock),
        "dropped": node("DropNullFields", "Drop Null Fields", "stock"),
        "unique": node("DropDuplicates", "Drop Duplicates", "dropped", Columns=[]),
    }
    rows, _ = run_of(lake, nodes)
    assert list(rows["unique"][0]) == ["id", "name", "qty"]
    assert len(rows["unique"]) == 4


def test_only_the_data_can_tell_is_no_error_of_the_graph(lake):
    stock = lake.table(STOCK, STOCK_ROWS)
    nodes = {
        "stock": lake.source(stock),
        "dropped": node("DropNullFields", "Drop Null Fields", "stock"),
        "end": lake.target("dropped", "never"),
    }
    (problem,) = lake.problems(nodes)
    assert problem["NodeName"] == "Drop Null Fields"
    assert "preview" in problem["Message"]


def test_rules_that_are_not_evaluated_are_told_in_the_log(lake):
    stock = lake.table(STOCK, STOCK_ROWS)
    rules = 'Rules = [ IsComplete "name" ]'
    nodes = {
        "stock": lake.source(stock),
        "rules": node("EvaluateDataQualityMultiFrame", "Rules", "stock", Ruleset=rules),
        "rows": node("SelectFromCollection", "Rows", "rules", Index=0),
        "outcomes": node("SelectFromCollection", "Outcomes", "rules", Index=1),
    }
    rows, run_id = run_of(lake, nodes)
    assert len(rows["rows"]) == len(STOCK_ROWS)
    assert rows["outcomes"] == []
    assert any("rules are not evaluated" in line for line in lake.messages(run_id))


def test_merge_then_aggregate(lake):
    stock = lake.table(STOCK, STOCK_ROWS)
    news = lake.table({"id": "bigint", "qty": "int"}, [(2, 1), (9, 9)])
    nodes = {
        "stock": lake.source(stock),
        "news": lake.source(news),
        "merged": node("Merge", "Merge", "stock", "news", Source="news", PrimaryKeys=[["id"]]),
        "sums": node(
            "Aggregate",
            "Sums",
            "merged",
            Groups=[["name"]],
            Aggs=[{"Column": ["qty"], "AggFunc": "sum"}, {"Column": ["id"], "AggFunc": "count"}],
        ),
    }
    rows, _ = run_of(lake, nodes)
    assert list(rows["sums"][0]) == ["name", "sum(qty)", "count(id)"]
    assert values(rows["sums"]) == sorted_rows([(None, 10, 3), ("", 700, 1), ("æble", 5, 1)])
