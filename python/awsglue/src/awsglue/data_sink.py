"""DataSink: where records go."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from py4j.protocol import Py4JJavaError
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue import databases, formats
from awsglue.catalog import Partition, Target
from awsglue.choice import has_choice
from awsglue.collection import DynamicFrameCollection
from awsglue.data_source import FILE_FORMATS, FILE_SYSTEMS
from awsglue.files import flag
from awsglue.paths import quote
from awsglue.records import to_python
from awsglue.shown import json_text
from awsglue.table_storage import DATABASES, format_of

if TYPE_CHECKING:
    from awsglue.context import GlueContext
    from awsglue.dynamicframe import DynamicFrame

_FORMATS = ("avro", "csv", "delta", "glueparquet", "hudi", "iceberg", "json", "orc", "parquet")
# Options of Glue's that say how it writes, and change no record.
_ABOUT_SPEED = ("blockSize", "pageSize", "useGlueParquetWriter", "optimizePerformance")


class DataSink:
    """A sink: set a format, and a table if one is to know of it, then write. "DataSink class" of the AWS
    Glue Developer Guide.

    Options: `path`, `partitionKeys`, `compression`; `enableUpdateCatalog` and `updateBehavior`
    (UPDATE_IN_DATABASE or LOG) for a table that `setCatalogInfo` names. What a folder or a table has
    already stays. A null type, of which no file can have a column, is left out.
    """

    def __init__(
        self,
        context: GlueContext,
        connection_type: str,
        transformation_ctx: str,
        options: dict[str, Any],
    ) -> None:
        self._context = context
        self._type = connection_type
        self._options = dict(options)
        self._format = connection_type if connection_type in FILE_FORMATS else None
        self._format_options: dict[str, Any] = {}
        self._table: tuple[str, str, str | None] | None = None
        self._columns: list[str] | None = None

    @classmethod
    def of_table(
        cls,
        context: GlueContext,
        database: str,
        name: str,
        transformation_ctx: str,
        options: dict[str, Any],
        catalog_id: str | None,
    ) -> DataSink:
        """A sink that writes as a table of the Data Catalog says: its format, its folder, its partition
        keys; or to the table in a database that it stands for."""
        table = context.catalog.table(database, name, catalog_id)
        parameters = table.get("Parameters", {})
        location = table["StorageDescriptor"]["Location"]
        if "connectionName" in parameters or parameters.get("classification", "") in DATABASES:
            place = {
                "connectionName": parameters["connectionName"],
                "dbtable": ".".join(location.split(".")[1:] or [location]),
            }
            return cls(context, "jdbc", transformation_ctx, {**place, **options})
        format, format_options = format_of(table)
        keys = [key["Name"] for key in table.get("PartitionKeys", [])]
        made = cls(
            context,
            "s3",
            transformation_ctx,
            {"path": location, "partitionKeys": keys, **options},
        )
        if format == "csv":
            format_options["writeHeader"] = format_options.pop("skipFirst")
        made.setFormat(format, **format_options)
        made.setCatalogInfo(catalogDatabase=database, catalogTableName=name, catalogId=catalog_id)
        made._columns = [column["Name"] for column in table["StorageDescriptor"]["Columns"]]
        return made

    def setFormat(self, format: str, **options: Any) -> None:
        """In what format files are written, and how."""
        self._format = format
        self._format_options = options

    def setCatalogInfo(
        self, catalogDatabase: str, catalogTableName: str, catalogId: str | None = None
    ) -> None:
        """The table that is told of what is written, where `enableUpdateCatalog` is on."""
        self._table = (catalogDatabase, catalogTableName, catalogId)

    def setAccumulableSize(self, size: int) -> None:
        """Accepted: how much a write keeps for its own counts is Spark's business here."""

    def write(
        self, dynamic_frame_or_dfc: DynamicFrame | DynamicFrameCollection, info: str = ""
    ) -> DynamicFrame | DynamicFrameCollection:
        """Writes a frame, or each frame of a collection: to a folder, or a table in a database, of its
        name."""
        if not isinstance(dynamic_frame_or_dfc, DynamicFrameCollection):
            return self.writeFrame(dynamic_frame_or_dfc, info)
        for name, frame in dynamic_frame_or_dfc.items():
            if self._type in databases.CONNECTION_TYPES:
                options = {**self._options, "dbtable": name}
            else:
                options = {**self._options, "path": f"{self._path().rstrip('/')}/{name}"}
            sink = DataSink(self._context, self._type, "", options)
            sink._format, sink._format_options = self._format, self._format_options
            sink.writeFrame(frame, info)
        return dynamic_frame_or_dfc

    def writeFrame(self, dynamic_frame: DynamicFrame, info: str = "") -> DynamicFrame:
        """Writes the records and gives the frame. A write that fails has written nothing that counts."""
        dynamic_frame.errors.check()
        if self._type in databases.CONNECTION_TYPES:
            databases.write(self._context, self._type, self._options, dynamic_frame.toDF())
            return dynamic_frame
        if self._type in ("custom.spark", "marketplace.spark"):
            options = {key: str(value) for key, value in self._options.items()}
            writer = dynamic_frame.toDF().write.format(options.pop("className"))
            writer.options(**options).mode("append").save()
            return dynamic_frame
        if self._type not in (*FILE_SYSTEMS, *FILE_FORMATS):
            raise NotImplementedError(f"there is no such connection type: {self._type}")
        self._write_files(dynamic_frame)
        return dynamic_frame

    def _write_files(self, dynamic_frame: DynamicFrame) -> None:
        format = self._format
        if format is None:
            raise ValueError("a target of files needs a format")
        if format not in _FORMATS:
            raise NotImplementedError(f"this format cannot be written: {format}")
        path, keys = self._path(), _list(self._options.get("partitionKeys"))
        frame = dynamic_frame.dataframe
        if self._columns is not None:
            frame = _by_place(frame, [*self._columns, *keys])
        frame = _without_nulls(frame)
        update = flag(self._options, "enableUpdateCatalog") and self._table is not None
        # Asked before the write: a source may be what this write changes.
        partitions = _partitions(frame, path, keys) if update and keys else []
        if frame.columns:
            if format == "json" and has_choice(frame.schema):
                self._save(_lines(frame, keys), "text", path, keys)
            else:
                plain = dynamic_frame._without_choices(frame)
                self._save(plain, format, path, keys)
        if update:
            self._update(dynamic_frame._without_choices(frame).schema, path, keys, partitions)

    def _save(self, frame: DataFrame, format: str, path: str, keys: Sequence[str]) -> None:
        if format == "csv":
            _refuse_nested(frame, keys)
        name = "parquet" if format == "glueparquet" else format
        writer = frame.write.format(name).mode("append").options(**self._spark_options(format))
        if keys:
            writer = writer.partitionBy(*keys)
        try:
            writer.save(path)
        except (AnalysisException, Py4JJavaError) as error:
            raise formats.explained(format, error) from error

    def _spark_options(self, format: str) -> dict[str, str]:
        options = {**self._options, **self._format_options}
        made = {}
        if "compression" in options:
            codec = str(options["compression"]).lower()
            made["compression"] = "none" if codec == "uncompressed" else codec
        if format == "csv":
            made |= formats.csv_options(options)
            made["header"] = str(flag(options, "writeHeader", True)).lower()
        known = {"compression", "path", "partitionKeys", "updateBehavior", "enableUpdateCatalog"}
        glue = {"separator", "quoteChar", "escaper", "writeHeader", "withHeader", *_ABOUT_SPEED}
        for option, value in options.items():
            if option not in known | glue:
                made[option] = str(value)
        return made

    def _update(
        self, schema: T.StructType, path: str, keys: Sequence[str], partitions: list[Partition]
    ) -> None:
        assert self._table is not None and self._format is not None
        behavior = self._options.get("updateBehavior", "UPDATE_IN_DATABASE")
        if behavior not in ("UPDATE_IN_DATABASE", "LOG"):
            raise ValueError(f"updateBehavior is UPDATE_IN_DATABASE or LOG: {behavior}")
        database, name, catalog_id = self._table
        target = Target(
            database=database,
            table=name,
            location=path,
            format=self._format,
            format_options={"writeHeader": True, **self._format_options},
            partition_keys=tuple(keys),
            update_behavior=behavior,
            catalog_id=catalog_id,
        )
        self._context.catalog.update(target, schema, partitions)

    def _path(self) -> str:
        path = self._options.get("path")
        if not path:
            raise ValueError("a target of files needs a path")
        return path


