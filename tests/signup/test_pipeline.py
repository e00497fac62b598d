"""The tutorial from its sections 1.6 to 2.3: data is generated, leaves PostgreSQL as CSV files, and
the job's rows are those of a join inside PostgreSQL.
"""

import io
import os
import shutil
import subprocess
import sys

import pipeline
import pyarrow.parquet
import pytest
from conftest import SIGNUP

JOIN = """
SELECT form_leads.id, name, form_leads.email,
       CASE preview WHEN true THEN 't' WHEN false THEN 'f' END,
       hit.id, hit.timestamp AT TIME ZONE 'UTC', feed_id, lead_id, users.email, country
FROM form_leads
FULL JOIN form_articlehits AS hit ON form_leads.id = lead_id
JOIN users ON form_leads.email = users.email
ORDER BY form_leads.id, hit.id"""
TARGET_COLUMNS = [
    "id",
    "name",
    "email",
    "preview",
    "article_hit_id",
    "article_hit_timestamp",
    "article_hit_feed_id",
    "article_hit_lead_id",
    "user_email",
    "user_country",
]


def in_shell(command, folder, environment):
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, **environment},
        text=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@pytest.fixture(scope="module")
def files(database, tmp_path_factory):
    """1.6 and 2.0.1: the three files, made by the tutorial's own commands."""
    folder = tmp_path_factory.mktemp("files")
    env = database.write_env(folder / "env")
    settings = database.cluster.settings(database.name)
    # Some leads have no hit, which the outer join is to keep.
    in_shell(
        f"{sys.executable} {SIGNUP / 'create_data.py'} {env} --num-users 500 --seed 7", folder, {}
    )
    psql = f"psql -h {settings['host']} -p {settings['port']} -U postgres -d {database.name}"
    for command in (
        r"""-c "\copy form_articlehits TO 'article_hits.csv' WITH CSV;" """,
        r"""-c "\copy form_leads TO 'form_leads.csv' WITH CSV;" """,
    ):
        password = {"PGPASSWORD": settings["password"], "PGTZ": "America/St_Johns"}
        in_shell(f"{psql} {command}", folder, password)
    return {
        "users": folder / "user_data.csv",
        "article_hits": folder / "article_hits.csv",
        "leads": folder / "form_leads.csv",
    }


def expected_rows(database, users):
    with database.connect() as connection:
        connection.execute("CREATE TEMPORARY TABLE users (email text, country text)")
        with connection.cursor().copy("COPY users FROM STDIN WITH CSV") as copy:
            copy.write(users.read_bytes())
        return connection.execute(JOIN).fetchall()


def rows_of_job(s3):
    tables = [
        pyarrow.parquet.read_table(
            io.BytesIO(s3.get_object(Bucket=pipeline.BUCKET, Key=key)["Body"].read())
        )
        for key, _ in pipeline.list_output(s3)
    ]
    assert all(table.column_names == TARGET_COLUMNS for table in tables)
    rows = [tuple(row.values()) for table in tables for row in table.to_pylist()]
    return sorted(rows, key=lambda row: (row[0], row[4] is None, row[4]))


def test_by_csv_gives_the_rows_of_a_join_in_postgresql(files, database, tenon_server):
    s3, glue = tenon_server.client("s3"), tenon_server.client("glue")
    pipeline.create_bucket(s3)
    pipeline.create_folders(s3)
    for table, key in pipeline.FILES.items():
        command = f"{shutil.which('aws')} s3 cp {files[table]} s3://{pipeline.BUCKET}/{key}"
        in_shell(command, files[table].parent, tenon_server.settings())
    pipeline.create_catalog(glue)
    pipeline.create_job(glue)
    run = pipeline.run_job(glue)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    expected = expected_rows(database, files["users"])
    rows = rows_of_job(s3)
    assert len(rows) > 1000 and any(row[4] is None for row in rows)
    assert rows == expected
