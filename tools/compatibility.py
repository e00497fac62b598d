#!/usr/bin/env python3
"""Makes docs/compatibility.md of what the client tests recorded (tests/clients/recorder.py).

Usage: python tools/compatibility.py RECORD [--check]

With --check it writes nothing, and fails where the file says less or other than the record. It fails in
any case where no test has seen an operation of Glue or Secrets Manager succeed that is built, or has provoked
an error that the model declares for it, unless tools/errors_that_do_not_apply.toml says why it cannot occur; or where a
test has, although that file says that it cannot.
`./dev test clients` leaves its record at build/compatibility.jsonl.
"""
import argparse
import collections
import difflib
import json
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/compatibility.md"
GLUE_AREAS = ROOT / "tools/glue_operations.toml"
IMPOSSIBLE_ERRORS = ROOT / "tools/errors_that_do_not_apply.toml"
TIERS = ("tier1", "tier2", "tier3")
SERVICES = {"athena": "Amazon Athena", "s3": "Amazon S3", "sts": "AWS STS", "logs": "Amazon CloudWatch Logs",
            "secretsmanager": "AWS Secrets Manager"}
PROVED = ("glue", "secretsmanager")  # of these, every declared error is provoked or explained

HEAD = """# Compatibility

What is built of the services that Tenon speaks, and which tests prove it. This page is made of what the
client tests recorded (`./dev test clients`, then `tools/compatibility.py`), not written by hand.

- **Tests** are the files of `tests/clients` in which the operation was called and succeeded.
- **Errors** are the codes that tests have provoked. For Glue and Secrets Manager, these are all that the
  service model declares, but those of which it is said below why they cannot occur.
- An operation that is not built answers one error that names it: `OperationNotSupportedException` with HTTP
  status 400, for S3 `NotImplemented` with 501.
- The **tier** of a Glue operation says how much it matters: 1 is called by a client that must work here
  (boto3, the aws CLI, awswrangler, pyiceberg, Spark, dbt, Airflow) or by Terraform, 2 belongs to a whole Glue,
  3 is refused by name.
"""


class Seen:
    """What the tests have seen of one operation."""

    def __init__(self):
        self.built = None  # unless a test has asked the program
        self.declares = set()  # the codes of the model, once a test has asked
        self.tests = set()
        self.errors = set()

    def is_built(self):
        return bool(self.tests or self.errors) if self.built is None else self.built


def read_record(lines):
    """A Seen for each (service, operation) of the record."""
    entries = [json.loads(line) for line in lines]
    # A test that asks which operations are built proves nothing else of them.
    asking = {entry["test"] for entry in entries if "built" in entry}
    seen = collections.defaultdict(Seen)
    for entry in entries:
        operation = seen[entry["service"], entry["operation"]]
        if "built" in entry:
            operation.built = entry["built"]
            operation.declares.update(entry.get("declares", []))
        elif entry["test"] in asking:
            pass
        elif entry["code"] is None:
            operation.tests.add(name_of(entry["test"]))
        else:
            operation.errors.add(entry["code"])
    return seen


def name_of(test):
    """A test's file as the page shows it: "glue/databases"."""
    return re.sub(r"(^|/)test_|\.py$", r"\1", test.split("::")[0])


def row(cells):
    return "| " + " | ".join(cells) + " |"


def operation_cells(seen):
    tests = ", ".join(sorted(seen.tests)) or "**none has seen it succeed**"
    return [tests, ", ".join(f"`{code}`" for code in sorted(seen.errors)) or "–"]


def is_about(impossible, operation):
    return operation in impossible.get("operations", [operation])


def of_service(impossible_errors, service):
    """The entries about a service; one that names none is about Glue."""
    return [error for error in impossible_errors if error.get("service", "glue") == service]


def unproved(seen, impossible_errors):
    """What no test proves of the built operations of the PROVED services, a line each."""
    return [line for service in PROVED
            for line in unproved_of(service, seen, of_service(impossible_errors, service))]


