#!/usr/bin/env python3
"""How soon things begin: a run of the tutorial's own small job, and the server itself.

first row   from StartJobRun until the worker has read a row, by the server's own clock
succeeded   from StartJobRun until GetJobRun says SUCCEEDED, as a client sees it; output synced
ready       from the start of the process until it answers, on an empty and a used data folder
memory      of the server when idle, and of each worker that waits for a task
"""

import sys
import time

import harness
from harness import memory
from harness.engine_failed import EngineFailed
from harness.timed_run import timed_run

# After harness, which makes the examples importable.
import generate_data
import pipeline
from tenon_server import Server

STARTS = 11
# What the project has promised, in seconds and bytes.
GOALS = {
    "first row": 0.050,
    "succeeded": 0.120,
    "ready, empty folder": 0.300,
    "ready, used folder": 0.300,
    "idle server": 40 * 2**20,
    "warm worker": 150 * 2**20,
}


def prepare(server, files):
    s3, glue = server.client("s3"), server.client("glue")
    pipeline.create_bucket(s3)
    pipeline.create_folders(s3)
    pipeline.upload_files(s3, files)
    pipeline.create_catalog(glue)
    pipeline.create_job(glue)


def run_once(server, glue, tenon):
    """(seconds to the first row, seconds to SUCCEEDED) of one run."""
    took, run = timed_run(server, glue, pipeline.JOB)
    report = tenon.get_run_report(JobName=pipeline.JOB, RunId=run["Id"])["Report"]
    return report["Milliseconds"]["ToFirstRow"] / 1000, took


def wait_for_workers(server, count, timeout=30):
    """Until the workers are warm: a run that finds none waits for one, which is not what is
    measured.
    """
    deadline = time.monotonic() + timeout
    while len(memory.children(server.process.pid)) < count:
        if time.monotonic() > deadline:
            sys.exit(f"the server had not {count} workers after {timeout} s")
        time.sleep(0.01)
    settled = 0
    while settled < 3:  # their memory no longer grows: extensions are loaded
        before = [memory.rss(pid) for pid in memory.children(server.process.pid)]
        time.sleep(0.05)
        settled = (
            settled + 1
            if before == [memory.rss(pid) for pid in memory.children(server.process.pid)]
            else 0
        )


def measure_runs(server, rounds):
    glue, tenon = server.client("glue"), server.client("tenon")
    for _ in range(3):
        run_once(server, glue, tenon)
    times = []
    for _ in range(rounds):
        wait_for_workers(server, WARM_WORKERS)
        times.append(run_once(server, glue, tenon))
    return [first for first, _ in times], [whole for _, whole in times]


WARM_WORKERS = 2  # what the server keeps unless told otherwise


def measure_starts(program, folder, used):
    times = []
    for number in range(STARTS):
        server = Server(program, folder / ("used" if used else f"empty-{number}"))
        began = time.perf_counter()
        server.start()
        times.append(time.perf_counter() - began)
        server.stop()
    return times


def main():
    options = harness.arguments(__doc__, rounds=100).parse_args()
    print(f"Machine: {harness.machine()}")
    with harness.scratch() as folder:
        files = generate_data.generate(folder / "files")
        measured = {}
        with Server(options.tenon, folder / "used") as server:
            prepare(server, files)
            wait_for_workers(server, WARM_WORKERS)
            sizes = {
                "idle server": memory.rss(server.process.pid),
                "warm worker": max(map(memory.rss, memory.children(server.process.pid))),
            }
            measured["first row"], measured["succeeded"] = measure_runs(server, options.rounds)
        measured["ready, empty folder"] = measure_starts(options.tenon, folder, used=False)
        measured["ready, used folder"] = measure_starts(options.tenon, folder, used=True)

    rows = [
        [
            name,
            harness.seconds_text(harness.median(times)),
            harness.seconds_text(harness.percentile(times, 0.95)),
            harness.seconds_text(min(times)),
            harness.seconds_text(max(times)),
            harness.seconds_text(GOALS[name]),
        ]
        for name, times in measured.items()
    ]
    print(
        f"\nThe tutorial's job on its own small data, {options.rounds} runs; "
        f"the server, {STARTS} starts each"
    )
    harness.print_table(["", "median", "95 %", "least", "most", "goal"], rows)
    print()
    harness.print_table(
        ["memory", "resident", "goal"],
        [
            [name, harness.bytes_text(size), harness.bytes_text(GOALS[name])]
            for name, size in sizes.items()
        ],
    )
    cases = [
        {
            "case": name,
            "ours": {
                "seconds": round(harness.median(times), 5),
                "seconds_95": round(harness.percentile(times, 0.95), 5),
            },
            "peers": {},
        }
        for name, times in measured.items()
    ]
    cases += [
        {"case": name, "ours": {"peak_bytes": size}, "peers": {}} for name, size in sizes.items()
    ]
    harness.write_json(options.json, "start", cases, rounds=options.rounds)


if __name__ == "__main__":
    try:
        main()
    except EngineFailed as failure:
        sys.exit(str(failure))
