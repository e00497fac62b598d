#pragma once

#include <string_view>

#include "base/result.h"
#include "graph/graph.h"

namespace tenon::graph {

// How a table of the Data Catalog is read, outside of any job: for queries. The source is named
// after the table, in the schema of its database. kInvalidInput, in words for the table's owner, if
// the catalog does not say how to read it.
Result<Scan> ScanOfTable(std::string_view database, std::string_view table,
                         Environment& environment);

}  // namespace tenon::graph
