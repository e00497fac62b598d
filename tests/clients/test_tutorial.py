"""The whole tutorial from section 2.0 on, with boto3 and again with the aws CLI.

The result is compared row for row with one that tutorial_data.py computes without any engine.
"""

import io
import json
import re

import pipeline
import pyarrow
import pyarrow.parquet
import pytest
import tutorial_data
from lake import sorted_rows

BUCKET = "ccbda-data"
FOLDERS = [
    "landing_zone/",
    "landing_zone/csv_files/",
    "landing_zone/csv_files/article_hits/",
    "landing_zone/csv_files/form_leads/",
    "landing_zone/csv_files/users/",
    "transformed_zone/",
]
BLOCKED = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}
OUTPUT_KEY = re.compile(r"transformed_zone/run-[0-9a-f]{64}-part-[^/]*\.parquet")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return tutorial_data.write_files(tmp_path_factory.mktemp("files"))


def check_result(bodies):
    """Parquet files as bytes: the tutorial's columns and types, and exactly the rows expected."""
    tables = [pyarrow.parquet.read_table(io.BytesIO(body)) for body in bodies]
    for body, table in zip(bodies, tables):
        assert table.column_names == tutorial_data.COLUMNS
        types = {field.name: field.type for field in table.schema}
        for name in ("id", "article_hit_id", "article_hit_feed_id", "article_hit_lead_id"):
            assert types[name] == pyarrow.int64()
        assert types["article_hit_timestamp"] == pyarrow.timestamp("us")
        for name in ("name", "email", "preview", "user_email", "user_country"):
            assert types[name] == pyarrow.string()
        metadata = pyarrow.parquet.ParquetFile(io.BytesIO(body)).metadata
        assert {metadata.row_group(0).column(index).compression for index in range(len(types))} == {
            "SNAPPY"
        }
    rows = [tuple(row.values()) for table in tables for row in table.to_pylist()]
    assert sorted_rows(rows) == sorted_rows(tutorial_data.expected_rows())


