#!/usr/bin/env python3
"""The Data Catalog under load: our server beside moto's, and beside bare SQLite.

Clients are those of bench/load, in C++: each has one connection and sends its next request, signed
as an SDK signs it, when the last is answered. Tables have 20 columns and partitions a whole
StorageDescriptor, as awswrangler writes them. Bare SQLite does the same reads and writes on a file,
in the client's own threads, with the same durability (WAL, synchronous=FULL, a commit for each
request): what stands between it and us is the price of the wire and of the API.

moto keeps all in memory, and closes every connection behind its answer. It takes part up to 10,000
partitions. Times are seen by the client: from before the first byte is sent until the last byte of
the answer is there. Rounds are interleaved, and their order rotates.
"""

# needs: peers
# needs: load
import pathlib
import sys

import harness
from harness import memory
from harness.catalogs import DATABASE, Moto, Sqlite, Tenon, processor_seconds

TABLES = 10_000
FEW = 10_000  # partitions: as many as moto is given
BATCH = 100
PEERS = ("moto", "sqlite")


class Case:
    """A kind of work. `table` has `partitions`; where it is None, each run has a new one."""

    def __init__(self, name, work, table="events", partitions=FEW, peers=PEERS, requests=None):
        self.name, self.work, self.table, self.partitions = name, work, table, partitions
        self.peers, self.requests = peers, requests

    def options(self, side, clients, settings, run):
        options = {"clients": clients, "threads": settings.threads, "tables": TABLES}
        if self.work == "create-table":
            options["database"] = f"created_{run}"
            side.make_database(options["database"])
        elif self.table is None:
            options["table"] = f"batches_{run}"
            side.make_table(options["table"])
        else:
            options |= {"table": self.table, "partitions": self.partitions}
        if self.requests:
            return options | {"requests": self.requests}
        return options | {"seconds": settings.seconds, "warm-up": settings.seconds / 5}


def cases_of(many):
    few_text, many_text = f"{FEW:,}", f"{many:,}"
    return [
        Case("CreateTable", "create-table", requests=500),
        Case("GetTable", "get-table"),
        Case(f"GetTables, 100 of {TABLES:,}", "get-tables"),
        Case("BatchCreatePartition, 100", "batch-create-partition", None, requests=100),
        Case(f"GetPartitions, 10 of {few_text}", "select-partitions"),
        Case(f"GetPartitions, all {few_text}", "list-partitions"),
        Case(f"GetPartitions, a page of {few_text}", "page-partitions", peers=["sqlite"]),
        Case(f"GetPartitions, 10 of {many_text}", "select-partitions", "many", many, ["sqlite"]),
        Case(f"GetPartitions, a page of {many_text}", "page-partitions", "many", many, ["sqlite"]),
    ]


def measure(side, case, clients, settings, run):
    options = case.options(side, clients, settings, run)
    if side.pid is None:
        return side.work(case.work, **options)
    before = processor_seconds(side.pid)
    with memory.Peak(side.pid, look=memory.rss) as peak:
        figures = side.work(case.work, **options)
    took = processor_seconds(side.pid) - before
    figures["server_cpu_seconds"] = took / figures["requests_in_all"]
    figures["peak_bytes"] = peak.bytes
    return figures


def summary(runs):
    """The medians of one side's runs of one case, in the words of the JSON file."""
    of = lambda name: harness.median([run[name] for run in runs])
    figures = {
        "seconds": round(of("p50"), 7),
        "seconds_99": round(of("p99"), 7),
        "requests_per_second": round(of("requests_per_second"), 1),
        "client_cpu_seconds": round(
            harness.median([run["client_cpu_seconds"] / run["requests_in_all"] for run in runs]), 7
        ),
        "all_seconds": [round(run["p50"], 7) for run in runs],
    }
    if "peak_bytes" in runs[0]:
        figures["server_cpu_seconds"] = round(of("server_cpu_seconds"), 7)
        figures["peak_bytes"] = int(of("peak_bytes"))
    return figures


