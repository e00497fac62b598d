#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "types/schema.h"

// Spark SQL 4.1 as AWS Glue runs it (ANSI off, session zone UTC), written out for DuckDB.
//
// Names are resolved and types followed over the syntax tree, since what a function means depends
// on its operands: a sum of INT is BIGINT, a division of decimals a decimal, a comparison of text
// with a number casts the text. Where a type is not known (no inputs given, a function of unknown
// result) the operand is left to the engine as it is.
//
// What differs from Spark, on purpose: a whole number that overflows where types are not known
// fails the query instead of wrapping round; a decimal quotient carries 15 digits; regular
// expressions are RE2's (no look-around, no back references). A function that is not available is
// kUnsupported with its name and the way out.
//
// The SQL calls the functions tenon_spark_...: the engine must have them (engine/functions.h).
namespace tenon::sql {

// A table that a query may read.
struct SparkInput {
  std::string name;
  Schema columns;
};

// A column of an input.
struct SparkOrigin {
  std::string relation;
  std::string column;
  auto operator<=>(const SparkOrigin&) const = default;
};

// Columns of inputs, sorted; others may be among them if `is_whole` is false.
struct SparkOrigins {
  std::vector<SparkOrigin> columns;
  bool is_whole = true;

  void Add(const SparkOrigin& origin);
  void Add(const SparkOrigins& more);
  bool operator==(const SparkOrigins&) const = default;
};

struct SparkOutput {
  std::string name = {};  // as Spark names it: "count(1)" for count(*) without an alias
  std::optional<Type> type = std::nullopt;
  SparkOrigins origins = {};  // what makes its value
};

struct SparkTranslation {
  std::string sql;  // one SELECT for DuckDB; inputs stand in it under their names
  std::vector<SparkOutput> columns;
  bool columns_are_known = true;  // false if a star stands for a table that is no input
  SparkOrigins deciding;          // what decides about rows: filter, join, group, window, order
};

// Translates a query over these inputs. Tables that are no inputs are passed on, with nothing known
// of them. kInvalidInput, with line and column, for what does not parse or names no column.
Result<SparkTranslation> TranslateSparkQuery(std::string_view query,
                                             std::span<const SparkInput> inputs);

struct SparkExpressionTranslation {
  std::string sql;
  std::string name;
  std::optional<Type> type;
  SparkOrigins origins;  // relation is ""
};

// Translates an expression over the columns of one table.
Result<SparkExpressionTranslation> TranslateSparkExpression(std::string_view expression,
                                                            const Schema& columns);

// The same with nothing known of tables and columns.
Result<std::string> FromSparkQuery(std::string_view query);
Result<std::string> FromSparkExpression(std::string_view expression);

}  // namespace tenon::sql