class TestWithBoto3:
    """Each step on its own; they stand in the tutorial's order and build on one another."""

    def test_bucket_with_the_tutorials_settings(self, s3):
        s3.create_bucket(Bucket=BUCKET, ObjectOwnership="BucketOwnerEnforced")
        s3.put_public_access_block(Bucket=BUCKET, PublicAccessBlockConfiguration=BLOCKED)
        assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == [BUCKET]
        rules = s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"]["Rules"]
        assert rules == [{"ObjectOwnership": "BucketOwnerEnforced"}]
        assert (
            s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"] == BLOCKED
        )
        assert "Status" not in s3.get_bucket_versioning(Bucket=BUCKET)

    def test_folders_are_empty_objects(self, s3):
        for folder in FOLDERS:
            s3.put_object(Bucket=BUCKET, Key=folder)
        listed = s3.list_objects_v2(Bucket=BUCKET)["Contents"]
        assert [(entry["Key"], entry["Size"]) for entry in listed] == [
            (folder, 0) for folder in FOLDERS
        ]

    def test_uploaded_files_come_back_unchanged(self, s3, files):
        pipeline.upload_files(s3, files, BUCKET)
        for table, key in pipeline.FILES.items():
            assert s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() == files[table].read_bytes()

    def test_database_and_tables(self, glue):
        pipeline.create_catalog(glue, BUCKET)
        tables = {
            table["Name"]: table
            for table in glue.get_tables(DatabaseName="landing_zone_db")["TableList"]
        }
        assert sorted(tables) == ["article_hits", "leads", "users"]
        for name, table in tables.items():
            columns = {
                column["Name"]: column["Type"] for column in table["StorageDescriptor"]["Columns"]
            }
            assert columns == pipeline.COLUMNS[name]
        assert (
            tables["users"]["StorageDescriptor"]["Location"]
            == f"s3://{BUCKET}/landing_zone/csv_files/users/"
        )

    def test_visual_job_is_kept_as_it_was_drawn(self, glue):
        pipeline.create_job(glue)
        drawn = pipeline.job_definition()
        job = glue.get_job(JobName="CCBDA-ETL")["Job"]
        assert {name: job[name] for name in drawn} == drawn

    def test_run_succeeds(self, glue, s3):
        run = pipeline.run_job(glue)
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
        keys = [key for key, _ in pipeline.list_output(s3, BUCKET)]
        assert keys and all(OUTPUT_KEY.fullmatch(key) for key in keys)
        assert s3.head_object(Bucket=BUCKET, Key="transformed_zone/")["ContentLength"] == 0

    def test_parquet_holds_the_expected_rows(self, s3):
        check_result(
            [
                s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
                for key, _ in pipeline.list_output(s3, BUCKET)
            ]
        )

    def test_report_counts_the_rows(self, glue, tenon):
        run_id = glue.get_job_runs(JobName="CCBDA-ETL")["JobRuns"][0]["Id"]
        report = tenon.get_run_report(JobName="CCBDA-ETL", RunId=run_id)["Report"]
        assert report["Rows"] == len(tutorial_data.expected_rows())
        rows = {node["NodeId"]: node for node in report["Nodes"]}
        assert rows["node-1732000000008"]["Rows"] == len(tutorial_data.expected_rows())
        assert all("Rows" in node or "Note" in node for node in rows.values())

    def test_athena_queries_the_result(self, glue, tenon, athena):
        pipeline.catalog_result(glue, pipeline.result_columns(tenon), BUCKET)
        header, *rows = pipeline.query(athena, pipeline.QUERY.replace("LIMIT 8", ""), bucket=BUCKET)
        assert header == ["country", "leads", "hits", "last_hit"]
        expected = {}
        for row in tutorial_data.expected_rows():
            leads, hits = expected.setdefault(row[9], (set(), []))
            leads.add(row[2])
            hits += [] if row[4] is None else [row[4]]
        assert {row[0]: (int(row[1]), int(row[2])) for row in rows} == {
            country: (len(leads), len(hits)) for country, (leads, hits) in expected.items()
        }

    def test_second_run_adds_files_of_its_own(self, glue, s3):
        before = {key for key, _ in pipeline.list_output(s3, BUCKET)}
        assert pipeline.run_job(glue)["JobRunState"] == "SUCCEEDED"
        after = {key for key, _ in pipeline.list_output(s3, BUCKET)}
        assert before < after


