"""DataSource: where records come from."""

from __future__ import annotations

import urllib.parse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue import databases, formats
from awsglue.catalog import Partition
from awsglue.errors import ErrorRecords
from awsglue.files import File, list_files, paths_of
from awsglue.hive_types import from_hive
from awsglue.paths import quote
from awsglue.table_storage import DATABASES, LAKE_FORMATS, format_of

if TYPE_CHECKING:
    from awsglue.context import GlueContext
    from awsglue.dynamicframe import DynamicFrame

FILE_SYSTEMS = ("s3", "file", "hdfs")
FILE_FORMATS = ("avro", "csv", "delta", "hudi", "iceberg", "json", "orc", "parquet", "xml")


class DataSource:
    """A source: set a format, then get its records. "DataSource class" of the AWS Glue Developer Guide.

    Connection types: "s3", "file" and "hdfs" with a format; a format itself ("parquet"); "postgresql",
    "mysql", "sqlserver", "oracle", "redshift" and "jdbc"; "custom.spark" with a `className`. Another raises
    NotImplementedError, naming it.
    """

    def __init__(
        self,
        context: GlueContext,
        connection_type: str,
        transformation_ctx: str,
        push_down_predicate: str,
        options: dict[str, Any],
    ) -> None:
        self._context = context
        self._type = connection_type
        self._transformation_ctx = transformation_ctx
        self._options = options
        self._format = connection_type if connection_type in FILE_FORMATS else None
        self._format_options: dict[str, Any] = {}
        if push_down_predicate:
            raise NotImplementedError(
                "a push_down_predicate is over the partitions of a table of the Data Catalog: use "
                "from_catalog"
            )

    def setFormat(self, format: str, **options: Any) -> None:
        """In what format the files are, and how they are read."""
        self._format = format
        self._format_options = options

    def getFrame(self) -> DynamicFrame:
        """The records."""
        if self._type in databases.CONNECTION_TYPES:
            frame = read_table(self._context, self._type, self._options, self._transformation_ctx)
            return _made(self._context, frame, None, self._transformation_ctx)
        if self._type in ("custom.spark", "marketplace.spark"):
            options = {key: str(value) for key, value in self._options.items()}
            reader = self._context.spark_session.read.format(options.pop("className"))
            return _made(
                self._context, reader.options(**options).load(), None, self._transformation_ctx
            )
        if self._type not in (*FILE_SYSTEMS, *FILE_FORMATS):
            raise NotImplementedError(f"there is no such connection type: {self._type}")
        if self._format is None:
            raise ValueError("a source of files needs a format")
        read = read_files(
            self._context,
            self._format,
            {**_for_spark(self._options), **self._format_options},
            paths_of(self._options),
            self._options,
            self._transformation_ctx,
        )
        return _made(self._context, *read, self._transformation_ctx)


class CatalogSource:
    """A table of the Data Catalog as a source: files, a table in a database, or an Iceberg table of a
    session that has Iceberg's `glue_catalog`."""

    def __init__(
        self,
        context: GlueContext,
        database: str,
        table_name: str,
        transformation_ctx: str,
        push_down_predicate: str,
        options: dict[str, Any],
        catalog_id: str | None,
    ) -> None:
        self._context = context
        self._database = database
        self._table_name = table_name
        self._transformation_ctx = transformation_ctx
        self._predicate = push_down_predicate
        self._options = options
        self._catalog_id = catalog_id

    def getFrame(self) -> DynamicFrame:
        """The records."""
        table = self._context.catalog.table(self._database, self._table_name, self._catalog_id)
        parameters = table.get("Parameters", {})
        engine = parameters.get("classification", "").lower()
        if "connectionName" in parameters or engine in DATABASES:
            return _made(self._context, self._of_database(table), None, self._transformation_ctx)
        format, format_options = format_of(table)
        if format == "iceberg":
            return _made(self._context, self._of_iceberg(), None, self._transformation_ctx)
        return self._of_files(table, format, {**format_options, **_for_spark(self._options)})

    def _of_database(self, table: dict[str, Any]) -> DataFrame:
        parameters = table.get("Parameters", {})
        if "connectionName" not in parameters:
            raise ValueError(f"the table names no connection: {self._table_name}")
        # database.schema.table, as crawlers name it.
        location = table["StorageDescriptor"]["Location"].split(".")
        options = {
            "connectionName": parameters["connectionName"],
            "dbtable": ".".join(location[1:] or location),
            **self._options,
        }
        return read_table(self._context, "jdbc", options, self._transformation_ctx)

    def _of_iceberg(self) -> DataFrame:
        session = self._context.spark_session
        if session.conf.get("spark.sql.catalog.glue_catalog", None) is None:
            raise NotImplementedError(
                "a table of Iceberg is read by Iceberg's catalog: configure "
                f"spark.sql.catalog.glue_catalog to read {self._database}.{self._table_name}"
            )
        name = f"glue_catalog.{quote(self._database)}.{quote(self._table_name)}"
        return session.read.options(**{k: str(v) for k, v in self._options.items()}).table(name)

    def _of_files(self, table: dict[str, Any], format: str, options: dict) -> DynamicFrame:
        storage = table["StorageDescriptor"]
        columns = _schema(storage["Columns"])
        keys = _schema([] if format in LAKE_FORMATS else table.get("PartitionKeys", []))
        listing = {"recurse": True, **self._options}
        partitions = self._partitions(keys) if keys.fields else []
        paths = [part.location for part in partitions] if keys.fields else [storage["Location"]]
        frame, failed = read_files(
            self._context,
            format,
            options,
            paths,
            listing,
            self._transformation_ctx,
            columns,
            keys,
            partitions,
        )
        return _made(self._context, frame, failed, self._transformation_ctx)

    def _partitions(self, keys: T.StructType) -> list[Partition]:
        """Those for which the predicate is true; it is Spark's SQL over the keys."""
        found = self._context.catalog.partitions(
            self._database,
            self._table_name,
            self._options.get("catalogPartitionPredicate", ""),
            self._catalog_id,
        )
        if not self._predicate or not found:
            return found
        texts = T.StructType([T.StructField(key.name, T.StringType()) for key in keys.fields])
        rows = [(*partition.values, at) for at, partition in enumerate(found)]
        numbered = T.StructType([*texts.fields, T.StructField("partition number", T.IntegerType())])
        frame = self._context.spark_session.createDataFrame(rows, numbered)
        typed = frame.select(
            *[F.col(quote(key.name)).try_cast(key.dataType).alias(key.name) for key in keys.fields],
            "partition number",
        )
        chosen = typed.where(self._predicate).select("partition number").collect()
        return [found[number] for number in sorted(row[0] for row in chosen)]


