"""unbox: a text within a record becomes what it says."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.choice import merge, parse_schema
from awsglue.operations.rows import error_column
from awsglue.paths import edit, fields_of, lookup, quote, require, select
from awsglue.records import to_row, type_of
from awsglue.shown import json_column

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


def unbox(
    frame: DynamicFrame,
    path: str,
    format: str,
    transformation_ctx: str = "",
    info: str = "",
    stageThreshold: int = 0,
    totalThreshold: int = 0,
    **options: Any,
) -> DynamicFrame:
    """The records with the text at a path parsed: format "json" or "csv".

    A text of CSV is one line, which becomes a struct. Its options: `separator`, `quoteChar`, `escaper`,
    `skipFirst`, `withHeader` (the text has a line of names before), `withSchema` (the text of a
    StructType's `json()`). Without names the members are `col0`, `col1`. A text that cannot be parsed makes
    its record an error record. Reads all texts at once, to find their type.

    Raises ValueError for another format, TypeError when the field is no text.
    """
    data = frame.dataframe
    where = require(data, path)
    column, data_type = lookup(data, where)
    if not isinstance(data_type, T.StringType):
        raise TypeError(f"only a text can be unboxed: {path}")
    parse, declared = _parser(format, options)
    parsed_type = declared or _type_of_texts(data.select(column).rdd, parse)

    def unpack(text: str | None) -> tuple[Any, str | None]:
        if text is None:
            return None, None
        try:
            return to_row(parse(text), parsed_type), None
        except Exception as error:  # noqa: BLE001  (it becomes an error record)
            return None, f"{type(error).__name__}: {error}"

    result = T.StructType(
        [T.StructField("value", _returnable(parsed_type)), T.StructField("msg", T.StringType())]
    )
    unboxed = "unboxed" + "_" * max(len(name) for name in data.columns)
    parsed = data.withColumn(unboxed, F.udf(unpack, result, useArrow=False)(column))
    message = F.col(unboxed).getField("msg")
    kept = edit(
        fields_of(data),
        where,
        lambda name, *_: [(name, F.col(unboxed).getField("value"), parsed_type)],
    )
    whole = F.struct(*[F.col(quote(name)) for name in data.columns])
    record = json_column(whole, data.schema)
    failed = parsed.where(message.isNotNull()).select(
        error_column(message, F.lit(None).cast("string"), info, record)
    )
    return frame._next(
        select(parsed.where(message.isNull()), kept),
        transformation_ctx,
        stageThreshold,
        totalThreshold,
        failed,
    )


def _parser(format: str, options: dict[str, Any]) -> tuple[Callable[[str], Any], T.DataType | None]:
    """What parses a text, and the type that it gives if that is declared."""
    declared = parse_schema(options["withSchema"]) if "withSchema" in options else None
    if format == "json":
        return json.loads, declared
    if format == "csv":
        return functools.partial(_parse_csv, options=options, declared=declared), declared
    raise ValueError(f"unbox cannot read this format: {format}; it reads json and csv")


def _parse_csv(text: str, options: dict[str, Any], declared: T.DataType | None) -> dict[str, Any]:
    quote_char = options.get("quoteChar", '"')
    reader = csv.reader(
        io.StringIO(text),
        delimiter=options.get("separator", ","),
        quotechar=None if quote_char in (-1, "-1") else quote_char,
        quoting=csv.QUOTE_NONE if quote_char in (-1, "-1") else csv.QUOTE_MINIMAL,
        escapechar=options.get("escaper"),
    )
    lines = list(reader)
    names = lines.pop(0) if _flag(options, "withHeader") and lines else None
    if _flag(options, "skipFirst"):
        lines = lines[1:]
    if len(lines) != 1:
        raise ValueError(f"a text of CSV has one line to unbox, and there are {len(lines)}")
    values = lines[0]
    if isinstance(declared, T.StructType):
        return {
            field.name: _typed(value, field.dataType)
            for field, value in zip(declared.fields, values, strict=False)
        }
    return dict(zip(names or [f"col{i}" for i in range(len(values))], values, strict=False))


def _typed(text: str, data_type: T.DataType) -> Any:
    if isinstance(data_type, T.IntegralType):
        return int(text)
    if isinstance(data_type, (T.FloatType, T.DoubleType)):
        return float(text)
    if isinstance(data_type, T.BooleanType):
        return text.strip().lower() == "true"
    if isinstance(data_type, (T.StringType, T.DecimalType)):
        return text
    raise ValueError(f"a text of CSV cannot become a value of type {data_type.simpleString()}")


def _flag(options: dict[str, Any], name: str) -> bool:
    return str(options.get(name, False)).lower() == "true"


def _type_of_texts(texts, parse: Callable[[str], Any]) -> T.DataType:
    def of_text(row) -> T.DataType:
        try:
            return T.NullType() if row[0] is None else type_of(parse(row[0]))
        except Exception:  # noqa: BLE001  (the same text makes an error record)
            return T.NullType()

    parts = texts.mapPartitions(
        lambda rows: [functools.reduce(merge, map(of_text, rows), T.NullType())]
    )
    return functools.reduce(merge, parts.collect(), T.NullType())


def _returnable(data_type: T.DataType) -> T.DataType:
    """Spark's functions of Python cannot return void; what is always null is null as a text, too."""
    return T.StringType() if isinstance(data_type, T.NullType) else data_type