def fill(side, many):
    """The catalog that is read from; seconds that the many partitions took to load."""
    side.make_database(DATABASE)
    side.work("create-table", requests=TABLES, clients=16)
    side.make_table("events")
    side.work("batch-create-partition", requests=FEW // BATCH, clients=16)
    if side.name == "moto" or not many:
        return None
    side.make_table("many")
    loaded = side.work("batch-create-partition", table="many", requests=many // BATCH, clients=16)
    return loaded["seconds"]


def times_text(seconds):
    return f"{1e6 * seconds:,.0f} µs" if seconds < 0.001 else harness.seconds_text(seconds)


class Results:
    """What was measured, by case and side."""

    def __init__(self):
        self._runs = {}

    def add(self, case, clients, side, figures):
        self._runs.setdefault((case, clients), {}).setdefault(side.name, []).append(figures)

    def items_equal(self, key):
        """Whether a request brought every side the same number of tables or partitions."""
        each = {run["items"] / run["requests"] for runs in self._runs[key].values() for run in runs}
        return len(each) == 1

    def figures(self, name, clients):
        for (case, count), sides in self._runs.items():
            if case.name == name and count == clients:
                return summary(sides["tenon"])
        return None

    def cases(self):
        for (case, clients), sides in self._runs.items():
            yield {
                "case": f"{case.name}; {clients} client{'s' if clients > 1 else ''}",
                "ours": summary(sides["tenon"]),
                "peers": {name: summary(runs) for name, runs in sides.items() if name != "tenon"},
                "results_equal": self.items_equal((case, clients)),
            }

    def rows(self):
        for case in self.cases():
            for name, figures in [("tenon", case["ours"]), *case["peers"].items()]:
                server = figures.get("server_cpu_seconds")
                peak = figures.get("peak_bytes")
                yield [
                    case["case"] if name == "tenon" else "",
                    name,
                    times_text(figures["seconds"]),
                    times_text(figures["seconds_99"]),
                    f"{figures['requests_per_second']:,.0f}",
                    times_text(server) if server is not None else "",
                    times_text(figures["client_cpu_seconds"]),
                    harness.bytes_text(peak) if peak is not None else "",
                    f"{figures['seconds'] / case['ours']['seconds']:.2f}",
                    "yes" if case["results_equal"] else "NO",
                ]


def goals(results, loaded, many):
    """(what, goal, measured, reached) of what the project has promised."""
    small, large = f"GetPartitions, 10 of {FEW:,}", f"GetPartitions, 10 of {many:,}"
    get = results.figures("GetTable", 1)
    if get:
        seconds = get["seconds"]
        yield [
            "GetTable, median, seen by one client",
            "150 µs",
            times_text(seconds),
            seconds < 150e-6,
        ]
    get = results.figures("GetTable", 16)
    if get:
        rate = get["requests_per_second"]
        yield ["GetTable, requests/s, 16 clients", "12,000", f"{rate:,.0f}", rate >= 12_000]
    few, among_many = results.figures(small, 1), results.figures(large, 1)
    if among_many:
        seconds = among_many["seconds"]
        yield [f"{large}, median", "20 ms", times_text(seconds), seconds < 0.020]
        ratio = seconds / few["seconds"]
        yield ["the same, beside 10 of a few", "1.5 times", f"{ratio:.2f} times", ratio < 1.5]
    if loaded and many == 1_000_000:
        yield [f"{many:,} partitions loaded", "60 s", f"{loaded:.1f} s", loaded < 60]


def prepare(options, peers, folder):
    """The sides, ready to be measured, and how long each took to load the many partitions."""
    load = pathlib.Path(options.tenon).with_name("tenon-load")
    sides = [Tenon(options.tenon, load, folder)]
    try:
        sides += [{"moto": Moto, "sqlite": Sqlite}[name](load, folder) for name in peers]
        print(
            "Settings: "
            + ", ".join(f"{name} {value}" for name, value in settings_of(options, sides).items())
        )
        loaded = {}
        for side in sides:
            print(f"filling {side.name}", flush=True)
            loaded[side.name] = fill(side, options.partitions)
    except BaseException:
        close(sides)
        raise
    return sides, loaded


def close(sides):
    for side in sides:
        side.close()


def settings_of(options, sides):
    settings = {
        "rounds": options.rounds,
        "seconds": options.seconds,
        "client_threads": options.threads,
        "tables": TABLES,
        "partitions": options.partitions,
        "columns": 20,
    }
    return settings | {
        f"{side.name}_version": side.version for side in sides if hasattr(side, "version")
    }


def compare(sides, cases, options):
    results = Results()
    run = 0
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", flush=True)
        for case in cases:
            taking_part = [side for side in sides if side.name in ("tenon", *case.peers)]
            turn = number % len(taking_part)
            for clients in options.clients:
                for side in taking_part[turn:] + taking_part[:turn]:
                    run += 1
                    results.add(case, clients, side, measure(side, case, clients, options, run))
    return results


def read_options():
    parser = harness.arguments(__doc__, rounds=3)
    parser.add_argument(
        "--peers", default=",".join(PEERS), help="which to compare with (default: %(default)s)"
    )
    parser.add_argument(
        "--partitions",
        type=int,
        default=1_000_000,
        help="of the large table; a multiple of 1,000, or 0 for no such table (default: %(default)s)",
    )
    parser.add_argument(
        "--seconds", type=float, default=1.5, help="of each measurement (default: %(default)s)"
    )
    parser.add_argument(
        "--clients",
        type=lambda text: [int(word) for word in text.split(",")],
        default=[1, 16],
        help="how many at once (default: 1,16)",
    )
    parser.add_argument(
        "--threads", type=int, default=1, help="that these clients share (default: %(default)s)"
    )
    parser.add_argument("--cases", default="", help="only those whose name has this in it")
    options = parser.parse_args()
    options.peer_names = [name for name in options.peers.split(",") if name]
    if unknown := set(options.peer_names) - set(PEERS):
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    return options


def main():
    options = read_options()
    cases = [
        case
        for case in cases_of(options.partitions)
        if options.cases in case.name and (options.partitions or case.table != "many")
    ]
    print(f"Machine: {harness.machine()}")
    with harness.scratch() as folder:
        sides, loaded = prepare(options, options.peer_names, folder)
        try:
            results = compare(sides, cases, options)
            settings = settings_of(options, sides)
        finally:
            close(sides)
    print()
    harness.print_table(
        [
            "",
            "",
            "median",
            "99 %",
            "requests/s",
            "server CPU",
            "client CPU",
            "peak memory",
            "times ours",
            "same",
        ],
        list(results.rows()),
    )
    for name, seconds in loaded.items():
        if seconds is not None:
            print(
                f"{options.partitions:,} partitions, loaded by 16 clients, {name}: {seconds:.1f} s"
            )
    print()
    harness.print_table(
        ["goal", "", "measured", "reached"],
        [
            [what, goal, measured, "yes" if reached else "NO"]
            for what, goal, measured, reached in goals(results, loaded["tenon"], options.partitions)
        ],
    )
    done = list(results.cases())
    if loaded["tenon"] is not None:
        peers = {
            name: {"seconds": round(took, 3)}
            for name, took in loaded.items()
            if name != "tenon" and took is not None
        }
        done.append(
            {
                "case": f"{options.partitions:,} partitions loaded; 16 clients",
                "ours": {"seconds": round(loaded["tenon"], 3)},
                "peers": peers,
            }
        )
    harness.write_json(options.json, "catalog", done, settings=settings)
    return 0 if all(case.get("results_equal", True) for case in done) else 1


if __name__ == "__main__":
    sys.exit(main())
