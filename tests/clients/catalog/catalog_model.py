"""The Data Catalog as a plain dictionary: what each operation must answer, and what it leaves."""


class Refused(Exception):
    """An operation's error; the argument is its code."""


MISSING = "EntityNotFoundException"
TAKEN = "AlreadyExistsException"


class Table:
    def __init__(self, document):
        self.document = document
        self.version = 0
        self.archive = {}  # earlier versions, by number
        self.partitions = {}  # PartitionInput by its tuple of values

    def versions(self):
        return {**self.archive, self.version: self.document}


class Database:
    def __init__(self, document):
        self.document = document
        self.tables = {}
        self.functions = {}


def find(entries, name):
    if name not in entries:
        raise Refused(MISSING)
    return entries[name]


def check_free(entries, name):
    if name in entries:
        raise Refused(TAKEN)


class CatalogModel:
    """Each operation is a method of boto3's name and arguments. A write answers None, a batch the
    codes of its errors by their item, a read what `catalog_reader.py` makes of the real reply.
    """

    def __init__(self):
        self.databases = {}

    def create_database(self, DatabaseInput):
        check_free(self.databases, DatabaseInput["Name"])
        self.databases[DatabaseInput["Name"]] = Database(DatabaseInput)

    def update_database(self, Name, DatabaseInput):
        find(self.databases, Name).document = DatabaseInput

    def delete_database(self, Name):
        find(self.databases, Name)
        del self.databases[Name]

    def _table(self, database, name):
        return find(find(self.databases, database).tables, name)

    def create_table(self, DatabaseName, TableInput):
        tables = find(self.databases, DatabaseName).tables
        check_free(tables, TableInput["Name"])
        tables[TableInput["Name"]] = Table(TableInput)

    def update_table(self, DatabaseName, TableInput, SkipArchive=False, VersionId=None):
        table = self._table(DatabaseName, TableInput["Name"])
        if VersionId not in (None, str(table.version)):
            raise Refused("ConcurrentModificationException")
        if not SkipArchive:
            table.archive[table.version] = table.document
        table.document = TableInput
        table.version += 1

    def delete_table(self, DatabaseName, Name):
        self._table(DatabaseName, Name)
        del self.databases[DatabaseName].tables[Name]

    def batch_delete_table(self, DatabaseName, TablesToDelete):
        tables = find(self.databases, DatabaseName).tables
        return {name: MISSING for name in TablesToDelete if tables.pop(name, None) is None}

    def delete_table_version(self, DatabaseName, TableName, VersionId):
        table = self._table(DatabaseName, TableName)
        if VersionId == str(table.version):
            raise Refused("InvalidInputException")
        find(table.archive, int(VersionId))
        del table.archive[int(VersionId)]

    def create_partition(self, DatabaseName, TableName, PartitionInput):
        partitions = self._table(DatabaseName, TableName).partitions
        check_free(partitions, tuple(PartitionInput["Values"]))
        partitions[tuple(PartitionInput["Values"])] = PartitionInput

    def batch_create_partition(self, DatabaseName, TableName, PartitionInputList):
        partitions = self._table(DatabaseName, TableName).partitions
        errors = {}
        for partition in PartitionInputList:
            values = tuple(partition["Values"])
            if values in partitions:
                errors[values] = TAKEN
            else:
                partitions[values] = partition
        return errors

    def update_partition(self, DatabaseName, TableName, PartitionValueList, PartitionInput):
        partitions = self._table(DatabaseName, TableName).partitions
        old, new = tuple(PartitionValueList), tuple(PartitionInput["Values"])
        find(partitions, old)
        if new != old:
            check_free(partitions, new)
        del partitions[old]
        partitions[new] = PartitionInput

    def delete_partition(self, DatabaseName, TableName, PartitionValues):
        find(self._table(DatabaseName, TableName).partitions, tuple(PartitionValues))
        del self._table(DatabaseName, TableName).partitions[tuple(PartitionValues)]

    def batch_delete_partition(self, DatabaseName, TableName, PartitionsToDelete):
        partitions = self._table(DatabaseName, TableName).partitions
        chosen = [tuple(partition["Values"]) for partition in PartitionsToDelete]
        return {values: MISSING for values in chosen if partitions.pop(values, None) is None}

    def create_user_defined_function(self, DatabaseName, FunctionInput):
        functions = find(self.databases, DatabaseName).functions
        check_free(functions, FunctionInput["FunctionName"])
        functions[FunctionInput["FunctionName"]] = FunctionInput

    def update_user_defined_function(self, DatabaseName, FunctionName, FunctionInput):
        functions = find(self.databases, DatabaseName).functions
        find(functions, FunctionName)
        functions[FunctionName] = FunctionInput

    def delete_user_defined_function(self, DatabaseName, FunctionName):
        functions = find(self.databases, DatabaseName).functions
        find(functions, FunctionName)
        del functions[FunctionName]

    def get_database(self, Name):
        return find(self.databases, Name).document

    def get_table(self, DatabaseName, Name):
        table = self._table(DatabaseName, Name)
        return table.version, table.document

    def get_tables(self, DatabaseName):
        return sorted(find(self.databases, DatabaseName).tables)

    def get_table_versions(self, DatabaseName, TableName):
        return self._table(DatabaseName, TableName).versions()

    def get_partition(self, DatabaseName, TableName, PartitionValues):
        return find(self._table(DatabaseName, TableName).partitions, tuple(PartitionValues))

    def get_partitions(self, DatabaseName, TableName, year=None):
        partitions = self._table(DatabaseName, TableName).partitions
        return {
            values: kept for values, kept in partitions.items() if year in (None, int(values[0]))
        }

    def get_user_defined_functions(self, DatabaseName):
        return find(self.databases, DatabaseName).functions

    def state(self):
        """Everything, comparable."""
        return {
            name: {
                "document": database.document,
                "functions": database.functions,
                "tables": {
                    table_name: {
                        "current": table.version,
                        "versions": table.versions(),
                        "partitions": table.partitions,
                    }
                    for table_name, table in database.tables.items()
                },
            }
            for name, database in self.databases.items()
        }
