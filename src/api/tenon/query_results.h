#pragma once

#include "api/operation.h"
#include "query/parquet_export.h"

namespace tenon::api {

// ExportQueryResults (service-2.json beside this file describes it). The argument must outlive the
// operations.
Operations QueryResultOperations(query::ParquetExport& parquet);

}  // namespace tenon::api
