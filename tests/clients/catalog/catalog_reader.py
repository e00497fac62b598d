"""The real catalog behind the same methods as the model: replies reduced to what was sent."""

from catalog_model import Refused

DATABASE = ("Name", "Description", "Parameters")
TABLE = ("Name", "Description", "Parameters", "PartitionKeys", "StorageDescriptor")
PARTITION = ("Values", "Parameters", "StorageDescriptor")
FUNCTION = ("FunctionName", "ClassName", "OwnerName", "OwnerType")


def part(reply, names):
    return {name: reply[name] for name in names if name in reply}


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

    def state(self):
        """Everything, as the model's state()."""
        return {
            database["Name"]: {
                "document": part(database, DATABASE),
                "functions": self.get_user_defined_functions(DatabaseName=database["Name"]),
                "tables": {
                    name: self._table_state(database["Name"], name)
                    for name in self.get_tables(DatabaseName=database["Name"])
                },
            }
            for database in self._all("get_databases", "DatabaseList")
        }

    def _table_state(self, database, name):
        return {
            "current": self.get_table(DatabaseName=database, Name=name)[0],
            "versions": self.get_table_versions(DatabaseName=database, TableName=name),
            "partitions": self.get_partitions(DatabaseName=database, TableName=name),
        }
