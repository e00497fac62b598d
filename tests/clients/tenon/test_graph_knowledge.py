"""What is known of a graph without running it: schemas, fixes, lineage, what the optimizer does."""

import subprocess

import pytest
from botocore.exceptions import ClientError
from tenon_server import PROGRAM


def overlapping(lake):
    left = lake.table({"id": "bigint", "name": "string"}, [(1, "a")])
    right = lake.table({"id": "bigint", "at": "string"}, [(1, "b")])
    return {
        "node-1": lake.source(left),
        "node-2": lake.source(right),
        "node-3": {
            "Join": {
                "Name": "Join",
                "Inputs": ["node-1", "node-2"],
                "JoinType": "outer",
                "Columns": [
                    {"From": "node-1", "Keys": [["id"]]},
                    {"From": "node-2", "Keys": [["id"]]},
                ],
            }
        },
        "node-4": lake.target("node-3", lake.name("result")),
    }


def put(nodes, edits):
    return {**nodes, **{edit["NodeId"]: edit["Node"] for edit in edits}}


def test_resolve_it_renames_every_column_of_the_right_side(lake):
    nodes = overlapping(lake)
    (problem,) = lake.problems(nodes)
    assert problem["Severity"] == "ERROR" and problem["NodeName"] == "Join"
    fix = next(fix for fix in problem["Fixes"] if fix["Title"] == "Resolve it")
    fixed = put(nodes, fix["Edits"])
    assert lake.problems(fixed) == []
    (added,) = set(fixed) - set(nodes)
    mapping = fixed[added]["ApplyMapping"]
    assert mapping["Name"] == "Renamed keys for Join"
    assert [entry["ToKey"] for entry in mapping["Mapping"]] == ["right_id", "right_at"]
    assert lake.run(fixed)["JobRunState"] == "SUCCEEDED"


def test_every_fix_that_is_offered_mends_its_problem(lake):
    for fix in lake.problems(nodes := overlapping(lake))[0]["Fixes"]:
        assert lake.problems(put(nodes, fix["Edits"])) == [], fix["Title"]


def test_a_near_name_is_offered(lake):
    table = lake.table({"email": "string"}, [])
    nodes = {
        "a": lake.source(table),
        "b": {"SelectFields": {"Name": "S", "Inputs": ["a"], "Paths": [["emial"]]}},
    }
    (problem,) = lake.problems(nodes)
    assert "email" in problem["Message"]
    assert lake.problems(put(nodes, problem["Fixes"][0]["Edits"])) == []


def test_the_schema_of_one_node_is_inferred(lake):
    nodes = overlapping(lake)
    infer = lambda node: lake.tenon.infer_schema(CodeGenConfigurationNodes=nodes, NodeId=node)
    assert infer("node-2")["Columns"] == [
        {"Name": "id", "Type": "bigint"},
        {"Name": "at", "Type": "string"},
    ]
    assert "Columns" not in infer("node-3") and infer("node-3")["Problems"]
    with pytest.raises(ClientError) as failure:
        infer("node-9")
    assert failure.value.response["Error"]["Code"] == "EntityNotFoundException"


def test_lineage_tells_values_from_what_decides_about_rows(lake):
    leads = lake.table({"id": "bigint", "name": "string"}, [])
    hits = lake.table({"hit": "bigint", "lead": "bigint"}, [])
    nodes = {
        "a": lake.source(leads),
        "b": lake.source(hits),
        "j": {
            "Join": {
                "Name": "J",
                "Inputs": ["a", "b"],
                "JoinType": "equijoin",
                "Columns": [
                    {"From": "a", "Keys": [["id"]]},
                    {"From": "b", "Keys": [["lead"]]},
                ],
            }
        },
        "g": {
            "Aggregate": {
                "Name": "G",
                "Inputs": ["j"],
                "Groups": [["name"]],
                "Aggs": [{"Column": ["hit"], "AggFunc": "count"}],
            }
        },
        "t": lake.target("g", "never"),
    }
    nodes_told = lake.tenon.get_lineage(CodeGenConfigurationNodes=nodes)["Nodes"]
    lineage = {node["NodeId"]: node for node in nodes_told}["t"]
    values = {column["Name"]: column["Values"] for column in lineage["Columns"]}
    assert values == {
        "name": [{"NodeId": "a", "Column": "name"}],
        "count(hit)": [{"NodeId": "b", "Column": "hit"}],
    }
    deciding = {(column["NodeId"], column["Column"]) for column in lineage["Deciding"]}
    assert deciding == {("a", "id"), ("b", "lead"), ("a", "name")}
    assert lineage["Gaps"] == []


