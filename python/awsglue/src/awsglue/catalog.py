"""The Data Catalog, asked by the Glue API.

Where it is, and as whom it is asked, is up to boto3: AWS_ENDPOINT_URL, AWS_REGION and keys of the
environment, as for every AWS client.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyspark.sql import types as T

from awsglue.hive_types import from_hive, to_hive
from awsglue.table_storage import storage_of

_BATCH = 100  # Of BatchCreatePartition, as the Glue API has it.


@dataclass(frozen=True)
class Partition:
    """The values of a table's partition keys, and the folder of the files that have them."""

    values: tuple[str, ...]
    location: str


@dataclass(frozen=True)
class Target:
    """A table that a job's sink keeps up to date with what it writes."""

    database: str
    table: str
    location: str
    format: str
    format_options: dict[str, Any]
    partition_keys: tuple[str, ...]
    update_behavior: str
    catalog_id: str | None = None


class Catalog:
    """Tables, partitions and connections. Thread-safe, as boto3's clients are."""

    def __init__(self, client: Any = None) -> None:
        if client is None:
            import boto3

            client = boto3.client("glue")
        self._glue = client

    def table(self, database: str, name: str, catalog_id: str | None = None) -> dict[str, Any]:
        """A table as GetTable gives it. Raises EntityNotFoundException when there is none."""
        return self._glue.get_table(DatabaseName=database, Name=name, **_id(catalog_id))["Table"]

    def column_types(
        self, database: str, name: str, catalog_id: str | None = None
    ) -> dict[str, T.DataType]:
        """The types of a table's columns and partition keys by their names in lower case."""
        table = self.table(database, name, catalog_id)
        columns = [*table["StorageDescriptor"]["Columns"], *table.get("PartitionKeys", [])]
        return {column["Name"].lower(): from_hive(column["Type"]) for column in columns}

    def partitions(
        self, database: str, name: str, expression: str = "", catalog_id: str | None = None
    ) -> list[Partition]:
        """A table's partitions, those that meet an expression of GetPartitions."""
        found = []
        wanted = {"Expression": expression} if expression else {}
        for page in self._glue.get_paginator("get_partitions").paginate(
            DatabaseName=database,
            TableName=name,
            ExcludeColumnSchema=True,
            **wanted,
            **_id(catalog_id),
        ):
            for partition in page["Partitions"]:
                location = partition["StorageDescriptor"]["Location"]
                found.append(Partition(tuple(partition["Values"]), location))
        return found

    def jdbc_configuration(self, name: str, catalog_id: str | None = None) -> dict[str, str]:
        """Of a connection to a database: `user`, `password`, `vendor`, `url`, `fullUrl`.

        Where the connection names a secret, user and password are the secret's. Raises ValueError when it
        is no connection to a database.
        """
        connection = self._glue.get_connection(Name=name, HidePassword=False, **_id(catalog_id))
        properties = connection["Connection"]["ConnectionProperties"]
        url = properties.get("JDBC_CONNECTION_URL", "")
        match = re.match(r"jdbc:([a-z]+)[:/]", url)
        if match is None:
            raise ValueError(f"the connection is to no database: {name}")
        if "SECRET_ID" in properties:
            properties = {**properties, **_secret(properties["SECRET_ID"])}
        vendor = {"postgres": "postgresql", "mariadb": "mysql"}.get(match[1], match[1])
        return {
            "user": properties.get("USERNAME", ""),
            "password": properties.get("PASSWORD", ""),
            "vendor": vendor,
            "url": url.rsplit("/", 1)[0] if url.count("/") > 2 else url,
            "fullUrl": url,
        }

    def update(self, target: Target, schema: T.StructType, partitions: Iterable[Partition]) -> None:
        """Makes a sink's table if there is none, adds columns that it lacks where the sink's
        `updateBehavior` is UPDATE_IN_DATABASE, and adds the partitions."""
        names = {key.lower() for key in target.partition_keys}
        columns = _columns(field for field in schema.fields if field.name.lower() not in names)
        types = {field.name.lower(): field.dataType for field in schema.fields}
        keys = [{"Name": key, "Type": to_hive(types[key.lower()])} for key in target.partition_keys]
        storage = storage_of(target.format, target.format_options)
        storage |= {"Columns": columns, "Location": target.location}
        where = {"DatabaseName": target.database, **_id(target.catalog_id)}
        try:
            table = self.table(target.database, target.table, target.catalog_id)
        except self._glue.exceptions.EntityNotFoundException:
            parameters = {"classification": _classification(target.format)}
            if target.format == "csv" and target.format_options.get("writeHeader", True):
                parameters["skip.header.line.count"] = "1"
            made = {
                "Name": target.table,
                "TableType": "EXTERNAL_TABLE",
                "Parameters": parameters,
                "PartitionKeys": keys,
                "StorageDescriptor": storage,
            }
            self._glue.create_table(TableInput=made, **where)
        else:
            # Partitions are as their table says, which may be in other words than ours.
            storage = {**table["StorageDescriptor"], "Columns": columns}
            if target.update_behavior == "UPDATE_IN_DATABASE":
                self._add_columns(table, columns, where)
        self._add_partitions(target, storage, list(partitions), where)

    def _add_columns(self, table: dict, columns: list[dict], where: dict) -> None:
        held = {column["Name"].lower(): column for column in table["StorageDescriptor"]["Columns"]}
        merged = {**held, **{column["Name"].lower(): column for column in columns}}
        if list(merged.values()) == list(held.values()):
            return
        made = {key: value for key, value in table.items() if key in _TABLE_INPUT}
        made["StorageDescriptor"] = {
            **table["StorageDescriptor"],
            "Columns": list(merged.values()),
        }
        self._glue.update_table(TableInput=made, **where)

    def _add_partitions(
        self, target: Target, storage: dict, partitions: list[Partition], where: dict
    ) -> None:
        for start in range(0, len(partitions), _BATCH):
            made = [
                {
                    "Values": list(partition.values),
                    "StorageDescriptor": {**storage, "Location": partition.location},
                }
                for partition in partitions[start : start + _BATCH]
            ]
            reply = self._glue.batch_create_partition(
                TableName=target.table, PartitionInputList=made, **where
            )
            for error in reply.get("Errors", []):
                detail = error["ErrorDetail"]
                if detail["ErrorCode"] != "AlreadyExistsException":
                    values = "/".join(error["PartitionValues"])
                    raise RuntimeError(
                        f"a partition could not be added to {target.table}: {values}: "
                        f"{detail.get('ErrorMessage', detail['ErrorCode'])}"
                    )


# The members of Table that TableInput has, too.
_TABLE_INPUT = {
    "Name",
    "Description",
    "Owner",
    "LastAccessTime",
    "LastAnalyzedTime",
    "Retention",
    "StorageDescriptor",
    "PartitionKeys",
    "ViewOriginalText",
    "ViewExpandedText",
    "TableType",
    "Parameters",
}


def _id(catalog_id: str | None) -> dict[str, str]:
    return {"CatalogId": str(catalog_id)} if catalog_id else {}


def _columns(fields: Iterable[T.StructField]) -> list[dict[str, str]]:
    return [{"Name": field.name.lower(), "Type": to_hive(field.dataType)} for field in fields]


def _classification(format: str) -> str:
    return "parquet" if format == "glueparquet" else format


def _secret(name: str) -> dict[str, str]:
    import json

    import boto3

    text = boto3.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
    secret = json.loads(text)
    return {
        "USERNAME": secret.get("username", secret.get("USERNAME", "")),
        "PASSWORD": secret.get("password", secret.get("PASSWORD", "")),
    }
