"""How a table of the Data Catalog says in what format its files are.

The names of Hive's classes are those that AWS Glue's crawlers and jobs write, from the public pages on
crawlers and on updating the Data Catalog from jobs.
"""

from __future__ import annotations

from typing import Any

_HIVE = "org.apache.hadoop.hive"
_TEXT = (
    "org.apache.hadoop.mapred.TextInputFormat",
    f"{_HIVE}.ql.io.HiveIgnoreKeyTextOutputFormat",
)
_PARQUET = (
    f"{_HIVE}.ql.io.parquet.MapredParquetInputFormat",
    f"{_HIVE}.ql.io.parquet.MapredParquetOutputFormat",
    f"{_HIVE}.ql.io.parquet.serde.ParquetHiveSerDe",
)
_CLASSES = {
    "avro": (
        f"{_HIVE}.ql.io.avro.AvroContainerInputFormat",
        f"{_HIVE}.ql.io.avro.AvroContainerOutputFormat",
        f"{_HIVE}.serde2.avro.AvroSerDe",
    ),
    "csv": (*_TEXT, f"{_HIVE}.serde2.lazy.LazySimpleSerDe"),
    "glueparquet": _PARQUET,
    "json": (*_TEXT, "org.openx.data.jsonserde.JsonSerDe"),
    "orc": (
        f"{_HIVE}.ql.io.orc.OrcInputFormat",
        f"{_HIVE}.ql.io.orc.OrcOutputFormat",
        f"{_HIVE}.ql.io.orc.OrcSerde",
    ),
    "parquet": _PARQUET,
}
_QUOTED = f"{_HIVE}.serde2.OpenCSVSerde"
# These keep their own list of files and partitions.
LAKE_FORMATS = ("delta", "hudi", "iceberg")
DATABASES = ("mysql", "oracle", "postgresql", "redshift", "sqlserver")


def storage_of(format: str, options: dict[str, Any]) -> dict[str, Any]:
    """A StorageDescriptor without columns and location for files that a job writes."""
    try:
        input_format, output_format, serde = _CLASSES[format]
    except KeyError:
        raise ValueError(
            f"the Data Catalog cannot be told of files of this format: {format}"
        ) from None
    parameters = {"serialization.format": "1"}
    if format == "csv":
        separator = options.get("separator", ",")
        if options.get("quoteChar", '"') in ("-1", -1):
            parameters = {"field.delim": separator, "serialization.format": separator}
        else:
            serde = _QUOTED
            parameters = {"separatorChar": separator, "quoteChar": options.get("quoteChar", '"')}
    return {
        "InputFormat": input_format,
        "OutputFormat": output_format,
        "SerdeInfo": {"SerializationLibrary": serde, "Parameters": parameters},
    }


def format_of(table: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The format of a table's files and the options to read them with.

    Raises ValueError for a table whose format nothing names, or which has none of files.
    """
    storage = table["StorageDescriptor"]
    parameters = {**storage.get("Parameters", {}), **table.get("Parameters", {})}
    serde = storage.get("SerdeInfo", {})
    library = serde.get("SerializationLibrary", "")
    for key in ("table_type", "spark.sql.sources.provider", "classification"):
        if parameters.get(key, "").lower() in LAKE_FORMATS:
            return parameters[key].lower(), {}
    format = parameters.get("classification", "").lower()
    if not format or format == "unknown":
        format = next(
            (name for name, classes in _CLASSES.items() if library and library == classes[2]), ""
        )
        if library == _QUOTED:
            format = "csv"
        elif "JsonSerDe" in library:
            format = "json"
    if not format:
        raise ValueError(f"nothing says in what format the table's files are: {table['Name']}")
    return format, _options(format, {**parameters, **serde.get("Parameters", {})}, library)


def _options(format: str, parameters: dict[str, str], library: str) -> dict[str, Any]:
    if format == "csv":
        separator = (
            parameters.get("separatorChar")
            or parameters.get("field.delim")
            or parameters.get("delimiter")
        )
        skipped = int(parameters.get("skip.header.line.count", "0") or 0)
        if skipped > 1:
            raise ValueError(f"only one line can be skipped at the start of a file: {skipped}")
        options: dict[str, Any] = {"separator": separator or ",", "skipFirst": skipped == 1}
        if library == _QUOTED:
            options["quoteChar"] = parameters.get("quoteChar", '"')
            if "escapeChar" in parameters:
                options["escaper"] = parameters["escapeChar"]
        return options
    if format == "xml" and "rowTag" in parameters:
        return {"rowTag": parameters["rowTag"]}
    return {}
