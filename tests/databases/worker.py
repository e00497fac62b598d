"""Drives a real tenon-worker by the task protocol (src/task/task.h, src/task/event.h)."""

import json
import pathlib
import shutil
import socket
import subprocess
import threading


def find_worker():
    found = shutil.which("tenon-worker")
    if not found:
        raise FileNotFoundError("tenon-worker is not on the PATH: ./dev build makes it")
    return pathlib.Path(found)


class Worker:
    """One process, one task. `events` grows while it works."""

    def __init__(self):
        ours, theirs = socket.socketpair()
        # The worker's end is its descriptor 3.
        self.process = subprocess.Popen(
            ["sh", "-c", f'exec "$0" 3<&{theirs.fileno()}', str(find_worker())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self.socket = ours
        self.lines = ours.makefile("r", encoding="utf-8")
        self.events = []

    def send(self, task):
        self.socket.sendall(json.dumps(task).encode() + b"\n")

    def stop(self):
        self.socket.sendall(b'{"stop":true}\n')

    def next(self):
        line = self.lines.readline()
        if not line:
            return {"Event": "Gone"}
        self.events.append(json.loads(line))
        return self.events[-1]

    def end(self):
        """Waits for the end of the task: Done, Failed, or Gone when the worker died."""
        while True:
            event = self.next()
            if event["Event"] in ("Done", "Failed", "Gone"):
                return event

    def close(self):
        self.lines.close()
        self.socket.close()
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
