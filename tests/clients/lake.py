"""A bucket and a database to try jobs on: tables from Python rows, graphs in few words, results
read back.
"""

import io
import itertools
import json

import pipeline
import pyarrow
import pyarrow.parquet

BUCKET = "lake"
DATABASE = "lake_db"


def csv_field(value):
    """A field as PostgreSQL writes it: NULL is empty, an empty text is quoted."""
    if value is None:
        return ""
    text = str(value)
    if text == "" or any(character in text for character in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def csv_text(rows):
    return "".join(",".join(map(csv_field, row)) + "\n" for row in rows)


def sort_key(row):
    return [(value is not None, str(value)) for value in row]


def sorted_rows(rows):
    """Rows in an order that NULLs and mixed types do not upset."""
    return sorted((tuple(row) for row in rows), key=sort_key)


class Lake:
    def __init__(self, server):
        self.s3, self.glue, self.athena = (
            server.client("s3"),
            server.client("glue"),
            server.client("athena"),
        )
        self.logs, self.tenon = server.client("logs"), server.client("tenon")
        self._numbers = itertools.count(1)
        self.s3.create_bucket(Bucket=BUCKET)
        self.glue.create_database(DatabaseInput={"Name": DATABASE})

    def name(self, kind):
        """A name that no other test has."""
        return f"{kind}_{next(self._numbers)}"

    def put(self, key, body):
        self.s3.put_object(
            Bucket=BUCKET, Key=key, Body=body if isinstance(body, bytes) else body.encode()
        )

    def table(self, columns, rows, name=None, file="data.csv"):
        """A CSV table over the rows, or over a text or bytes as they are. Returns its name."""
        name = name or self.name("table")
        body = rows if isinstance(rows, (str, bytes)) else csv_text(rows)
        self.put(f"tables/{name}/{file}", body)
        self.glue.create_table(
            DatabaseName=DATABASE,
            TableInput=pipeline.csv_table(name, columns, f"s3://{BUCKET}/tables/{name}/"),
        )
        return name

    def source(self, table):
        return {
            "S3CatalogSource": {"Name": f"Source {table}", "Database": DATABASE, "Table": table}
        }

    def target(self, input_node, folder, **options):
        return {
            "S3DirectTarget": {
                "Name": "Result",
                "Inputs": [input_node],
                "Path": f"s3://{BUCKET}/{folder}/",
                "Format": "parquet",
                "Compression": "snappy",
                "PartitionKeys": [],
                **options,
            }
        }

    def create_job(self, nodes, **options):
        name = self.name("job")
        self.glue.create_job(
            Name=name,
            Role="LabRole",
            Command={"Name": "glueetl"},
            CodeGenConfigurationNodes=nodes,
            **options,
        )
        return name

    def start(self, nodes, arguments=None):
        job = self.create_job(nodes)
        return job, self.glue.start_job_run(JobName=job, Arguments=arguments or {})["JobRunId"]

    def run(self, nodes, arguments=None):
        """Runs a graph to its end, whatever that is."""
        job, run_id = self.start(nodes, arguments)
        return pipeline.wait_for_run(self.glue, run_id, job, timeout=60)

    def transform(self, tables, node, **options):
        """The rows, as dictionaries, of one node over tables; its inputs are named t1, t2 in
        their order.
        """
        names = [f"t{index}" for index in range(1, len(tables) + 1)]
        kind, parameters = next(iter(node.items()))
        nodes = {name: self.source(table) for name, table in zip(names, tables)}
        nodes["node"] = {kind: {"Name": "Node", "Inputs": names, **parameters}}
        folder = self.name("result")
        nodes["target"] = self.target("node", folder)
        run = self.run(nodes, **options)
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
        return self.rows(folder)

    def keys(self, folder):
        return [key for key, _ in pipeline.list_output(self.s3, BUCKET, folder + "/")]

    def read(self, folder):
        """Everything that Parquet objects below the folder hold, as one table."""
        tables = [
            pyarrow.parquet.read_table(
                io.BytesIO(self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
            )
            for key in self.keys(folder)
        ]
        return pyarrow.concat_tables(tables)

    def rows(self, folder):
        return self.read(folder).to_pylist()

    def messages(self, run_id, group="/aws-glue/jobs/output"):
        """The lines of a run's log."""
        events = self.logs.filter_log_events(logGroupName=group, logStreamNames=[run_id])["events"]
        return [event["message"] for event in events]

    def query(self, sql):
        return pipeline.query(self.athena, sql, DATABASE, BUCKET)

    def problems(self, nodes):
        return self.tenon.validate_graph(CodeGenConfigurationNodes=json.loads(json.dumps(nodes)))[
            "Problems"
        ]
