#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sql/spark_translator.h"

namespace tenon::sql {

// A function of Spark with a number of arguments, and what becomes of its calls.
//
// `types` has a letter for each argument: what it is cast to before the call.
//   s text   i INT   l BIGINT   d DOUBLE   b BOOLEAN   D DATE   T TIMESTAMP   y BINARY
//   n a number: text becomes DOUBLE   u the common type of all arguments with u   . as it is
// A '*' repeats the letter before it for any more arguments, none included. Behind '>' stands the
// type of the result, by the same letters or
//   1..9 that argument's   u the common type   Ax an array of x   ex the element of x
//   kx, vx the key and the value of the map x   ? not known
//
// `sql` is "" for the same name in the engine, another name, or text with $1, $2, ..., $* (all),
// $2* (from the second on). In an aggregate or window function @f(...) carries DISTINCT, FILTER and
// OVER; @!f($1) leaves out rows in which $1 is NULL. "!..." refuses the call with the way out.
// A function with `rewrite` does all of that itself.
struct SparkFunction {
  std::string_view name;
  std::string_view types;
  std::string_view sql = "";
  Result<SparkValue> (*rewrite)(SparkTranslator& translator, const SparkExpression& call) = nullptr;
};

// The tables, each sorted as a reader looks for things; several rows of a name differ in arguments.
std::span<const SparkFunction> SparkTextFunctions();
std::span<const SparkFunction> SparkNumberFunctions();
std::span<const SparkFunction> SparkTimeFunctions();
std::span<const SparkFunction> SparkCollectionFunctions();
std::span<const SparkFunction> SparkJsonFunctions();
std::span<const SparkFunction> SparkAggregateFunctions();
std::span<const SparkFunction> SparkRefusedFunctions();

// All of them.
std::vector<const SparkFunction*> AllSparkFunctions();

// The most and the least arguments of a row.
struct SparkArity {
  std::size_t least = 0;
  std::size_t most = 0;
};
SparkArity ArityOf(const SparkFunction& function);

}  // namespace tenon::sql
