#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/catalog_table.h"
#include "graph/column_path.h"
#include "graph/node.h"

namespace tenon::graph {

// What the targets that write to a table of the Data Catalog have in common.
struct CatalogTarget {
  std::string database;
  std::string table;
  std::vector<ColumnPath> partition_keys = {};
  bool update_catalog = false;
  bool update_schema = true;
  bool checks_quality = false;
  TablePlace place = TablePlace::kAny;
  std::optional<task::DatabaseKind> database_kind = std::nullopt;  // the one that it must be in
};

// Reads Database, Table, PartitionKeys, SchemaChangePolicy and AutoDataQuality.
Result<CatalogTarget> ReadCatalogTarget(const json::Value& parameters);

// Location, format, separators and partition keys are the table's. Columns go to files of CSV in
// the table's order; other formats name them. New partitions become part of the table only with
// EnableUpdateCatalog, as in Glue. Of a table in a database, see BindDatabaseTarget.
BindResult BindCatalogTarget(const CatalogTarget& target, const Input& input,
                             Environment& environment);

}  // namespace tenon::graph
