#pragma once

#include "base/result.h"
#include "engine/duckdb.h"

namespace tenon::engine {

// Adds the scalar functions that SQL made of Spark's calls (sql/spark_sql.h):
//
//   tenon_spark_text(DOUBLE | FLOAT) -> VARCHAR
//   tenon_spark_date(VARCHAR) -> DATE, tenon_spark_timestamp(VARCHAR) -> TIMESTAMP
//   tenon_spark_format(TIMESTAMP, pattern VARCHAR) -> VARCHAR; a pattern that Java or we do not
//   know
//     fails the statement
//   tenon_spark_parse(VARCHAR, pattern VARCHAR) -> TIMESTAMP
//   tenon_spark_months_between(TIMESTAMP, TIMESTAMP, rounds BOOLEAN) -> DOUBLE
//   tenon_spark_crc32(BLOB) -> BIGINT, tenon_spark_soundex(VARCHAR) -> VARCHAR
//
// NULL for NULL, and for what cannot be read.
Status RegisterDialectFunctions(Connection& connection);

}  // namespace tenon::engine