def test_whole_tutorial_with_the_cli(aws, files, tmp_path, server):
    """The commands of the tutorial and of our README, in a shell's words."""
    bucket, database, job = "ccbda-cli", "landing_zone_cli", "CCBDA-CLI"

    # 2.0.1: bucket, folders, files
    assert aws("s3", "mb", f"s3://{bucket}").strip() == f"make_bucket: {bucket}"
    aws(
        "s3api",
        "put-bucket-ownership-controls",
        "--bucket",
        bucket,
        "--ownership-controls",
        "Rules=[{ObjectOwnership=BucketOwnerEnforced}]",
    )
    aws(
        "s3api",
        "put-public-access-block",
        "--bucket",
        bucket,
        "--public-access-block-configuration",
        json.dumps(BLOCKED),
    )
    blocked = aws("s3api", "get-public-access-block", "--bucket", bucket)
    assert blocked["PublicAccessBlockConfiguration"] == BLOCKED
    for folder in ("landing_zone/", "transformed_zone/"):
        aws("s3api", "put-object", "--bucket", bucket, "--key", folder)
    for table, key in pipeline.FILES.items():
        aws("s3", "cp", files[table], f"s3://{bucket}/{key}")
    listing = aws("s3", "ls", f"s3://{bucket}/landing_zone/csv_files/")
    assert [line.split()[-1] for line in listing.splitlines()] == [
        "article_hits/",
        "form_leads/",
        "users/",
    ]

    # 2.1: catalog
    aws("glue", "create-database", "--database-input", json.dumps({"Name": database}))
    for table, key in pipeline.FILES.items():
        location = f"s3://{bucket}/{key.rsplit('/', 1)[0]}/"
        aws(
            "glue",
            "create-table",
            "--database-name",
            database,
            "--table-input",
            json.dumps(pipeline.csv_table(table, pipeline.COLUMNS[table], location)),
        )
    tables = aws("glue", "get-tables", "--database-name", database)["TableList"]
    assert sorted(table["Name"] for table in tables) == ["article_hits", "leads", "users"]

    # 2.3: the job, drawn from the same file with its own bucket and database
    drawn = (
        pipeline.JOB_FILE.read_text()
        .replace("ccbda-data", bucket)
        .replace("landing_zone_db", database)
    )
    definition = tmp_path / "job.json"
    definition.write_text(drawn.replace("CCBDA-ETL", job))
    assert aws("glue", "create-job", "--cli-input-json", f"file://{definition}") == {"Name": job}
    run_id = aws("glue", "start-job-run", "--job-name", job)["JobRunId"]
    run = pipeline.wait_for_run(server.client("glue"), run_id, job, timeout=60)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    shown = aws("glue", "get-job-run", "--job-name", job, "--run-id", run_id)["JobRun"]
    assert (shown["Id"], shown["JobRunState"]) == (run_id, "SUCCEEDED")

    # the Parquet files
    aws("s3", "cp", "--recursive", f"s3://{bucket}/transformed_zone/", tmp_path / "result")
    parquet = sorted((tmp_path / "result").glob("run-*.parquet"))
    check_result([path.read_bytes() for path in parquet])

    # "From this point on, you may use Athena"
    columns = [
        {"Name": "user_country", "Type": "string"},
        {"Name": "article_hit_id", "Type": "bigint"},
    ]
    aws(
        "glue",
        "create-table",
        "--database-name",
        database,
        "--table-input",
        json.dumps(pipeline.parquet_table("result", columns, f"s3://{bucket}/transformed_zone/")),
    )
    query_id = aws(
        "athena",
        "start-query-execution",
        "--query-string",
        "SELECT count(*) AS n FROM result",
        "--query-execution-context",
        f"Database={database}",
        "--result-configuration",
        f"OutputLocation=s3://{bucket}/answers/",
    )["QueryExecutionId"]
    state = "QUEUED"
    for _ in range(60):
        status = aws("athena", "get-query-execution", "--query-execution-id", query_id)[
            "QueryExecution"
        ]["Status"]
        state = status["State"]
        if state not in ("QUEUED", "RUNNING"):
            break
    assert state == "SUCCEEDED", status
    rows = aws("athena", "get-query-results", "--query-execution-id", query_id)["ResultSet"]["Rows"]
    assert rows[1]["Data"] == [{"VarCharValue": str(len(tutorial_data.expected_rows()))}]

    # and away with it
    aws("s3", "rm", "--recursive", f"s3://{bucket}/")
    aws("s3", "rb", f"s3://{bucket}")
    assert bucket not in aws("s3", "ls")


@pytest.mark.parametrize("empty", ["users", "article_hits", "leads"])
def test_an_empty_file_is_a_table_without_rows(empty, lake):
    """One of the three files has no byte; the others are as ever."""
    texts = {
        "users": "ada@example.com,Spain\n",
        "article_hits": "1,2025-03-01 12:00:00+00,7,1\n",
        "leads": "1,Ada,ada@example.com,t\n",
    }
    texts[empty] = ""
    tables = {name: lake.table(pipeline.COLUMNS[name], text) for name, text in texts.items()}
    nodes = pipeline.job_definition()["CodeGenConfigurationNodes"]
    for node in nodes.values():
        if "S3CatalogSource" in node:
            source = node["S3CatalogSource"]
            source.update(Database="lake_db", Table=tables[source["Table"]])
    folder = lake.name("result")
    nodes[pipeline.TARGET_NODE]["S3DirectTarget"]["Path"] = f"s3://lake/{folder}/"
    run = lake.run(nodes)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    rows = lake.rows(folder) if lake.keys(folder) else []
    # Without leads no hit has an e-mail; without users nothing joins; without hits leads stay.
    assert [row["article_hit_id"] for row in rows] == ([None] if empty == "article_hits" else [])
