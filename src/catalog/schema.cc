#include "catalog/schema.h"

#include <array>

#include "catalog/partition_entries.h"
#include "catalog/tags.h"

namespace tenon::catalog {
namespace {

constexpr std::string_view kFirst = R"(
CREATE TABLE catalog_databases(
  name TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  created INTEGER NOT NULL);
CREATE TABLE catalog_tables(
  database_name TEXT NOT NULL REFERENCES catalog_databases(name) ON DELETE CASCADE,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (database_name, name));
CREATE TABLE catalog_partitions(
  database_name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  key TEXT NOT NULL,
  document TEXT NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (database_name, table_name, key),
  FOREIGN KEY (database_name, table_name)
    REFERENCES catalog_tables(database_name, name) ON DELETE CASCADE);
)";

// Tables get a number that is never given again, so that what belongs to a dropped one can go
// later, in small steps: catalog_dropped_tables lists them (sweep.h). A partition's id is its
// table's number * 2^32 + its place in the table: the partitions of a table are one range of ids,
// and a segment of them is a set of smaller ranges.
constexpr std::string_view kNumberedTables = R"(
CREATE TABLE catalog_numbered_tables(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  database_name TEXT NOT NULL REFERENCES catalog_databases(name),
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (database_name, name));
INSERT INTO catalog_numbered_tables(database_name, name, document, created, updated, version)
  SELECT database_name, name, document, created, updated, version FROM catalog_tables
  ORDER BY database_name, name;
CREATE TABLE catalog_numbered_partitions(
  id INTEGER PRIMARY KEY,
  table_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  document TEXT NOT NULL,
  created INTEGER NOT NULL,
  UNIQUE (table_id, key));
INSERT INTO catalog_numbered_partitions(id, table_id, key, document, created)
  SELECT t.id * 4294967296 + row_number() OVER (PARTITION BY t.id ORDER BY p.key),
    t.id, p.key, p.document, p.created
  FROM catalog_partitions p
  JOIN catalog_numbered_tables t ON t.database_name = p.database_name AND t.name = p.table_name;
DROP TABLE catalog_partitions;
DROP TABLE catalog_tables;
ALTER TABLE catalog_numbered_tables RENAME TO catalog_tables;
ALTER TABLE catalog_numbered_partitions RENAME TO catalog_partitions;
CREATE TABLE catalog_dropped_tables(id INTEGER PRIMARY KEY);
CREATE TABLE catalog_table_versions(
  table_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  updated INTEGER NOT NULL,
  PRIMARY KEY (table_id, version)) WITHOUT ROWID;
)";

// The orders in which a table's partitions can be looked up: those that every table has, and those
// that CreatePartitionIndex has made (partition_indexes.h). An entry is a partition's values in
// that order, encoded such that bytes compare as the values do (partition_value.h).
constexpr std::string_view kPartitionEntries = R"(
CREATE TABLE catalog_partition_indexes(
  table_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  keys TEXT NOT NULL,
  PRIMARY KEY (table_id, number),
  UNIQUE (table_id, name)) WITHOUT ROWID;
CREATE TABLE catalog_partition_entries(
  table_id INTEGER NOT NULL,
  index_number INTEGER NOT NULL,
  entry BLOB NOT NULL,
  partition_id INTEGER NOT NULL,
  PRIMARY KEY (table_id, index_number, entry, partition_id)) WITHOUT ROWID;
)";

// Statistics of a column belong to a partition (its id) or to a table (its number * 2^32).
constexpr std::string_view kTheRest = R"(
CREATE TABLE catalog_column_statistics(
  owner_id INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (owner_id, column_name)) WITHOUT ROWID;
CREATE TABLE catalog_functions(
  database_name TEXT NOT NULL REFERENCES catalog_databases(name) ON DELETE CASCADE,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (database_name, name)) WITHOUT ROWID;
CREATE TABLE catalog_connections(
  name TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  sealed_secrets BLOB NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE catalog_tags(
  type TEXT NOT NULL,
  parent TEXT NOT NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (type, parent, name, key)) WITHOUT ROWID;
)";

// What SearchTables looks into (search.h): the texts and times of each table, a full-text index of
// any three characters in a row, and one of the words of each field. The indexes keep no copy of
// the rows. catalog_search_pending lists the tables that are to be indexed (search_index.h).
constexpr std::string_view kTableSearch = R"(
CREATE TABLE catalog_search_rows(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  database_name TEXT NOT NULL,
  description TEXT NOT NULL,
  owner TEXT NOT NULL,
  classification TEXT NOT NULL,
  table_type TEXT NOT NULL,
  create_time INTEGER NOT NULL,
  update_time INTEGER NOT NULL,
  last_access_time INTEGER NOT NULL,
  text TEXT NOT NULL);
CREATE INDEX catalog_search_names ON catalog_search_rows(name, id);
CREATE VIRTUAL TABLE catalog_search USING fts5(
  text, content='catalog_search_rows', content_rowid='id', tokenize='trigram');
CREATE VIRTUAL TABLE catalog_search_words USING fts5(
  name, database_name, description, owner, classification, table_type,
  content='catalog_search_rows', content_rowid='id',
  tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE TABLE catalog_search_pending(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  table_id INTEGER NOT NULL UNIQUE);
INSERT INTO catalog_search_pending(table_id) SELECT id FROM catalog_tables;
)";

constexpr std::array kMigrations = {
    db::Migration{1, kFirst},
    db::Migration{2, kNumberedTables},
    db::Migration{3, kPartitionEntries, &FillPartitionEntries},
    db::Migration{4, kTheRest, &TakeDatabaseTags},
    db::Migration{5, kTableSearch},
};

}  // namespace

Status Migrate(db::Database& database) { return database.Migrate("catalog", kMigrations); }

}  // namespace tenon::catalog
