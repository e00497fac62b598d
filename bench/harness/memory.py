"""Memory of processes, from /proc."""

import pathlib
import threading

PAGE = 4096


def children(pid):
    """The direct children of a process, by pid."""
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue
    return found


def tree(pid):
    """A process and everything that it started."""
    pids = [pid]
    for parent in pids:
        pids += children(parent)
    return pids


def resident(pid):
    """(bytes of its own, bytes backed by files or shared) of one process; zeros when it is gone."""
    try:
        _, total, shared = map(int, pathlib.Path(f"/proc/{pid}/statm").read_text().split()[:3])
    except OSError:
        return 0, 0
    return (total - shared) * PAGE, shared * PAGE


def rss(pid):
    return sum(resident(pid))


def tree_bytes(pid):
    """What a tree of processes holds: each one's own memory, and what they share (libraries, mapped
    files) once."""
    parts = [resident(one) for one in tree(pid)]
    return sum(own for own, _ in parts) + max((shared for _, shared in parts), default=0)


class Peak:
    """The most that a tree of processes held while the block ran, looked at ten times a second:
    more often would take time from what it measures. With look=rss, the most that one process
    held."""

    def __init__(self, pid, look=tree_bytes):
        self.pid = pid
        self.bytes = 0
        self._look = look
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self):
        while True:
            self.bytes = max(self.bytes, self._look(self.pid))
            if self._ended.wait(0.1):
                return

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._thread.join()
