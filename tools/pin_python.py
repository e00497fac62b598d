#!/usr/bin/env python3
"""Pins Python packages: reads a requirements.in, writes the requirements.txt beside it.

Usage: "$TENON_DEPS/python/bin/python" tools/pin_python.py tools/requirements.in [--keep]

Every package that the named ones need is listed with one version and the SHA-256 of the file for each
processor that we support, so that `pip install --no-deps --require-hashes` installs exactly these.
Without --keep the newest versions are taken; with it, those that requirements.txt has.
"""
import json
import pathlib
import re
import subprocess
import sys

# A wheel for one of these runs on Debian 12; tools/dev/downloads.sh has the same list.
GLIBC_TAGS = ("manylinux2014", "manylinux_2_17", "manylinux_2_27", "manylinux_2_28")
PROCESSORS = ("x86_64", "aarch64")


def resolve(arguments):
    """What pip would install for `arguments`: a list of (name, version, sha256)."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed",
               "--no-build-isolation", "--report", "-", *arguments]
    report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return [(package["metadata"]["name"].lower().replace("_", "-"), package["metadata"]["version"],
             package["download_info"]["archive_info"]["hashes"]["sha256"])
            for package in report["install"]]


def pin(packages):
    """The lines of a requirements.txt: each package once, with a hash for each processor."""
    hashes = {f"{name}=={version}": set() for name, version, _ in packages}
    for processor in PROCESSORS:
        platforms = [flag for tag in GLIBC_TAGS for flag in ("--platform", f"{tag}_{processor}")]
        arguments = ["--no-deps", "--target", "unused", *platforms, *hashes]
        for name, version, sha256 in resolve(arguments):
            hashes[f"{name}=={version}"].add(sha256)
    return [" \\\n    ".join([package, *(f"--hash=sha256:{sha256}" for sha256 in sorted(found))])
            for package, found in sorted(hashes.items())]


def main(arguments):
    wanted = pathlib.Path(arguments[0])
    pinned = wanted.with_suffix(".txt")
    constraints = []
    if "--keep" in arguments:
        versions = wanted.with_suffix(".constraints")
        versions.write_text("\n".join(re.findall(r"^\S+==\S+", pinned.read_text(), re.M)))
        constraints = ["--constraint", str(versions)]
    try:
        lines = pin(resolve(["--requirement", str(wanted), *constraints]))
    finally:
        if constraints:
            versions.unlink()
    pinned.write_text(f"# Made by tools/pin_python.py of {wanted.name}.\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
