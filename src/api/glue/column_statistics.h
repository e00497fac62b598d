#pragma once

#include "api/operation.h"
#include "catalog/store.h"
#include "db/database.h"

namespace tenon::api {

// GetColumnStatisticsForTable, UpdateColumnStatisticsForTable, DeleteColumnStatisticsForTable, and
// the three ForPartition. What fails for one column is told in Errors; a table or partition that is
// not there fails the call. Both arguments must outlive the operations.
Operations ColumnStatisticsOperations(db::Database& database, const catalog::Store& catalog);

}  // namespace tenon::api
