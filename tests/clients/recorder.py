"""Writes down which operations the tests call and what is answered: tools/compatibility.py makes
docs/compatibility.md of it.

Nothing is recorded unless TENON_RECORD names a file. Each line of it is a JSON object: `test` (the
file and the function), `service`, `operation`, and either `code` (of the error; null for success)
or `built` (what the test of every operation has found) with the codes that the model `declares`.
Only the body of a test counts, not its fixtures.
"""

import contextlib
import functools
import json
import os
import re

import botocore.session
from botocore import xform_name
from botocore.client import BaseClient
from botocore.exceptions import ClientError

_PATH = os.environ.get("TENON_RECORD")
_written = set()
_test = None

_CLI_ERROR = re.compile(r"An error occurred \((\w+)\) when calling the (\w+) operation")
# `aws s3` and `aws configure` have commands of the CLI's own.
_CLI_SERVICES = {"s3api": "s3", "s3": None}


def _write(**entry):
    line = json.dumps({"test": _test, **entry})
    if _PATH is None or _test is None or line in _written:
        return
    _written.add(line)
    with open(_PATH, "a", encoding="utf-8") as file:
        file.write(line + "\n")


def note(service, operation, code):
    """An answer; `code` is None for success."""
    _write(service=service, operation=operation, code=code)


def note_answer(service, operation, answer):
    """A success, and the codes of the errors that a batch reports inside it."""
    note(service, operation, None)
    errors = answer.get("Errors", [])
    for error in errors.values() if isinstance(errors, dict) else errors:
        detail = error.get("ErrorDetail", error.get("Error", error))
        note(service, operation, detail.get("ErrorCode", detail.get("Code")))


def note_built(service, operation, built, declares=()):
    """Whether the program has the operation, as it has said itself, and the codes of the errors that
    its model declares.
    """
    _write(service=service, operation=operation, built=built, declares=list(declares))


def note_command(words, finished):
    """The operation that a command of the aws CLI stands for, where it stands for one."""
    service = _CLI_SERVICES.get(words[0], words[0])
    failed = _CLI_ERROR.search(finished.stderr if isinstance(finished.stderr, str) else "")
    if failed:
        note(service or words[0], failed[2], failed[1])
    elif finished.returncode == 0 and len(words) > 1:
        operation = _commands(service).get(words[1])
        if operation:
            note(service, operation, None)


@functools.cache
def _commands(service):
    """The CLI's commands for a service's operations."""
    session = botocore.session.Session()
    if service not in session.get_available_services():
        return {}
    names = session.get_service_model(service).operation_names
    return {xform_name(name, "-"): name for name in names}


@contextlib.contextmanager
def during(test):
    """What is noted meanwhile belongs to this test."""
    global _test
    before, _test = _test, test
    try:
        yield
    finally:
        _test = before


def watch_clients():
    """Makes every client of boto3's in this process note its answers, whoever has made it."""
    if _PATH is None:
        return
    call = BaseClient._make_api_call

    @functools.wraps(call)
    def noted(self, operation, parameters):
        service = self.meta.service_model.service_name
        try:
            answer = call(self, operation, parameters)
        except ClientError as error:
            note(service, operation, error.response["Error"]["Code"])
            raise
        note_answer(service, operation, answer)
        return answer

    BaseClient._make_api_call = noted
