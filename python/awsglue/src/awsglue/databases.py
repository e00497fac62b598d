"""Tables in databases, read and written by Spark's JDBC source.

The options are those of "Connection types and options for ETL: JDBC connections" in the AWS Glue Developer
Guide. The database's driver is the session's business (`--extra-jars`, `spark.jars`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awsglue.table_storage import DATABASES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from awsglue.context import GlueContext

CONNECTION_TYPES = (*DATABASES, "jdbc", "custom.jdbc", "marketplace.jdbc")

_DRIVERS = {
    "mysql": "com.mysql.cj.jdbc.Driver",
    "oracle": "oracle.jdbc.OracleDriver",
    "postgresql": "org.postgresql.Driver",
    "sqlserver": "com.microsoft.sqlserver.jdbc.SQLServerDriver",
}
# Those that say how Glue reads, and change no row.
_ABOUT_SPEED = {"hashfield", "hashexpression", "hashpartitions", "bulkSize", "redshiftTmpDir"}
_OWN = {
    "catalogConnection",
    "connectionName",
    "customJdbcDriverClassName",
    "customJdbcDriverS3Path",
    "database",
    "filterPredicate",
    "dataTypeMapping",
    "dbTable",
    "dbtable",
    "enablePartitioningForSampleQuery",
    "jobBookmarkKeys",
    "jobBookmarkKeysSortOrder",
    "password",
    "sampleQuery",
    "useConnectionProperties",
    "user",
    "url",
}


def read(context: GlueContext, connection_type: str, options: dict[str, Any]) -> DataFrame:
    """The rows of a table (`dbtable`), of those for which a `filterPredicate` holds, or of a query (`query`,
    `sampleQuery`). `partitionColumn`, `lowerBound`, `upperBound` and `numPartitions` are Spark's."""
    made = _options(context, connection_type, options)
    query = options.get("sampleQuery") or made.pop("query", None)
    if query:
        made.pop("dbtable", None)
        made["query"] = query
    if "dbtable" not in made and "query" not in made:
        raise ValueError("a source in a database needs dbtable or sampleQuery")
    if options.get("dataTypeMapping"):
        raise NotImplementedError("dataTypeMapping is not supported; change types by apply_mapping")
    frame = context.spark_session.read.format("jdbc").options(**made).load()
    predicate = options.get("filterPredicate")
    return frame.where(predicate) if predicate else frame


def write(
    context: GlueContext, connection_type: str, options: dict[str, Any], frame: DataFrame
) -> None:
    """Adds the rows to a table."""
    made = _options(context, connection_type, options)
    if "dbtable" not in made:
        raise ValueError("a target in a database needs dbtable")
    frame.write.format("jdbc").options(**made).mode("append").save()


def _options(context: GlueContext, connection_type: str, options: dict[str, Any]) -> dict[str, str]:
    made = {
        key: str(value)
        for key, value in options.items()
        if key not in _OWN and key not in _ABOUT_SPEED
    }
    if "dbTable" in options:
        made["dbtable"] = str(options["dbTable"])
    for key in ("url", "dbtable", "user", "password"):
        if key in options:
            made[key] = str(options[key])
    vendor = connection_type
    name = options.get("connectionName") or options.get("catalogConnection")
    if name:
        found = context.catalog.jdbc_configuration(name)
        vendor = found["vendor"]
        url = found["fullUrl"]
        if options.get("database"):
            url = f"{found['url']}/{options['database']}"
        made = {"url": url, "user": found["user"], "password": found["password"], **made}
    if "url" not in made:
        raise ValueError("a database needs url, or connectionName with useConnectionProperties")
    driver = options.get("customJdbcDriverClassName") or _DRIVERS.get(vendor)
    if driver:
        made.setdefault("driver", driver)
    return made
