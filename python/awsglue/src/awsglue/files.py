"""The files of a source.

Options, from "Connection types and options for ETL: Amazon S3" of the AWS Glue Developer Guide: `recurse`
(also what lies in folders below), `exclusions` (a JSON list of globs), `boundedFiles` and `boundedSize`
(no more than so many files or bytes). `groupFiles`, `groupSize`, `maxBand`, `maxFilesInBand` and
`useS3ListImplementation` say how Glue reads and change no record, so they are accepted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyspark.sql import SparkSession


@dataclass(frozen=True)
class File:
    """A file: where it is, when it was last changed (milliseconds since 1970), how large it is, and under
    which of a source's paths it was found."""

    path: str
    modified: int
    size: int
    source: str = ""

    def to_read(self) -> str:
        """The path as Spark is told it, to which some characters are patterns."""
        return re.sub(r"([\\\[\]{}*?])", r"\\\1", self.path)


def list_files(session: SparkSession, paths: Sequence[str], options: dict[str, Any]) -> list[File]:
    """The files at some paths, each a file, a folder or a glob, by name. A path without files has none.

    Names that begin with "_" or "." are not data, as everywhere in Hadoop.
    """
    recurse = flag(options, "recurse")
    patterns = [_pattern(glob) for glob in _exclusions(options)]
    found: dict[str, File] = {}
    for path in paths:
        for file, root in _below(session, path, recurse):
            names = (file.path, file.path.removeprefix(root).lstrip("/"))
            if not any(pattern.fullmatch(name) for pattern in patterns for name in names):
                found[file.path] = file
    return _bounded(sorted(found.values(), key=lambda file: file.path), options)


def paths_of(options: dict[str, Any]) -> list[str]:
    """The `paths` or the `path` of a source's options. Raises ValueError when there is neither."""
    paths = options.get("paths", options.get("path"))
    if isinstance(paths, str):
        # A list may come as JSON, as from a job's arguments.
        paths = json.loads(paths) if paths.lstrip().startswith("[") else [paths]
    if not paths:
        raise ValueError("a source of files needs paths")
    return list(paths)


def flag(options: dict[str, Any], name: str, default: bool = False) -> bool:
    """Whether an option is on; scripts give True, "true" and "True"."""
    return str(options.get(name, default)).lower() == "true"


def _below(session: SparkSession, path: str, recurse: bool):
    jvm = session._jvm
    where = jvm.org.apache.hadoop.fs.Path(path)
    system = where.getFileSystem(session.sparkContext._jsc.hadoopConfiguration())
    for status in system.globStatus(where) or []:
        root = status.getPath().toString()
        if status.isFile():
            found = File(root, status.getModificationTime(), status.getLen(), path)
            yield found, root.rpartition("/")[0]
            continue
        files = system.listFiles(status.getPath(), recurse)
        while files.hasNext():
            file = files.next()
            name = file.getPath().toString()
            relative = name.removeprefix(root).lstrip("/")
            if not any(part.startswith(("_", ".")) for part in relative.split("/")):
                yield File(name, file.getModificationTime(), file.getLen(), path), root


def _exclusions(options: dict[str, Any]) -> list[str]:
    value = options.get("exclusions", [])
    return json.loads(value) if isinstance(value, str) else list(value)


def _pattern(glob: str) -> re.Pattern:
    """A glob as an expression: `*` within a folder, `**` across folders, `?`, `[a-z]`, `[!a]`, `{a,b}`."""
    made, at, depth = "", 0, 0
    while at < len(glob):
        char = glob[at]
        if glob.startswith("**", at):
            made, at = made + ".*", at + 1
        elif char == "*":
            made += "[^/]*"
        elif char == "?":
            made += "[^/]"
        elif char == "[" and "]" in glob[at:]:
            end = glob.index("]", at)
            inner = glob[at + 1 : end].replace("\\", "\\\\")
            made += "[" + ("^" + inner[1:] if inner.startswith("!") else inner) + "]"
            at = end
        elif char == "{":
            made, depth = made + "(?:", depth + 1
        elif char == "}" and depth:
            made, depth = made + ")", depth - 1
        elif char == "," and depth:
            made += "|"
        elif char == "\\" and at + 1 < len(glob):
            made, at = made + re.escape(glob[at + 1]), at + 1
        else:
            made += re.escape(char)
        at += 1
    return re.compile(made, re.DOTALL)


def _bounded(files: list[File], options: dict[str, Any]) -> list[File]:
    count, size = int(options.get("boundedFiles", 0)), int(options.get("boundedSize", 0))
    if count:
        files = files[:count]
    if size:
        total = 0
        for at, file in enumerate(files):
            total += file.size
            # The first file is read however large it is, so that a job gets on.
            if total > size and at:
                return files[:at]
    return files
