"""The engines that bring the sign-up site's hits from PostgreSQL to Parquet (the case TO_FILES) and
to a table of another database (TO_TABLE).

engine.run(case)     seconds of one run, output written and durable
engine.fingerprint() that of what the last run wrote, if it wrote files
engine.clear()       removes that
engine.pids          the processes (with their children) whose memory counts
"""

import os
import subprocess
import time

import directly
import pipeline
from tenon_server import Server

from harness.databases import HITS, SITE, WAREHOUSE, StatementFailed, wait_for
from harness.engine_failed import EngineFailed
from harness.engines import Peer
from harness.hits import fingerprint_of_csv, fingerprint_of_parquet
from harness.shown_files import shown_files
from harness.timed_run import timed_run

TO_FILES, TO_TABLE = "to Parquet", "to a table"
CASES = (TO_FILES, TO_TABLE)
BUCKET = "bench"


def graph_of(case):
    """The nodes of a job that reads the site's table and writes what the case says."""
    target = {
        TO_FILES: {
            "S3DirectTarget": {
                "Path": f"s3://{BUCKET}/out/",
                "Format": "parquet",
                "Compression": "snappy",
            }
        },
        TO_TABLE: {
            "PostgreSQLCatalogTarget": {"Database": directly.WAREHOUSE_DATABASE, "Table": HITS}
        },
    }[case]
    [(kind, parameters)] = target.items()
    return {
        "hits": {
            "PostgreSQLCatalogSource": {
                "Name": "Article Hits",
                "Database": directly.DATABASE,
                "Table": HITS,
            }
        },
        "target": {kind: {"Name": "Result", "Inputs": ["hits"], **parameters}},
    }


class Tenon:
    """Ours, through the API: from StartJobRun until GetJobRun says SUCCEEDED. Its first run makes
    the warehouse's table.
    """

    name = "tenon"

    def __init__(self, program, folder, databases, threads):
        self.server = Server(
            program, folder / "data", environment={"TENON_WORKER_THREADS": str(threads)}
        )
        self.server.start()
        self._s3, self._glue = self.server.client("s3"), self.server.client("glue")
        self._s3.create_bucket(Bucket=BUCKET)
        self._create_table(
            directly.CONNECTION, databases, SITE, directly.DATABASE, directly.COLUMNS[HITS]
        )
        self._create_table(
            directly.WAREHOUSE,
            databases,
            WAREHOUSE,
            directly.WAREHOUSE_DATABASE,
            {},
            createTable="true",
        )
        for case in CASES:
            self._glue.create_job(
                Name=case,
                Role="LabRole",
                Command={"Name": "glueetl"},
                CodeGenConfigurationNodes=graph_of(case),
            )

    def _create_table(self, connection, databases, dbname, database, columns, **parameters):
        directly.create_connection(self._glue, connection, databases.settings(dbname))
        self._glue.create_database(DatabaseInput={"Name": database})
        table = directly.table_in_database(
            HITS, columns, connection, f"{dbname}.public.{HITS}", **parameters
        )
        self._glue.create_table(DatabaseName=database, TableInput=table)

    @property
    def pids(self):
        return [self.server.process.pid]

    def run(self, case):
        took, _ = timed_run(self.server, self._glue, case)
        return took

    def fingerprint(self):
        return fingerprint_of_parquet(shown_files(self.server, self._s3, BUCKET, "out/"))

    def clear(self):
        for key, _ in pipeline.list_output(self._s3, BUCKET, "out/"):
            self._s3.delete_object(Bucket=BUCKET, Key=key)

    def close(self):
        self.server.stop()


class Psql:
    """psql's \\copy: to a CSV file, as it knows no Parquet; and from one psql into another."""

    def __init__(self, folder, databases, form):
        self.name = f"psql {form}"
        self._options = f"WITH (FORMAT {form})"
        self._output = folder / "psql.csv"
        self._databases = databases
        self._running = []

    @property
    def pids(self):
        return [process.pid for process in self._running]

    def run(self, case):
        began = time.perf_counter()
        try:
            self._to_file() if case == TO_FILES else self._to_table()
        except StatementFailed as failure:
            raise EngineFailed(f"{self.name}: {case}: {failure}") from None
        finally:
            self._running = []
        return time.perf_counter() - began

    def _to_file(self):
        copy = f"\\copy {HITS} TO '{self._output}' {self._options}"
        self._running = [self._databases.start_psql(SITE, copy, stdin=subprocess.DEVNULL)]
        wait_for(self._running)
        with open(self._output, "rb") as file:
            os.fsync(file.fileno())

    def _to_table(self):
        sending = self._databases.start_psql(
            SITE, f"\\copy {HITS} TO STDOUT {self._options}", stdout=subprocess.PIPE
        )
        receiving = self._databases.start_psql(
            WAREHOUSE, f"\\copy {HITS} FROM STDIN {self._options}", stdin=sending.stdout
        )
        self._running = [sending, receiving]
        wait_for(self._running)

    def fingerprint(self):
        return fingerprint_of_csv(self._output)

    def clear(self):
        self._output.unlink(missing_ok=True)

    def close(self):
        pass


class Spark(Peer):
    """Spark's JDBC source and target, in a session that stays warm."""

    def __init__(self, folder, databases, rows, threads, row_group, driver):
        urls = {
            name: "jdbc:postgresql://{host}:{port}/{dbname}".format(**databases.settings(database))
            for name, database in (("site", SITE), ("warehouse", WAREHOUSE))
        }
        super().__init__(
            "spark",
            folder,
            {},
            threads,
            row_group,
            program="databases",
            environment=databases.environment,
            settings={"urls": urls, "table": HITS, "rows": rows, "driver": str(driver)},
        )

    @property
    def pids(self):
        return [self.pid]

    def run(self, case):
        return super().run() if case == TO_FILES else super().run(output=None)

    def fingerprint(self):
        return fingerprint_of_parquet(self.files())
