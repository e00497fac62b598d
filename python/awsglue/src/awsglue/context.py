"""GlueContext: where a script reads, writes and finds Spark.

The methods are those of "GlueContext class" in the AWS Glue Developer Guide. Files are read and written by
Spark, tables are found by the Glue API (AWS_ENDPOINT_URL says where, as for every AWS client).
"""

from __future__ import annotations

import functools
import logging
import warnings
from collections.abc import Sequence
from typing import Any

from pyspark import RDD, SparkContext
from pyspark.sql import DataFrame, Row, SparkSession, SQLContext
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.catalog import Catalog
from awsglue.choice import to_spark
from awsglue.collection import DynamicFrameCollection
from awsglue.data_sink import DataSink
from awsglue.data_source import CatalogSource, DataSource
from awsglue.dynamicframe import DynamicFrame
from awsglue.gluetypes import DataType
from awsglue.readers import (
    DataFrameReader,
    DataFrameWriter,
    DynamicFrameReader,
    DynamicFrameWriter,
)
from awsglue.records import infer, to_frame
from awsglue.storage import configure

Options = dict[str, Any] | None


class GlueContext(SQLContext):
    """The context of a script. `spark_session` is Spark's own; SQLContext's methods are here, too.

    One for each script, on the driver. `create_dynamic_frame`, `write_dynamic_frame`, `create_data_frame`
    and `write_data_frame` have `from_options`, `from_catalog` and so on.
    """

    def __init__(
        self, sparkContext: SparkContext | SparkSession | None = None, **options: Any
    ) -> None:
        if isinstance(sparkContext, SparkSession):
            session = sparkContext
        else:
            context = sparkContext or SparkContext.getOrCreate()
            session = SparkSession.getActiveSession() or SparkSession(context)
        with warnings.catch_warnings():
            # That scripts should use SparkSession instead; Glue's scripts cannot.
            warnings.simplefilter("ignore", FutureWarning)
            super().__init__(session.sparkContext, session)
        self.spark_session: SparkSession = session
        configure(session)
        self.create_dynamic_frame = DynamicFrameReader(self)
        self.create_data_frame = DataFrameReader(self)
        self.write_dynamic_frame = DynamicFrameWriter(self)
        self.write_data_frame = DataFrameWriter(self)
        # What has been read and is to be remembered by the job's bookmark; see awsglue.job.
        self.bookmark = None

    @functools.cached_property
    def catalog(self) -> Catalog:
        """The Data Catalog. Made at its first use, which needs a region and keys."""
        return Catalog()

    def get_logger(self) -> logging.Logger:
        """A logger with `info`, `warn`, `error` and `debug`, whose lines are part of the job's log."""
        logger = logging.getLogger("awsglue.job")
        if not logger.handlers and not logging.getLogger().handlers:
            handler = logging.StreamHandler()
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            logger.addHandler(handler)
            logger.setLevel(logging.INFO)
        return logger

    # --- Reading

    def getSource(
        self,
        connection_type: str,
        format: str | None = None,
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **options: Any,
    ) -> DataSource:
        """A source to set a format on and then get the records of, by `getFrame()`."""
        source = DataSource(self, connection_type, transformation_ctx, push_down_predicate, options)
        if format:
            source.setFormat(format)
        return source

    def create_dynamic_frame_from_options(
        self,
        connection_type: str,
        connection_options: Options = None,
        format: str | None = None,
        format_options: Options = None,
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DynamicFrame:
        """The records of files ("s3", "file", "parquet" and the like) or of a table in a database."""
        source = DataSource(
            self, connection_type, transformation_ctx, push_down_predicate, connection_options or {}
        )
        if format:
            source.setFormat(format, **(format_options or {}))
        return source.getFrame()

    def create_dynamic_frame_from_catalog(
        self,
        database: str,
        table_name: str,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        additional_options: Options = None,
        catalog_id: str | None = None,
        **kwargs: Any,
    ) -> DynamicFrame:
        """The records of a table of the Data Catalog. `push_down_predicate` is an expression over its
        partition keys; partitions for which it is not true are not read."""
        source = CatalogSource(
            self,
            database,
            table_name,
            transformation_ctx,
            push_down_predicate,
            additional_options or {},
            catalog_id,
        )
        return source.getFrame()

    def create_dynamic_frame_from_rdd(
        self,
        data: RDD,
        name: str,
        schema: DataType | T.StructType | Sequence[str] | None = None,
        sample_ratio: float | None = None,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """The records of an RDD of dictionaries or rows, whose types are found by reading them all; or of
        tuples with a schema, which may be the names alone.

        `sample_ratio` is not used: a record that no sample has would have no place.
        """
        if isinstance(schema, (DataType, T.DataType)):
            declared = to_spark(schema) if isinstance(schema, DataType) else schema
            frame = self.spark_session.createDataFrame(data, declared)
            return DynamicFrame(frame, self, name, transformation_ctx)
        names = list(schema) if schema else None

        def record(value: Any) -> dict:
            if isinstance(value, dict):
                return value
            if isinstance(value, Row) and not names:
                return value.asDict()
            if not isinstance(value, (list, tuple)):
                raise TypeError(
                    f"a record is a dictionary of its fields, a row or a tuple, not {value!r}"
                )
            return dict(zip(names or [f"_{i + 1}" for i in range(len(value))], value, strict=True))

        records = data.map(record)
        return DynamicFrame(
            to_frame(self.spark_session, records, infer(records)), self, name, transformation_ctx
        )

    def create_data_frame_from_options(self, *args: Any, **kwargs: Any) -> DataFrame:
        """As create_dynamic_frame_from_options, as a DataFrame."""
        return self.create_dynamic_frame_from_options(*args, **kwargs).toDF()

    def create_data_frame_from_catalog(self, *args: Any, **kwargs: Any) -> DataFrame:
        """As create_dynamic_frame_from_catalog, as a DataFrame."""
        return self.create_dynamic_frame_from_catalog(*args, **kwargs).toDF()

    # --- Writing

    def getSink(
        self,
        connection_type: str,
        format: str | None = None,
        transformation_ctx: str = "",
        **options: Any,
    ) -> DataSink:
        """A sink to set a format and a table on and then write to, by `writeFrame(frame)`."""
        sink = DataSink(self, connection_type, transformation_ctx, options)
        if format:
            sink.setFormat(format)
        return sink

    def write_dynamic_frame_from_options(
        self,
        frame: DynamicFrame,
        connection_type: str,
        connection_options: Options = None,
        format: str | None = None,
        format_options: Options = None,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """Writes the records to files or to a table in a database. What is there already stays."""
        sink = DataSink(self, connection_type, transformation_ctx, connection_options or {})
        if format:
            sink.setFormat(format, **(format_options or {}))
        return sink.writeFrame(frame)

    def write_from_options(
        self,
        frame_or_dfc: DynamicFrame | DynamicFrameCollection,
        connection_type: str,
        connection_options: Options = None,
        format: str | None = None,
        format_options: Options = None,
        transformation_ctx: str = "",
    ) -> DynamicFrame | DynamicFrameCollection:
        """As write_dynamic_frame_from_options, for a collection, too: each frame goes to a folder of its
        name."""
        sink = DataSink(self, connection_type, transformation_ctx, connection_options or {})
        if format:
            sink.setFormat(format, **(format_options or {}))
        return sink.write(frame_or_dfc)

    def write_dynamic_frame_from_catalog(
        self,
        frame: DynamicFrame,
        database: str,
        table_name: str,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        additional_options: Options = None,
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """Writes the records where a table of the Data Catalog has its own, in its format."""
        sink = DataSink.of_table(
            self, database, table_name, transformation_ctx, additional_options or {}, catalog_id
        )
        return sink.writeFrame(frame)

    def write_dynamic_frame_from_jdbc_conf(
        self,
        frame: DynamicFrame,
        catalog_connection: str,
        connection_options: Options = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """Writes the records to a table (`dbtable`) of a database (`database`) by a connection."""
        options = {**(connection_options or {}), "connectionName": catalog_connection}
        return DataSink(self, "jdbc", transformation_ctx, options).writeFrame(frame)

    def write_from_jdbc_conf(
        self,
        frame_or_dfc: DynamicFrame | DynamicFrameCollection,
        catalog_connection: str,
        connection_options: Options = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> DynamicFrame | DynamicFrameCollection:
        """As write_dynamic_frame_from_jdbc_conf, for a collection, too."""
        options = {**(connection_options or {}), "connectionName": catalog_connection}
        return DataSink(self, "jdbc", transformation_ctx, options).write(frame_or_dfc)

    def write_data_frame_from_options(
        self, frame: DataFrame, connection_type: str, *args: Any, **kwargs: Any
    ) -> DataFrame:
        """As write_dynamic_frame_from_options, for a DataFrame."""
        records = DynamicFrame.fromDF(frame, self)
        self.write_dynamic_frame_from_options(records, connection_type, *args, **kwargs)
        return frame

    def write_data_frame_from_catalog(
        self, frame: DataFrame, database: str, table_name: str, *args: Any, **kwargs: Any
    ) -> DataFrame:
        """As write_dynamic_frame_from_catalog, for a DataFrame."""
        records = DynamicFrame.fromDF(frame, self)
        self.write_dynamic_frame_from_catalog(records, database, table_name, *args, **kwargs)
        return frame

    # --- Beside the data

    def extract_jdbc_conf(
        self, connection_name: str, catalog_id: str | None = None
    ) -> dict[str, str]:
        """Of a connection of the Data Catalog: `user`, `password`, `vendor`, `url`, `fullUrl`."""
        return self.catalog.jdbc_configuration(connection_name, catalog_id)

    def add_ingestion_time_columns(self, frame: DataFrame, timeGranularity: str = "") -> DataFrame:
        """The rows with columns of the time at which they are read: `ingest_year`, `ingest_month`,
        `ingest_day`, and with "hour" or "minute" `ingest_hour` and `ingest_minute`."""
        parts = {"year": F.year, "month": F.month, "day": F.dayofmonth}
        if timeGranularity in ("hour", "minute"):
            parts["hour"] = F.hour
        if timeGranularity == "minute":
            parts["minute"] = F.minute
        now = F.current_timestamp()
        return frame.withColumns({f"ingest_{name}": part(now) for name, part in parts.items()})

    def __getattr__(self, name: str) -> Any:
        if name in _REFUSED:
            raise NotImplementedError(f"GlueContext.{name} is not supported: {_REFUSED[name]}")
        raise AttributeError(f"GlueContext has no attribute {name}")


_LIFECYCLE = "objects are deleted and moved to other storage classes by the store, not by a job"
_GOVERNED = "AWS has ended governed tables; writes are whole in themselves"
_REFUSED = {
    "purge_table": _LIFECYCLE,
    "purge_s3_path": _LIFECYCLE,
    "transition_table": _LIFECYCLE,
    "transition_s3_path": _LIFECYCLE,
    "start_transaction": _GOVERNED,
    "commit_transaction": _GOVERNED,
    "cancel_transaction": _GOVERNED,
    "forEachBatch": "streams are not read; use Spark's foreachBatch",
    "create_sample_dynamic_frame_from_catalog": "use create_dynamic_frame and toDF().limit()",
    "create_sample_dynamic_frame_from_options": "use create_dynamic_frame and toDF().limit()",
}
