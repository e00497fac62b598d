"""Runs a MariaDB server of its own for as long as a test needs it, with the programs that Debian
installs.

    with MariaDbServer("/tmp/folder", password="…") as server:
        server.run("CREATE TABLE t (a int)")

The server listens on 127.0.0.1 only and asks every user for the password. Nothing of the machine's
own servers is touched.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

PIPELINE = pathlib.Path(__file__).resolve().parents[2] / "examples" / "pipeline"
sys.path.insert(0, str(PIPELINE))

from child_process import end_with_parent  # noqa: E402
from ports import find_free_port  # noqa: E402

HOST = "127.0.0.1"
USER = "tenon"
DATABASE = "shop"


class MariaDbFailed(Exception):
    """The server could not be made, started or asked; the message says why."""


def find_program(name):
    """Where the program is; Debian has the server in a folder that not every PATH names."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/bin")
    if not found:
        raise MariaDbFailed(
            f"{name} is not installed: apt-get install mariadb-server-core mariadb-client-core"
        )
    return found


class MariaDbServer:
    """One server with its data in `folder`, which is made if it is not there. The user `tenon` has
    the password given and may do everything; there is a database `shop`. `options` are settings of
    the server. One thread at a time.
    """

    def __init__(self, folder, password, options=None):
        self.folder = pathlib.Path(folder).resolve()
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.socket = self.folder / "socket"
        self.password = password
        self.port = find_free_port()
        self.process = None
        self._options = {"innodb-flush-log-at-trx-commit": "0", **(options or {})}

    def start(self, timeout=60):
        """Makes the data where it is missing, starts the server, and returns when it answers."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_new = not (self.data / "mysql").exists()
        if is_new:
            self._make_data()
        flags = [f"--{name}={value}" for name, value in self._options.items()]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [
                    find_program("mariadbd"),
                    "--no-defaults",
                    f"--datadir={self.data}",
                    f"--socket={self.socket}",
                    f"--bind-address={HOST}",
                    f"--port={self.port}",
                    "--skip-name-resolve",
                    "--skip-log-bin",
                    *self._as_account(),
                    *flags,
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGTERM),
            )
        deadline = time.monotonic() + timeout
        while not self._is_ready():
            if self.process.poll() is not None:
                raise MariaDbFailed(f"MariaDB ended at its start:\n{self._last_lines()}")
            if time.monotonic() > deadline:
                self.stop()
                raise MariaDbFailed(f"not ready after {timeout} s:\n{self._last_lines()}")
            time.sleep(0.02)
        if is_new:
            self._make_user()
        return self

    def stop(self, timeout=60):
        """Ends the server in order."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise MariaDbFailed(f"not ended after {timeout} s:\n{self._last_lines()}") from None

    def kill(self):
        """Ends the server at once, for one that is thrown away."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def run(self, sql, database=DATABASE):
        """The rows that the statements answer with, as lists of texts; NULL as "NULL"."""
        done = self._client(
            sql, "--batch", "--skip-column-names", *([database] if database else [])
        )
        if done.returncode != 0:
            raise MariaDbFailed(done.stderr.strip())
        return [line.split("\t") for line in done.stdout.splitlines()]

    def _client(self, sql, *arguments):
        """The client as the server's own administrator, whom its socket lets in."""
        program = find_program("mariadb")
        flags = ["--no-defaults", f"--socket={self.socket}", "--user=root"]
        return subprocess.run(
            [program, *flags, "--default-character-set=utf8mb4", *arguments],
            input=sql,
            text=True,
            capture_output=True,
        )

    def _as_account(self):
        """The server runs as root only if it is told to."""
        return ["--user=root"] if os.geteuid() == 0 else []

    def _make_data(self):
        done = subprocess.run(
            [
                find_program("mariadb-install-db"),
                "--no-defaults",
                f"--datadir={self.data}",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                *self._as_account(),
            ],
            text=True,
            capture_output=True,
        )
        if done.returncode != 0:
            raise MariaDbFailed(f"mariadb-install-db failed:\n{done.stdout}{done.stderr}")

    def _make_user(self):
        literal = self.password.replace("\\", "\\\\").replace("'", "''")
        self.run(
            f"CREATE DATABASE {DATABASE} CHARACTER SET utf8mb4;"
            f"CREATE USER {USER}@'%' IDENTIFIED BY '{literal}';"
            f"GRANT ALL ON *.* TO {USER}@'%';"
            "DELETE FROM mysql.global_priv WHERE User = 'root' AND Host <> 'localhost';"
            "FLUSH PRIVILEGES",
            database="",
        )

    def _is_ready(self):
        return self.socket.exists() and self._client("SELECT 1").returncode == 0

    def _last_lines(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])
