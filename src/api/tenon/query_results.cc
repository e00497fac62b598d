#include "api/tenon/query_results.h"

namespace tenon::api {

Operations QueryResultOperations(query::ParquetExport& parquet) {
  return {{"ExportQueryResults",
           [&parquet](const json::Value& input, const Call&) -> Result<json::Value> {
             ASSIGN_OR_RETURN(const auto exported,
                              parquet.Write(input["QueryExecutionId"].StringOr("")));
             return json::Value{{"Location", exported.location},
                                {"Bytes", exported.bytes},
                                {"Rows", exported.rows}};
           }}};
}

}  // namespace tenon::api
