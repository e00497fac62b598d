"""A job as Glue Studio's editor downloads it, the nodes that it has in the API's form, and the definition
of a job around them.
"""


def job(name="etl", **more):
    return {
        "Name": name,
        "Role": "arn:aws:iam::000000000000:role/LabRole",
        "Command": {
            "Name": "glueetl",
            "ScriptLocation": f"s3://lake/scripts/{name}.py",
            "PythonVersion": "3",
        },
        "GlueVersion": "5.0",
        "WorkerType": "G.1X",
        "NumberOfWorkers": 2,
        "MaxRetries": 0,
        "Timeout": 480,
        "ExecutionProperty": {"MaxConcurrentRuns": 1},
        "JobMode": "VISUAL",
        **more,
    }


def downloaded():
    """A document as Studio downloads it, with what its editor remembers."""
    return {
        "jobConfig": {
            "name": "etl",
            "description": "",
            "role": "arn:aws:iam::000000000000:role/LabRole",
            "command": "glueetl",
            "version": "5.0",
            "runtime": None,
            "workerType": "G.1X",
            "numberOfWorkers": 2,
            "maxCapacity": 2,
            "jobRunQueuingEnabled": True,
            "maxRetries": 0,
            "timeout": 2880,
            "maxConcurrentRuns": 1,
            "security": "none",
            "scriptName": "etl.py",
            "scriptLocation": "s3://lake/scripts/",
            "language": "python-3",
            "spark": True,
            "sparkConfiguration": "standard",
            "jobParameters": [{"key": "--conf", "value": "a=b", "existing": False}],
            "tags": [],
            "jobMode": "VISUAL_MODE",
            "createdOn": "2025-07-31T13:11:07.022Z",
            "developerMode": False,
            "connectionsList": [],
            "temporaryDirectory": "s3://lake/temporary/",
            "glueHiveMetastore": True,
            "etlAutoTuning": True,
            "metrics": False,
            "pythonPath": "",
            "bookmark": "job-bookmark-disable",
            "sparkPath": "s3://lake/logs/",
            "flexExecution": False,
            "minFlexWorkers": None,
            "maintenanceWindow": None,
        },
        "dag": {
            "node-1": {
                "nodeId": "node-1",
                "dataPreview": True,
                "previewAmount": 20,
                "inputs": [],
                "name": "Amazon S3",
                "generatedNodeName": "AmazonS3_node1",
                "classification": "DataSource",
                "type": "S3",
                "isCatalog": False,
                "format": "parquet",
                "paths": ["s3://lake/orders/"],
                "compressionType": None,
                "exclusions": [],
                "recurse": True,
                "additionalOptions": {
                    "boundedSize": None,
                    "enableSamplePath": False,
                    "boundedOption": None,
                },
                "outputSchemas": [
                    [
                        {
                            "key": "id",
                            "fullPath": ["id"],
                            "type": "bigint",
                            "glueStudioType": None,
                            "children": None,
                        }
                    ]
                ],
                "calculatedType": "",
                "codeGenVersion": 2,
                "inferSchemaChanged": True,
            },
            "node-2": {
                "nodeId": "node-2",
                "inputs": [],
                "name": "AWS Glue Data Catalog",
                "classification": "DataSource",
                "type": "Catalog",
                "isCatalog": True,
                "database": "sales",
                "table": "customers",
                "runtimeParameters": [],
                "codeGenVersion": 2,
            },
            "node-3": {
                "inputs": ["node-1", "node-2"],
                "name": "Join",
                "classification": "Transform",
                "type": "Join",
                "joinType": "left",
                "columns": [
                    {"from": "node-1", "keys": ["id"]},
                    {"from": "node-2", "keys": ["customer_id"]},
                ],
                "columnConditions": ["="],
                "parentsValid": True,
            },
            "node-4": {
                "inputs": ["node-3"],
                "name": "Rename",
                "classification": "Transform",
                "type": "RenameField",
                "sourcePath": "sum(x)",
                "targetPath": "total",
            },
            "node-5": {
                "inputs": ["node-4"],
                "name": "Amazon S3",
                "classification": "DataSink",
                "type": "S3",
                "streamingBatchInterval": 100,
                "format": "glueparquet",
                "compression": "snappy",
                "path": "s3://lake/out/",
                "partitionKeys": ["year", "month"],
                "schemaChangePolicy": {
                    "enableUpdateCatalog": True,
                    "updateBehavior": "LOG",
                    "database": None,
                    "table": "t",
                },
                "updateCatalogOptions": "partitions",
                "autoDataQuality": {"isEnabled": False, "evaluationContext": None},
            },
        },
        "hasBeenSaved": False,
        "usageProfileName": None,
        "script": "import sys\n",
    }


NODES = {
    "node-1": {
        "S3ParquetSource": {
            "Name": "Amazon S3",
            "Paths": ["s3://lake/orders/"],
            "Exclusions": [],
            "Recurse": True,
            "AdditionalOptions": {"EnableSamplePath": False},
            "OutputSchemas": [{"Columns": [{"Name": "id", "Type": "bigint"}]}],
        }
    },
    "node-2": {
        "CatalogSource": {
            "Name": "AWS Glue Data Catalog",
            "Database": "sales",
            "Table": "customers",
        }
    },
    "node-3": {
        "Join": {
            "Name": "Join",
            "Inputs": ["node-1", "node-2"],
            "JoinType": "left",
            "Columns": [
                {"From": "node-1", "Keys": [["id"]]},
                {"From": "node-2", "Keys": [["customer_id"]]},
            ],
        }
    },
    "node-4": {
        "RenameField": {
            "Name": "Rename",
            "Inputs": ["node-3"],
            "SourcePath": ["sum(x)"],
            "TargetPath": ["total"],
        }
    },
    "node-5": {
        "S3GlueParquetTarget": {
            "Name": "Amazon S3",
            "Inputs": ["node-4"],
            "Path": "s3://lake/out/",
            "Compression": "snappy",
            "PartitionKeys": [["year"], ["month"]],
            "SchemaChangePolicy": {
                "EnableUpdateCatalog": True,
                "UpdateBehavior": "LOG",
                "Table": "t",
            },
            "AutoDataQuality": {"IsEnabled": False},
        }
    },
}
