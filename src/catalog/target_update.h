#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/partition_folders.h"
#include "catalog/store.h"
#include "types/schema.h"

// What a run's target does to the Data Catalog (Glue's sink with enableUpdateCatalog): it creates
// the table if it is not there, brings its schema up to date, and adds the partitions written.
namespace tenon::catalog {

// The rows that a run has written, as the catalog has to know them.
struct TargetTable {
  std::string database;
  std::string table;
  std::string location;                          // "s3://bucket/prefix/"
  std::string classification;                    // "glueparquet", "parquet", "csv", "json", ...
  Schema schema;                                 // of the rows, partition keys included
  std::vector<std::string> partition_keys = {};  // columns of the schema
  char separator = ',';                          // csv
  bool header = true;                            // csv: each file begins with a line of names
  std::string row_tag = "row";                   // xml
  bool update_schema = true;                     // UPDATE_IN_DATABASE; false: LOG
  std::string job = "";
  std::string run_id = "";
};

// The TableInput of a table that only this target has written, with the names in lower case, as
// Hive's format classes and Glue's own parameters for the classification. kInvalidInput if a
// partition key is no column or the classification is none of glueparquet, parquet, csv, json,
// avro, xml.
Result<json::Value> NewTableInput(const TargetTable& target);

// A table's TableInput with the target's columns merged in: columns that are new come after the
// others, those whose type has changed get the target's type, the others stay. nullopt if nothing
// changes, as always with LOG. kInvalidInput, naming both, if the table is partitioned by other
// columns than the target.
Result<std::optional<json::Value>> MergedTableInput(const json::Value& table_input,
                                                    const TargetTable& target);

// Whether UpdateTarget would succeed as things are, so that a run can fail before it reads a row.
// kNotFound if the database is not there; otherwise as NewTableInput and MergedTableInput.
Status CheckTarget(const Store& store, db::Transaction& transaction, const TargetTable& target);

// Creates or updates the table and adds those of the partitions that it does not have. Part of the
// transaction that ends the run.
Status UpdateTarget(const Store& store, db::Transaction& transaction, const TargetTable& target,
                    std::span<const PartitionFolder> partitions, Time now);

}  // namespace tenon::catalog
