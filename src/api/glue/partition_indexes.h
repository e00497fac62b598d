#pragma once

#include "api/operation.h"
#include "catalog/store.h"
#include "db/database.h"

namespace tenon::api {

// CreatePartitionIndex, DeletePartitionIndex, GetPartitionIndexes. Both arguments must outlive the
// operations.
Operations PartitionIndexOperations(db::Database& database, const catalog::Store& catalog);

}  // namespace tenon::api
