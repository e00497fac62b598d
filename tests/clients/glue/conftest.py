"""Fixtures of the Data Catalog's tests."""

import itertools
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

NUMBERS = itertools.count(1)


@pytest.fixture
def database(glue):
    """The name of a new, empty database, which goes with the test."""
    name = f"database_{next(NUMBERS)}"
    glue.create_database(DatabaseInput={"Name": name, "Description": "for a test"})
    yield name
    glue.delete_database(Name=name)
