#!/usr/bin/env python3
"""What two targets of a job share: computed for each of them, or once and kept in a table. Plain
DuckDB on the tutorial's files, since this is what a rule of the optimizer rests on (ComputeOnce in
src/graph/optimize.h): grouped rows are worth keeping, those of a file or of a join are not.
"""

# needs: peers
import os
import resource
import sys
import time

import duckdb
import harness
from harness.files import make_data

COLUMNS = {
    "hits": "{'id': 'BIGINT', 'seen': 'VARCHAR', 'feed': 'BIGINT', 'lead': 'BIGINT'}",
    "leads": "{'lead': 'BIGINT', 'name': 'VARCHAR', 'email': 'VARCHAR', 'preview': 'VARCHAR'}",
}
# name: what both targets read, what the first writes of it, what the second does
CASES = {
    "a file": (
        "SELECT * FROM hits",
        "SELECT feed, count(*), max(seen) FROM shared GROUP BY feed",
        "SELECT * FROM shared WHERE feed < 3",
    ),
    "a join": (
        "SELECT hits.*, name, email FROM hits JOIN leads USING (lead)",
        "SELECT feed, count(*), max(seen) FROM shared GROUP BY feed",
        "SELECT * FROM shared WHERE feed < 3",
    ),
    "groups": (
        "SELECT lead, count(*) AS n, max(seen) AS last FROM hits GROUP BY lead",
        "SELECT n, count(*) FROM shared GROUP BY n",
        "SELECT * FROM shared WHERE n > 20",
    ),
    "sets of equal rows": (
        "SELECT DISTINCT lead, feed FROM hits",
        "SELECT feed, count(*) FROM shared GROUP BY feed",
        "SELECT * FROM shared WHERE feed > 20",
    ),
}


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure(files, folder, case, kept):
    """(elapsed, processor) seconds of both targets."""
    shared, *targets = CASES[case]
    with duckdb.connect() as engine:
        engine.execute(f"SET temp_directory = '{folder}'; SET preserve_insertion_order = false")
        for table, file in (("hits", files["article_hits"]), ("leads", files["leads"])):
            engine.execute(
                f"CREATE VIEW {table} AS FROM read_csv('{file}', header = false, "
                f"columns = {COLUMNS[table]}, auto_detect = false)"
            )
        began, used = time.perf_counter(), processor_seconds()
        engine.execute(f"CREATE {'TABLE' if kept else 'VIEW'} shared AS {shared}")
        for index, target in enumerate(targets):
            engine.execute(f"COPY ({target}) TO '{folder}/{index}.parquet'")
        return time.perf_counter() - began, processor_seconds() - used


def main():
    parser = harness.arguments(__doc__, rounds=3, scale=1)
    options = parser.parse_args()
    print(harness.machine())
    files = make_data(options.scale)
    measured = {}
    with harness.scratch() as folder:
        os.environ["TMPDIR"] = str(folder)
        for _ in range(options.rounds):
            for case in CASES:
                for kept in (False, True):
                    figures = measure(files, folder, case, kept)
                    measured.setdefault((case, kept), []).append(figures)
    rows, cases = [], []
    for case in CASES:
        elapsed, used = (
            [harness.median(f[part] for f in measured[case, kept]) for kept in (False, True)]
            for part in (0, 1)
        )
        rows.append(
            [
                case,
                *map(harness.seconds_text, elapsed),
                *map(harness.seconds_text, used),
                f"{used[1] / used[0]:.2f}",
            ]
        )
        cases.append({"case": case, "seconds": elapsed, "processor_seconds": used})
    header = ["two targets read", "twice", "kept", "processor, twice", "kept", "ratio"]
    harness.print_table(header, rows)
    harness.write_json(options.json, "shared", cases)
    return 0


if __name__ == "__main__":
    sys.exit(main())
