"""What `glueContext.create_dynamic_frame` and its kin are: the context's methods under other names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyspark import RDD
from pyspark.sql import DataFrame

if TYPE_CHECKING:
    from awsglue.collection import DynamicFrameCollection
    from awsglue.context import GlueContext
    from awsglue.dynamicframe import DynamicFrame

Options = dict[str, Any] | None


class DynamicFrameReader:
    """`glueContext.create_dynamic_frame`. "DynamicFrameReader class" of the AWS Glue Developer Guide."""

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context

    def from_rdd(
        self, data: RDD, name: str, schema=None, sampleRatio=None, transformation_ctx: str = ""
    ) -> DynamicFrame:
        """The records of an RDD of dictionaries, rows or tuples."""
        return self._glue_context.create_dynamic_frame_from_rdd(
            data, name, schema, sampleRatio, transformation_ctx
        )

    def from_options(
        self,
        connection_type: str,
        connection_options: Options = None,
        format: str | None = None,
        format_options: Options = None,
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DynamicFrame:
        """The records of files or of a table in a database."""
        return self._glue_context.create_dynamic_frame_from_options(
            connection_type,
            connection_options,
            format,
            format_options,
            transformation_ctx,
            push_down_predicate,
            **kwargs,
        )

    def from_catalog(
        self,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        additional_options: Options = None,
        catalog_id: str | None = None,
        name_space: str | None = None,
        **kwargs: Any,
    ) -> DynamicFrame:
        """The records of a table of the Data Catalog. `name_space` is the older name of `database`."""
        return self._glue_context.create_dynamic_frame_from_catalog(
            database or name_space,
            table_name,
            redshift_tmp_dir,
            transformation_ctx,
            push_down_predicate,
            additional_options,
            catalog_id,
            **kwargs,
        )


class DynamicFrameWriter:
    """`glueContext.write_dynamic_frame`. "DynamicFrameWriter class" of the AWS Glue Developer Guide."""

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context

    def from_options(
        self,
        frame: DynamicFrame | DynamicFrameCollection,
        connection_type: str,
        connection_options: Options = None,
        format: str | None = None,
        format_options: Options = None,
        transformation_ctx: str = "",
    ):
        """Writes the records to files or to a table in a database, and gives the frame."""
        return self._glue_context.write_from_options(
            frame,
            connection_type,
            connection_options,
            format,
            format_options,
            transformation_ctx,
        )

    def from_catalog(
        self,
        frame: DynamicFrame,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        additional_options: Options = None,
        catalog_id: str | None = None,
        name_space: str | None = None,
    ) -> DynamicFrame:
        """Writes the records to a table of the Data Catalog, and gives the frame."""
        return self._glue_context.write_dynamic_frame_from_catalog(
            frame,
            database or name_space,
            table_name,
            redshift_tmp_dir,
            transformation_ctx,
            additional_options,
            catalog_id,
        )

    def from_jdbc_conf(
        self,
        frame: DynamicFrame | DynamicFrameCollection,
        catalog_connection: str,
        connection_options: Options = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ):
        """Writes the records to a database by a connection of the Data Catalog, and gives the frame."""
        return self._glue_context.write_from_jdbc_conf(
            frame,
            catalog_connection,
            connection_options,
            redshift_tmp_dir,
            transformation_ctx,
            catalog_id,
        )


class DataFrameReader:
    """`glueContext.create_data_frame`: as DynamicFrameReader, for Spark's DataFrames."""

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context

    def from_options(self, *args: Any, **kwargs: Any) -> DataFrame:
        """The rows of files or of a table in a database."""
        return self._glue_context.create_data_frame_from_options(*args, **kwargs)

    def from_catalog(self, *args: Any, **kwargs: Any) -> DataFrame:
        """The rows of a table of the Data Catalog."""
        return self._glue_context.create_data_frame_from_catalog(*args, **kwargs)


class DataFrameWriter:
    """`glueContext.write_data_frame`: as DynamicFrameWriter, for Spark's DataFrames."""

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context

    def from_options(self, frame: DataFrame, *args: Any, **kwargs: Any) -> DataFrame:
        """Writes the rows to files or to a table in a database, and gives the frame."""
        return self._glue_context.write_data_frame_from_options(frame, *args, **kwargs)

    def from_catalog(self, frame: DataFrame, *args: Any, **kwargs: Any) -> DataFrame:
        """Writes the rows to a table of the Data Catalog, and gives the frame."""
        return self._glue_context.write_data_frame_from_catalog(frame, *args, **kwargs)
