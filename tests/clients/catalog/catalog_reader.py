"""The real catalog behind the same methods as the model: replies reduced to what was sent."""

from catalog_model import Refused

DATABASE = ("Name", "Description", "Parameters")
TABLE = ("Name", "Description", "Parameters", "PartitionKeys", "StorageDescriptor")
PARTITION = ("Values", "Parameters", "StorageDescriptor")
FUNCTION = ("FunctionName", "ClassName", "OwnerName", "OwnerType")
CONNECTION = ("Name", "ConnectionType", "ConnectionProperties")

ACCOUNT = "arn:aws:glue:us-east-1:000000000000"


def part(reply, names):
    return {name: reply[name] for name in names if name in reply}


def told(statistics):
    """Those that there are."""
    return {name: entry for name, entry in statistics.items() if isinstance(entry, dict)}


class CatalogReader:
    """Operations by name, as `catalog_model.CatalogModel` has them. Lists come in pages of two."""

    def __init__(self, glue):
        self.glue = glue

    def run(self, operation, **arguments):
        """What the operation answers. Raises Refused for an error of the API."""
        try:
            own = getattr(self, operation, None)
            if own is not None:
                return own(**arguments)
            reply = getattr(self.glue, operation)(**arguments)
        except self.glue.exceptions.ClientError as error:
            raise Refused(error.response["Error"]["Code"]) from None
        return self._batch_errors(reply) if operation.startswith("batch_") else None

    @staticmethod
    def _batch_errors(reply):
        return {
            error["TableName"] if "TableName" in error else tuple(error["PartitionValues"]): error[
                "ErrorDetail"
            ]["ErrorCode"]
            for error in reply.get("Errors", [])
        }

    def _all(self, operation, key, **arguments):
        pages = self.glue.get_paginator(operation).paginate(
            **arguments, PaginationConfig={"PageSize": 2}
        )
        return [item for page in pages for item in page[key]]

    def get_database(self, Name):
        return part(self.glue.get_database(Name=Name)["Database"], DATABASE)

    def get_table(self, **arguments):
        table = self.glue.get_table(**arguments)["Table"]
        return int(table["VersionId"]), part(table, TABLE)

    def get_tables(self, **arguments):
        return [table["Name"] for table in self._all("get_tables", "TableList", **arguments)]

    def get_table_versions(self, **arguments):
        versions = self._all("get_table_versions", "TableVersions", **arguments)
        numbers = [int(version["VersionId"]) for version in versions]
        assert numbers == sorted(numbers, reverse=True), "the newest comes first"
        return {
            number: part(version["Table"], TABLE)
            for number, version in zip(numbers, versions, strict=True)
        }

    def get_partition(self, **arguments):
        return part(self.glue.get_partition(**arguments)["Partition"], PARTITION)

    def get_partitions(self, year=None, **arguments):
        if year is not None:
            arguments["Expression"] = f"year = {year}"
        partitions = self._all("get_partitions", "Partitions", **arguments)
        found = {tuple(partition["Values"]): part(partition, PARTITION) for partition in partitions}
        assert len(found) == len(partitions), "none comes twice"
        return found

    def get_user_defined_functions(self, **arguments):
        functions = self._all(
            "get_user_defined_functions", "UserDefinedFunctions", Pattern="*", **arguments
        )
        return {function["FunctionName"]: part(function, FUNCTION) for function in functions}

    def _update_statistics(self, call, arguments):
        return {
            error["ColumnStatistics"]["ColumnName"]: error["Error"]["ErrorCode"]
            for error in call(**arguments)["Errors"]
        }

    def update_column_statistics_for_table(self, **arguments):
        return self._update_statistics(self.glue.update_column_statistics_for_table, arguments)

    def update_column_statistics_for_partition(self, **arguments):
        return self._update_statistics(self.glue.update_column_statistics_for_partition, arguments)

    @staticmethod
    def _get_statistics(call, arguments):
        reply = call(**arguments)
        return {
            **{entry["ColumnName"]: entry for entry in reply["ColumnStatisticsList"]},
            **{error["ColumnName"]: error["Error"]["ErrorCode"] for error in reply["Errors"]},
        }

    def get_column_statistics_for_table(self, **arguments):
        return self._get_statistics(self.glue.get_column_statistics_for_table, arguments)

    def get_column_statistics_for_partition(self, **arguments):
        return self._get_statistics(self.glue.get_column_statistics_for_partition, arguments)

    def batch_delete_connection(self, **arguments):
        errors = self.glue.batch_delete_connection(**arguments)["Errors"]
        return {name: error["ErrorCode"] for name, error in errors.items()}

    def get_connection(self, **arguments):
        return part(self.glue.get_connection(**arguments)["Connection"], CONNECTION)

    def get_connections(self):
        connections = self._all("get_connections", "ConnectionList")
        return {connection["Name"]: part(connection, CONNECTION) for connection in connections}

    def get_tags(self, **arguments):
        return self.glue.get_tags(**arguments)["Tags"]

    def _tags_of(self, resource):
        return self.get_tags(ResourceArn=f"{ACCOUNT}:{resource}")

    def state(self):
        """Everything, as the model's state()."""
        return {
            "databases": {
                database["Name"]: self._database_state(database)
                for database in self._all("get_databases", "DatabaseList")
            },
            "connections": {
                name: {"document": connection, "tags": self._tags_of(f"connection/{name}")}
                for name, connection in self.get_connections().items()
            },
        }

    def _database_state(self, database):
        name = database["Name"]
        return {
            "document": part(database, DATABASE),
            "tags": self._tags_of(f"database/{name}"),
            "functions": self.get_user_defined_functions(DatabaseName=name),
            "tables": {
                table: self._table_state(name, table)
                for table in self.get_tables(DatabaseName=name)
            },
        }

    def _table_state(self, database, name):
        where = {"DatabaseName": database, "TableName": name}
        version, document = self.get_table(DatabaseName=database, Name=name)
        columns = [
            column["Name"]
            for column in document["StorageDescriptor"]["Columns"] + document["PartitionKeys"]
        ]
        return {
            "current": version,
            "tags": self._tags_of(f"table/{database}/{name}"),
            "versions": self.get_table_versions(**where),
            "statistics": told(self.get_column_statistics_for_table(**where, ColumnNames=columns)),
            "partitions": {
                values: {
                    "document": partition,
                    "statistics": told(
                        self.get_column_statistics_for_partition(
                            **where, PartitionValues=values, ColumnNames=columns
                        )
                    ),
                }
                for values, partition in self.get_partitions(**where).items()
            },
        }
