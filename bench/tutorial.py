#!/usr/bin/env python3
"""The tutorial's job, through our API, beside hand-written DuckDB SQL, Polars and PySpark over the
same files.

Every engine is warm and has the same threads, row groups and compression, keeps no order of rows,
and has its output synced when the clock stops. Rounds are interleaved, the order changes from round
to round, and the results are compared. Scale 1 is 1,000,000 leads, 20,000,000 hits and 700,000
users: 0.9 GB of CSV.
"""

# needs: peers
# needs: java
import os
import sys

import duckdb
import harness
from harness import memory
from harness.engine_failed import EngineFailed
from harness.engines import Peer, Tenon
from harness.files import make_data

PEERS = ("duckdb", "polars", "spark")
ROW_GROUP = 122_880  # rows; what DuckDB does unless told otherwise
GOALS = {
    "duckdb": 1.0,
    "polars": 1.8,
    "spark": 10.0,
}  # how many times as long the peer should take, at scale 1

COLUMNS = [
    "id",
    "name",
    "email",
    "preview",
    "article_hit_id",
    "epoch_us(article_hit_timestamp)",
    "article_hit_feed_id",
    "article_hit_lead_id",
    "user_email",
    "user_country",
]


def fingerprint(files):
    """(rows, sum of the hashes of the rows): the same for the same rows in any order and any
    files.
    """
    listed = ", ".join(f"'{path}'" for path in files)
    return duckdb.sql(
        f"SELECT count(*), sum(hash({', '.join(COLUMNS)})::HUGEINT)::VARCHAR "
        f"FROM read_parquet([{listed}])"
    ).fetchone()


class Figures:
    """Times, peaks and result of one engine."""

    def __init__(self):
        self.seconds, self.peaks, self.result = [], [], None

    def summary(self):
        return {
            "seconds": round(harness.median(self.seconds), 4),
            "peak_bytes": int(harness.median(self.peaks)),
            "all_seconds": [round(one, 4) for one in self.seconds],
        }


def measure(engine, figures, keep):
    os.sync()  # what others have left to write must not be written on this one's time
    with memory.Peak(engine.pid) as peak:
        seconds = engine.run()
    if keep:
        figures.seconds.append(seconds)
        figures.peaks.append(peak.bytes)
    figures.result = fingerprint(engine.files())
    engine.clear()
    print(
        f"  {engine.name:<7} {harness.seconds_text(seconds):>9}{'' if keep else '   (warming up)'}",
        flush=True,
    )


def compare(engines, rounds):
    figures = {engine.name: Figures() for engine in engines}
    for number in range(rounds + 1):
        print(f"round {number} of {rounds}" if number else "before the clock starts", flush=True)
        for engine in engines[number % len(engines) :] + engines[: number % len(engines)]:
            measure(engine, figures[engine.name], keep=number > 0)
    return figures


def report(figures, scale):
    ours = figures["tenon"].summary()
    rows = []
    for name, each in figures.items():
        theirs = each.summary()
        goal = f"{GOALS[name]:g}" if name in GOALS else ""
        rows.append(
            [
                name,
                harness.seconds_text(theirs["seconds"]),
                harness.seconds_text(min(each.seconds)),
                harness.seconds_text(max(each.seconds)),
                harness.bytes_text(theirs["peak_bytes"]),
                f"{theirs['seconds'] / ours['seconds']:.2f}",
                goal,
                "yes" if each.result == figures["tenon"].result else "NO",
            ]
        )
    print(f"\nThe tutorial's job at scale {scale:g}: {figures['tenon'].result[0]:,} rows written")
    harness.print_table(
        [
            "engine",
            "median",
            "least",
            "most",
            "peak memory",
            "times ours",
            "goal at scale 1",
            "same rows",
        ],
        rows,
    )


def main():
    parser = harness.arguments(__doc__, rounds=7, scale=1.0)
    parser.add_argument(
        "--peers", default=",".join(PEERS), help="which to compare with (default: %(default)s)"
    )
    parser.add_argument(
        "--threads",
        type=int,
        default=len(os.sched_getaffinity(0)),
        help="of every engine (default: %(default)s)",
    )
    options = parser.parse_args()
    peers = [name for name in options.peers.split(",") if name]
    if unknown := set(peers) - set(PEERS):
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    files = make_data(options.scale)
    settings = {
        "scale": options.scale,
        "rounds": options.rounds,
        "threads": options.threads,
        "row_group": ROW_GROUP,
        "compression": "snappy",
        "insertion_order": False,
        "synced": True,
        "csv_bytes": sum(path.stat().st_size for path in files.values()),
    }
    print(f"Machine: {harness.machine()}")
    with harness.scratch() as folder:
        engines = []
        try:
            engines.append(Tenon(options.tenon, folder, files, options.threads))
            for name in peers:
                engines.append(Peer(name, folder, files, options.threads, ROW_GROUP))
                settings[f"{name}_version"] = engines[-1].version
            print(
                "Settings: " + ", ".join(f"{name} {value}" for name, value in settings.items()),
                flush=True,
            )
            figures = compare(engines, options.rounds)
        finally:
            for engine in engines:
                engine.close()
    report(figures, options.scale)
    equal = all(each.result == figures["tenon"].result for each in figures.values())
    harness.write_json(
        options.json,
        "tutorial",
        [
            {
                "case": f"tutorial scale {options.scale:g}",
                "ours": figures["tenon"].summary(),
                "peers": {name: figures[name].summary() for name in peers},
                "results_equal": equal,
            }
        ],
        settings=settings,
    )
    return 0 if equal else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except EngineFailed as failure:
        sys.exit(str(failure))
