#pragma once

#include <string>

#include "graph/node.h"

namespace tenon::graph {

// A source node that reads a table of the Data Catalog from S3.
struct CatalogTable {
  std::string database;
  std::string table;
  std::string partition_predicate = "";
};

// Looks the table up and turns its document into a Scan.
//
// The format is the classification where there is one (csv, json, parquet), as for Glue's own
// reader; else it follows from the SerDe or the input format. For CSV, the separator is the SerDe's
// field.delim or separatorChar, or the table's delimiter; quoteChar and escapeChar are the SerDe's.
// Without quoteChar a field may be quoted by '"' even with LazySimpleSerDe, again as for Glue's
// reader; without escapeChar a quote inside a quoted field is doubled. skip.header.line.count
// counts. Columns that no document declares are the files'.
BindResult BindCatalogTable(const CatalogTable& table, Environment& environment);

}  // namespace tenon::graph
