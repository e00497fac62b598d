"""The tutorial's pipeline, one short function a step. Nothing in it is special to Tenon but the
progress and the columns of the result; the rest would run against AWS as it stands.
"""

import json
import pathlib
import time

BUCKET = "ccbda-data"
DATABASE = "landing_zone_db"
RESULT_DATABASE = "transformed_zone_db"
RESULT_TABLE = "leads_with_hits"
JOB = "CCBDA-ETL"
JOB_FILE = pathlib.Path(__file__).with_name("ccbda-etl.json")
TARGET_NODE = "node-1732000000008"
LIVE = ("STARTING", "RUNNING", "STOPPING", "WAITING")

# The tutorial's tables: where their files lie and what their columns are.
FILES = {
    "users": "landing_zone/csv_files/users/user_data.csv",
    "article_hits": "landing_zone/csv_files/article_hits/article_hits.csv",
    "leads": "landing_zone/csv_files/form_leads/form_leads.csv",
}
COLUMNS = {
    "users": {"email": "string", "country": "string"},
    "article_hits": {
        "id": "bigint",
        "timestamp": "timestamp",
        "feed_id": "bigint",
        "lead_id": "bigint",
    },
    "leads": {"id": "bigint", "name": "string", "email": "string", "preview": "string"},
}

QUERY = f"""
SELECT user_country AS country, count(DISTINCT email) AS leads, count(article_hit_id) AS hits,
       max(article_hit_timestamp) AS last_hit
FROM {RESULT_TABLE}
GROUP BY user_country
ORDER BY hits DESC, country
LIMIT 8"""


def create_bucket(s3, bucket=BUCKET):
    """2.0.1: ACLs disabled, all public access blocked, versioning off."""
    s3.create_bucket(Bucket=bucket, ObjectOwnership="BucketOwnerEnforced")
    s3.put_public_access_block(
        Bucket=bucket,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )


def create_folders(s3, bucket=BUCKET):
    """2.0.1: what "Create folder" does is to put an empty object whose key ends with a slash."""
    folders = {"transformed_zone/"}
    for key in FILES.values():
        parts = key.split("/")[:-1]
        folders.update("/".join(parts[:depth]) + "/" for depth in range(1, len(parts) + 1))
    for folder in sorted(folders):
        s3.put_object(Bucket=bucket, Key=folder)


def upload_files(s3, paths, bucket=BUCKET):
    """2.0.1: each CSV file goes into the folder of its table."""
    for table, key in FILES.items():
        s3.upload_file(str(paths[table]), bucket, key)


def csv_table(name, columns, location):
    """A table over headerless CSV files, as the console's "Add table" makes it."""
    return {
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"classification": "csv"},
        "StorageDescriptor": {
            "Columns": [{"Name": column, "Type": kind} for column, kind in columns.items()],
            "Location": location,
            "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
            "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            "SerdeInfo": {
                "SerializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                "Parameters": {"field.delim": ","},
            },
        },
    }


def parquet_table(name, columns, location):
    """A table over Parquet files; `columns` as the catalog lists them."""
    return {
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"classification": "parquet"},
        "StorageDescriptor": {
            "Columns": columns,
            "Location": location,
            "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "SerdeInfo": {
                "SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
                "Parameters": {"serialization.format": "1"},
            },
        },
    }


def create_catalog(glue, bucket=BUCKET, database=DATABASE):
    """2.1: a database, and a table for the folder of each file."""
    glue.create_database(DatabaseInput={"Name": database})
    for table, key in FILES.items():
        folder = key.rsplit("/", 1)[0] + "/"
        glue.create_table(
            DatabaseName=database,
            TableInput=csv_table(table, COLUMNS[table], f"s3://{bucket}/{folder}"),
        )


def job_definition():
    return json.loads(JOB_FILE.read_text())


def create_job(glue):
    """2.3: the visual job, drawn as the tutorial draws it."""
    glue.create_job(**job_definition())


def start_run(glue, job=JOB):
    return glue.start_job_run(JobName=job)["JobRunId"]


def run_job(glue, job=JOB, timeout=600, interval=0.01, each=lambda run: None):
    """2.3.4: starts a run, waits for its end, and returns it. `each` sees every state on the
    way.
    """
    run_id = start_run(glue, job)
    return wait_for_run(glue, run_id, job, timeout, interval, each)


def wait_for_run(glue, run_id, job=JOB, timeout=600, interval=0.01, each=lambda run: None):
    began = time.monotonic()
    while True:
        run = glue.get_job_run(JobName=job, RunId=run_id)["JobRun"]
        each(run)
        if run["JobRunState"] not in LIVE:
            return run
        waited = time.monotonic() - began
        if waited > timeout:
            raise TimeoutError(f"run {run_id} was still {run['JobRunState']} after {timeout} s")
        # A long run is asked about less often: questions cost the machine that works on it, too.
        time.sleep(max(interval, waited / 100))


def list_output(s3, bucket=BUCKET, prefix="transformed_zone/"):
    """The Parquet objects: (key, size), without the folder's own marker."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [
        (entry["Key"], entry["Size"])
        for page in pages
        for entry in page.get("Contents", [])
        if not entry["Key"].endswith("/")
    ]


def result_columns(tenon):
    """The columns that the job writes, known without running it."""
    nodes = tenon.validate_graph(
        CodeGenConfigurationNodes=job_definition()["CodeGenConfigurationNodes"]
    )["Nodes"]
    return next(node["Columns"] for node in nodes if node["NodeId"] == TARGET_NODE)


def catalog_result(glue, columns, bucket=BUCKET):
    """Athena reads tables, so the result gets one."""
    glue.create_database(DatabaseInput={"Name": RESULT_DATABASE})
    glue.create_table(
        DatabaseName=RESULT_DATABASE,
        TableInput=parquet_table(RESULT_TABLE, columns, f"s3://{bucket}/transformed_zone/"),
    )


def query(athena, sql, database=RESULT_DATABASE, bucket=BUCKET, timeout=60):
    """Runs a query and returns its rows, the header first; NULL is None."""
    query_id = athena.start_query_execution(
        QueryString=sql,
        QueryExecutionContext={"Database": database},
        ResultConfiguration={"OutputLocation": f"s3://{bucket}/athena_results/"},
    )["QueryExecutionId"]
    deadline = time.monotonic() + timeout
    while True:
        status = athena.get_query_execution(QueryExecutionId=query_id)["QueryExecution"]["Status"]
        if status["State"] not in ("QUEUED", "RUNNING"):
            break
        if time.monotonic() > deadline:
            raise TimeoutError(f"query {query_id} was still {status['State']} after {timeout} s")
        time.sleep(0.01)
    if status["State"] != "SUCCEEDED":
        raise RuntimeError(f"the query ended {status['State']}: {status.get('StateChangeReason')}")
    pages = athena.get_paginator("get_query_results").paginate(QueryExecutionId=query_id)
    return [
        [cell.get("VarCharValue") for cell in row["Data"]]
        for page in pages
        for row in page["ResultSet"]["Rows"]
    ]
