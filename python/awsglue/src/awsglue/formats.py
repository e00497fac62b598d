"""Files of each format as records.

The formats and their options are those of "Data format options for inputs and outputs in AWS Glue for
Spark" in the AWS Glue Developer Guide. An option that says how Glue reads and changes no record
(`optimizePerformance`) is accepted.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from py4j.protocol import Py4JJavaError
from pyspark import StorageLevel
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.casts import cast
from awsglue.choice import PREFIX, choice_of, has_choice, merge, parse_schema, type_name
from awsglue.errors import SCHEMA
from awsglue.files import flag
from awsglue.json_records import parse_path, records_of
from awsglue.paths import Fields, fields_of, quote, select
from awsglue.records import to_frame, type_of

Options = dict[str, Any]
# Records, and the error records of what could not be read.
Read = tuple[DataFrame, DataFrame | None]

_REFUSED = {
    "grokLog": "its patterns are Logstash's",
    "hyper": "its files are Tableau's own",
    "ion": "Spark has no reader of it",
}
# Stands for an empty text in quotes; no text has this character, which is none.
_EMPTY = "\ufdd0"
# The column of the file that a record is from; no data has a name with that character.
FILE = "\ufdd0file"
# The packages that Spark needs for what it does not read itself.
_PACKAGES = {
    "avro": "org.apache.spark:spark-avro",
    "delta": "io.delta:delta-spark",
    "hudi": "org.apache.hudi:hudi-spark",
    "iceberg": "org.apache.iceberg:iceberg-spark-runtime",
}


def read(
    session: SparkSession,
    format: str,
    options: Options,
    paths: Sequence[str],
    declared: T.StructType | None = None,
    with_files: bool = False,
) -> Read:
    """The records of files. `declared` are a table's columns, by place in CSV and by name in JSON; where a
    value has not the declared type it keeps its own. `with_files` adds a column FILE, the file's URI.

    Raises NotImplementedError, naming the format, for one that cannot be read here.
    """
    if format in _REFUSED:
        raise NotImplementedError(f"this format cannot be read: {format}: {_REFUSED[format]}")
    if "withSchema" in options and format in ("csv", "json", "xml"):
        declared = parse_schema(options["withSchema"])
    elif format == "xml":
        # A table's columns are in lower case, which names of elements need not be.
        declared = None
    readers: dict[str, Callable[..., Read]] = {
        "csv": _read_csv,
        "json": _read_json,
        "xml": _read_xml,
    }
    if format in readers:
        return readers[format](session, options, list(paths), declared, with_files)
    name = "parquet" if format == "glueparquet" else format
    if name not in ("parquet", "orc", *_PACKAGES):
        raise NotImplementedError(f"there is no such format: {format}")
    reader = session.read.format(name).options(recursiveFileLookup="true", **_texts(options))
    if name in ("delta", "hudi", "iceberg"):
        reader = session.read.format(name).options(**_texts(options))
    try:
        return _kept(reader.load(list(paths) if len(paths) > 1 else paths[0]), with_files), None
    except (AnalysisException, Py4JJavaError) as error:
        raise explained(format, error) from error


def explained(format: str, error: Exception) -> Exception:
    """What Spark says of a format, or that a package for it is missing."""
    missing = "DATA_SOURCE_NOT_FOUND" in str(error) or (format == "avro" and "Avro" in str(error))
    if format in _PACKAGES and missing:
        return NotImplementedError(
            f"this session has no {format}: add the package {_PACKAGES[format]} to spark.jars.packages"
        )
    return error


def csv_options(options: Options) -> dict[str, str]:
    """Spark's options for what Glue's say of CSV: `separator`, `quoteChar` (-1 for none), `escaper`."""
    quote = str(options.get("quoteChar", '"'))
    escaper = options.get("escaper")
    made = {"sep": str(options.get("separator", ",")), "quote": "" if quote == "-1" else quote}
    # Without an escaper a quote within quotes is doubled.
    doubled = made["quote"] or '"'
    made["escape"] = doubled if escaper in (None, "", "none") else str(escaper)
    return made


def declare(frame: DataFrame, declared: T.StructType) -> DataFrame:
    """The rows with texts as the types that a table declares for them.

    A column with a text that is no such value becomes a choice: each such text stays one. Reads the data
    once to find them.
    """
    wanted = {field.name.lower(): field.dataType for field in declared.fields}
    typed = []
    for name, column, data_type in fields_of(frame):
        target = wanted.get(name.lower(), data_type)
        text = isinstance(data_type, T.StringType) and not isinstance(target, T.StringType)
        if text and not isinstance(target, (T.StructType, T.ArrayType, T.MapType)):
            typed.append((name, column, cast(F.trim(column), data_type, target), target))
    if not typed:
        return frame
    misfits = [
        F.max(made.isNull() & (F.trim(column) != "")).alias(str(at))
        for at, (_, column, made, _) in enumerate(typed)
    ]
    found = frame.agg(*misfits).collect()[0]
    changed = {
        name: _with_misfits(column, made, target) if found[str(at)] else (made, target)
        for at, (name, column, made, target) in enumerate(typed)
    }
    fields: Fields = [
        (name, *changed.get(name, (column, data_type)))
        for name, column, data_type in fields_of(frame)
    ]
    return select(frame, fields)


def _with_misfits(column, made, target: T.DataType):
    kind = choice_of((target, T.StringType()))
    parts = {
        type_name(target): made,
        "string": F.when(made.isNull() & (F.trim(column) != ""), column),
    }
    # What is empty is null, as it is where no text misfits.
    value = F.struct(*[parts[name].alias(PREFIX + name) for name in sorted(parts)])
    return F.when(made.isNotNull() | parts["string"].isNotNull(), value), kind


def _read_csv(
    session: SparkSession,
    options: Options,
    paths: list[str],
    declared: T.StructType | None,
    with_files: bool,
) -> Read:
    header, skip = flag(options, "withHeader"), flag(options, "skipFirst")
    reader = (
        session.read.options(**csv_options(options))
        .option("header", header or skip)
        .option("multiLine", flag(options, "multiline") or flag(options, "multiLine"))
        .option("recursiveFileLookup", "true")
        .option("inferSchema", "false")
        .option("emptyValue", _EMPTY)
    )
    if declared is not None:
        names = [field.name for field in declared.fields]
        texts = T.StructType([T.StructField(name, T.StringType()) for name in names])
        frame = _kept(reader.schema(texts).csv(paths), with_files)
        return declare(_with_empty_texts(frame), declared), None
    # Files whose first lines differ are refused by Spark rather than read by place.
    frame = reader.option("enforceSchema", not header).csv(paths)
    if not header:
        renamed = {name: f"col{at}" for at, name in enumerate(frame.columns)}
        frame = frame.withColumnsRenamed(renamed)
    elif skip:
        frame = _without_firsts(frame)
    return _with_empty_texts(_kept(frame, with_files)), None


def _without_firsts(frame: DataFrame) -> DataFrame:
    """The rows but the first of each file."""
    place = "\ufdd0place"
    numbered = frame.select(
        "*",
        F.col("_metadata.file_path").alias(FILE),
        F.col("_metadata.file_block_start").alias("\ufdd0start"),
        # Grows with the rows of a part, and a part reads its file in order.
        F.monotonically_increasing_id().alias(place),
    )
    firsts = numbered.where("`\ufdd0start` = 0").groupBy(FILE).agg(F.min(place).alias(place))
    kept = numbered.join(F.broadcast(firsts.select(place)), place, "left_anti")
    return kept.select(*[F.col(quote(name)) for name in frame.columns])


def _kept(frame: DataFrame, with_files: bool) -> DataFrame:
    return frame.select("*", F.col("_metadata.file_path").alias(FILE)) if with_files else frame


def _with_empty_texts(frame: DataFrame) -> DataFrame:
    """A text that is empty within quotes is an empty text. Spark takes it for null, as one without quotes,
    unless it is told to write something else for it."""
    fields = fields_of(frame)
    return select(
        frame,
        [(name, F.when(c == _EMPTY, "").otherwise(c), data_type) for name, c, data_type in fields],
    )


def _read_json(
    session: SparkSession,
    options: Options,
    paths: list[str],
    declared: T.StructType | None,
    with_files: bool,
) -> Read:
    whole = flag(options, "multiline") or flag(options, "multiLine")
    json_path = options.get("jsonPath")
    if json_path:
        parse_path(json_path)
    texts = _kept(session.read.text(paths, wholetext=whole, recursiveFileLookup=True), with_files)

    def parse(row):
        # A record and no error, or the other way round.
        try:
            file = {FILE: row[1]} if with_files else {}
            return [(record | file, None) for record in records_of(row[0], json_path)]
        except (TypeError, ValueError) as error:
            return [(None, ((f"{type(error).__name__}: {error}", None, "", row[0]),))]

    def of_partition(pairs):
        merged, bad = T.NullType(), 0
        for record, error in pairs:
            bad += error is not None
            merged = merge(merged, type_of(record, declared)) if error is None else merged
        yield merged, bad

    parsed = texts.rdd.flatMap(parse)
    parts = parsed.mapPartitions(of_partition).collect()
    merged = functools.reduce(merge, [part for part, _ in parts], T.NullType())
    schema = merged if isinstance(merged, T.StructType) else declared or T.StructType([])
    bad = sum(count for _, count in parts)
    if not (bad or whole or json_path or has_choice(schema)) and _spark_reads(schema):
        # Each record has the same types, so Spark's own reader, which is faster, gives the same.
        own = T.StructType([field for field in schema.fields if field.name != FILE])
        reader = session.read.schema(own).option("recursiveFileLookup", "true")
        frame = _kept(reader.json(paths), with_files)
    else:
        parsed.persist(StorageLevel.MEMORY_AND_DISK)
        good = parsed.filter(lambda pair: pair[1] is None).map(lambda pair: pair[0])
        frame = to_frame(session, good, schema)
    if declared is not None:
        frame = declare(frame, declared)
    if not bad:
        return frame, None
    errors = parsed.filter(lambda pair: pair[1] is not None).map(lambda pair: pair[1])
    return frame, session.createDataFrame(errors, SCHEMA, verifySchema=False)


def _spark_reads(schema: T.StructType) -> bool:
    """Whether Spark's reader of JSON takes these columns as they are: it has no name twice, in whatever
    case, and at least one."""
    names = [field.name.lower() for field in schema.fields]
    return bool(names) and len(names) == len(set(names))


_XML_OPTIONS = {
    "attributePrefix": "attributePrefix",
    "encoding": "encoding",
    "excludeAttribute": "excludeAttribute",
    "ignoreSurroundingSpaces": "ignoreSurroundingSpaces",
    "rowTag": "rowTag",
    "valueTag": "valueTag",
}


def _read_xml(
    session: SparkSession,
    options: Options,
    paths: list[str],
    declared: T.StructType | None,
    with_files: bool,
) -> Read:
    if "rowTag" not in options:
        raise ValueError("xml needs rowTag, the element that is a record")
    reader = session.read.format("xml").option("recursiveFileLookup", "true")
    if declared is not None:
        reader = reader.schema(declared)
    for name, spark_name in _XML_OPTIONS.items():
        if name in options:
            reader = reader.option(spark_name, str(options[name]))
    if flag(options, "treatEmptyValuesAsNulls"):
        reader = reader.option("nullValue", "")
    return _kept(reader.load(paths), with_files), None


def _texts(options: Options) -> dict[str, str]:
    ours = ("optimizePerformance", "useGlueParquetWriter")
    return {name: str(value) for name, value in options.items() if name not in ours}