def unproved_of(of, seen, impossible_errors):
    built = {name: entry for (service, name), entry in sorted(seen.items()) if service == of and entry.built}
    found = [f"{name}: no test has seen it succeed" for name, entry in built.items() if not entry.tests]
    for name, entry in built.items():
        explained = {error["code"] for error in impossible_errors if is_about(error, name)}
        found += [f"{name} declares {code}: no test has provoked it, and {IMPOSSIBLE_ERRORS.name} does not say why"
                  for code in sorted(entry.declares - entry.errors - explained)]
    for error in impossible_errors:
        for name in error.get("operations", []):
            if name in built and built[name].declares:
                if error["code"] in built[name].errors:
                    found.append(f"{name} answers {error['code']}, of which {IMPOSSIBLE_ERRORS.name} says it cannot")
                elif error["code"] not in built[name].declares:
                    found.append(f"{name} does not declare {error['code']}, of which {IMPOSSIBLE_ERRORS.name} speaks")
    return found


def impossible_lines(impossible_errors):
    rows = [row([f"`{error['code']}`", ", ".join(error.get("operations", ["all others that declare it"])),
                 error["reason"]]) for error in impossible_errors]
    return ["### Declared errors that cannot occur", "", row(["error", "operations", "reason"]), "|---|---|---|",
            *rows, ""]


def glue_section(seen, areas, impossible_errors):
    operations = [operation for area in areas for tier in TIERS for operation in area.get(tier, [])]
    built = sum(seen["glue", operation].is_built() for operation in operations)
    lines = ["## AWS Glue", "", f"{built} of {len(operations)} operations are built.", ""]
    for area in areas:
        lines += [f"### {area['title']}", "", *area_lines(seen, area)]
    return lines + impossible_lines(of_service(impossible_errors, "glue"))


def area_lines(seen, area):
    rows, unbuilt = [], []
    for number, tier in enumerate(TIERS, 1):
        refused = []
        for operation in area.get(tier, []):
            of_operation = seen["glue", operation]
            if of_operation.is_built():
                rows.append(row([operation, str(number), "built", *operation_cells(of_operation)]))
            else:
                refused.append(operation)
        if refused:
            unbuilt += [f"Not built, tier {number}: {', '.join(refused)}.", ""]
    if rows:
        header = [row(["operation", "tier", "state", "tests", "errors"]), "|---|---|---|---|---|"]
        rows = [*header, *rows, ""]
    return rows + unbuilt


def service_section(seen, service, title, impossible_errors):
    known = {operation: seen[name, operation] for name, operation in sorted(seen) if name == service}
    if any(entry.built for entry in known.values()):  # then the others are no operations of the model
        known = {operation: entry for operation, entry in known.items() if entry.built is not None}
    built = {operation: entry for operation, entry in known.items() if entry.is_built()}
    lines = [f"## {title}", "", f"{len(built)} of {len(known)} operations are built.", ""]
    lines += [row(["operation", "tests", "errors"]), "|---|---|---|"]
    lines += [row([operation, *operation_cells(entry)]) for operation, entry in built.items()]
    unbuilt = [operation for operation in known if operation not in built]
    lines += ["", *([f"Not built: {', '.join(unbuilt)}.", ""] if unbuilt else [])]
    impossible = of_service(impossible_errors, service)
    return lines + (impossible_lines(impossible) if impossible else [])


def make_page(seen, areas, impossible_errors):
    """The text of docs/compatibility.md for what a record tells."""
    sections = [HEAD.rstrip("\n"), "", *glue_section(seen, areas, impossible_errors)]
    for service, title in SERVICES.items():
        sections += service_section(seen, service, title, impossible_errors)
    return "\n".join(sections).rstrip("\n") + "\n"


def read_areas():
    return tomllib.loads(GLUE_AREAS.read_text())["areas"]


def read_impossible_errors():
    return tomllib.loads(IMPOSSIBLE_ERRORS.read_text())["errors"]


def check(page, path, record):
    """0 if the file is the page, else 1 after telling what differs."""
    text = path.read_text() if path.exists() else ""
    if text == page:
        return 0
    changes = difflib.unified_diff(text.splitlines(), page.splitlines(), str(path), "what the tests saw", n=0)
    print(*changes, sep="\n")
    print(f"{path} is not what the tests saw; to make it anew: python3 tools/compatibility.py {record}")
    return 1


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("record", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    seen = read_record(options.record.read_text().splitlines())
    impossible_errors = read_impossible_errors()
    page = make_page(seen, read_areas(), impossible_errors)
    missing = unproved(seen, impossible_errors)
    if missing:
        print(*missing, sep="\n")
    if options.check:
        return max(check(page, PAGE, options.record), int(bool(missing)))
    PAGE.write_text(page)
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
