#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sql/spark_sql.h"

// What the translator knows at a place of a query.
namespace tenon::sql {

// The longest SQL of one expression, and the most columns of one query. Far above what people
// write.
inline constexpr std::size_t kSparkLongest = 4'000'000;
inline constexpr std::size_t kSparkColumns = 20'000;

// A table as a query sees it: inputs, common tables and queries in FROM.
struct SparkTable {
  std::string name;
  std::vector<SparkOutput> columns;
  bool is_open = false;  // it has columns that are not known
};

// What names mean at a place of a query.
struct SparkScope {
  std::vector<SparkTable> tables;
  std::vector<std::string> merged;      // columns that USING and NATURAL made one
  std::vector<SparkOutput> aliases;     // of the select list so far
  bool prefers_aliases = false;         // in ORDER BY
  std::vector<SparkOutput> variables;   // parameters of lambdas, innermost last
  std::vector<std::string> group_keys;  // SQL of what GROUP BY groups by, for grouping_id()
  const SparkScope* outer = nullptr;
};

// The rows of a query: SQL and columns.
struct SparkRows {
  std::string sql;
  std::vector<SparkOutput> columns;
  bool is_open = false;
};

}  // namespace tenon::sql
