"""Why a program has failed, in the words that its author needs first."""

import pathlib
import traceback


class Failure(Exception):
    """The program did not end well; `traceback` is the whole of it, for the log."""

    def __init__(self, message, whole=""):
        super().__init__(message)
        self.traceback = whole


def failure_of(error, path, name):
    """`error`, which a program at `path` has raised, as its author sees it: what went wrong, and the
    line of the program, called by its `name`, at which it did.
    """
    frames = traceback.extract_tb(error.__traceback__)
    first = next((i for i, frame in enumerate(frames) if frame.filename == path), len(frames))
    own = [frame for frame in frames[first:] if frame.filename == path]
    message = f"{type(error).__name__}: {reason_of(error)}"
    if isinstance(error, SyntaxError) and error.filename == path:
        message += f" ({name}, line {error.lineno})"
    elif own:
        message += f" ({name}, line {own[-1].lineno}: {own[-1].line})"
    whole = "".join(
        [
            "Traceback (most recent call last):\n",
            *traceback.format_list(frames[first:]),
            *traceback.format_exception_only(error),
        ]
    )
    return Failure(message, whole.replace(str(pathlib.Path(path)), name))


def reason_of(error):
    """What an exception says, without what PySpark hangs on: Java's stack, or a plan."""
    java = getattr(error, "java_exception", None)
    text = str(java.toString()) if java is not None else str(error)
    lines = []
    for line in text.strip().splitlines():
        if line.lstrip().startswith(("at ", "JVM stacktrace:", "Driver stacktrace:")):
            break
        lines.append(line)
        if "SQLSTATE: " in line:
            break
    return "\n".join(lines).strip() or text
