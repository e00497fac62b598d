"""Random operations of the catalog, for `catalog_model.CatalogModel` and for the real one."""

# A small world, so that operations meet each other often.
DATABASES = ["people", "web"]
TABLES = ["orders", "visits"]
FUNCTIONS = ["parse", "score"]
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
            "StorageDescriptor": {"Columns": [{"Name": f"c{change}", "Type": "bigint"}]},
        }

    def _partition_input(self, values):
        change = self._next()
        return {
            "Values": values,
            "Parameters": {"change": change},
            "StorageDescriptor": {"Columns": [], "Location": f"s3://lake/{change}/"},
        }

    def _function_input(self):
        return {
            "FunctionName": self.chance.choice(FUNCTIONS),
            "ClassName": f"org.example.Version{self._next()}",
            "OwnerName": "me",
            "OwnerType": "USER",
        }

    def create_database(self):
        return {"DatabaseInput": self._database_input()}

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
