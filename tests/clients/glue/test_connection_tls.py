"""How far a PostgreSQL has to prove who it is, by a real one with a certificate."""

import os
import pathlib
import secrets
import shutil
import subprocess
import tempfile

import directly
import pipeline
import pytest
from postgresql_cluster import Cluster, find_account
from psql import psql

AUTHORITY, OTHER = "certificates/authority.pem", "certificates/other.pem"


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_authority(folder, name):
    openssl(
        folder,
        *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"),
        *("-keyout", f"{name}.key", "-out", f"{name}.pem"),
    )


@pytest.fixture(scope="module")
def certificates():
    """Two authorities, and a server's certificate by the first of them for the name localhost."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-certificates-"))
    for name in ("authority", "other"):
        make_authority(folder, name)
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    openssl(
        folder,
        *("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"),
        *("-keyout", "server.key", "-out", "server.request"),
    )
    openssl(
        folder,
        *("x509", "-req", "-in", "server.request", "-CA", "authority.pem", "-CAkey"),
        *("authority.key", "-CAcreateserial", "-days", "2", "-extfile", "names"),
        *("-out", "server.pem"),
    )
    folder.chmod(0o755)
    account = find_account()
    if account is not None:
        os.chown(folder / "server.key", *account)
    (folder / "server.key").chmod(0o600)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def cluster(certificates):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-postgresql-"))
    options = {
        "fsync": "off",
        "ssl": "on",
        "ssl_cert_file": str(certificates / "server.pem"),
        "ssl_key_file": str(certificates / "server.key"),
    }
    running = Cluster(folder, password=secrets.token_urlsafe(16), options=options)
    try:
        running.start()
        yield running
    finally:
        running.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def connect(server, glue, cluster, certificates):
    s3 = server.client("s3")
    pipeline.create_bucket(s3)
    for key in (AUTHORITY, OTHER):
        s3.upload_file(str(certificates / pathlib.Path(key).name), pipeline.BUCKET, key)
    count = iter(range(1000))

    def create(parameters, certificate=None, host="localhost", **properties):
        name = f"tls{next(count)}"
        settings = {**cluster.settings(), "host": host}
        url = "jdbc:postgresql://{host}:{port}/{dbname}".format(**settings) + parameters
        if certificate:
            properties["CUSTOM_JDBC_CERT"] = f"s3://{pipeline.BUCKET}/{certificate}"
        directly.create_connection(
            glue, name, settings, **{"JDBC_CONNECTION_URL": url, **properties}
        )
        return name

    return create


@pytest.mark.parametrize(
    ("parameters", "certificate", "host", "reason"),
    [
        ("?sslmode=disable", None, "localhost", None),
        ("?sslmode=prefer", None, "localhost", None),
        ("?sslmode=require", None, "localhost", None),
        ("?sslmode=verify-ca", AUTHORITY, "localhost", None),
        ("?sslmode=verify-ca", AUTHORITY, "127.0.0.1", None),
        ("?sslmode=verify-ca", OTHER, "localhost", "certificate verify failed"),
        ("?sslmode=verify-ca", None, "localhost", "certificate verify failed"),
        ("?sslmode=verify-full", AUTHORITY, "localhost", None),
        ("?sslmode=verify-full", AUTHORITY, "127.0.0.1", "does not match host name"),
        ("?sslmode=verify-full", OTHER, "localhost", "certificate verify failed"),
        ("?sslmode=verify-full", "certificates/none.pem", "localhost", "certificates/none.pem"),
    ],
)
def test_how_far_the_server_proves_who_it_is(glue, connect, parameters, certificate, host, reason):
    name = connect(parameters, certificate, host)
    if reason is None:
        glue.test_connection(ConnectionName=name)
        return
    with pytest.raises(glue.exceptions.InvalidInputException) as refused:
        glue.test_connection(ConnectionName=name)
    assert reason in refused.value.response["Error"]["Message"]


def test_enforced_ssl_verifies_the_server_fully(glue, connect):
    name = connect("", AUTHORITY, JDBC_ENFORCE_SSL="true")
    glue.test_connection(ConnectionName=name)
    name = connect("", AUTHORITY, "127.0.0.1", JDBC_ENFORCE_SSL="true")
    with pytest.raises(glue.exceptions.InvalidInputException, match="does not match host name"):
        glue.test_connection(ConnectionName=name)


def test_a_job_reads_by_an_encrypted_connection(server, glue, cluster, connect):
    """Also the connections that a large scan opens later, when the worker is confined."""
    psql(
        cluster,
        "CREATE TABLE big AS SELECT i AS id FROM generate_series(1, 400000) AS i",
        "ANALYZE big",
    )
    name = connect("?sslmode=verify-full", AUTHORITY)
    glue.create_database(DatabaseInput={"Name": "tls_db"})
    table = directly.table_in_database("big", {"id": "bigint"}, name, "postgres.public.big")
    glue.create_table(DatabaseName="tls_db", TableInput=table)
    glue.create_job(
        Name="tls",
        Role="r",
        JobMode="VISUAL",
        Command={"Name": "glueetl"},
        CodeGenConfigurationNodes={
            "node-1": {"CatalogSource": {"Name": "Big", "Database": "tls_db", "Table": "big"}},
            "node-2": {
                "S3DirectTarget": {
                    "Name": "Zone",
                    "Inputs": ["node-1"],
                    "Path": f"s3://{pipeline.BUCKET}/tls/",
                    "Format": "parquet",
                    "Compression": "snappy",
                }
            },
        },
    )
    run = pipeline.run_job(glue, "tls")
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    report = server.client("tenon").get_run_report(JobName="tls", RunId=run["Id"])["Report"]
    assert report["Rows"] == 400_000