def test_explain_tells_what_the_optimizer_has_changed(lake, server):
    leads = lake.table({"id": "bigint", "name": "string"}, [])
    hits = lake.table({"hit": "bigint", "lead": "bigint"}, [])
    nodes = {
        "a": lake.source(leads),
        "b": lake.source(hits),
        "j": {
            "Join": {
                "Name": "J",
                "Inputs": ["a", "b"],
                "JoinType": "outer",
                "Columns": [
                    {"From": "a", "Keys": [["id"]]},
                    {"From": "b", "Keys": [["lead"]]},
                ],
            }
        },
        "f": {
            "Filter": {
                "Name": "F",
                "Inputs": ["j"],
                "LogicalOperator": "AND",
                "Filters": [
                    {
                        "Operation": "ISNULL",
                        "Negated": True,
                        "Values": [{"Type": "COLUMNEXTRACTED", "Value": ["name"]}],
                    }
                ],
            }
        },
        "t": lake.target("f", "never"),
        "dead": {"SelectFields": {"Name": "Dead", "Inputs": ["a"], "Paths": [["id"]]}},
    }
    told = lake.tenon.explain_job(CodeGenConfigurationNodes=nodes)
    changes = " | ".join(told["Changes"])
    assert "J (j) runs as a left join in place of a full outer join" in changes
    assert "Dead (dead) is not computed" in changes
    assert "FULL JOIN" in str(told["Drawn"]) and "FULL JOIN" not in str(told["Optimized"])
    job = lake.create_job(nodes)
    assert lake.tenon.explain_job(JobName=job) == {**told, "ResponseMetadata": Anything()}
    done = explain(server, job)
    assert done.returncode == 0, done.stderr
    drawn, optimized = done.stdout.split("What the optimizer changes\n")
    assert "FULL JOIN" in drawn and "FULL JOIN" not in optimized
    assert all(f"  - {change}\n" in optimized for change in told["Changes"])
    assert "never" in explain(server, "never").stderr


def explain(server, job):
    return subprocess.run(
        [PROGRAM, "explain", job, "--data", str(server.data)],
        capture_output=True,
        text=True,
        timeout=60,
    )


class Anything:
    """Equal to anything: the part of an answer that differs from call to call."""

    def __eq__(self, other):
        return True


def test_groups_that_two_targets_read_are_computed_once_and_counted(lake):
    hits = lake.table({"lead": "bigint"}, [(1,), (2,), (2,), (None,), (3,), (3,), (3,)])
    first, second = lake.name("all"), lake.name("many")
    nodes = {
        "hits": lake.source(hits),
        "groups": {
            "Aggregate": {
                "Name": "Hits of a lead",
                "Inputs": ["hits"],
                "Groups": [["lead"]],
                "Aggs": [{"Column": ["lead"], "AggFunc": "count"}],
            }
        },
        "many": {
            "Filter": {
                "Name": "Many",
                "Inputs": ["groups"],
                "LogicalOperator": "AND",
                "Filters": [
                    {
                        "Operation": "GT",
                        "Values": [
                            {"Type": "COLUMNEXTRACTED", "Value": ["count(lead)"]},
                            {"Type": "CONSTANT", "Value": ["1"]},
                        ],
                    }
                ],
            }
        },
        "first": lake.target("groups", first),
        "second": lake.target("many", second),
    }
    told = lake.tenon.explain_job(CodeGenConfigurationNodes=nodes)
    assert told["Changes"] == ["Hits of a lead (groups) is computed once, for all that read it"]
    assert {step["Name"]: step.get("Once", False) for step in told["Optimized"]} == {
        "hits": False,
        "groups": True,
        "many": False,
        "first": False,
        "second": False,
    }
    run = lake.run(nodes)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    by_lead = {row["lead"]: row["count(lead)"] for row in lake.rows(first)}
    assert by_lead == {1: 1, 2: 2, 3: 3, None: 0}
    assert {row["lead"] for row in lake.rows(second)} == {2, 3}
    report = lake.tenon.get_run_report(JobName=run["JobName"], RunId=run["Id"])["Report"]
    rows = {node["NodeId"]: node.get("Rows") for node in report["Nodes"]}
    assert (rows["hits"], rows["groups"], rows["first"], rows["second"]) == (7, 4, 4, 2)
