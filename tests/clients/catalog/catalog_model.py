"""The Data Catalog as a plain dictionary: what each operation must answer, and what it leaves."""


class Refused(Exception):
    """An operation's error; the argument is its code."""


MISSING = "EntityNotFoundException"
TAKEN = "AlreadyExistsException"


def columns_of(columns):
    """The types of columns by their names."""
    return {column["Name"]: column["Type"] for column in columns}


class Statistics:
    """Of the columns of a table or partition. What is kept of a column is told as long as the column
    is there and has the type that it had.
    """

    def __init__(self):
        self.kept = {}  # (type, ColumnStatistics) by column

    def put(self, columns, entries):
        """The codes of the errors by column."""
        errors = {}
        for entry in entries:
            name = entry["ColumnName"]
            if name in columns:
                self.kept[name] = (columns[name], entry)
            else:
                errors[name] = MISSING
        return errors

    def told(self, columns):
        return {
            name: entry for name, (kind, entry) in self.kept.items() if columns.get(name) == kind
        }


class Partition:
    def __init__(self, document):
        self.document = document
        self.statistics = Statistics()


class Table:
    def __init__(self, document):
        self.document = document
        self.version = 0
        self.archive = {}  # earlier versions, by number
        self.partitions = {}  # by the tuple of their values
        self.statistics = Statistics()
        self.tags = {}

    def versions(self):
        return {**self.archive, self.version: self.document}

    def data_columns(self):
        return columns_of(self.document["StorageDescriptor"]["Columns"])

    def columns(self):
        return {**self.data_columns(), **columns_of(self.document["PartitionKeys"])}

    def columns_of_partition(self, partition):
        """A partition that names none has those of its table."""
        own = columns_of(partition.document["StorageDescriptor"]["Columns"])
        return own or self.data_columns()


class Database:
    def __init__(self, document, tags):
        self.document = document
        self.tags = dict(tags)
        self.tables = {}
        self.functions = {}


class Connection:
    def __init__(self, document, tags):
        self.document = document
        self.tags = dict(tags)


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
        self.connections = {}

    def create_database(self, DatabaseInput, Tags=()):
        check_free(self.databases, DatabaseInput["Name"])
        self.databases[DatabaseInput["Name"]] = Database(DatabaseInput, Tags)

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
        partitions[tuple(PartitionInput["Values"])] = Partition(PartitionInput)

    def batch_create_partition(self, DatabaseName, TableName, PartitionInputList):
        partitions = self._table(DatabaseName, TableName).partitions
        errors = {}
        for partition in PartitionInputList:
            values = tuple(partition["Values"])
            if values in partitions:
                errors[values] = TAKEN
            else:
                partitions[values] = Partition(partition)
        return errors

    def update_partition(self, DatabaseName, TableName, PartitionValueList, PartitionInput):
        partitions = self._table(DatabaseName, TableName).partitions
        old, new = tuple(PartitionValueList), tuple(PartitionInput["Values"])
        partition = find(partitions, old)
        if new != old:
            check_free(partitions, new)
        del partitions[old]
        partitions[new] = partition
        partition.document = PartitionInput

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

    def _statistics(self, database, name, values=None):
        """Those of a table or of its partition, and the columns that can have some."""
        table = self._table(database, name)
        if values is None:
            return table.statistics, table.columns()
        partition = find(table.partitions, tuple(values))
        return partition.statistics, table.columns_of_partition(partition)

    def _update_statistics(
        self, DatabaseName, TableName, ColumnStatisticsList, PartitionValues=None
    ):
        statistics, columns = self._statistics(DatabaseName, TableName, PartitionValues)
        return statistics.put(columns, ColumnStatisticsList)

    def _delete_statistics(self, DatabaseName, TableName, ColumnName, PartitionValues=None):
        statistics, _ = self._statistics(DatabaseName, TableName, PartitionValues)
        statistics.kept.pop(ColumnName, None)

    def _get_statistics(self, DatabaseName, TableName, ColumnNames, PartitionValues=None):
        statistics, columns = self._statistics(DatabaseName, TableName, PartitionValues)
        told = statistics.told(columns)
        return {name: told.get(name, MISSING) for name in ColumnNames}

    update_column_statistics_for_table = _update_statistics
    update_column_statistics_for_partition = _update_statistics
    delete_column_statistics_for_table = _delete_statistics
    delete_column_statistics_for_partition = _delete_statistics
    get_column_statistics_for_table = _get_statistics
    get_column_statistics_for_partition = _get_statistics

    def create_connection(self, ConnectionInput, Tags=()):
        check_free(self.connections, ConnectionInput["Name"])
        self.connections[ConnectionInput["Name"]] = Connection(ConnectionInput, Tags)

    def update_connection(self, Name, ConnectionInput):
        find(self.connections, Name).document = ConnectionInput

    def delete_connection(self, ConnectionName):
        find(self.connections, ConnectionName)
        del self.connections[ConnectionName]

    def batch_delete_connection(self, ConnectionNameList):
        return {
            name: MISSING for name in ConnectionNameList if self.connections.pop(name, None) is None
        }

    def get_connection(self, Name):
        return find(self.connections, Name).document

    def get_connections(self):
        return {name: connection.document for name, connection in self.connections.items()}

    def _tags(self, arn):
        kind, *path = arn.split(":")[-1].split("/")
        if kind == "table":
            return self._table(*path).tags
        return find(self.databases if kind == "database" else self.connections, *path).tags

    def tag_resource(self, ResourceArn, TagsToAdd):
        self._tags(ResourceArn).update(TagsToAdd)

    def untag_resource(self, ResourceArn, TagsToRemove):
        tags = self._tags(ResourceArn)
        for key in TagsToRemove:
            tags.pop(key, None)

    def get_tags(self, ResourceArn):
        return dict(self._tags(ResourceArn))

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
        partitions = self._table(DatabaseName, TableName).partitions
        return find(partitions, tuple(PartitionValues)).document

    def get_partitions(self, DatabaseName, TableName, year=None):
        partitions = self._table(DatabaseName, TableName).partitions
        return {
            values: partition.document
            for values, partition in partitions.items()
            if year in (None, int(values[0]))
        }

    def get_user_defined_functions(self, DatabaseName):
        return find(self.databases, DatabaseName).functions

    def state(self):
        """Everything, comparable."""
        return {
            "databases": {
                name: self._database_state(database) for name, database in self.databases.items()
            },
            "connections": {
                name: {"document": connection.document, "tags": connection.tags}
                for name, connection in self.connections.items()
            },
        }

    def _database_state(self, database):
        return {
            "document": database.document,
            "tags": database.tags,
            "functions": database.functions,
            "tables": {name: self._table_state(table) for name, table in database.tables.items()},
        }

    def _table_state(self, table):
        return {
            "current": table.version,
            "tags": table.tags,
            "versions": table.versions(),
            "statistics": table.statistics.told(table.columns()),
            "partitions": {
                values: {
                    "document": partition.document,
                    "statistics": partition.statistics.told(table.columns_of_partition(partition)),
                }
                for values, partition in table.partitions.items()
            },
        }
