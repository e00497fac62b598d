"""What the program and Spark print, as lines of the run's log."""

import os
import sys
import threading
import uuid

MOST = 32 * 1024  # characters of a line that are told

# Spark's own log begins a line with the time and the level: "26/01/31 10:00:00 WARN Utils: ...".
LEVELS = {" WARN ": "warning", " ERROR ": "error"}


def level_of(line):
    head = line[:32]
    return next((level for mark, level in LEVELS.items() if mark in head), "info")


class LogLines:
    """Takes standard output and error of this process and of those it starts, while it lives."""

    def __init__(self, channel):
        self._channel = channel
        ours, theirs = os.pipe()
        for standard in (1, 2):
            os.dup2(theirs, standard)
        os.close(theirs)
        self._last = uuid.uuid4().hex
        self._thread = threading.Thread(target=self._read, args=(ours,), daemon=True)
        self._thread.start()

    def _read(self, descriptor):
        with open(descriptor, encoding="utf-8", errors="replace", newline="\n") as lines:
            for line in lines:
                # A bar that draws itself again ends in carriage returns; its last state counts.
                text = line.rstrip("\r\n").rsplit("\r", 1)[-1]
                if text == self._last:
                    return
                if text.strip():
                    self.write(text)

    def write(self, text):
        for line in text.splitlines():
            self._channel.send(
                {"Event": "LogLine", "Level": level_of(line), "Message": line[:MOST]}
            )

    def end(self):
        """Returns when all that was printed so far has been told."""
        sys.stdout.flush()
        sys.stderr.flush()
        # Java keeps the pipe open, so its end never comes; this line takes its place.
        os.write(1, f"\n{self._last}\n".encode())
        self._thread.join(timeout=5)
