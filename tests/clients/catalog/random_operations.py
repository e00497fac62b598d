"""Random operations of the catalog, for `catalog_model.CatalogModel` and for the real one."""

import datetime

# A small world, so that operations meet each other often.
DATABASES = ["people", "web"]
TABLES = ["orders", "visits"]
FUNCTIONS = ["parse", "score"]
CONNECTIONS = ["lake", "warehouse"]
COLUMNS = ["id", "note", "year"]
TAGS = ["team", "stage", "cost"]
YEARS, COUNTRIES = range(2022, 2024), ["de", "fr"]

# How often each operation comes, beside the others.
WEIGHTS = {
    "create_database": 5,
    "update_database": 2,
    "delete_database": 0.5,
    "create_table": 10,
    "update_table": 14,
    "delete_table": 1,
    "batch_delete_table": 0.5,
    "delete_table_version": 5,
    "create_partition": 6,
    "batch_create_partition": 10,
    "update_partition": 7,
    "delete_partition": 4,
    "batch_delete_partition": 3,
    "create_user_defined_function": 5,
    "update_user_defined_function": 3,
    "delete_user_defined_function": 2,
    "get_database": 2,
    "get_table": 4,
    "get_tables": 3,
    "get_table_versions": 3,
    "get_partition": 4,
    "get_partitions": 6,
    "get_user_defined_functions": 2,
    "update_column_statistics_for_table": 6,
    "update_column_statistics_for_partition": 5,
    "delete_column_statistics_for_table": 2,
    "delete_column_statistics_for_partition": 1,
    "get_column_statistics_for_table": 4,
    "get_column_statistics_for_partition": 3,
    "create_connection": 5,
    "update_connection": 4,
    "delete_connection": 2,
    "batch_delete_connection": 1,
    "get_connection": 2,
    "get_connections": 2,
    "tag_resource": 8,
    "untag_resource": 4,
    "get_tags": 4,
}


