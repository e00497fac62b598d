"""What a case of a transform is: nodes of a job, the same in DuckDB SQL by hand, and in Polars.

Benchmarks time the cases, and a test of clients compares their rows. The tables are those of
transform_tables.py.
"""

import dataclasses


@dataclasses.dataclass
class Case:
    name: str
    nodes: list  # one after another; the first one's inputs are the tables
    sql: list  # statements; the last one yields the rows
    polars: str  # an expression over lazy frames; "" where Polars has nothing like it
    tables: tuple = ("orders",)
    same: str = "FROM rows"  # SQL: what of its rows every engine must yield


def case(name, node, sql, polars, *more, tables=("orders",), same="FROM rows"):
    """A case of a node and those that follow it."""
    sql = [sql] if isinstance(sql, str) else sql
    return Case(name, [node, *more], sql, polars, tables, same)


def dynamic(name, **arguments):
    """A DynamicTransform of Glue's own."""
    parameters = [
        {"Name": key, "Type": "str", "Value": [value]} for key, value in arguments.items()
    ]
    return {
        "DynamicTransform": {
            "TransformName": name,
            "FunctionName": name,
            "Path": f"s3://aws-glue-studio-transforms/{name}.py",
            "Parameters": parameters,
        }
    }


def managed(name, sql, polars, *, after=(), tables=("orders",), same="FROM rows", **arguments):
    """A case of a DynamicTransform, after other nodes where it needs what they make."""
    return Case(name, [*after, dynamic(name, **arguments)], [sql], polars, tables, same)


def graph_of(case, bucket):
    """The case as a job's nodes: it reads s3://<bucket>/<table>/ and writes out/ beside it."""
    nodes = {
        table: {"S3ParquetSource": {"Name": table, "Paths": [f"s3://{bucket}/{table}/"]}}
        for table in case.tables
    }
    inputs = list(case.tables)
    for number, node in enumerate(case.nodes):
        [(kind, parameters)] = node.items()
        nodes[f"node-{number}"] = {kind: {"Name": kind, "Inputs": inputs, **parameters}}
        inputs = [f"node-{number}"]
    nodes["target"] = {
        "S3DirectTarget": {
            "Name": "Result",
            "Inputs": inputs,
            "Path": f"s3://{bucket}/out/",
            "Format": "parquet",
            "Compression": "uncompressed",
        }
    }
    return nodes
