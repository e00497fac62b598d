"""Runs a PostgreSQL cluster of its own for as long as a script needs it, with the programs that
Debian installs.

    with Cluster("/tmp/cluster", password="…") as cluster:
        psycopg.connect(**cluster.settings())

The cluster listens on 127.0.0.1 only and asks every user for the password. Nothing of the machine's
own clusters is touched.
"""

import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "pipeline"))

from child_process import end_with_parent  # noqa: E402
from ports import find_free_port  # noqa: E402

USER = DATABASE = "postgres"
HOST = "127.0.0.1"


class ClusterFailed(Exception):
    """The cluster could not be made, started or ended; the message says why."""


def find_programs():
    """The folder of initdb and postgres: of the newest version that Debian has put there, or what
    the PATH has.
    """
    versions = sorted(
        pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: [int(part) for part in re.findall(r"\d+", path.parents[1].name)],
    )
    found = versions[-1] if versions else shutil.which("initdb")
    if not found:
        raise ClusterFailed("PostgreSQL's server is not installed: apt-get install postgresql")
    return pathlib.Path(found).resolve().parent


def find_account():
    """Whom the server runs as: (user, group), or None for whoever runs this. It refuses to run as
    root, so root lends it the account that Debian's package makes.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        raise ClusterFailed(
            "PostgreSQL does not run as root, and there is no user postgres to run it as: "
            "apt-get install postgresql makes one"
        ) from None
    return entry.pw_uid, entry.pw_gid


def can_reach(account, folder):
    """Whether that account gets as far as the folder. One below /root is out of its reach."""
    user, group = account
    asked = subprocess.run(
        ["test", "-d", folder], user=user, group=group, extra_groups=[], cwd="/", check=False
    )
    return asked.returncode == 0


def choose_folder(wanted, name):
    """`wanted`, or where PostgreSQL's account cannot reach that, the folder `name` in its home."""
    account = find_account()
    wanted.parent.mkdir(parents=True, exist_ok=True)
    if account is None or can_reach(account, wanted.parent):
        return wanted
    return pathlib.Path(pwd.getpwuid(account[0]).pw_dir) / name


class Cluster:
    """One cluster in `folder`, which is made if it is not there and kept when the server ends. The
    user postgres has the password given, from each start on. `options` are settings of
    postgresql.conf. One thread at a time.
    """

    def __init__(self, folder, password, port=None, options=None):
        self.folder = pathlib.Path(folder).resolve()
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.password = password
        self.port = port or find_free_port()
        self.process = None
        self._options = {
            "listen_addresses": HOST,
            "unix_socket_directories": "",
            **(options or {}),
        }
        self._programs = find_programs()
        self._account = find_account()

    def start(self, timeout=60):
        """Makes the cluster where it is missing, starts it, and returns when it takes queries."""
        self._make_folder()
        if not (self.data / "PG_VERSION").exists():
            self._make_data()
        self._set_password()
        flags = [f"--{name}={value}" for name, value in self._options.items()]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.data, "-p", str(self.port), *flags],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                # The signal for a fast end: open connections are closed, nothing is lost.
                preexec_fn=end_with_parent(signal.SIGINT),
                **self._as_account(),
            )
        deadline = time.monotonic() + timeout
        while not self._is_ready():
            if self.process.poll() is not None:
                raise ClusterFailed(f"PostgreSQL ended at its start:\n{self._last_lines()}")
            if time.monotonic() > deadline:
                self.stop()
                raise ClusterFailed(f"not ready after {timeout} s:\n{self._last_lines()}")
            time.sleep(0.01)
        return self

    def stop(self, timeout=60):
        """Ends the server as `pg_ctl stop -m fast` does."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise ClusterFailed(
                f"PostgreSQL had not ended after {timeout} s:\n{self._last_lines()}"
            ) from None

    def kill(self):
        """Ends the server at once and writes nothing more, for a cluster that is thrown away."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def settings(self, database=DATABASE):
        """How to connect, in libpq's words."""
        return {
            "host": HOST,
            "port": self.port,
            "user": USER,
            "password": self.password,
            "dbname": database,
        }

    def variables(self, database=DATABASE):
        """How to connect, in the words of the site's .env file."""
        return {
            "POSTGRES_USER": USER,
            "POSTGRES_PASSWORD": self.password,
            "POSTGRES_DB": database,
            "POSTGRES_HOST": HOST,
            "POSTGRES_PORT": str(self.port),
        }

    def _as_account(self):
        if self._account is None:
            return {"cwd": self.folder}
        user, group = self._account
        return {"cwd": self.folder, "user": user, "group": group, "extra_groups": []}

    def _make_folder(self):
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._account is None:
            return
        os.chown(self.folder, *self._account)
        if not can_reach(self._account, self.folder):
            raise ClusterFailed(
                f"the account postgres cannot reach the folder of its cluster: {self.folder}"
            )

    def _make_data(self):
        part = self.folder / "data.part"
        shutil.rmtree(part, ignore_errors=True)
        self._run("initdb", "-D", part, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        # Nobody gets in without the password. It has none yet, and no server has run.
        (part / "pg_hba.conf").write_text(f"host all all {HOST}/32 scram-sha-256\n")
        part.rename(self.data)

    def _set_password(self):
        literal = self.password.replace("'", "''")
        # A server for this one line, which reads it where nobody else can.
        self._run(
            "postgres",
            "--single",
            "-D",
            self.data,
            DATABASE,
            text=f"ALTER ROLE {USER} PASSWORD '{literal}'\n",
        )

    def _run(self, program, *arguments, text=""):
        done = subprocess.run(
            [self._programs / program, *arguments],
            input=text,
            text=True,
            capture_output=True,
            **self._as_account(),
        )
        if 'lock file "postmaster.pid" already exists' in done.stderr:
            raise ClusterFailed(f"another server is at work on the cluster in {self.folder}")
        if done.returncode != 0 or re.search(r"\b(ERROR|FATAL):  ", done.stderr):
            raise ClusterFailed(f"{program} failed:\n{done.stderr or done.stdout}")

    def _is_ready(self):
        """The server says so itself, in the file that pg_ctl reads too."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(self.process.pid) and lines[7].strip() == "ready"

    def _last_lines(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])
