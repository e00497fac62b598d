"""The engines of a comparison, each of which runs the tutorial's job over the same files on demand.

engine.run()      seconds of one run, output written and synced
engine.files()    the Parquet files of the last run
engine.clear()    removes them
engine.pid        the process (with its children) whose memory counts
"""

import json
import pathlib
import shutil
import subprocess
import sys
import time

import pipeline
from tenon_server import Server

from harness.engine_failed import EngineFailed
from harness.shown_files import shown_files
from harness.timed_run import timed_run

PEERS = pathlib.Path(__file__).resolve().parents[1] / "peers"


class Tenon:
    """Ours, through the API: from StartJobRun until GetJobRun says SUCCEEDED."""

    name = "tenon"

    def __init__(self, program, folder, files, threads):
        self.server = Server(
            program, folder / "data", environment={"TENON_WORKER_THREADS": str(threads)}
        )
        self.server.start()
        self._s3, self._glue = self.server.client("s3"), self.server.client("glue")
        pipeline.create_bucket(self._s3)
        pipeline.create_folders(self._s3)
        pipeline.upload_files(self._s3, files)
        pipeline.create_catalog(self._glue)
        pipeline.create_job(self._glue)

    @property
    def pid(self):
        return self.server.process.pid

    def run(self):
        took, _ = timed_run(self.server, self._glue, pipeline.JOB)
        return took

    def files(self):
        return shown_files(self.server, self._s3, pipeline.BUCKET, "transformed_zone/")

    def clear(self):
        for key, _ in pipeline.list_output(self._s3):
            self._s3.delete_object(Bucket=pipeline.BUCKET, Key=key)

    def close(self):
        self.server.stop()


class Peer:
    """Another engine in a process of its own, with a session that stays warm between runs."""

    def __init__(
        self,
        name,
        folder,
        files,
        threads,
        row_group,
        program="peer",
        environment=None,
        settings=None,
    ):
        self.name = name
        self._output = folder / f"{name}-output"
        settings = {
            **(settings or {}),
            "files": {table: str(path) for table, path in files.items()},
            "threads": threads,
            "row_group": row_group,
            "scratch": str(folder / f"{name}-scratch"),
        }
        self._log = open(folder / f"{name}.log", "w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, str(PEERS / f"{name}_{program}.py"), json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=environment,
        )
        self.pid = self._process.pid
        self.version = self._receive()["version"]

    def _receive(self):
        line = self._process.stdout.readline()
        if not line:
            self._log.seek(0)
            raise EngineFailed(
                f"{self.name} ended with {self._process.wait()}:\n{self._log.read()[-4000:]}"
            )
        return json.loads(line)

    def run(self, **request):
        """Seconds of one run; the request goes to the peer's program as it is. Where it has an
        output of its own, or None, that takes the place of ours.
        """
        line = json.dumps({"output": str(self._output), **request})
        began = time.perf_counter()
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        self._receive()
        return time.perf_counter() - began

    def files(self):
        if self._output.is_dir():
            return sorted(self._output.glob("*.parquet"))
        return [self._output]

    def clear(self):
        if self._output.is_dir():
            shutil.rmtree(self._output)
        else:
            self._output.unlink(missing_ok=True)

    def close(self):
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()
        self._log.close()
