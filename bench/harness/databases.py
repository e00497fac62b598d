"""A PostgreSQL cluster of a benchmark's own, as Debian's package makes one, with two databases:
that of the tutorial's sign-up site, of which there is one table, and an empty warehouse.
"""

import contextlib
import os
import secrets
import shutil
import subprocess
import sys

from . import ROOT, WORK
from .hits import fingerprint_of_csv

sys.path.insert(0, str(ROOT / "examples/signup/local"))

from postgresql_cluster import Cluster, choose_folder  # noqa: E402

SITE, WAREHOUSE = "signup", "warehouse"
HITS = "form_articlehits"
HITS_PER_LEAD = 20

# As Django makes it for the site.
CREATE_HITS = f"""
CREATE TABLE {HITS} (
  id bigint PRIMARY KEY, "timestamp" timestamptz NOT NULL, feed_id bigint NOT NULL,
  lead_id bigint NOT NULL)"""

# Moments of 300 days to the microsecond, on both sides of a summer time's ends.
SELECT_HITS = """
SELECT i, timestamptz '2025-01-01 00:00+00'
            + abs(hashint8extended(i, 1) % 25920000000000) * interval '1 microsecond',
       1 + abs(hashint8extended(i, 2) % 100), 1 + (i - 1) / {hits_per_lead}
FROM generate_series(1::bigint, {rows}) AS numbers(i)"""


class StatementFailed(Exception):
    """psql refused something; the message is what it said."""


class Databases:
    """The two databases of a cluster that runs."""

    def __init__(self, cluster):
        self._cluster = cluster
        self.environment = {  # what libpq reads: a password must not be on a command line
            **os.environ,
            "PGHOST": cluster.settings()["host"],
            "PGPORT": str(cluster.port),
            "PGUSER": cluster.settings()["user"],
            "PGPASSWORD": cluster.password,
        }

    def settings(self, database):
        return self._cluster.settings(database)

    def start_psql(self, database, statement, **streams):
        """A process of psql that runs one statement."""
        return subprocess.Popen(
            ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]
            + ["--set=ON_ERROR_STOP=1", f"--dbname={database}", f"--command={statement}"],
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
            **streams,
        )

    def run(self, database, statement):
        """The lines that a statement answers."""
        process = self.start_psql(
            database, statement, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        output, errors = process.communicate()
        if process.returncode != 0:
            raise StatementFailed(errors.strip())
        return output.splitlines()

    def version(self):
        return self.run(SITE, "SHOW server_version")[0]

    def fill(self, rows):
        """Makes the databases, and the site's table with that many rows."""
        for database in (SITE, WAREHOUSE):
            self.run("postgres", f"CREATE DATABASE {database}")
        self.run(SITE, CREATE_HITS)
        select = SELECT_HITS.format(rows=rows, hits_per_lead=HITS_PER_LEAD)
        sending = self.start_psql(
            SITE, f"COPY ({select}) TO STDOUT (FORMAT binary)", stdout=subprocess.PIPE
        )
        receiving = self.start_psql(
            SITE, f"COPY {HITS} FROM STDIN (FORMAT binary)", stdin=sending.stdout
        )
        wait_for([sending, receiving])
        for column in ("feed_id", "lead_id"):  # Django makes them for the foreign keys
            self.run(SITE, f"CREATE INDEX ON {HITS} ({column})")
        self.run(SITE, f"VACUUM (ANALYZE) {HITS}")

    def empty_warehouse(self):
        """Leaves no row there, and nothing that the server has yet to write."""
        if self.run(WAREHOUSE, f"SELECT to_regclass('{HITS}')")[0]:
            self.run(WAREHOUSE, f"TRUNCATE {HITS}")
        self.run(WAREHOUSE, "CHECKPOINT")

    def fingerprint(self, database, file):
        """That of the table's rows, by way of a CSV file that is removed again."""
        try:
            self.run(database, f"\\copy {HITS} TO '{file}' WITH CSV")
            return fingerprint_of_csv(file)
        finally:
            file.unlink(missing_ok=True)


def wait_for(processes):
    """Waits for processes of psql that end by themselves, the last of which reads what the others
    write.
    """
    for process in processes[:-1]:
        if process.stdout is not None:
            process.stdout.close()  # the reader has it; without one, the writer must end
    errors = [process.communicate()[1] for process in reversed(processes)]
    if any(process.returncode != 0 for process in processes):
        raise StatementFailed("\n".join(filter(None, errors)).strip())


@contextlib.contextmanager
def new_databases(rows):
    """The databases of a new cluster, which is gone afterwards. Its settings are those that the
    package has, but for the port, and that there is no socket in the file system.
    """
    name = f"tenon-bench-{os.getpid()}"
    folder = choose_folder(WORK / name, name)
    cluster = Cluster(folder, password=secrets.token_urlsafe(16))
    try:
        print(f"Making a PostgreSQL cluster with {rows:,} hits: {folder}", flush=True)
        cluster.start()
        databases = Databases(cluster)
        databases.fill(rows)
        yield databases
    finally:
        cluster.kill()
        shutil.rmtree(folder, ignore_errors=True)
