#!/usr/bin/env python3
"""Every transform on a table of 10,000,000 rows, through our API, beside the same thing in DuckDB
SQL written by hand and in Polars.

What is measured is what a job does: Parquet is read, transformed and written. The output is not
compressed, since that would spend most of the time on what no transform is about; an aggregate as
the last step would let an engine skip values that nobody asks for. The case "copy" has no
transform: `alone` is the ratio to DuckDB of what is left without it, which says more of cheap
transforms, and is told where enough is left.

Every engine is warm and has the same threads and row groups, keeps no order of rows, and has its
output synced when the clock stops. Rounds are interleaved, the order changes from round to round,
and the results of the round before the clock starts are compared.
"""

# needs: peers
import os
import sys

import duckdb
import harness
import pipeline
from harness.engine_failed import EngineFailed
from harness.engines import Peer
from harness.shown_files import shown_files
from harness.timed_run import timed_run
from harness.transform_case import graph_of
from harness.transform_cases import CASES, COPY
from harness.transform_tables import CUSTOMER_COLUMNS, fingerprint_sql, queries_of
from tenon_server import Server

PEERS = ("duckdb", "polars")
ROW_GROUP = 122_880  # rows; what DuckDB does unless told otherwise
MOST = 1.2  # how many times DuckDB's time a transform may take
ALONE = 0.05  # seconds that must be left without the copy for `alone` to be told
BUCKET = "bench"


