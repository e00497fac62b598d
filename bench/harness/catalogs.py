"""The catalogs of a comparison, which do the work of the load programs (bench/load) on demand.

side.work(work, **options)   what the load program measured, with the options of its command line
side.make_database(name)     where the side has such a thing
side.make_table(name)        one with the partition keys of the load program's partitions
side.pid                     the process whose memory and time count; None where there is no server
"""

import json
import os
import pathlib
import subprocess
import sys

from tenon_server import Server, new_session

DATABASE = "load"  # the load program's own default
KEYS = [
    {"Name": "day", "Type": "date"},
    {"Name": "hour", "Type": "int"},
    {"Name": "source", "Type": "string"},
]
PEERS = pathlib.Path(__file__).resolve().parents[1] / "peers"
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid):
    """What the process (not its children) has taken so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Side:
    """One catalog that is measured; `pid` is the process whose memory and time count."""

    name = pid = None

    def work(self, work, **options):
        """One run of the load program: its figures."""
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        ran = subprocess.run(
            [*self.command(), work, *words],
            env=self.environment(),
            text=True,
            capture_output=True,
            check=False,
        )
        if ran.returncode != 0:
            sys.exit(f"{self.name}: {work} failed: {ran.stderr.strip()}")
        return json.loads(ran.stdout)

    def environment(self):
        return None

    def make_database(self, name):
        pass

    def make_table(self, name):
        pass

    def close(self):
        pass


class Api(Side):
    """A server that speaks Glue's API."""

    def connect(self, load, settings):
        self._load = str(load)
        self._settings = settings
        self._glue = new_session().client(
            "glue",
            endpoint_url=settings["AWS_ENDPOINT_URL"],
            region_name=settings["AWS_REGION"],
            aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        )

    def command(self):
        return [self._load, self._settings["AWS_ENDPOINT_URL"]]

    def environment(self):
        return {**os.environ, **self._settings}

    def make_database(self, name):
        self._glue.create_database(DatabaseInput={"Name": name})

    def make_table(self, name):
        self._glue.create_table(
            DatabaseName=DATABASE, TableInput={"Name": name, "PartitionKeys": KEYS}
        )


class Tenon(Api):
    name = "tenon"

    def __init__(self, program, load, folder):
        self._server = Server(program, folder / "data").start()
        self.pid = self._server.process.pid
        self.connect(load, self._server.settings())

    def close(self):
        self._server.stop()


class Moto(Api):
    name = "moto"

    def __init__(self, load, folder):
        self._log = open(folder / "moto.log", "w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, str(PEERS / "moto_server.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self.pid = self._process.pid
        line = self._process.stdout.readline()
        if not line:
            self._log.seek(0)
            sys.exit(f"moto's server did not start:\n{self._log.read()[-4000:]}")
        ready = json.loads(line)
        self.version = ready["version"]
        self.connect(
            load,
            {
                "AWS_ENDPOINT_URL": ready["endpoint"],
                "AWS_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": "testing",
                "AWS_SECRET_ACCESS_KEY": "testing",
            },
        )

    def close(self):
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()
        self._log.close()


class Sqlite(Side):
    """No server: the load program does the work itself."""

    name = "sqlite"

    def __init__(self, load, folder):
        self._load = load.with_name("tenon-load-sqlite")
        self._file = folder / "bare.db"

    def command(self):
        return [str(self._load), str(self._file)]
