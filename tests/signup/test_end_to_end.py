"""The tutorial from its first page to its last, on one database: somebody signs up in a browser and
clicks, more data is generated, and the pipeline brings all of it, by CSV and directly, to where a
plain join inside PostgreSQL finds the same rows.
"""

import datetime
import shutil
import sys

import directly
import pipeline
from conftest import SIGNUP
from test_browser import use_browser
from test_pipeline import TARGET_COLUMNS, expected_rows, in_shell, rows_of_job

NAME, EMAIL = "Ada Lovelace", "ada@example.com"
KEYS = f"ORDER BY {TARGET_COLUMNS[0]}, {TARGET_COLUMNS[4]}"


def sign_up_and_click(site, database):
    [(feed_id, title)] = database.rows("SELECT id, title FROM form_feeds ORDER BY id LIMIT 1")
    seen = use_browser(site.address, NAME, EMAIL, title)
    told = [message for page in seen["pages"] for message in page["messages"]]
    assert f"Thank you, {NAME}. You have signed up." in told
    assert f"You clicked the article “{title}”; the click is recorded." in told
    [(lead_id,)] = database.rows("SELECT id FROM form_leads WHERE email = %s", [EMAIL])
    [(hit_id,)] = database.rows(
        "SELECT id FROM form_articlehits WHERE lead_id = %s AND feed_id = %s", [lead_id, feed_id]
    )
    return lead_id, hit_id


def export(database, folder):
    """1.6 and 2.0.1: the three files, with the country of whoever has signed up."""
    env = database.write_env(folder / "env")
    in_shell(
        f"{sys.executable} {SIGNUP / 'create_data.py'} {env} --num-users 200 --seed 3", folder, {}
    )
    with open(folder / "user_data.csv", "a", encoding="utf-8") as users:
        users.write(f"{EMAIL},Spain\n")
    settings = database.cluster.settings(database.name)
    psql = f"psql -h {settings['host']} -p {settings['port']} -U postgres -d {database.name}"
    for table, file in (
        ("form_articlehits", "article_hits.csv"),
        ("form_leads", "form_leads.csv"),
    ):
        copy = f"{psql} -c \"\\copy {table} TO '{file}' WITH CSV;\""
        in_shell(copy, folder, {"PGPASSWORD": settings["password"]})
    return {
        "users": folder / "user_data.csv",
        "article_hits": folder / "article_hits.csv",
        "leads": folder / "form_leads.csv",
    }


def by_csv(server, files):
    s3, glue = server.client("s3"), server.client("glue")
    pipeline.create_bucket(s3)
    pipeline.create_folders(s3)
    for table, key in pipeline.FILES.items():
        command = f"{shutil.which('aws')} s3 cp {files[table]} s3://{pipeline.BUCKET}/{key}"
        in_shell(command, files[table].parent, server.settings())
    pipeline.create_catalog(glue)
    pipeline.create_job(glue)
    run = pipeline.run_job(glue)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    return rows_of_job(s3)


def by_connection(server, database, warehouse):
    glue = server.client("glue")
    for name, known in ((directly.CONNECTION, database), (directly.WAREHOUSE, warehouse)):
        directly.create_connection(glue, name, known.cluster.settings(known.name))
        glue.test_connection(ConnectionName=name)
    directly.create_catalog(glue, database.name, warehouse.name)
    glue.create_job(**directly.job_definition())
    run = pipeline.run_job(glue, directly.JOB)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    return warehouse.rows(f"SELECT {', '.join(TARGET_COLUMNS)} FROM {directly.TARGET} {KEYS}")


def plain(row):
    """A row as both ways have it: a CSV file says t and f, and has no time zone."""
    values = list(row)
    values[3] = {True: "t", False: "f"}.get(values[3], values[3])
    if values[5] is not None:
        values[5] = values[5].astimezone(datetime.UTC).replace(tzinfo=None)
    return tuple(values)


def test_from_the_sign_up_page_to_the_warehouse(
    site, database, new_database, tenon_server, tmp_path
):
    lead_id, hit_id = sign_up_and_click(site, database)
    files = export(database, tmp_path)
    expected = expected_rows(database, files["users"])
    assert (lead_id, hit_id) in [(row[0], row[4]) for row in expected]
    assert len(expected) > 400 and any(row[4] is None for row in expected)
    assert by_csv(tenon_server, files) == expected
    direct = by_connection(tenon_server, database, new_database())
    assert [plain(row) for row in direct] == expected
