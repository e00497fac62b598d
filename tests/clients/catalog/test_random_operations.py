"""Random catalog operations answer as a plain dictionary would, and what was acknowledged
outlives kill -9.

TENON_RANDOM_SEED chooses another run than the usual one; a failure prints its seed.
"""

import copy
import os
import random
import threading

import pytest
from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError
from catalog_model import CatalogModel, Refused
from catalog_reader import CatalogReader
from random_operations import RandomOperations
from tenon_server import PROGRAM, Server

STEPS = 1500
KILLS = 12
SEED = int(os.environ.get("TENON_RANDOM_SEED", "20240501"))


def outcome(call, *arguments, **named):
    """What a call answers, or the code of its refusal."""
    try:
        return call(*arguments, **named)
    except Refused as refusal:
        return str(refusal)


class Run:
    """Steps on a server and on the model at once; the server is killed now and then."""

    def __init__(self, server):
        self.server = server
        self.moments = random.Random(SEED)  # of kills, apart from the operations
        self.model = CatalogModel()
        self.reader = CatalogReader(server.client("glue"))
        self.killer = None
        self.kills = 0
        self.refused = set()

    def plan_kill(self):
        self.killer = threading.Timer(self.moments.uniform(0.02, 0.3), self.server.kill)
        self.killer.start()

    def step(self, operation, arguments):
        before = copy.deepcopy(self.model)
        expected = outcome(getattr(self.model, operation), **arguments)
        try:
            answer = outcome(self.reader.run, operation, **arguments)
        except (NoConnection, HTTPClientError):
            self.restart(before)
            return
        assert answer == expected
        if isinstance(expected, str):
            self.refused.add((operation, expected))

    def restart(self, before):
        """After a kill: what was under way was done whole or not at all, all else is there."""
        self.killer.join()
        self.killer = None
        self.kills += 1
        self.server.start()
        self.reader = CatalogReader(self.server.client("glue"))
        found = self.reader.state()
        if found != self.model.state():
            assert found == before.state()
            self.model = before


@pytest.fixture
def server(tmp_path):
    running = Server(PROGRAM, tmp_path / "data")
    running.start()
    yield running
    if running.process.returncode is None:
        running.kill()


def test_acknowledged_operations_outlive_kills(server):
    operations = RandomOperations(random.Random(SEED))
    run = Run(server)
    steps = 0
    while steps < STEPS or run.kills < KILLS:
        if run.killer is None and run.kills < KILLS:
            run.plan_kill()
        operation, arguments = operations()
        steps += 1
        print(f"step {steps} of TENON_RANDOM_SEED={SEED}: {operation}({arguments})")
        run.step(operation, arguments)
    assert run.reader.state() == run.model.state()
    assert len(run.refused) > 30, "operations that never meet prove little"
    server.stop()
