"""The databases of the tests, each with the words in which it differs from the other."""

import itertools
import json
import os
import subprocess

import directly
import pipeline

CATALOG = "places_db"
numbers = itertools.count(1)


class Place:
    """A database that our server knows by a connection. Tables of it are known to the catalog."""

    kind = ""
    location = ""  # of a table, before its name
    source_kind = target_kind = ""

    def __init__(self, server, settings):
        self.server, self.settings = server, settings
        self.glue, self.s3 = server.client("glue"), server.client("s3")
        self.connection = self.connect()
        try:
            self.glue.create_database(DatabaseInput={"Name": CATALOG})
        except self.glue.exceptions.AlreadyExistsException:
            pass

    def url(self, **settings):
        raise NotImplementedError

    def sql(self, *statements):
        """The rows that the last statement answers, as lists of texts."""
        raise NotImplementedError

    def connect(self, **settings):
        """A connection that differs from the right one as told."""
        name = f"{self.kind}-{next(numbers)}"
        known = {**self.settings, **settings}
        directly.create_connection(self.glue, name, known, JDBC_CONNECTION_URL=self.url(**known))
        return name

    def table(self, name, columns=None, connection=None, **parameters):
        """A table of the catalog over the database's table; its name in the catalog."""
        known = f"{name}_{next(numbers)}"
        described = directly.table_in_database(
            known,
            columns or {},
            connection or self.connection,
            f"{self.location}{name}",
            **parameters,
        )
        described["Parameters"]["classification"] = self.kind
        self.glue.create_table(DatabaseName=CATALOG, TableInput=described)
        return known

    def source(self, table, name="Source"):
        return {self.source_kind: {"Name": name, "Database": CATALOG, "Table": table}}

    def target(self, table, inputs, name="Target"):
        return {
            self.target_kind: {
                "Name": name,
                "Inputs": [inputs],
                "Database": CATALOG,
                "Table": table,
            }
        }

    def job(self, nodes, **arguments):
        """A job of these nodes; its name."""
        name = f"job-{next(numbers)}"
        self.glue.create_job(
            Name=name,
            Role="r",
            JobMode="VISUAL",
            Command={"Name": "glueetl"},
            CodeGenConfigurationNodes=nodes,
            DefaultArguments=arguments,
        )
        return name

    def run(self, nodes):
        return pipeline.run_job(self.glue, self.job(nodes))

    def must_run(self, nodes):
        run = self.run(nodes)
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
        return run

    def must_fail(self, nodes):
        run = self.run(nodes)
        assert run["JobRunState"] == "FAILED", run["JobRunState"]
        message = run["ErrorMessage"]
        assert self.settings["password"] not in message and "\n" not in message
        return message

    def rows_of(self, nodes):
        """The rows that leave the last of the nodes, as values of JSON."""
        zone = f"s3://{pipeline.BUCKET}/rows-{next(numbers)}/"
        target = {
            "S3DirectTarget": {
                "Name": "Zone",
                "Inputs": [list(nodes)[-1]],
                "Path": zone,
                "Format": "json",
            }
        }
        self.must_run({**nodes, "node-zone": target})
        bucket, prefix = zone.removeprefix("s3://").split("/", 1)
        rows = []
        for key, _ in pipeline.list_output(self.s3, bucket, prefix):
            text = self.s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()
            rows += map(json.loads, text.splitlines())
        return rows


class PostgreSql(Place):
    kind = "postgresql"
    source_kind, target_kind = "PostgreSQLCatalogSource", "PostgreSQLCatalogTarget"

    def __init__(self, cluster, server):
        self.cluster = cluster
        settings = cluster.settings()
        self.location = f"{settings['dbname']}.public."
        super().__init__(server, settings)

    def url(self, host, port, dbname, **_):
        return f"jdbc:postgresql://{host}:{port}/{dbname}"

    def sql(self, *statements):
        known = self.settings
        done = subprocess.run(
            [
                *("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-F", "\t", "-P", "null=NULL"),
                *("-h", known["host"], "-p", str(known["port"])),
                *("-U", known["user"], "-d", known["dbname"]),
                *itertools.chain.from_iterable(("-c", statement) for statement in statements),
            ],
            env={**os.environ, "PGPASSWORD": known["password"]},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]


class MariaDb(Place):
    kind = "mysql"
    source_kind, target_kind = "MySQLCatalogSource", "MySQLCatalogTarget"

    def __init__(self, mariadb, server):
        self.mariadb = mariadb
        settings = {
            "host": "127.0.0.1",
            "port": mariadb.port,
            "user": "tenon",
            "password": mariadb.password,
            "dbname": "shop",
        }
        self.location = "shop."
        super().__init__(server, settings)

    def url(self, host, port, dbname, **_):
        return f"jdbc:mysql://{host}:{port}/{dbname}"

    def sql(self, *statements):
        return self.mariadb.run(";".join(statements))
