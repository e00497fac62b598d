"""The loop of a peer's process: for each line of its input, {"output": path, ...}, it runs the job
into that path, if there is one, syncs what was written, and answers. The time that a caller
measures around that is the engine's own but for a pipe.
"""

import json
import os
import pathlib
import sys

SETTINGS = json.loads(sys.argv[1])
FILES = SETTINGS["files"]
THREADS = SETTINGS["threads"]
ROW_GROUP = SETTINGS["row_group"]


def sync(path):
    """Makes a file, or a folder with all its files, durable: our own output is when its run has
    succeeded.
    """
    path = pathlib.Path(path)
    for each in [*(sorted(path.iterdir()) if path.is_dir() else []), path, path.parent]:
        descriptor = os.open(each, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def serve(version, run):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what an engine prints must not be taken for an answer
    print(json.dumps({"version": version}), file=answers, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        output = request.pop("output")
        run(output, **request)
        if output is not None:  # a database makes durable what it is given
            sync(output)
        print(json.dumps({"done": True}), file=answers, flush=True)
