#pragma once

#include "api/operation.h"
#include "objects/store.h"
#include "query/executor.h"

namespace tenon::api {

// Athena's StartQueryExecution, GetQueryExecution, BatchGetQueryExecution, ListQueryExecutions
// (newest first), GetQueryResults, GetQueryRuntimeStatistics and StopQueryExecution. Both must
// outlive the operations.
Operations AthenaOperations(query::Executor& executor, const objects::Store& objects);

}  // namespace tenon::api
