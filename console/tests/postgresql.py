"""Runs a PostgreSQL cluster of its own in the folder given, until its input ends. First it prints how
to connect, as JSON. Each line of its input is SQL, whose last result is printed as JSON.
"""

import json
import pathlib
import secrets
import shutil
import subprocess
import sys

sys.path.insert(
    0, str(pathlib.Path(__file__).resolve().parents[2] / "examples/signup/local")
)

from postgresql_cluster import Cluster, find_programs  # noqa: E402


def main(folder):
    cluster = Cluster(folder, password=secrets.token_urlsafe(16), options={"fsync": "off"})
    try:
        cluster.start()
        print(json.dumps(cluster.settings()), flush=True)
        for line in sys.stdin:
            print(json.dumps(run(cluster, line)), flush=True)
    finally:
        cluster.kill()
        shutil.rmtree(folder, ignore_errors=True)


def run(cluster, statement):
    settings = cluster.settings()
    address = f"host={settings['host']} port={settings['port']} user={settings['user']}"
    done = subprocess.run(
        [find_programs() / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", f"{address} dbname=postgres"],
        input=statement,
        text=True,
        check=True,
        capture_output=True,
        env={"PGPASSWORD": settings["password"]},
    )
    return done.stdout.splitlines()


if __name__ == "__main__":
    main(sys.argv[1])
