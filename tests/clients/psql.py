"""Statements for the PostgreSQL of a test."""

import os
import subprocess


def psql(cluster, *statements):
    """Runs the statements and returns the lines that the last of them answers, fields between |."""
    settings = cluster.settings()
    done = subprocess.run(
        [
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--set=ON_ERROR_STOP=1",
            f"--host={settings['host']}",
            f"--port={settings['port']}",
            f"--username={settings['user']}",
            f"--dbname={settings['dbname']}",
            *(f"--command={statement}" for statement in statements),
        ],
        env={**os.environ, "PGPASSWORD": settings["password"]},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines()
