#!/usr/bin/env python3
"""Runs the tutorial's pipeline on a server of its own, from an empty bucket to rows that SQL
answers.

Called by `./dev demo`. The steps themselves are in pipeline.py, to be read or copied from.
"""

import argparse
import contextlib
import pathlib
import shutil
import signal
import sys
import tempfile
import time

import generate_data
import pipeline
from ports import is_free
from tenon_server import Server, ServerFailed

API_PORT, CONSOLE_PORT = 9700, 9701


class Steps:
    """Prints each step as it begins, and remembers how long each took."""

    def __init__(self):
        self.took = []

    @contextlib.contextmanager
    def step(self, what):
        print(f"  {what} …", end="", flush=True)
        began = time.perf_counter()
        yield
        self.took.append([what, f"{1000 * (time.perf_counter() - began):,.0f} ms"])
        # On a terminal this takes the place of the line above, and of a progress bar.
        print(f"\r\033[K  {what} ✓" if sys.stdout.isatty() else " done", flush=True)


def choose_address(port, what):
    if is_free(port):
        return f"127.0.0.1:{port}"
    print(f"Port {port} is taken (perhaps by another Tenon), so the {what} gets a free one.")
    return "127.0.0.1:0"


def print_table(header, rows):
    cells = [[("" if cell is None else str(cell)) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    for index, row in enumerate(cells):
        numeric = [index > 0 and cell.replace(",", "").split(" ")[0].isdigit() for cell in row]
        print(
            "  "
            + "  ".join(
                cell.rjust(width) if number else cell.ljust(width)
                for cell, width, number in zip(row, widths, numeric)
            ).rstrip()
        )
        if index == 0:
            print("  " + "  ".join("─" * width for width in widths))


class ProgressBar:
    """Shows how far a run is, by the server's own estimate."""

    WIDTH = 40

    def __init__(self, tenon):
        self.tenon = tenon
        self.began = time.perf_counter()

    def __call__(self, run):
        if not sys.stdout.isatty():
            return
        report = self.tenon.get_run_report(JobName=run["JobName"], RunId=run["Id"])["Report"]
        state = run["JobRunState"]
        done = report.get("Progress", {}).get("Fraction", 0.0)
        filled = self.WIDTH if state == "SUCCEEDED" else round(done * self.WIDTH)
        bar = "█" * filled + "░" * (self.WIDTH - filled)
        seconds = time.perf_counter() - self.began
        print(f"\r  Running the job  {bar} {seconds:.1f} s  {state:<9}", end="", flush=True)


def run_pipeline(server, files, steps):
    s3, glue, athena, tenon = (server.client(name) for name in ("s3", "glue", "athena", "tenon"))
    with steps.step(f"Creating bucket {pipeline.BUCKET} and its folders"):
        pipeline.create_bucket(s3)
        pipeline.create_folders(s3)
    with steps.step("Uploading the three CSV files"):
        pipeline.upload_files(s3, files)
    with steps.step(f"Creating database {pipeline.DATABASE} and its three tables"):
        pipeline.create_catalog(glue)
    with steps.step(f"Creating the visual job {pipeline.JOB}"):
        pipeline.create_job(glue)
    with steps.step("Running the job"):
        run = pipeline.run_job(glue, each=ProgressBar(tenon))
    if run["JobRunState"] != "SUCCEEDED":
        raise SystemExit(f"The run ended {run['JobRunState']}: {run.get('ErrorMessage')}")
    with steps.step(
        f"Creating table {pipeline.RESULT_DATABASE}.{pipeline.RESULT_TABLE} over the result"
    ):
        pipeline.catalog_result(glue, pipeline.result_columns(tenon))
    with steps.step("Querying it with SQL"):
        header, *rows = pipeline.query(athena, pipeline.QUERY)
    report = tenon.get_run_report(JobName=pipeline.JOB, RunId=run["Id"])["Report"]
    return pipeline.list_output(s3), report, header, rows


def show_result(objects, report, header, rows, steps):
    print(f"\nThe job wrote {report['Rows']:,} rows as Parquet:")
    print_table(
        ["object", "bytes"],
        [[f"s3://{pipeline.BUCKET}/{key}", f"{size:,}"] for key, size in objects],
    )
    print("\nSELECT … GROUP BY user_country:")
    print_table(header, rows)
    print("\nHow long each step took:")
    print_table(["step", "time"], steps.took)
    worked = report["Milliseconds"]
    if "ToFirstRow" in worked:
        print(f"  (the job's first row was read {worked['ToFirstRow']} ms after StartJobRun)")


def show_way_on(server, arguments):
    settings = server.settings()
    print("\nGo on with:")
    print_table(
        ["what", "where"],
        [
            ["API", server.endpoint],
            ["console", server.console],
            ["data folder", server.data],
            ["access key", settings["AWS_ACCESS_KEY_ID"]],
            ["secret key", settings["AWS_SECRET_ACCESS_KEY"]],
            ["region", settings["AWS_REGION"]],
        ],
    )
    print(f'\n  eval "$({arguments.tenon} env --data {server.data})"')
    print(f"  aws s3 ls s3://{pipeline.BUCKET}/transformed_zone/")
    print(f"  aws glue get-job-runs --job-name {pipeline.JOB}\n")


def wait_for_interrupt():
    with contextlib.suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        # A background job starts with it ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        print("The server stays up until Ctrl-C.", flush=True)
        while True:
            signal.pause()
    print("\nStopping the server.", flush=True)


def read_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--tenon", default="build/release/bin/tenon", help="the program (default: %(default)s)"
    )
    parser.add_argument("--exit", action="store_true", help="end when everything was shown")
    parser.add_argument("--keep", action="store_true", help="leave the data folder where it is")
    parser.add_argument(
        "--scale",
        type=float,
        default=0.001,
        help="how much data: 1 is a million leads and 0.9 GB (default: %(default)s)",
    )
    return parser.parse_args()


def main():
    arguments = read_arguments()
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-demo-"))
    steps = Steps()
    print("The tutorial's pipeline on a fresh Tenon server:\n")
    try:
        with steps.step("Making the data"):
            files = generate_data.generate(folder / "files", arguments.scale)
        server = Server(
            arguments.tenon,
            folder / "data",
            choose_address(API_PORT, "API"),
            choose_address(CONSOLE_PORT, "console"),
        )
        with steps.step("Starting the server"):
            server.start()
        try:
            show_result(*run_pipeline(server, files, steps), steps)
            show_way_on(server, arguments)
            if not arguments.exit:
                wait_for_interrupt()
        finally:
            server.stop()
    except ServerFailed as failure:
        raise SystemExit(str(failure)) from None
    except KeyboardInterrupt:
        raise SystemExit("\nInterrupted.") from None
    finally:
        if arguments.keep:
            print(f"The data folder is kept: {folder / 'data'}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
