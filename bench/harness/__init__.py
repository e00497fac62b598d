"""What every benchmark here needs: the command line, the machine, memory, tables and the JSON
file.
"""

import argparse
import contextlib
import json
import os
import pathlib
import platform
import shutil
import statistics
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "build/bench"  # on the disk of the build, since /tmp may be in memory

sys.path.insert(0, str(ROOT / "examples/pipeline"))


def arguments(description, rounds, scale=None):
    """The command line that all benchmarks share; `scale` is there when it has a default."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--tenon", default=str(ROOT / "build/release/bin/tenon"), help="the program to measure"
    )
    parser.add_argument(
        "--rounds", type=int, default=rounds, help="repeats of each case (default: %(default)s)"
    )
    parser.add_argument("--json", metavar="FILE", help="write the figures here too")
    if scale is not None:
        parser.add_argument(
            "--scale", type=float, default=scale, help="size of the data (default: %(default)s)"
        )
    return parser


@contextlib.contextmanager
def scratch():
    """A folder for one benchmark's servers and results, removed at the end."""
    WORK.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=WORK))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def machine():
    """The machine in one line: figures of two machines must not be mixed up."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    model = models[0] if models else platform.machine()
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {model}, {memory / 2**30:.0f} GiB, Linux {platform.release()}"


def seconds_text(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.1f} ms"


def bytes_text(count):
    return f"{count / 2**20:,.0f} MiB"


def print_table(header, rows):
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    for index, row in enumerate(cells):
        first, *others = (
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths))
        )
        print("  ".join([first, *others]).rstrip())
        if index == 0:
            print("  ".join("-" * width for width in widths))


def percentile(values, fraction):
    """The value below which that fraction of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(fraction * (len(ordered) - 1)))]


median = statistics.median


def write_json(path, bench, cases, **more):
    """The file that later runs are compared with; nothing is written without a path."""
    if path is None:
        return
    document = {"bench": bench, "machine": machine(), **more, "cases": cases}
    pathlib.Path(path).write_text(json.dumps(document, indent=1) + "\n")
    print(f"\nFigures: {path}")
