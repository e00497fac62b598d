"""Fixtures of the tests of Secrets Manager."""

import itertools
import pathlib
import sys

import pytest

# Refusals and pages are read as the catalog's tests read them.
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "glue"))

NUMBERS = itertools.count(1)


@pytest.fixture
def name():
    """The name of a secret that is not there yet."""
    return f"test/secret_{next(NUMBERS)}"
