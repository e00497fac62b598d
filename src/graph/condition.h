#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "graph/bound.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/script/python.h"
#include "json/value.h"

namespace tenon::graph {

// One comparison of a filter: FilterExpression.
struct Condition {
  struct Operand {
    bool is_constant = false;
    ColumnPath path = {};  // of a field
    std::string constant = "";
  };
  std::string operation;
  std::vector<Operand> operands;
  bool negated = false;
};

// The condition that Filter and each group of Route put to a row: Filters, joined by
// LogicalOperator.
//
// Glue turns it into a Python lambda over the row, and this gives what that lambda gives: NULL is
// None. So an equality compares NULL with NULL as equal, and a negated one lets a NULL pass (not
// (None == 5)). Where Python would fail on None (<, >, <=, >=, REGEX) the row does not pass,
// negated or not. REGEX is re.match: anchored at the start, not at the end. Constants are of the
// type of the field that they are compared with; patterns are RE2's, so they know no look-around
// and no backreference.
class RowCondition {
 public:
  // Reads LogicalOperator and Filters. kInvalidInput if their shape is wrong.
  static Result<RowCondition> Parse(const json::Value& parameters);

  struct InSql {
    std::string sql;                        // for WHERE
    std::vector<std::size_t> needed = {};   // a row with a NULL in one of them does not pass
    std::vector<std::size_t> columns = {};  // all that are looked at
  };
  // Faults are those of parameter `field`, whose whole value is `parameter`.
  std::expected<InSql, Faults> ToSql(const Input& input, const std::string& field,
                                     const json::Value& parameter) const;

  // The same over `row` of a DynamicFrame's Python, for a schema over which ToSql finds no fault.
  // Unlike the lambda that Glue Studio writes, it looks at None first and so never fails on it.
  Result<Python> ToPython(const Schema& schema, Script& script) const;

 private:
  RowCondition(bool all, std::vector<Condition> conditions)
      : all_(all), conditions_(std::move(conditions)) {}

  bool all_;
  std::vector<Condition> conditions_;
};

}  // namespace tenon::graph
