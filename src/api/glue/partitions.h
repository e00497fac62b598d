#pragma once

#include "api/operation.h"
#include "catalog/store.h"
#include "db/database.h"

namespace tenon::api {

// The operations on partitions, alone and in batches. Both arguments must outlive them.
Operations PartitionOperations(db::Database& database, const catalog::Store& catalog);

}  // namespace tenon::api
