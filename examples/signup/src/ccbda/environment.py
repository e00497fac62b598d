"""What the site is told by its environment: variables of the process, and below them src/.env.

A variable of the process counts more than a line of the file, so the same code runs from a working
copy (with the file) and in a container (without).
"""

import os
import pathlib

import dotenv
from django.core.exceptions import ImproperlyConfigured

FILE = pathlib.Path(__file__).resolve().parent.parent / ".env"


def load(file=FILE):
    # A password is what stands there: "${" in it names no other variable.
    dotenv.load_dotenv(file, interpolate=False)


def read(name, default=None):
    """The variable's value. Without a default, one that is missing or empty ends the program."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(
            f"the variable {name} is not set: name it in {FILE} (.env.example beside it shows how)"
        )
    return value


def is_true(name):
    value = read(name, "False").lower()
    if value not in ("true", "1", "yes", "false", "0", "no"):
        raise ImproperlyConfigured(f"{name} is True or False, not: {value}")
    return value in ("true", "1", "yes")


def read_list(name):
    """Values separated by colons, as in localhost:127.0.0.1."""
    return [value.strip() for value in read(name, "").split(":") if value.strip()]
