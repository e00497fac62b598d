"""Nodes of job graphs in few words, for tests of what a graph must be."""


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
