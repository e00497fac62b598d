#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sql/spark_lexer.h"
#include "types/type.h"

// The syntax tree of a query of Spark SQL: values, each owning its parts. It tells what was
// written, not what it means; spark_translator.h knows that.
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

struct SparkSelectItem {
  SparkExpression value;
  std::vector<std::string> aliases;  // more than one for a generator
};

struct SparkLateralView {
  SparkExpression generator;
  bool is_outer = false;
  std::string alias;
  std::vector<std::string> columns;
};

struct SparkPivot {
  std::vector<SparkSelectItem> aggregates;
  std::vector<SparkExpression> columns;
  std::vector<SparkSelectItem> values;  // each a constant, or a row of them
};

struct SparkUnpivot {
  bool includes_nulls = false;
  std::vector<std::string> values;  // names of the new columns that hold values
  std::string name;                 // of the new column that holds names
  struct From {
    std::vector<std::vector<std::string>> columns;
    std::string alias;
  };
  std::vector<From> from;
};

struct SparkSample {
  std::string percent;  // a number, or
  std::optional<SparkExpression> rows;
  std::string seed;
};

struct SparkRelation {
  enum class Kind { kTable, kQuery, kValues, kFunction, kJoin };
  Kind kind = Kind::kTable;
  SparkPosition position = {};
  std::vector<std::string> names = {};          // a table's name in parts; a function's name
  std::vector<SparkExpression> arguments = {};  // of a function; rows of VALUES
  SparkOwned<SparkQuery> query = nullptr;
  bool is_lateral = false;
  // A join: "INNER", "CROSS", "LEFT", "RIGHT", "FULL", "SEMI", "ANTI" in names[0].
  SparkOwned<SparkRelation> left = nullptr;
  SparkOwned<SparkRelation> right = nullptr;
  bool is_natural = false;
  std::optional<SparkExpression> condition = std::nullopt;
  std::vector<std::string> using_columns = {};

  std::optional<SparkSample> sample = std::nullopt;
  std::optional<SparkPivot> pivot = std::nullopt;
  std::optional<SparkUnpivot> unpivot = std::nullopt;
  std::string inner_alias = {};  // before PIVOT or UNPIVOT
  std::vector<std::string> inner_columns = {};
  std::string alias = {};
  std::vector<std::string> column_aliases = {};
  std::size_t depth = 1;
};

struct SparkGrouping {
  bool is_all = false;
  // What is grouped by as written: "" for a plain expression, "ROLLUP", "CUBE", "GROUPING SETS".
  struct Part {
    std::string kind;
    std::vector<std::vector<SparkExpression>> sets;
  };
  std::vector<Part> parts;
};

struct SparkSelect {
  bool is_distinct = false;
  std::vector<SparkSelectItem> items;
  std::vector<SparkRelation> from;
  std::vector<SparkLateralView> views;
  std::optional<SparkExpression> where;
  std::optional<SparkGrouping> grouping;
  std::optional<SparkExpression> having;
  std::vector<std::pair<std::string, SparkWindow>> windows;
};

// A SELECT, or two bodies and what is between them.
struct SparkBody {
  std::unique_ptr<SparkSelect> select;
  SparkOwned<SparkQuery> query;  // in parentheses
  std::string operation;         // "UNION", "INTERSECT", "EXCEPT"
  bool is_all = false;
  std::vector<SparkBody> sides;
  std::size_t depth = 1;
};

struct SparkCommonTable {
  std::string name;
  std::vector<std::string> columns;
  SparkOwned<SparkQuery> query;
};

struct SparkQuery {
  std::vector<SparkCommonTable> tables;
  SparkBody body;
  std::vector<SparkSortKey> order;
  bool order_is_total = true;  // ORDER BY; SORT BY and CLUSTER BY only order parts
  std::optional<SparkExpression> limit;
  std::optional<SparkExpression> offset;
};

}  // namespace tenon::sql
