"""Runs one PySpark program for the server, in a process of its own.

Descriptor 3 is a stream socket to the server, one JSON text a line: the script comes in
(src/task/script.h), events go out (src/task/event.h), and {"stop": true} ends the program early.
"""

import os
import pathlib
import runpy
import sys
import threading

from script_worker.channel import Channel
from script_worker.failure import Failure, failure_of
from script_worker.log_lines import LogLines
from script_worker.progress import Progress
from script_worker.spark_session import prepare, stop_spark


def place_of(file):
    """What stands in sys.path for a module to be found: an archive itself, or a file's folder."""
    return str(pathlib.Path(file).parent) if file.endswith(".py") else file


def run(script):
    """The program as if it had been started by itself. Raises Failure if it did not end well."""
    path = script["Path"]
    sys.argv = [path, *script["Arguments"]]
    sys.path[:0] = [place_of(file) for file in [path, *script["PythonFiles"]]]
    try:
        runpy.run_path(path, run_name="__main__")
    except SystemExit as end:
        if end.code not in (None, 0):
            raise Failure(f"the script ended itself with: {end.code}") from None
    except BaseException as error:
        raise failure_of(error, path, script["Name"]) from error


def work(script, channel, log):
    prepare(script)
    progress = Progress(channel)
    try:
        run(script)
        stop_spark()
    except Failure as failure:
        log.write(failure.traceback)
        return {"Event": "Failed", "Kind": "invalid_input", "Message": str(failure)}
    finally:
        progress.end()
    return {"Event": "Done", "Rows": 0, "BytesScanned": 0}


def main():
    channel = Channel(3)
    script = channel.receive()
    log = LogLines(channel)
    threading.Thread(target=channel.watch_for_stop, daemon=True).start()
    os.chdir(script["Folder"])
    end = work(script, channel, log)
    log.end()
    channel.send(end)
    # What Spark has started (the Java process, its Python workers) ends with this one.
    os._exit(0)


if __name__ == "__main__":
    main()
