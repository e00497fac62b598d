"""Runs a Tenon server for as long as a script needs it, and makes clients for it.

    with Server("build/release/bin/tenon", "/tmp/data") as server:
        print(server.client("glue").get_databases())

Everything that a client needs to know is an endpoint, a key pair and a region, in the usual
environment variables, so the same script works against AWS itself.
"""

import functools
import json
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import tempfile
import time

import boto3
import botocore.config
import botocore.session
from child_process import end_with_parent

TENON_MODEL = pathlib.Path(__file__).resolve().parents[2] / "src/api/tenon/service-2.json"


# The program to run where nobody says otherwise: what TENON names, or "tenon" of the PATH.
PROGRAM = os.environ.get("TENON", "tenon")


class ServerFailed(Exception):
    """The server did not start, or did not end as it should; the message holds what it printed."""


class Server:
    """One server process. Ports are free ones unless named; `environment` is added to its own."""

    def __init__(self, program, data, api="127.0.0.1:0", console="127.0.0.1:0", environment=None):
        self.program = shutil.which(program) or str(pathlib.Path(program).resolve())
        self.data = pathlib.Path(data)
        self.log = self.data.with_name(self.data.name + ".log")
        self._addresses = ["--api", api, "--console", console]
        self._environment = {**os.environ, **(environment or {})}
        self._settings = None
        self.process = None

    def start(self, timeout=30):
        """Starts the process and returns when it answers requests."""
        self._settings = None
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.program, "serve", "--data", str(self.data), *self._addresses],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGTERM),
            )
        deadline = time.monotonic() + timeout
        while not self._is_listening():
            if self.process.poll() is not None:
                raise ServerFailed(
                    f"the server ended at its start ({self.process.returncode}):\n{self.output()}"
                )
            if time.monotonic() > deadline:
                self.kill()
                raise ServerFailed(f"the server was not ready after {timeout} s:\n{self.output()}")
            time.sleep(0.002)
        return self

    def _is_listening(self):
        # A server that was killed leaves its file behind, so only this process's own counts.
        try:
            return json.loads((self.data / "server.json").read_text())["pid"] == self.process.pid
        except (FileNotFoundError, ValueError):
            return False

    def stop(self, timeout=20):
        """Asks the server to end in an orderly way. Raises ServerFailed unless it does."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise ServerFailed(
                f"the server had not ended {timeout} s after SIGTERM:\n{self.output()}"
            ) from None
        if status != 0:
            raise ServerFailed(f"the server ended with {status}:\n{self.output()}")

    def kill(self):
        """Ends the server as a power cut would: it gets no chance to do anything."""
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def output(self):
        """Everything that the server has printed."""
        return self.log.read_text(errors="replace")

    @property
    def endpoint(self):
        return self.settings()["AWS_ENDPOINT_URL"]

    @property
    def console(self):
        return json.loads((self.data / "server.json").read_text())["console"]

    def settings(self):
        """The variables that `tenon env` prints, by name: endpoint, key pair and region."""
        if self._settings is None:
            printed = subprocess.run(
                [self.program, "env", "--data", str(self.data)],
                check=True,
                text=True,
                capture_output=True,
            ).stdout
            words = [
                word
                for line in printed.splitlines()
                if line.startswith("export ")
                for word in shlex.split(line)[1:]
            ]
            self._settings = dict(word.split("=", 1) for word in words)
        return self._settings

    def client(self, service, **options):
        """A boto3 client for this server; `options` override what `tenon env` says."""
        settings = self.settings()
        defaults = {
            "endpoint_url": settings["AWS_ENDPOINT_URL"],
            "region_name": settings["AWS_REGION"],
            "aws_access_key_id": settings["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": settings["AWS_SECRET_ACCESS_KEY"],
            # A failure is shown at once, not tried again.
            "config": botocore.config.Config(retries={"max_attempts": 0}),
        }
        return new_session().client(service, **{**defaults, **options})


@functools.cache
def _model_folder():
    """A folder as botocore looks for models in; it goes when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="tenon-model-")
    model = pathlib.Path(folder.name) / "tenon/2026-01-01/service-2.json"
    model.parent.mkdir(parents=True)
    shutil.copyfile(TENON_MODEL, model)
    return folder


def new_session():
    """A boto3 session that also knows the Tenon service, whose model boto3 cannot have."""
    core = botocore.session.Session()
    core.get_component("data_loader").search_paths.append(_model_folder().name)
    return boto3.Session(botocore_session=core)
