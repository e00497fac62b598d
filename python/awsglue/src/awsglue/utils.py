"""The arguments of a job.

Rules, from "Accessing parameters using getResolvedOptions" and "AWS Glue job parameters" of the AWS
Glue Developer Guide:

- An argument is `--name value` or `--name=value`; a script asks for it without the two hyphens.
- A hyphen within a name is an underscore in the result (`--day-key` is `args["day_key"]`), and a name
  may be asked for in either spelling.
- Arguments that are not asked for are ignored; one that is asked for and missing is an error.
- `--JOB_NAME`, `--TempDir`, `--job-bookmark-option` and the like belong to the service. They are in the
  result when they were given, but a script that lists one of the bookmark options itself is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence


class GlueArgumentError(Exception):
    """The arguments do not have what the script asks for."""


BOOKMARK_OPTIONS = ("job-bookmark-enable", "job-bookmark-pause", "job-bookmark-disable")

# In the result whether they are asked for or not; those without a default only when they were given.
_SERVICE_OPTIONS: dict[str, str | None] = {
    "job_bookmark_option": BOOKMARK_OPTIONS[2],
    "job_bookmark_from": None,
    "job_bookmark_to": None,
    "JOB_ID": None,
    "JOB_RUN_ID": None,
    "SECURITY_CONFIGURATION": None,
    "encryption_type": None,
    "enable_data_lineage": None,
    "RedshiftTempDir": None,
    "TempDir": None,
}
_BOOKMARK_NAMES = ("job_bookmark_option", "job_bookmark_from", "job_bookmark_to")


def getResolvedOptions(args: Sequence[str], options: Sequence[str]) -> dict[str, str]:
    """The values of the named arguments, and of those that belong to the service.

    `args` is `sys.argv`, whose first item is the script. Raises GlueArgumentError when an argument is
    missing, has no value or is reserved, with a message in the form that argparse gives it. The value of
    an argument that is given twice is the last one.
    """
    script = args[0] if args else "script"
    wanted = [_name(option) for option in options]
    reserved = [name for name in wanted if name in _BOOKMARK_NAMES]
    if reserved:
        raise GlueArgumentError(f"{script}: error: argument --{reserved[0]} is reserved")
    given = _given(script, args[1:], set(wanted) | set(_SERVICE_OPTIONS))
    missing = [f"--{name}" for name in dict.fromkeys(wanted) if name not in given]
    if missing:
        raise GlueArgumentError(
            f"{script}: error: the following arguments are required: {', '.join(missing)}"
        )
    for name, default in _SERVICE_OPTIONS.items():
        if default is not None:
            given.setdefault(name, default)
    _check_bookmarks(script, given)
    result = {name: given[name] for name in given if name in wanted or name in _SERVICE_OPTIONS}
    # A name that was asked for with hyphens is found by that spelling, too.
    for option in options:
        result.setdefault(option, given[_name(option)])
    return result


def _name(option: str) -> str:
    return option.removeprefix("--").replace("-", "_")


def _given(script: str, args: Sequence[str], known: set[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    at = 0
    while at < len(args):
        text = args[at]
        at += 1
        if not text.startswith("--"):
            continue
        name, equals, value = text[2:].partition("=")
        name = _name(name)
        if name not in known:
            # An unknown argument's value, if it is one, is skipped by the loop: it has no hyphens.
            continue
        if equals:
            values[name] = value
        elif at < len(args) and not args[at].startswith("--"):
            values[name] = args[at]
            at += 1
        elif text[2:] in BOOKMARK_OPTIONS:
            continue
        else:
            raise GlueArgumentError(f"{script}: error: argument --{name}: expected one argument")
    # The older spelling of the bookmark option is a flag.
    for text in args:
        if text.startswith("--") and text[2:] in BOOKMARK_OPTIONS:
            values["job_bookmark_option"] = text[2:]
    return values


def _check_bookmarks(script: str, given: dict[str, str]) -> None:
    option = given["job_bookmark_option"]
    if option not in BOOKMARK_OPTIONS:
        choices = ", ".join(repr(choice) for choice in BOOKMARK_OPTIONS)
        raise GlueArgumentError(
            f"{script}: error: argument --job-bookmark-option: invalid choice: {option!r} "
            f"(choose from {choices})"
        )
    ends = [name in given for name in ("job_bookmark_from", "job_bookmark_to")]
    if any(ends) and not (all(ends) and option == "job-bookmark-pause"):
        raise GlueArgumentError(
            f"{script}: error: --job-bookmark-from and --job-bookmark-to are given together, and with "
            "--job-bookmark-option job-bookmark-pause"
        )
