#pragma once

#include "api/operation.h"
#include "catalog/store.h"
#include "db/database.h"

namespace tenon::api {

// CreateTable, GetTable, GetTables, UpdateTable, DeleteTable, BatchDeleteTable. Both arguments must
// outlive the operations.
Operations TableOperations(db::Database& database, const catalog::Store& catalog);

}  // namespace tenon::api
