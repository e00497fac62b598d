#pragma once

#include "api/operation.h"
#include "catalog/store.h"
#include "db/database.h"

namespace tenon::api {

// CreatePartition, BatchCreatePartition, GetPartition, GetPartitions. Both arguments must outlive
// the operations.
Operations PartitionOperations(db::Database& database, const catalog::Store& catalog);

}  // namespace tenon::api
