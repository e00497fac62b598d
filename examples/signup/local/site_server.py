"""Runs the sign-up site under gunicorn for as long as a script needs it.

with Site(variables, port=8000) as site:
    print(site.address)
"""

import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "pipeline"))

from child_process import end_with_parent  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[1] / "src"


class SiteFailed(Exception):
    """The site, or a command of its manage.py, did not do what it should; the message says why."""


def run_manage(variables, *words):
    """Runs `manage.py words…` with these variables and returns what it printed."""
    done = subprocess.run(
        [sys.executable, SOURCE / "manage.py", *words],
        env={**os.environ, **variables},
        text=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        raise SiteFailed(f"manage.py {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


class Site:
    """The site at 127.0.0.1. `variables` are those of .env.example; `log` is a file that gets what
    the site prints, which otherwise goes where this script prints.
    """

    def __init__(self, variables, port, log=None):
        self.address = f"http://127.0.0.1:{port}/"
        self.log = log
        self.process = None
        self._bind = f"127.0.0.1:{port}"
        self._environment = {**os.environ, **variables}

    def start(self, timeout=30):
        """Starts the process and returns when it answers."""
        log = open(self.log, "ab") if self.log else None
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "ccbda.wsgi", "--bind", self._bind]
                + ["--workers", "2", "--threads", "4", "--log-level", "warning"],
                cwd=SOURCE,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGTERM),
            )
        finally:
            if log:
                log.close()
        deadline = time.monotonic() + timeout
        while not self._answers():
            if self.process.poll() is not None:
                raise SiteFailed(f"the site ended at its start: {self.output()}")
            if time.monotonic() > deadline:
                self.stop()
                raise SiteFailed(f"the site did not answer within {timeout} s: {self.output()}")
            time.sleep(0.02)
        return self

    def _answers(self):
        try:
            with urllib.request.urlopen(f"{self.address}health/", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self, timeout=30):
        """Lets requests that are being answered come to their end, then ends the site."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def output(self):
        """What the site has printed, where it has a log."""
        return self.log.read_text(errors="replace") if self.log else "its output is above"
