#pragma once

#include <optional>
#include <string>

#include "graph/lake_table.h"
#include "graph/node.h"
#include "graph/s3_source.h"

namespace tenon::graph {

// Where a reader of tables can find their rows.
enum class TablePlace {
  kAny,
  kFiles,     // a node over S3
  kQueried,   // files, for a query
  kDatabase,  // a node over databases
};

// What is read of a table of the Data Catalog.
struct CatalogTable {
  std::string database;
  std::string table;
  std::string partition_predicate = "";
  Bounds bounds = {};
  // The kind of table that the node is for; nullopt: whatever the table is.
  std::optional<LakeKind> kind = std::nullopt;
  LakeRequest lake = {};
  TablePlace place = TablePlace::kAny;
  std::optional<task::DatabaseKind> database_kind = std::nullopt;  // the one that it must be in
};

// Database, Table, PartitionPredicate and AdditionalOptions of a node.
Result<CatalogTable> ReadCatalogTable(const json::Value& parameters);

// Turns a document of a plain table of files into a Scan, as BindCatalogTable says, but for columns
// that it does not declare.
std::expected<Scan, Faults> ScanOfDocument(const CatalogTable& table, const json::Value& document);

// Looks the table up and turns its document into a Scan: of a database, see BindDatabaseTable, or
// of files.
//
// Of files, the format is the classification where there is one (csv, json, parquet, avro, xml), as
// for Glue's own reader; else it follows from the SerDe or the input format. For CSV, the separator
// is the SerDe's field.delim or separatorChar, or the table's delimiter; quoteChar and escapeChar
// are the SerDe's. Without quoteChar a field may be quoted by '"' even with LazySimpleSerDe, again
// as for Glue's reader; without escapeChar a quote inside a quoted field is doubled.
// skip.header.line.count counts. compressionType is that of files whose names do not tell it. XML
// has the rowTag of the SerDe or the table, and the options of Glue's reader beside it; JSON may
// have a jsonPath. Columns that no document declares are the files'. A table of Iceberg, Delta or
// Hudi is read as such by every node.
BindResult BindCatalogTable(const CatalogTable& table, Environment& environment);

}  // namespace tenon::graph
