"""How far a job's runs have read the sources that grow.

A bookmark is a document: for each `transformation_ctx` of a script, what has been read. It belongs to the
service, which keeps it with the job, resets it and sets it back to that of an earlier run. A run is handed
the document in a file, whose path is in the environment (TENON_BOOKMARK), and leaves what should hold from
then on beside it, under the name `<path>.next`. That file is whole or not there: it is written, synced and
then named. It counts only if the run succeeds, which is the service's to say.

    {"orders": {"files": {"modified": 1700000000000, "seen": ["s3://b/orders/7.json"]}},
     "hits":   {"keys": {"id": "2000000"}}}

Files: those that were changed after `modified` are new, and of those changed in that very millisecond the
ones that are not among `seen`. Rows of a database: those beyond the largest (or, descending, the smallest)
value of `jobBookmarkKeys`, which must be one key that only grows (or shrinks).

The rules are those of "Tracking processed data using job bookmarks" in the AWS Glue Developer Guide.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from awsglue.files import File
from awsglue.paths import quote, require

VARIABLE = "TENON_BOOKMARK"


class Bookmark:
    """The bookmark of one run. On the driver, one thread at a time."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._before = document
        self._next: dict[str, Any] = {**document}

    def unread(self, transformation_ctx: str, files: Sequence[File]) -> list[File]:
        """The files that no run has read, which this run is taken to read."""
        known = self._before.get(transformation_ctx, {}).get("files", {})
        modified, seen = known.get("modified", -1), set(known.get("seen", []))
        new = [
            file
            for file in files
            if file.modified > modified or (file.modified == modified and file.path not in seen)
        ]
        if new:
            newest = max(file.modified for file in new)
            at_newest = {file.path for file in new if file.modified == newest}
            if newest == modified:
                at_newest |= seen
            self._next[transformation_ctx] = {
                "files": {"modified": newest, "seen": sorted(at_newest)}
            }
        return new

    def unread_rows(
        self, transformation_ctx: str, frame: DataFrame, keys: Sequence[str], descending: bool
    ) -> DataFrame:
        """The rows beyond the last value of the key that a run has read, up to the last one that there is.

        Raises NotImplementedError for several keys.
        """
        if len(keys) != 1:
            raise NotImplementedError(f"a bookmark of rows has one key: {', '.join(keys)}")
        name = require(frame, keys[0])[0]
        column, data_type = F.col(quote(name)), frame.schema[name].dataType
        last = self._before.get(transformation_ctx, {}).get("keys", {}).get(name)
        if last is not None:
            value = F.lit(last).cast(data_type)
            frame = frame.where(column < value if descending else column > value)
        end = frame.agg((F.min if descending else F.max)(column).cast("string")).collect()[0][0]
        if end is None:
            return frame.where("false")
        self._next[transformation_ctx] = {"keys": {name: end}}
        bound = F.lit(end).cast(data_type)
        # Rows that come in while the job runs are the next run's.
        return frame.where(column >= bound if descending else column <= bound)

    def document(self) -> dict[str, Any]:
        """What should hold from now on."""
        return self._next


def read_bookmark() -> Bookmark:
    """The bookmark that this run is handed; without any, it begins at the beginning."""
    path = os.environ.get(VARIABLE)
    if path is None or not os.path.exists(path):
        return Bookmark({})
    with open(path, encoding="utf-8") as file:
        return Bookmark(json.load(file))


def leave_bookmark(bookmark: Bookmark) -> bool:
    """Leaves what should hold from now on; False when nobody has asked for it."""
    path = os.environ.get(VARIABLE)
    if path is None:
        return False
    made = f"{path}.writing"
    with open(made, "w", encoding="utf-8") as file:
        json.dump(bookmark.document(), file, ensure_ascii=False, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    os.replace(made, f"{path}.next")
    return True
