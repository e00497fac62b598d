#pragma once

#include <expected>

#include "graph/bound.h"
#include "json/value.h"
#include "types/schema.h"

namespace tenon::graph {

// The columns that a table's document declares, partition keys last. Those that a table of Iceberg
// had before, which say so, are left out. A fault of Table for a type that is none.
std::expected<Schema, Faults> DeclaredColumns(const json::Value& document);

}  // namespace tenon::graph
