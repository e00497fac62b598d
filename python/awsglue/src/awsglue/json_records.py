"""JSON as records, each with its own types."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_DECODER = json.JSONDecoder()
_STEP = re.compile(r"\.([A-Za-z0-9_$-]+|\*)|\['([^']*)'\]|\[(\*|\d+)\]")


def records_of(text: str, json_path: str | None = None) -> Iterator[dict[str, Any]]:
    """The records in a text: one value of JSON after another, each of which is a record or an array of
    records; or what a path leads to in them.

    Raises ValueError where the text is no JSON, TypeError where a value is no record.
    """
    steps = parse_path(json_path) if json_path else []
    at = _skip(text, 0)
    while at < len(text):
        value, at = _DECODER.raw_decode(text, at)
        for found in _follow(value, steps):
            yield from _records(found)
        # Some writers put commas between the values.
        at = _skip(text, at)


def parse_path(text: str) -> list[str | int]:
    """The steps of a JsonPath: names, places, and "*" for all. Raises ValueError for one with more than
    `$`, `.name`, `['name']`, `[0]`, `[*]`."""
    rest = text.strip().removeprefix("$")
    steps: list[str | int] = []
    while rest:
        match = _STEP.match(rest)
        if match is None:
            raise ValueError(
                f"only names, places and * are supported in a path of JSON, not this: {rest} in {text}"
            )
        name, quoted, place = match.groups()
        steps.append(int(place) if place and place != "*" else name or quoted or "*")
        rest = rest[match.end() :]
    return steps


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,\ufeff":
        at += 1
    return at


def _follow(value: Any, steps: list[str | int]) -> Iterator[Any]:
    if not steps:
        yield value
        return
    step, rest = steps[0], steps[1:]
    if step == "*":
        inner = value.values() if isinstance(value, dict) else value
        for part in inner if isinstance(value, (dict, list)) else ():
            yield from _follow(part, rest)
    elif isinstance(step, int):
        if isinstance(value, list) and step < len(value):
            yield from _follow(value[step], rest)
    elif isinstance(value, dict) and step in value:
        yield from _follow(value[step], rest)


def _records(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _records(part)
    else:
        raise TypeError(f"a record is an object, and this is none: {json.dumps(value)[:80]}")
