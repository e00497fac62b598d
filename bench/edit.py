#!/usr/bin/env python3
"""An edit of a visual job of 100 nodes: how soon ValidateGraph and InferSchema answer for it, as a
client sees it.

The job is the tutorial's three tables with chains of nodes upon them, joined at the end; every
eleventh node is SQL, whose columns only the engine knows. Each edit is one that was not made before:

filter   another constant in a Filter near the sources: no columns change
rename   another name for a column near the sources: the columns of all nodes below change
SQL      another statement in the last SQL node: the engine must be asked about it
nothing  the same graph again
"""

import copy
import sys
import time

import harness

# After harness, which makes the examples importable.
import pipeline
from tenon_server import Server

NODES = 100
SQL_EVERY = 11
GOAL = 0.020
DATABASE = pipeline.DATABASE


def source(table):
    return {"S3CatalogSource": {"Name": table, "Database": DATABASE, "Table": table}}


def sql(parent, statement):
    return {
        "SparkSQL": {
            "Name": f"SQL of {parent}",
            "Inputs": [parent],
            "SqlQuery": statement,
            "SqlAliases": [{"From": parent, "Alias": "t"}],
        }
    }


def keep_all(parent, column):
    value = {"Type": "CONSTANT", "Value": ["0"]}
    return {
        "Filter": {
            "Name": f"Filter of {parent}",
            "Inputs": [parent],
            "LogicalOperator": "AND",
            "Filters": [
                {
                    "Operation": "GT",
                    "Negated": False,
                    "Values": [{"Type": "COLUMNEXTRACTED", "Value": [column]}, value],
                }
            ],
        }
    }


def rename(parent, old, new):
    return {
        "RenameField": {
            "Name": f"Rename of {parent}",
            "Inputs": [parent],
            "SourcePath": [old],
            "TargetPath": [new],
        }
    }


def draw():
    """The nodes, and the ids of those that are edited: filter, rename, SQL."""
    nodes = {"users": source("users"), "hits": source("article_hits"), "leads": source("leads")}
    nodes["rename"] = rename("hits", "id", "hit_0")
    nodes["filter"] = keep_all("rename", "feed_id")
    last = "filter"
    chain = NODES - len(nodes) - 3  # the nodes below
    for number in range(chain):
        node = f"node-{number}"
        if number % SQL_EVERY == 0:
            nodes[node] = sql(last, f"SELECT *, feed_id + {number} AS sum_{number} FROM t")
            edited = node
        elif number % 2 == 0:
            nodes[node] = keep_all(last, "lead_id")
        else:
            nodes[node] = {"DropDuplicates": {"Name": node, "Inputs": [last]}}
        last = node
    columns = [{"From": last, "Keys": [["lead_id"]]}, {"From": "leads", "Keys": [["id"]]}]
    inputs = [last, "leads"]
    nodes["join"] = {
        "Join": {"Name": "Join", "Inputs": inputs, "JoinType": "outer", "Columns": columns}
    }
    nodes["last"] = keep_all("join", "id")
    nodes["target"] = {
        "S3DirectTarget": {
            "Name": "Target",
            "Inputs": ["last"],
            "Path": f"s3://{pipeline.BUCKET}/out/",
            "Format": "parquet",
        }
    }
    assert len(nodes) == NODES
    return nodes, edited


def edit(nodes, kind, number, sql_node):
    edited = copy.deepcopy(nodes)
    if kind == "filter":
        edited["filter"]["Filter"]["Filters"][0]["Values"][1]["Value"] = [str(number)]
    elif kind == "rename":
        edited["rename"]["RenameField"]["TargetPath"] = [f"hit_{number}"]
    elif kind == "SQL":
        edited[sql_node]["SparkSQL"]["SqlQuery"] = f"SELECT *, {number} AS another FROM t"
    return edited


def ask(tenon, operation, nodes):
    """Seconds that the answer took. Ends the benchmark if the graph has a problem."""
    began = time.perf_counter()
    if operation == "ValidateGraph":
        answer = tenon.validate_graph(CodeGenConfigurationNodes=nodes)
    else:
        answer = tenon.infer_schema(CodeGenConfigurationNodes=nodes, NodeId="last")
    took = time.perf_counter() - began
    if answer["Problems"]:
        sys.exit(f"the graph has a problem: {answer['Problems'][0]}")
    return took


def compare(options):
    """Times by (edit, operation)."""
    nodes, sql_node = draw()
    times = {}
    with harness.scratch() as folder, Server(options.tenon, folder / "data") as server:
        pipeline.create_bucket(server.client("s3"))
        pipeline.create_catalog(server.client("glue"))
        tenon = server.client("tenon")
        ask(tenon, "ValidateGraph", nodes)
        number = 0
        for _ in range(options.rounds):
            for kind in ("filter", "rename", "SQL", "nothing"):
                for operation in ("ValidateGraph", "InferSchema"):
                    number += 1
                    edited = edit(nodes, kind, number, sql_node)
                    times.setdefault((kind, operation), []).append(ask(tenon, operation, edited))
    return times


def main():
    options = harness.arguments(__doc__, rounds=15).parse_args()
    print(harness.machine())
    times = compare(options)
    rows = [
        [
            kind,
            operation,
            harness.seconds_text(harness.median(taken)),
            harness.seconds_text(max(taken)),
            harness.seconds_text(GOAL),
            "yes" if harness.median(taken) <= GOAL else "no",
        ]
        for (kind, operation), taken in times.items()
    ]
    harness.print_table(["edit", "operation", "median", "worst", "goal", "reached"], rows)
    if options.json:
        cases = [
            {
                "case": f"{kind}; {operation}",
                "ours": {"seconds": round(harness.median(taken), 5)},
                "peers": {},
            }
            for (kind, operation), taken in times.items()
        ]
        harness.write_json(options.json, "edit", cases, settings={"nodes": NODES})
    return 0


if __name__ == "__main__":
    sys.exit(main())
