#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "types/schema.h"

namespace tenon::graph {

// One of a step's ConditionExpressions.
struct RecipeCondition {
  std::string condition;  // "LESS_THAN"
  std::string value;      // as text, or a list of texts in JSON: any of them
  std::string column;
};

// What a condition compares the column with.
enum class RecipeConditionValues { kNone, kOne, kTwo, kAnyOf };

// A condition that a step may have, for forms.
struct RecipeConditionKind {
  std::string_view name;  // "NOT_CONTAINS"
  RecipeConditionValues values;
};

// Every condition that ToSql knows by DataBrew's name.
std::span<const RecipeConditionKind> RecipeConditionKinds();

// Reads [{"Condition","Value","TargetColumn"}]. kInvalidInput if it has another shape.
Result<std::vector<RecipeCondition>> ReadRecipeConditions(const json::Value& list);

// All conditions together in SQL, which is never NULL; "" for none.
struct RecipeConditionSql {
  std::string sql;
  std::vector<std::size_t> columns;
};
// kInvalidInput names the column or condition that is not there, or the value that is no value of
// the column's type.
Result<RecipeConditionSql> ToSql(const std::vector<RecipeCondition>& conditions,
                                 const Schema& schema);

}  // namespace tenon::graph
