"""What Glue Studio's managed transforms (`gs_...`) have in common.

A script imports the module of a transform, which makes the transform a method of DynamicFrame:

    import gs_concat
    joined = frame.gs_concat(colName="name", colList=["first", "last"], spacer=" ")

Names and parameters are those of "Transform data with AWS Glue managed transforms" of the AWS Glue User
Guide and of published jobs. The rows are those that Tenon's own engine gives.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import Any

from py4j.protocol import Py4JJavaError
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.choice import has_choice
from awsglue.dynamicframe import DynamicFrame
from awsglue.paths import lookup, require

Texts = str | Sequence[str] | None


def managed(transform: Callable[..., DataFrame]) -> Callable[..., DynamicFrame]:
    """Makes a function of a DataFrame a method of DynamicFrame.

    A frame without columns passes as it is. Raises ValueError when the frame has a choice, which no such
    transform can read.
    """

    @functools.wraps(transform)
    def method(
        self: DynamicFrame, *arguments: Any, transformation_ctx: str = "", **named: Any
    ) -> DynamicFrame:
        data = self.dataframe
        if not data.columns:
            return self
        choices = [field.name for field in data.schema.fields if has_choice(field.dataType)]
        if choices:
            raise ValueError(
                f"{transform.__name__}: resolve the choices first: {', '.join(choices)}"
            )
        return self._next(transform(data, *arguments, **named), transformation_ctx)

    setattr(DynamicFrame, transform.__name__, method)
    return method


def texts_of(value: Texts) -> list[str]:
    """A list, or a text with commas (outside of backquotes), as its parts, trimmed; without empty ones."""
    parts: list[str] = []
    for text in [value] if isinstance(value, str) else value or []:
        part, quoted = "", False
        for char in text:
            if char == "`":
                quoted = not quoted
            if char == "," and not quoted:
                parts.append(part)
                part = ""
            else:
                part += char
        parts.append(part)
    return [part.strip() for part in parts if part.strip()]


def is_on(value: Any) -> bool:
    """True, "true", "1"."""
    return str(value).lower() in ("true", "1")


def whole_of(value: Any, name: str) -> int:
    """A whole number that a script gives as such or as a text. Raises ValueError for another."""
    try:
        return int(str(value))
    except ValueError:
        raise ValueError(f"{name} must be a whole number: {value}") from None


def column_of(data: DataFrame, text: str) -> tuple[Column, T.DataType]:
    """The column, or the member of a struct, of that name. Raises ValueError when there is none."""
    for name in data.columns:
        if text == name:
            return lookup(data, (name,))
    return lookup(data, require(data, text))


def text_of(data: DataFrame, text: str) -> Column:
    """As column_of, for a text. Raises TypeError for another type."""
    column, data_type = column_of(data, text)
    if not isinstance(data_type, T.StringType):
        raise TypeError(f"{text} must be a text, but is of type {data_type.simpleString()}")
    return column


def groups_of(data: DataFrame, pattern: str) -> int:
    """How many groups a regular expression has. Raises ValueError when it cannot be used."""
    regex = data.sparkSession.sparkContext._jvm.java.util.regex.Pattern  # type: ignore[union-attr]
    try:
        return regex.compile(pattern).matcher("").groupCount()
    except Py4JJavaError as error:
        raise ValueError(f"the regular expression cannot be used: {pattern}") from error


def path_of(text: str) -> str:
    """A path of JSON as Spark takes it: "a.b" is "$.a.b". Raises ValueError for one that it cannot read."""
    path = text if text.startswith("$") else f"$.{text}"
    steps = r"(\.[^.\[\]']+|\[\d+\]|\[\*\]|\['[^']*'\])*"
    if re.fullmatch(r"\$" + steps, path) is None:
        raise ValueError(
            f"the path cannot be read, write it as $.a.b, $.list[0] or $['a b']: {text}"
        )
    return path


def name_of(data: DataFrame, text: str) -> str:
    """The name under which the result of a column takes its place."""
    return text if text in data.columns else require(data, text)[-1]


def put(data: DataFrame, name: str, column: Column) -> DataFrame:
    """The rows with the column, in the place of the one that has its name."""
    return data.withColumn(name, column)


# strftime's codes and Java's letters.
_PYTHON_CODES = {
    "a": "E",
    "A": "EEEE",
    "b": "MMM",
    "B": "MMMM",
    "d": "dd",
    "f": "SSSSSS",
    "H": "HH",
    "I": "hh",
    "j": "DDD",
    "m": "MM",
    "M": "mm",
    "p": "a",
    "S": "ss",
    "y": "yy",
    "Y": "yyyy",
    "z": "'+0000'",
    "Z": "'UTC'",
    "%": "%",
}
_BARE_CODES = {"d": "d", "H": "H", "I": "h", "j": "D", "m": "M", "M": "m", "S": "s"}


def java_pattern(pattern: str) -> str:
    """A pattern of Java for one of Python's strftime ("%d/%m/%Y") or of Java. Raises ValueError for a code
    of Python's that Java has not."""
    if "%" not in pattern:
        return pattern
    made, at = "", 0
    while at < len(pattern):
        char = pattern[at]
        if char != "%":
            made += f"'{char}'" if char.isalpha() else "''" if char == "'" else char
            at += 1
            continue
        bare = pattern[at + 1 : at + 2] == "-"
        code = pattern[at + 2 : at + 3] if bare else pattern[at + 1 : at + 2]
        codes = _BARE_CODES if bare else _PYTHON_CODES
        if code not in codes:
            raise ValueError(f"the part %{code} of the format has no counterpart: {pattern}")
        made += codes[code]
        at += 3 if bare else 2
    return made


def formatted(moment: Column, pattern: str) -> Column:
    """A moment as a text in a pattern of Python or Java."""
    return F.date_format(moment, java_pattern(pattern))