def read_files(
    context: GlueContext,
    format: str,
    format_options: dict[str, Any],
    paths: Sequence[str],
    options: dict[str, Any],
    transformation_ctx: str,
    declared: T.StructType | None = None,
    keys: T.StructType | None = None,
    partitions: Sequence[Partition] = (),
) -> formats.Read:
    """The records of the files that are there, or, with a bookmark, of those that it has not seen. Of a
    partitioned table the records have the values of their partition's keys."""
    session = context.spark_session
    if format in LAKE_FORMATS:
        return formats.read(session, format, format_options, paths)
    files = list_files(session, paths, options)
    if context.bookmark is not None and transformation_ctx:
        files = context.bookmark.unread(transformation_ctx, files)
    key_fields = keys.fields if keys is not None else []
    if not files:
        fields = declared.fields if declared is not None else []
        return session.createDataFrame([], T.StructType([*fields, *key_fields])), None
    names = [file.to_read() for file in files]
    read, failed = formats.read(
        session, format, format_options, names, declared, with_files=bool(key_fields)
    )
    if not key_fields:
        return read, failed
    return _with_keys(read, key_fields, files, partitions), failed


def _with_keys(
    frame: DataFrame,
    keys: Sequence[T.StructField],
    files: Sequence[File],
    partitions: Sequence[Partition],
) -> DataFrame:
    """The records with the values of the partition that their file lies in. A key counts over a field of
    its name in the file."""
    values = {partition.location: partition.values for partition in partitions}
    texts = [T.StructField(f"key {at}", T.StringType()) for at in range(len(keys))]
    schema = T.StructType([T.StructField("file", T.StringType()), *texts])
    rows = [(_comparable(file.path), *values[file.source]) for file in files]
    known = F.broadcast(frame.sparkSession.createDataFrame(rows, schema))
    where = F.udf(_comparable_uri, T.StringType(), useArrow=False)(F.col(formats.FILE))
    taken = {key.name.lower() for key in keys}
    kept = [name for name in frame.columns if name != formats.FILE and name.lower() not in taken]
    unknown = F.raise_error(F.concat(F.lit("no partition has this file: "), F.col(formats.FILE)))
    return frame.join(known, where == known["file"], "left").select(
        *[F.col(quote(name)) for name in kept],
        *[
            F.when(known["file"].isNull(), unknown.cast("string"))
            .otherwise(F.col(quote(f"key {at}")))
            .try_cast(key.dataType)
            .alias(key.name)
            for at, key in enumerate(keys)
        ],
    )


def _comparable(path: str) -> str:
    """A path without its scheme, which Spark and Hadoop write with one slash or three."""
    return path.split(":", 1)[-1].lstrip("/")


def _comparable_uri(uri: str) -> str:
    return urllib.parse.unquote(_comparable(uri))


def read_table(
    context: GlueContext, connection_type: str, options: dict[str, Any], transformation_ctx: str
) -> DataFrame:
    """The rows of a table in a database, or, with a bookmark and `jobBookmarkKeys`, of those beyond it."""
    frame = databases.read(context, connection_type, options)
    keys = options.get("jobBookmarkKeys")
    if context.bookmark is None or not transformation_ctx or not keys:
        return frame
    names = [key.strip() for key in keys.split(",")] if isinstance(keys, str) else list(keys)
    descending = str(options.get("jobBookmarkKeysSortOrder", "asc")).lower() == "desc"
    return context.bookmark.unread_rows(transformation_ctx, frame, names, descending)


def _made(
    context: GlueContext, frame: DataFrame, failed: DataFrame | None, transformation_ctx: str
) -> DynamicFrame:
    from awsglue.dynamicframe import DynamicFrame

    return DynamicFrame(
        frame, context, transformation_ctx, transformation_ctx, ErrorRecords(failed)
    )


# What says which files are read and how, and is not for the format's reader.
_OURS = {
    "attachFilename",
    "attachTimestamp",
    "boundedFiles",
    "boundedSize",
    "catalogPartitionPredicate",
    "compressionType",
    "enableSamplePath",
    "exclusions",
    "groupFiles",
    "groupSize",
    "inPartition",
    "maxBand",
    "maxFilesInBand",
    "partitionKeys",
    "path",
    "paths",
    "recurse",
    "samplePath",
    "useS3ListImplementation",
}


def _for_spark(options: dict[str, Any]) -> dict[str, Any]:
    if options.get("attachFilename") or options.get("attachTimestamp"):
        raise NotImplementedError("attachFilename and attachTimestamp are not supported")
    return {name: value for name, value in options.items() if name not in _OURS}


def _schema(columns: list[dict[str, Any]]) -> T.StructType:
    return T.StructType(
        [T.StructField(column["Name"], from_hive(column["Type"])) for column in columns]
    )
