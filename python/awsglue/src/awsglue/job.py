"""Job: the begin and the end of a run.

From "Tracking processed data using job bookmarks" and "Job class" of the AWS Glue Developer Guide: `init`
comes before the sources are read, `commit` after the targets are written, and only what has a
`transformation_ctx` is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from awsglue.bookmark import VARIABLE, leave_bookmark, read_bookmark

if TYPE_CHECKING:
    from awsglue.context import GlueContext

_ENABLE, _PAUSE, _DISABLE = (
    "job-bookmark-enable",
    "job-bookmark-pause",
    "job-bookmark-disable",
)


class Job:
    """The run of a script: `job.init(args["JOB_NAME"], args)`, then `job.commit()`.

    With `--job-bookmark-option job-bookmark-enable`, sources give what no run has read, and `commit` moves
    the bookmark; with `job-bookmark-pause` they do, and it stays.
    """

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context
        self._option = _DISABLE
        self.name = ""

    def init(self, job_name: str, args: Mapping[str, str] | None = None) -> None:
        """Begins the run. Raises ValueError for a bookmark option that there is not."""
        self.name = job_name
        self._option = (args or {}).get("job_bookmark_option", _DISABLE)
        if self._option not in (_ENABLE, _PAUSE, _DISABLE):
            raise ValueError(f"no such bookmark option: {self._option}")
        self._glue_context.bookmark = None if self._option == _DISABLE else read_bookmark()

    def isInitialized(self) -> bool:
        """Whether `init` has been called."""
        return bool(self.name)

    def commit(self) -> None:
        """Moves the bookmark to what this run has read. Raises RuntimeError before `init`."""
        if not self.isInitialized():
            raise RuntimeError("job.init must come before job.commit")
        bookmark = self._glue_context.bookmark
        if (
            bookmark is not None
            and self._option == _ENABLE
            and not leave_bookmark(bookmark)
            and bookmark.document()
        ):
            self._glue_context.get_logger().warning(
                "the bookmark is not kept: %s names no file for it", VARIABLE
            )

    def reset(self) -> None:
        """Forgets, for this run, what runs before have read."""
        from awsglue.bookmark import Bookmark

        if self._glue_context.bookmark is not None:
            self._glue_context.bookmark = Bookmark({})
