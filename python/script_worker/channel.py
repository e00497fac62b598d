"""The socket to the server."""

import json
import os
import signal
import socket
import threading


class Channel:
    """One JSON text a line, both ways. Sending is thread-safe."""

    def __init__(self, descriptor):
        self._socket = socket.socket(fileno=descriptor)
        os.set_inheritable(descriptor, False)
        self._lines = self._socket.makefile("r", encoding="utf-8")
        self._lock = threading.Lock()

    def receive(self):
        line = self._lines.readline()
        if not line:
            end_all()
        return json.loads(line)

    def send(self, event):
        line = json.dumps(event, ensure_ascii=True) + "\n"
        with self._lock:
            self._socket.sendall(line.encode())

    def watch_for_stop(self):
        """Returns never: ends everything when the server says so, or is gone."""
        if self.receive().get("stop"):
            self.send({"Event": "Failed", "Kind": "stopped", "Message": "stopped on request"})
        end_all()


def end_all():
    """Ends this process and all that it has started: they are a process group of their own."""
    os.killpg(0, signal.SIGKILL)
