#!/usr/bin/env python3
"""The sign-up site's article hits from PostgreSQL to Parquet and to a warehouse's table, through
our API, beside psql's \\copy and Spark's JDBC source and target.

The cluster is the benchmark's own, with Debian's settings; both databases are in it. Every engine
is warm and has the same threads, and what it wrote is durable when the clock stops: in PostgreSQL
by its commit, in files by a sync. Before each run the warehouse's table is emptied and the server
told to write what it has still to write, outside of the clock. Rounds are interleaved, the order
changes from round to round, and each result is compared with the site's table.

psql knows no Parquet, so it writes CSV, which is less work. From table to table, it is one psql
that copies into another, in PostgreSQL's binary format and as text. Scale 1 is 2,000,000 hits.
"""

# needs: peers
# needs: java
# needs: jdbc
# needs: postgresql
import os
import sys

import harness
from harness import memory
from harness.database_engines import CASES, TO_FILES, TO_TABLE, Psql, Spark, Tenon
from harness.databases import HITS, SITE, WAREHOUSE, StatementFailed, new_databases
from harness.engine_failed import EngineFailed

ROWS = 2_000_000  # at scale 1
ROW_GROUP = 122_880  # rows; what our engine does unless told otherwise
PEERS = ("psql", "spark")
FORMS = {TO_FILES: ["CSV"], TO_TABLE: ["binary", "text"]}  # of psql's \copy
GOALS = {  # how many times as long the peer should take, at least, at scale 1
    "psql": 1 / 1.2,
    "spark": 8.0,
}


class Figures:
    """Times and peaks of one engine in one case, and whether each of its results was right."""

    def __init__(self):
        self.seconds, self.peaks, self.right = [], [], True

    def summary(self):
        return {
            "seconds": round(harness.median(self.seconds), 4),
            "peak_bytes": int(harness.median(self.peaks)),
            "all_seconds": [round(one, 4) for one in self.seconds],
        }


def tree_bytes_of(engine):
    """What an engine's processes hold. Two of psql share nothing but their libraries."""
    return sum(memory.tree_bytes(pid) for pid in engine.pids)


class Comparison:
    """The databases, and what has to be in them after a run."""

    def __init__(self, databases, folder):
        self._databases = databases
        self._file = folder / "table.csv"
        self.expected = databases.fingerprint(SITE, self._file)

    def result_of(self, engine, case):
        if case == TO_FILES:
            return engine.fingerprint()
        return self._databases.fingerprint(WAREHOUSE, self._file)

    def measure(self, case, engine, figures, keep):
        self._databases.empty_warehouse()
        os.sync()  # what others have left to write must not be written on this one's time
        with memory.Peak(engine, look=tree_bytes_of) as peak:
            seconds = engine.run(case)
        if keep:
            figures.seconds.append(seconds)
            figures.peaks.append(peak.bytes)
        figures.right &= self.result_of(engine, case) == self.expected
        engine.clear()
        print(
            f"  {engine.name:<11} {harness.seconds_text(seconds):>9}"
            f"{'' if keep else '   (warming up)'}",
            flush=True,
        )

    def run(self, case, engines, rounds):
        """Figures by the engine's name. The first of all runs is that of the first engine."""
        figures = {engine.name: Figures() for engine in engines}
        for number in range(rounds + 1):
            start = number % len(engines)
            title = f"round {number} of {rounds}" if number else "before the clock starts"
            print(f"{case}, {title}", flush=True)
            for engine in engines[start:] + engines[:start]:
                self.measure(case, engine, figures[engine.name], keep=number > 0)
        return figures


def report(case, figures, rows):
    ours = figures["tenon"].summary()
    lines = []
    for name, each in figures.items():
        theirs = each.summary()
        goal = GOALS.get(name.split()[0])
        lines.append(
            [
                name,
                harness.seconds_text(theirs["seconds"]),
                harness.seconds_text(min(each.seconds)),
                harness.seconds_text(max(each.seconds)),
                harness.bytes_text(theirs["peak_bytes"]),
                f"{theirs['seconds'] / ours['seconds']:.2f}",
                f"{goal:.2f}" if goal else "",
                "yes" if each.right else "NO",
            ]
        )
    print(f"\n{rows:,} hits from PostgreSQL {case}")
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
        lines,
    )


def json_case(case, figures):
    summaries = {name: each.summary() for name, each in figures.items()}
    return {
        "case": case,
        "ours": summaries.pop("tenon"),
        "peers": summaries,
        "results_equal": all(each.right for each in figures.values()),
    }


def options_of_command_line():
    parser = harness.arguments(__doc__, rounds=7, scale=1.0)
    parser.add_argument(
        "--peers", default=",".join(PEERS), help="which to compare with (default: %(default)s)"
    )
    parser.add_argument("--cases", default="", help="only those whose name has this text")
    parser.add_argument("--jdbc", metavar="FILE", help="PostgreSQL's JDBC driver, for Spark")
    parser.add_argument(
        "--threads",
        type=int,
        default=len(os.sched_getaffinity(0)),
        help="of ours and of Spark (default: %(default)s)",
    )
    options = parser.parse_args()
    options.peers = [name for name in options.peers.split(",") if name]
    if unknown := set(options.peers) - set(PEERS):
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    if "spark" in options.peers and options.jdbc is None:
        parser.error("Spark needs --jdbc, which ./dev bench gives")
    options.cases = [case for case in CASES if options.cases in case]
    return options


def compare(options, databases, folder, rows, settings):
    """(case, figures) of each case."""
    comparison = Comparison(databases, folder)
    engines = []
    try:
        ours = Tenon(options.tenon, folder, databases, options.threads)
        engines.append(ours)
        if "spark" in options.peers:
            engines.append(Spark(folder, databases, rows, options.threads, ROW_GROUP, options.jdbc))
            settings["spark_version"] = engines[-1].version
        print("Settings: " + ", ".join(f"{name} {value}" for name, value in settings.items()))
        forms = FORMS if "psql" in options.peers else {}
        return [
            (
                case,
                comparison.run(
                    case,
                    [
                        ours,
                        *(Psql(folder, databases, form) for form in forms.get(case, [])),
                        *engines[1:],
                    ],
                    options.rounds,
                ),
            )
            for case in options.cases
        ]
    finally:
        for engine in engines:
            engine.close()


def main():
    options = options_of_command_line()
    rows = max(1, round(options.scale * ROWS))
    print(f"Machine: {harness.machine()}")
    with harness.scratch() as folder, new_databases(rows) as databases:
        settings = {
            "rows": rows,
            "rounds": options.rounds,
            "threads": options.threads,
            "row_group": ROW_GROUP,
            "compression": "snappy",
            "table_bytes": int(databases.run(SITE, f"SELECT pg_table_size('{HITS}')")[0]),
            "postgresql_version": databases.version(),
        }
        results = compare(options, databases, folder, rows, settings)
    for case, figures in results:
        report(case, figures, rows)
    cases = [json_case(case, figures) for case, figures in results]
    harness.write_json(options.json, "postgres", cases, settings=settings)
    return 0 if all(case["results_equal"] for case in cases) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (EngineFailed, StatementFailed) as failure:
        sys.exit(str(failure))