def _list(value: str | Sequence[str] | None) -> list[str]:
    if isinstance(value, str):
        return list(json.loads(value)) if value.lstrip().startswith("[") else [value]
    return list(value or [])


def _by_place(frame: DataFrame, names: Sequence[str]) -> DataFrame:
    """The columns in the order of a table's, which files without names are read by; others after them."""
    held = {name.lower(): name for name in frame.columns}
    columns = [
        F.col(quote(held.pop(name.lower()))).alias(name)
        if name.lower() in held
        else F.lit(None).cast("string").alias(name)
        for name in names
    ]
    return frame.select(*columns, *[F.col(quote(name)) for name in held.values()])


def _without_nulls(frame: DataFrame) -> DataFrame:
    kept = [f.name for f in frame.schema.fields if not isinstance(f.dataType, T.NullType)]
    return frame.select(*[F.col(quote(name)) for name in kept])


def _refuse_nested(frame: DataFrame, keys: Sequence[str]) -> None:
    for field in frame.schema.fields:
        if isinstance(field.dataType, (T.StructType, T.ArrayType, T.MapType)):
            raise TypeError(
                f"a file of CSV cannot hold the field {field.name} of type "
                f"{field.dataType.simpleString()}: flatten it, or resolve its choice"
            )


def _lines(frame: DataFrame, keys: Sequence[str]) -> DataFrame:
    """Records as lines of JSON, each value of a choice as what it is; with the keys beside."""
    schema = frame.schema
    body = T.StructType([field for field in schema.fields if field.name not in keys])
    key_fields = [field for field in schema.fields if field.name in keys]
    places = [schema.fieldNames().index(name) for name in body.fieldNames()]

    def line(row):
        text = json_text(to_python(tuple(row[place] for place in places), body))
        return (text, *[row[field.name] for field in key_fields])

    made = T.StructType([T.StructField("value", T.StringType()), *key_fields])
    session = frame.sparkSession
    return session.createDataFrame(frame.rdd.map(line), made, verifySchema=False)


def _partitions(frame: DataFrame, path: str, keys: Sequence[str]) -> list[Partition]:
    """The partitions that a write makes, and their folders as Spark names them."""
    texts = [F.col(quote(key)).cast("string").alias(key) for key in keys]
    names = frame.sparkSession._jvm.org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils
    nothing = names.DEFAULT_PARTITION_NAME()
    found = []
    for row in frame.select(*texts).distinct().collect():
        values = [nothing if value in (None, "") else value for value in row]
        folders = [
            f"{names.escapePathName(key)}={names.escapePathName(value)}"
            for key, value in zip(keys, values, strict=True)
        ]
        found.append(Partition(tuple(values), f"{path.rstrip('/')}/{'/'.join(folders)}/"))
    return found