class RandomOperations:
    """Each operation is a method that makes up its arguments; a call yields a name and them."""

    def __init__(self, chance):
        self.chance = chance
        self.counter = 0

    def __call__(self):
        operation = self.chance.choices(list(WEIGHTS), WEIGHTS.values())[0]
        return operation, getattr(self, operation)()

    def _next(self):
        self.counter += 1
        return str(self.counter)

    def _in_database(self):
        return {"DatabaseName": self.chance.choice(DATABASES)}

    def _in_table(self):
        return {**self._in_database(), "TableName": self.chance.choice(TABLES)}

    def _values(self):
        return [str(self.chance.choice(YEARS)), self.chance.choice(COUNTRIES)]

    def _several_values(self, most):
        chosen = [self._values() for _ in range(self.chance.randint(1, most))]
        return [list(values) for values in dict.fromkeys(map(tuple, chosen))]

    def _version(self):
        return str(self.chance.randrange(5))

    def _database_input(self):
        return {
            "Name": self.chance.choice(DATABASES),
            "Description": "Größe",
            "Parameters": {"change": self._next()},
        }

    def _table_input(self):
        change = self._next()
        return {
            "Name": self.chance.choice(TABLES),
            "Parameters": {"change": change},
            "PartitionKeys": [
                {"Name": "year", "Type": "int"},
                {"Name": "country", "Type": "string"},
            ],
            "StorageDescriptor": {
                "Columns": [
                    {"Name": "id", "Type": self.chance.choice(["bigint", "int"])},
                    {"Name": self.chance.choice(["note", f"c{change}"]), "Type": "string"},
                ]
            },
        }

    def _partition_input(self, values):
        change = self._next()
        return {
            "Values": values,
            "Parameters": {"change": change},
            "StorageDescriptor": {
                "Columns": self.chance.choice([[], [{"Name": "id", "Type": "bigint"}]]),
                "Location": f"s3://lake/{change}/",
            },
        }

    def _function_input(self):
        return {
            "FunctionName": self.chance.choice(FUNCTIONS),
            "ClassName": f"org.example.Version{self._next()}",
            "OwnerName": "me",
            "OwnerType": "USER",
        }

    def _statistics(self, column):
        counts = {"NumberOfNulls": int(self._next()), "NumberOfDistinctValues": 1}
        return {
            "ColumnName": column,
            "ColumnType": "bigint",
            "AnalyzedTime": datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
            "StatisticsData": {"Type": "LONG", "LongColumnStatisticsData": counts},
        }

    def _some(self, choices):
        return self.chance.sample(choices, self.chance.randint(1, len(choices)))

    def _tags(self):
        return {key: self._next() for key in self._some(TAGS)}

    def _perhaps_tagged(self):
        return {"Tags": self._tags()} if self.chance.random() < 0.5 else {}

    def _resource(self):
        kind = self.chance.choice(["database", "table", "connection"])
        path = {
            "database": [self.chance.choice(DATABASES)],
            "table": [self.chance.choice(DATABASES), self.chance.choice(TABLES)],
            "connection": [self.chance.choice(CONNECTIONS)],
        }[kind]
        return {"ResourceArn": f"arn:aws:glue:us-east-1:000000000000:{'/'.join([kind, *path])}"}

    def create_database(self):
        return {"DatabaseInput": self._database_input(), **self._perhaps_tagged()}

    def update_database(self):
        document = self._database_input()
        return {"Name": document["Name"], "DatabaseInput": document}

    def get_database(self):
        return {"Name": self.chance.choice(DATABASES)}

    delete_database = get_database

    def create_table(self):
        return {**self._in_database(), "TableInput": self._table_input()}

    def update_table(self):
        arguments = self.create_table()
        if self.chance.random() < 0.5:
            arguments["SkipArchive"] = self.chance.random() < 0.5
        if self.chance.random() < 0.3:
            arguments["VersionId"] = self._version()
        return arguments

    def get_table(self):
        return {**self._in_database(), "Name": self.chance.choice(TABLES)}

    delete_table = get_table
    get_tables = _in_database
    get_table_versions = _in_table

    def batch_delete_table(self):
        return {**self._in_database(), "TablesToDelete": [self.chance.choice(TABLES), "nothing"]}

    def delete_table_version(self):
        return {**self._in_table(), "VersionId": self._version()}

    def create_partition(self):
        return {**self._in_table(), "PartitionInput": self._partition_input(self._values())}

    def batch_create_partition(self):
        chosen = [self._partition_input(values) for values in self._several_values(5)]
        return {**self._in_table(), "PartitionInputList": chosen}

    def update_partition(self):
        return {**self.create_partition(), "PartitionValueList": self._values()}

    def get_partition(self):
        return {**self._in_table(), "PartitionValues": self._values()}

    delete_partition = get_partition

    def batch_delete_partition(self):
        chosen = [{"Values": values} for values in self._several_values(2)]
        return {**self._in_table(), "PartitionsToDelete": chosen}

    def get_partitions(self):
        """With `year`, which the reader turns into an Expression."""
        return {**self._in_table(), "year": self.chance.choice([None, *YEARS])}

    def create_user_defined_function(self):
        return {**self._in_database(), "FunctionInput": self._function_input()}

    def update_user_defined_function(self):
        document = self._function_input()
        named = {**self._in_database(), "FunctionName": document["FunctionName"]}
        return {**named, "FunctionInput": document}

    def delete_user_defined_function(self):
        return {**self._in_database(), "FunctionName": self.chance.choice(FUNCTIONS)}

    get_user_defined_functions = _in_database

    def update_column_statistics_for_table(self):
        entries = [self._statistics(column) for column in self._some(COLUMNS)]
        return {**self._in_table(), "ColumnStatisticsList": entries}

    def delete_column_statistics_for_table(self):
        return {**self._in_table(), "ColumnName": self.chance.choice(COLUMNS)}

    def get_column_statistics_for_table(self):
        return {**self._in_table(), "ColumnNames": self._some(COLUMNS)}

    def update_column_statistics_for_partition(self):
        return {**self.update_column_statistics_for_table(), "PartitionValues": self._values()}

    def delete_column_statistics_for_partition(self):
        return {**self.delete_column_statistics_for_table(), "PartitionValues": self._values()}

    def get_column_statistics_for_partition(self):
        return {**self.get_column_statistics_for_table(), "PartitionValues": self._values()}

    def _connection_input(self):
        properties = {
            "JDBC_CONNECTION_URL": "jdbc:postgresql://db.example/sales",
            "USERNAME": "me",
            "PASSWORD": f"secret {self._next()}",
        }
        return {
            "Name": self.chance.choice(CONNECTIONS),
            "ConnectionType": "JDBC",
            "ConnectionProperties": properties,
        }

    def create_connection(self):
        return {"ConnectionInput": self._connection_input(), **self._perhaps_tagged()}

    def update_connection(self):
        document = self._connection_input()
        return {"Name": document["Name"], "ConnectionInput": document}

    def get_connection(self):
        return {"Name": self.chance.choice(CONNECTIONS)}

    def delete_connection(self):
        return {"ConnectionName": self.chance.choice(CONNECTIONS)}

    def batch_delete_connection(self):
        return {"ConnectionNameList": [self.chance.choice(CONNECTIONS), "nothing"]}

    def get_connections(self):
        return {}

    def tag_resource(self):
        return {**self._resource(), "TagsToAdd": self._tags()}

    def untag_resource(self):
        return {**self._resource(), "TagsToRemove": self._some(TAGS)}

    get_tags = _resource
