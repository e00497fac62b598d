#!/usr/bin/env python3
"""Runs the tutorial's source system and Tenon on this machine: PostgreSQL, the sign-up site, and a
Tenon server.

Called by `./dev signup`. PostgreSQL is a cluster of its own, below build/ as Tenon's data is; both
are there again the next time. src/.env is written with a password and a key that are made up on the
spot, so that the tutorial's commands work as they stand.
"""

import argparse
import contextlib
import hashlib
import os
import pathlib
import secrets
import signal
import sys

import dotenv

SIGNUP = pathlib.Path(__file__).resolve().parents[1]
ROOT = SIGNUP.parents[1]
sys.path.insert(0, str(SIGNUP.parent / "pipeline"))

from demo import choose_address, print_table  # noqa: E402
from ports import find_free_port, is_free  # noqa: E402
from postgresql_cluster import (  # noqa: E402
    DATABASE,
    HOST,
    USER,
    Cluster,
    ClusterFailed,
    choose_folder,
)
from site_server import Site, SiteFailed, run_manage  # noqa: E402
from tenon_server import Server, ServerFailed  # noqa: E402

SITE_PORT, API_PORT, CONSOLE_PORT = 8000, 9700, 9701
MARK = "# Made by ./dev signup, which writes it anew each time. It holds secrets."


class Refused(Exception):
    """What stands in the way; the message says what to do about it."""


def read_secrets(path):
    """The password and the key of the .env file of last time, or new ones; and its port if any."""
    kept = {}
    if path.exists():
        if not path.read_text(encoding="utf-8").startswith(MARK):
            raise Refused(
                f"{path} is there and was not made by ./dev signup, which would overwrite it: "
                "move it away"
            )
        kept = dotenv.dotenv_values(path, interpolate=False)
    password = kept.get("POSTGRES_PASSWORD") or secrets.token_urlsafe(24)
    key = kept.get("DJANGO_SECRET_KEY") or secrets.token_urlsafe(50)
    return password, key, int(kept.get("POSTGRES_PORT") or 0)


def write_env(path, variables):
    """Nobody else may read it, not even for a moment."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        print(MARK, *(f"{name}={value}" for name, value in variables.items()), sep="\n", file=file)
    part.replace(path)


def choose_port(wanted, what):
    if is_free(wanted):
        return wanted
    print(f"Port {wanted} is taken, so the {what} gets a free one.")
    return find_free_port()


def make_cluster(folder, password, port):
    # Two working copies have two clusters, also where both are in the account's home.
    name = f"tenon-signup-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    place = choose_folder(folder / "postgresql", name)
    return Cluster(place, password, port if port and is_free(port) else None)


def show_way_on(site, cluster, server, arguments):
    connect = f"psql -h {HOST} -p {cluster.port} -U {USER} -d {DATABASE}"
    print()
    print_table(
        ["what", "where"],
        [
            ["sign-up site", site.address],
            ["PostgreSQL", f"{HOST}:{cluster.port}, in {cluster.folder}"],
            ["its password", f"POSTGRES_PASSWORD in {arguments.env}"],
            ["Tenon's API", server.endpoint],
            ["Tenon's console", server.console],
            ["Tenon's data", server.data],
        ],
    )
    create_data = f"{sys.executable} {SIGNUP / 'create_data.py'} {arguments.env}"
    print("\nGo on with:\n")
    print(f"  {connect} -c 'SELECT * FROM form_leads'")
    print(f"  {create_data}")
    print(f"  {connect} -c \"\\copy form_articlehits TO 'article_hits.csv' WITH CSV\"")
    print(f"  {connect} -c \"\\copy form_leads TO 'form_leads.csv' WITH CSV\"")
    print(f'  eval "$({server.program} env --data {server.data})"')
    print(f"  {server.program} console --data {server.data}\n")


def wait_for_interrupt():
    """Until Ctrl-C, or until one of the three ends by itself."""
    with contextlib.suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        # A background job starts with it ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        print("All of it stays up until Ctrl-C. The site tells here what happens.", flush=True)
        # The child is only looked at, so that who started it can still ask how it ended.
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        print(f"\nProcess {ended.si_pid} has ended by itself.", flush=True)
    print("\nStopping everything.", flush=True)


def run(arguments):
    password, key, port = read_secrets(arguments.env)
    folder = arguments.folder.resolve()
    with contextlib.ExitStack() as running:
        cluster = make_cluster(folder, password, port)
        print("Starting PostgreSQL", flush=True)
        running.enter_context(cluster)
        variables = {
            **cluster.variables(),
            "DJANGO_ALLOWED_HOSTS": "localhost:127.0.0.1",
            "DJANGO_SECRET_KEY": key,
            "DJANGO_DEBUG": "False",
        }
        write_env(arguments.env, variables)
        print("Preparing the site's tables", flush=True)
        run_manage(variables, "migrate", "--no-input")
        print("Starting the site", flush=True)
        site = Site(variables, choose_port(SITE_PORT, "site"))
        running.enter_context(site)
        print("Starting Tenon", flush=True)
        server = Server(
            arguments.tenon,
            folder / "tenon",
            choose_address(API_PORT, "API"),
            choose_address(CONSOLE_PORT, "console"),
        )
        running.enter_context(server)
        show_way_on(site, cluster, server, arguments)
        if not arguments.exit:
            wait_for_interrupt()


def read_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--tenon", default=str(ROOT / "build/release/bin/tenon"), help="the program (%(default)s)"
    )
    parser.add_argument(
        "--folder",
        type=pathlib.Path,
        default=ROOT / "build/signup",
        help="what holds the databases (%(default)s)",
    )
    parser.add_argument(
        "--env",
        type=pathlib.Path,
        default=SIGNUP / "src/.env",
        help="the file of the site's variables that is written (%(default)s)",
    )
    parser.add_argument("--exit", action="store_true", help="end when everything has answered")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        run(arguments)
    except (Refused, ClusterFailed, SiteFailed, ServerFailed) as failure:
        raise SystemExit(f"./dev signup: {failure}") from None
    except KeyboardInterrupt:
        raise SystemExit("\nInterrupted.") from None


if __name__ == "__main__":
    main()
