#pragma once

#include <cstdint>
#include <string_view>

#include "catalog/store.h"

// What the files that read tables share.
namespace tenon::catalog {

// kNotFound as Glue words it: "Table x not found."
Error NoTable(std::string_view folded_name);

// Columns: database_name, name, document, created, updated, version, id.
Result<Table> ReadTable(const db::Row& row);

// kNotFound if no table has this number.
Result<Table> ReadTableById(db::Transaction& transaction, std::int64_t id);

}  // namespace tenon::catalog