def make_data(rows):
    """The Parquet files of that many orders, made once and kept in build/."""
    folder = harness.WORK / f"transforms-{rows}"
    queries = queries_of(rows)
    files = {table: folder / f"{table}.parquet" for table in queries}
    if not (folder / "complete").exists():
        print(f"Making the data: {folder}", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        for table, query in queries.items():
            duckdb.sql(f"COPY ({query}) TO '{files[table]}' (FORMAT parquet)")
        (folder / "complete").touch()
    return files


def fingerprint(files, same):
    """What tells the rows of these files from others, as far as the case says that they must be the
    same.
    """
    rows = duckdb.sql(f"FROM read_parquet({[str(file) for file in files]})")  # noqa: F841
    return duckdb.sql(fingerprint_sql(same)).fetchone()


class Tenon:
    """Ours: a job for each case, from StartJobRun until GetJobRun says SUCCEEDED."""

    name = "tenon"

    def __init__(self, program, folder, files, threads):
        self.server = Server(
            program, folder / "data", environment={"TENON_WORKER_THREADS": str(threads)}
        )
        self.server.start()
        self._s3, self._glue = self.server.client("s3"), self.server.client("glue")
        self._s3.create_bucket(Bucket=BUCKET)
        for table, file in files.items():
            self._s3.upload_file(str(file), BUCKET, f"{table}/{file.name}")
        self._glue.create_database(DatabaseInput={"Name": BUCKET})
        self._glue.create_table(
            DatabaseName=BUCKET,
            TableInput=pipeline.parquet_table(
                "customers", CUSTOMER_COLUMNS, f"s3://{BUCKET}/customers/"
            ),
        )

    def create_job(self, case):
        self._glue.create_job(
            Name=case.name,
            Role="LabRole",
            Command={"Name": "glueetl"},
            CodeGenConfigurationNodes=graph_of(case, BUCKET),
        )

    def run(self, case):
        """Seconds of one run."""
        took, _ = timed_run(self.server, self._glue, case.name)
        return took

    def files(self):
        return shown_files(self.server, self._s3, BUCKET, "out/")

    def clear(self):
        for key, _ in pipeline.list_output(self._s3, BUCKET, "out/"):
            self._s3.delete_object(Bucket=BUCKET, Key=key)

    def close(self):
        self.server.stop()


def seconds_of(engine, case):
    """One run of a case; nothing for what the engine has nothing like."""
    os.sync()  # what others have left to write must not be written on this one's time
    if engine.name == "tenon":
        return engine.run(case)
    request = {"statements": case.sql} if engine.name == "duckdb" else {"expression": case.polars}
    return engine.run(**request)


def measure(case, engines, rounds):
    """Seconds of each engine by name, and the names of those whose rows are others than ours."""
    engines = [engine for engine in engines if engine.name != "polars" or case.polars]
    times = {engine.name: [] for engine in engines}
    results = {}
    for number in range(rounds + 1):
        start = number % len(engines)
        for engine in engines[start:] + engines[:start]:
            seconds = seconds_of(engine, case)
            if number > 0:
                times[engine.name].append(seconds)
            else:
                results[engine.name] = fingerprint(engine.files(), case.same)
            engine.clear()
    differing = [name for name, result in results.items() if result != results["tenon"]]
    return {name: harness.median(each) for name, each in times.items()}, differing


def row_of(case, times, differing, copy):
    ours, theirs = times["tenon"], times.get("duckdb")
    cells = [case.name, harness.seconds_text(ours)]
    cells += [harness.seconds_text(times[name]) if name in times else "" for name in PEERS]
    ratio = alone = verdict = ""
    if theirs is not None:
        ratio = f"{ours / theirs:.2f}"
        verdict = "yes" if ours <= MOST * theirs else "NO"
        if case is not COPY and min(theirs - copy["duckdb"], ours - copy["tenon"]) > ALONE:
            alone = f"{(ours - copy['tenon']) / (theirs - copy['duckdb']):.2f}"
    to_polars = f"{ours / times['polars']:.2f}" if "polars" in times else ""
    same = "NO: " + ", ".join(differing) if differing else "yes"
    return [*cells, ratio, alone, to_polars, verdict, same]


def json_case(case, times, differing):
    return {
        "case": case.name,
        "ours": {"seconds": round(times["tenon"], 4)},
        "peers": {name: {"seconds": round(times[name], 4)} for name in PEERS if name in times},
        "results_equal": not differing,
    }


def options_of_command_line():
    parser = harness.arguments(__doc__, rounds=5)
    parser.add_argument(
        "--rows", type=int, default=10_000_000, help="of the table (default: %(default)s)"
    )
    parser.add_argument(
        "--peers", default=",".join(PEERS), help="which to compare with (default: %(default)s)"
    )
    parser.add_argument("--cases", default="", help="only those whose name has this text")
    parser.add_argument(
        "--threads",
        type=int,
        default=len(os.sched_getaffinity(0)),
        help="of every engine (default: %(default)s)",
    )
    options = parser.parse_args()
    options.peers = [name for name in options.peers.split(",") if name]
    if unknown := set(options.peers) - set(PEERS):
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    return options


def compare(options, files, folder):
    """(case, times, differing) of every case, the copy first."""
    engines, results = [], []
    try:
        engines.append(Tenon(options.tenon, folder, files, options.threads))
        for name in options.peers:
            engines.append(
                Peer(name, folder, files, options.threads, ROW_GROUP, program="transforms")
            )
        for case in CASES:
            if case is not COPY and options.cases not in case.name:
                continue
            engines[0].create_job(case)
            times, differing = measure(case, engines, options.rounds)
            results.append((case, times, differing))
            print(
                f"  {case.name:<28} "
                + "  ".join(f"{name} {harness.seconds_text(each)}" for name, each in times.items()),
                flush=True,
            )
    finally:
        for engine in engines:
            engine.close()
    return results


def main():
    options = options_of_command_line()
    files = make_data(options.rows)
    print(f"Machine: {harness.machine()}")
    with harness.scratch() as folder:
        results = compare(options, files, folder)
    copy = results[0][1]
    print(f"\nTransforms of {options.rows:,} rows; the goal is {MOST} times DuckDB's time")
    harness.print_table(
        ["transform", "tenon", *PEERS, "to DuckDB", "alone", "to Polars", "goal", "same rows"],
        [row_of(*result, copy) for result in results],
    )
    harness.write_json(
        options.json,
        "transforms",
        [json_case(*result) for result in results],
        settings={"rows": options.rows, "rounds": options.rounds, "threads": options.threads},
    )
    return 1 if any(differing for _, _, differing in results) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except EngineFailed as failure:
        sys.exit(str(failure))
