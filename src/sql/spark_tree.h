#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sql/spark_expression.h"

// The syntax tree of a query of Spark SQL: values, each owning its parts. It tells what was
// written, not what it means; spark_translator.h knows that.
namespace tenon::sql {

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
