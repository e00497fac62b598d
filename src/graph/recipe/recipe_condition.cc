#include "graph/recipe/recipe_condition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "graph/cast.h"
#include "graph/column_path.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

bool IsText(TypeKind kind) {
  return kind == TypeKind::kString || kind == TypeKind::kChar || kind == TypeKind::kVarchar;
}

using Symbol = std::pair<std::string_view, std::string_view>;
constexpr std::array<Symbol, 4> kComparisons = {{{"LESS_THAN", "<"},
                                                 {"LESS_THAN_EQUAL", "<="},
                                                 {"GREATER_THAN", ">"},
                                                 {"GREATER_THAN_EQUAL", ">="}}};
constexpr std::array<Symbol, 3> kTextTests = {
    {{"CONTAINS", "contains"}, {"STARTS_WITH", "starts_with"}, {"ENDS_WITH", "suffix"}}};

// The values of a condition: a list in JSON, or the text itself.
std::vector<std::string> ValuesOf(const std::string& value) {
  const Result<json::Value> parsed = json::Parse(value);
  const json::Array* list = parsed ? parsed->AsArray() : nullptr;
  if (list == nullptr) return {value};
  std::vector<std::string> values;
  for (const json::Value& element : *list) {
    const std::string* text = element.AsString();
    values.push_back(text == nullptr ? json::Dump(element) : *text);
  }
  return values;
}

// The value as SQL of the column's type.
Result<std::string> Literal(const std::string& value, const ResolvedColumn& column) {
  if (IsText(column.type.kind)) return SqlString(value);
  if (column.type.kind >= TypeKind::kTinyint && column.type.kind <= TypeKind::kDecimal) {
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool is_number = error == std::errc() && end == value.data() + value.size() &&
                           value.find_first_not_of("0123456789.eE+-") == std::string::npos;
    if (!is_number) {
      return InvalidInput("the condition compares the number " + column.name +
                          " with what is none: " + value);
    }
    return value;
  }
  return CastSql(SqlString(value), TypeKind::kString, column.type);
}

// "(a OR b)" of the test over every value.
template <typename Test>
Result<std::string> AnyOf(const std::string& value, const Test& test) {
  std::string sql;
  for (const std::string& one : ValuesOf(value)) {
    ASSIGN_OR_RETURN(const std::string holds, test(one));
    sql += (sql.empty() ? "" : " OR ") + holds;
  }
  return "(" + (sql.empty() ? "false" : sql) + ")";
}

// The condition without its NOT; absent if there is none of that name.
Result<std::string> Positive(std::string_view name, const std::string& value,
                             const ResolvedColumn& column) {
  if (name == "IS_MISSING") {
    return column.sql + " IS NULL" +
           (IsText(column.type.kind) ? " OR " + column.sql + " = ''" : "");
  }
  if (name == "IS") {
    return AnyOf(value, [&](const std::string& one) -> Result<std::string> {
      ASSIGN_OR_RETURN(const std::string literal, Literal(one, column));
      return column.sql + " = " + literal;
    });
  }
  if (name == "IS_BETWEEN") {
    const std::vector<std::string> bounds = ValuesOf(value);
    if (bounds.size() != 2) return InvalidInput("IS_BETWEEN needs two values: " + value);
    ASSIGN_OR_RETURN(const std::string least, Literal(bounds[0], column));
    ASSIGN_OR_RETURN(const std::string most, Literal(bounds[1], column));
    return column.sql + " BETWEEN " + least + " AND " + most;
  }
  const auto* comparison = std::ranges::find(kComparisons, name, &Symbol::first);
  if (comparison != kComparisons.end()) {
    ASSIGN_OR_RETURN(const std::string literal, Literal(value, column));
    return column.sql + ' ' + std::string(comparison->second) + ' ' + literal;
  }
  const auto* test = std::ranges::find(kTextTests, name, &Symbol::first);
  if (test != kTextTests.end()) {
    ASSIGN_OR_RETURN(const std::string text, CastSql(column.sql, column.type, TypeKind::kString));
    return AnyOf(value, [&](const std::string& one) -> Result<std::string> {
      return std::string(test->second) + '(' + text + ", " + SqlString(one) + ')';
    });
  }
  return Unsupported("the condition " + std::string(name) +
                     " is not built here; there are IS, IS_BETWEEN, IS_MISSING, LESS_THAN, "
                     "LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL, CONTAINS, STARTS_WITH, "
                     "ENDS_WITH, and their opposites with NOT");
}

Result<std::string> ConditionSql(const RecipeCondition& condition, const ResolvedColumn& column) {
  std::string name = condition.condition;
  // IS_NOT, IS_NOT_MISSING, NOT_CONTAINS.
  bool negated = false;
  if (name.starts_with("NOT_")) {
    negated = true;
    name.erase(0, 4);
  } else if (name == "IS_NOT") {
    negated = true;
    name = "IS";
  } else if (name.starts_with("IS_NOT_")) {
    negated = true;
    name.erase(3, 4);
  }
  ASSIGN_OR_RETURN(const std::string positive, Positive(name, condition.value, column));
  return (negated ? "NOT coalesce(" : "coalesce(") + positive + ", false)";
}

using enum RecipeConditionValues;
constexpr RecipeConditionKind kKinds[] = {
    {"IS", kAnyOf},          {"IS_NOT", kAnyOf},
    {"IS_MISSING", kNone},   {"IS_NOT_MISSING", kNone},
    {"LESS_THAN", kOne},     {"LESS_THAN_EQUAL", kOne},
    {"GREATER_THAN", kOne},  {"GREATER_THAN_EQUAL", kOne},
    {"IS_BETWEEN", kTwo},    {"IS_NOT_BETWEEN", kTwo},
    {"CONTAINS", kAnyOf},    {"NOT_CONTAINS", kAnyOf},
    {"STARTS_WITH", kAnyOf}, {"NOT_STARTS_WITH", kAnyOf},
    {"ENDS_WITH", kAnyOf},   {"NOT_ENDS_WITH", kAnyOf},
};

}  // namespace

std::span<const RecipeConditionKind> RecipeConditionKinds() { return kKinds; }

Result<std::vector<RecipeCondition>> ReadRecipeConditions(const json::Value& list) {
  std::vector<RecipeCondition> conditions;
  if (list.IsNull()) return conditions;
  if (list.AsArray() == nullptr) return InvalidInput("ConditionExpressions must be a list");
  for (const json::Value& value : *list.AsArray()) {
    const json::Reader reader(value);
    RecipeCondition condition;
    ASSIGN_OR_RETURN(condition.condition, reader.String("Condition"));
    ASSIGN_OR_RETURN(condition.value, reader.StringOr("Value", ""));
    ASSIGN_OR_RETURN(condition.column, reader.String("TargetColumn"));
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

Result<RecipeConditionSql> ToSql(const std::vector<RecipeCondition>& conditions,
                                 const Schema& schema) {
  RecipeConditionSql all;
  for (const RecipeCondition& condition : conditions) {
    ASSIGN_OR_RETURN(const ResolvedColumn column, Resolve(schema, {condition.column}));
    ASSIGN_OR_RETURN(const std::string sql, ConditionSql(condition, column));
    all.sql += (all.sql.empty() ? "" : " AND ") + sql;
    all.columns.push_back(column.index);
  }
  return all;
}

}  // namespace tenon::graph
