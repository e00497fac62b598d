#!/usr/bin/env python3
"""Fails where a source file is longer than a reader keeps in mind: then a second idea hides in it."""
import pathlib
import sys

LIMITS = {".h": 150, ".cc": 400, ".ts": 300, ".tsx": 250}
FOLDERS = ("src", "tests", "bench", "console/src")


def check_tree(root):
    """Every file that is too long, in words."""
    wrong = []
    for file in sorted(file for folder in FOLDERS for file in (root / folder).rglob("*")):
        limit = LIMITS.get(file.suffix)
        if limit is None or "node_modules" in file.parts:
            continue
        lines = file.read_text().count("\n")
        if lines > limit:
            wrong.append(f"{file.relative_to(root)}: {lines} lines, and {limit} are the limit")
    return wrong


if __name__ == "__main__":
    violations = check_tree(pathlib.Path(__file__).resolve().parent.parent)
    print("\n".join(violations), end="\n" if violations else "")
    sys.exit(bool(violations))
