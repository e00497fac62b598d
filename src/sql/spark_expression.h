#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sql/spark_lexer.h"
#include "types/type.h"

// The part of the syntax tree (spark_tree.h) below SELECT: values, each owning its parts.
namespace tenon::sql {

struct SparkQuery;
struct SparkCall;
struct SparkRelation;

// Frees parts whose type is not yet known where they are declared.
struct SparkDelete {
  SparkDelete() = default;
  template <typename Part>
  SparkDelete(std::default_delete<Part>) {}  // NOLINT(google-explicit-constructor): of make_unique
  void operator()(SparkQuery* part) const;
  void operator()(SparkCall* part) const;
  void operator()(SparkRelation* part) const;
};
template <typename Part>
using SparkOwned = std::unique_ptr<Part, SparkDelete>;

enum class SparkKind {
  kNull,
  kBoolean,    // text: "true" or "false"
  kText,       // text
  kNumber,     // text: digits without suffix; type
  kBinary,     // text: hexadecimal digits
  kTyped,      // DATE '...', TIMESTAMP '...': text; type
  kInterval,   // names: units; operands: their amounts
  kColumn,     // names: a, or t.a, or t.a.field
  kStar,       // names: the qualifier; excluded: EXCEPT (...)
  kOperator,   // text: "+", "AND", "NOT", "-"; operands (one: a prefix operator; AND and OR: many)
  kCompare,    // text: "=", "<=>", "<", "IS DISTINCT FROM"; two operands
  kIs,         // text: "NULL", "TRUE", "FALSE", "UNKNOWN"; one operand; negated
  kBetween,    // three operands; negated
  kIn,         // the value, then the list; negated
  kInQuery,    // the value; query; negated
  kLike,       // text: "LIKE", "ILIKE", "RLIKE"; names: {} or {"ANY"} or {"ALL"}; the value, then
               // patterns; escape in names[1]; negated
  kCase,       // names: {"value"} if operands begin with one, {"else"} if they end with one
  kCast,       // text: "CAST" or "TRY_CAST"; type; one operand
  kSubscript,  // value[index]
  kField,      // value.names[0]
  kCall,       // text: the name in lower case; operands; call
  kLambda,     // names: parameters; one operand: the body
  kRow,        // (a, b)
  kNamed,      // names: one; operand: a value with a name, as in struct(1 AS a) and f(x => 1)
  kExists,     // query
  kSubquery,   // query
};

struct SparkExpression {
  SparkKind kind = SparkKind::kNull;
  std::string text = {};
  std::vector<SparkExpression> operands = {};
  std::vector<std::string> names = {};
  bool negated = false;
  std::optional<Type> type = std::nullopt;
  SparkOwned<SparkQuery> query = nullptr;
  SparkOwned<SparkCall> call = nullptr;
  SparkPosition position = {};
  std::size_t depth = 1;
};

struct SparkSortKey {
  SparkExpression value;
  bool is_descending = false;
  bool nulls_first = true;
};

struct SparkWindow {
  std::string base;  // the name of a window of the WINDOW clause
  std::vector<SparkExpression> partition;
  std::vector<SparkSortKey> order;
  // "ROWS" or "RANGE", and the two bounds: "UNBOUNDED PRECEDING", "CURRENT ROW", or "PRECEDING"
  // and "FOLLOWING" with an amount. Empty without a frame.
  std::string unit;
  std::vector<std::pair<std::string, std::optional<SparkExpression>>> bounds;
};

// What may stand in and behind the parentheses of a call.
struct SparkCall {
  bool is_distinct = false;
  std::optional<bool> ignores_nulls;  // IGNORE NULLS or RESPECT NULLS
  std::vector<SparkSortKey> within_group;
  std::optional<SparkExpression> filter;
  std::optional<SparkWindow> over;
};

}  // namespace tenon::sql
