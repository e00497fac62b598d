#!/usr/bin/env python3
"""Previews of each node of the tutorial's job, through our API: the first 200 rows, then nulls,
distinct values, minimum and maximum of every column over all rows, then quantiles, top values and
histogram over a sample; and each of them asked for again.

Every round starts a new server, so that nothing is known; the files are in the system's cache. There
is no peer: engines have no previews of a node, only statements. Scale 1 is 1,000,000 leads,
20,000,000 hits and 700,000 users; scale 0.0002 is about the tutorial's own size.
"""

# needs: peers
import os
import sys
import time

import harness
import pipeline
from harness.files import make_data
from tenon_server import Server

ROWS_GOAL, SUMMARY_GOAL, AGAIN_GOAL, SMALL_GOAL = 1.0, 3.0, 0.1, 0.1
PARTS = {
    "rows": {"MaxRows": 200},
    "summary": {"MaxRows": 0, "Summary": True},
    "detail": {"MaxRows": 0, "Detail": True},
}


def measure(tenon, nodes, node, part):
    """Seconds of a first and of a second call, and the answer."""
    request = {"CodeGenConfigurationNodes": nodes, "NodeId": node, "TimeoutSeconds": 600}
    times = []
    for _ in range(2):
        began = time.perf_counter()
        answer = tenon.preview_node(**request, **PARTS[part])
        times.append(time.perf_counter() - began)
    return times, answer


class Round:
    """A server with the tutorial's files, and nothing known of them yet."""

    def __init__(self, program, folder, files, threads):
        self.server = Server(
            program, folder / "data", environment={"TENON_WORKER_THREADS": str(threads)}
        )
        self.server.start()
        s3, glue = self.server.client("s3"), self.server.client("glue")
        pipeline.create_bucket(s3)
        pipeline.upload_files(s3, files)
        pipeline.create_catalog(glue)
        self.tenon = self.server.client("tenon")
        # The workers that stand ready are no part of a preview.
        pipeline.create_job(glue)
        self.nodes = glue.get_job(JobName=pipeline.JOB)["Job"]["CodeGenConfigurationNodes"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.stop()


def title_of(node):
    return next(iter(node.values()))["Name"]


def compare(options, files):
    """Times by (node's title, part): lists of (first, again)."""
    times, answers = {}, {}
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", flush=True)
        with (
            harness.scratch() as folder,
            Round(options.tenon, folder, files, options.threads) as round_,
        ):
            for node_id, node in round_.nodes.items():
                for part in PARTS:
                    taken, answer = measure(round_.tenon, round_.nodes, node_id, part)
                    times.setdefault((title_of(node), part), []).append(taken)
                    answers[title_of(node), part] = answer
    return times, answers


def words(answer):
    if "Detail" in answer:
        return f"{answer['Detail']['SampledRows']:,} rows sampled"
    if "Summary" in answer:
        return f"{answer['Summary']['Rows']:,} rows"
    read = "; ".join(source["Text"] for source in answer["Read"])
    return f"{len(answer['Rows'])} rows; read {read}"


def goals(times, scale):
    first = {part: [] for part in PARTS}
    again = []
    for (_, part), taken in times.items():
        first[part].append(harness.median([seconds for seconds, _ in taken]))
        again.append(harness.median([seconds for _, seconds in taken]))
    yield ["asked again, slowest node", AGAIN_GOAL, max(again)]
    if scale < 0.01:
        yield ["everything, slowest node", SMALL_GOAL, max(map(max, first.values()))]
        return
    yield ["rows, slowest node", ROWS_GOAL, max(first["rows"])]
    yield ["summary, slowest node", SUMMARY_GOAL, max(first["summary"])]


def main():
    parser = harness.arguments(__doc__, rounds=3, scale=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of the engine")
    options = parser.parse_args()
    print(harness.machine())
    times, answers = compare(options, make_data(options.scale))
    rows = []
    for (node, part), taken in times.items():
        rows.append(
            [
                node if part == "rows" else "",
                part,
                harness.seconds_text(harness.median([seconds for seconds, _ in taken])),
                harness.seconds_text(harness.median([seconds for _, seconds in taken])),
                words(answers[node, part])[:70],
            ]
        )
    harness.print_table(["node", "part", "first", "again", "what it says"], rows)
    print()
    checked = list(goals(times, options.scale))
    harness.print_table(
        ["goal", "", "measured", "reached"],
        [
            [what, harness.seconds_text(goal), harness.seconds_text(seconds), "yes" if seconds <= goal else "no"]
            for what, goal, seconds in checked
        ],
    )
    if options.json:
        cases = [
            {
                "case": f"{node}; {part}",
                "ours": {
                    "seconds": round(harness.median([first for first, _ in taken]), 4),
                    "seconds_again": round(harness.median([again for _, again in taken]), 4),
                    "all_seconds": [round(first, 4) for first, _ in taken],
                },
                "peers": {},
            }
            for (node, part), taken in times.items()
        ]
        harness.write_json(options.json, "preview", cases, settings={"scale": options.scale})
    return 0


if __name__ == "__main__":
    sys.exit(main())
