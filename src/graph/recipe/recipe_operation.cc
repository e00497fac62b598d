#include "graph/recipe/recipe_operation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "graph/cast.h"
#include "json/value.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

std::vector<const RecipeOperation*> ListOperations() {
  std::vector<const RecipeOperation*> operations;
  for (const auto& list : {RecipeColumnOperations(), RecipeTextOperations(),
                           RecipeNumberOperations(), RecipeDateOperations(), RecipeRowOperations(),
                           RecipeGroupOperations(), RecipeNestOperations()}) {
    for (const RecipeOperation& operation : list) operations.push_back(&operation);
  }
  return operations;
}

}  // namespace

std::span<const RecipeOperation* const> RecipeOperations() {
  static const std::vector<const RecipeOperation*> kOperations = ListOperations();
  return kOperations;
}

const RecipeOperation* FindRecipeOperation(std::string_view name) {
  const auto operations = RecipeOperations();
  const auto it = std::ranges::find(operations, name, &RecipeOperation::name);
  return it == operations.end() ? nullptr : *it;
}

std::string RecipeTextOr(const RecipeCall& call, std::string_view name, std::string_view fallback) {
  const auto found = call.parameters.find(name);
  return found == call.parameters.end() ? std::string(fallback) : found->second;
}

Result<std::string> RecipeText(const RecipeCall& call, std::string_view name) {
  std::string text = RecipeTextOr(call, name, "");
  if (text.empty()) return InvalidInput("the parameter " + std::string(name) + " is missing");
  return text;
}

Result<std::int64_t> RecipeWhole(const RecipeCall& call, std::string_view name) {
  ASSIGN_OR_RETURN(const std::string text, RecipeText(call, name));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    return InvalidInput(std::string(name) + " must be a whole number: " + text);
  }
  return number;
}

bool RecipeFlag(const RecipeCall& call, std::string_view name) {
  return EqualsIgnoringCase(RecipeTextOr(call, name, ""), "true");
}

Result<ResolvedColumn> RecipeColumn(const RecipeCall& call, std::string_view name) {
  ASSIGN_OR_RETURN(const std::string column, RecipeText(call, name));
  return Resolve(call.input.schema, {column});
}

Result<json::Array> RecipeList(const RecipeCall& call, std::string_view name) {
  ASSIGN_OR_RETURN(const std::string text, RecipeText(call, name));
  const Result<json::Value> list = json::Parse(text);
  const json::Array* array = list ? list->AsArray() : nullptr;
  if (array == nullptr) return InvalidInput(std::string(name) + " must be a list in JSON: " + text);
  return *array;
}

Result<std::vector<ResolvedColumn>> RecipeColumns(const RecipeCall& call) {
  std::vector<ResolvedColumn> columns;
  const std::string list = RecipeTextOr(call, "sourceColumns", "");
  if (list.empty()) {
    ASSIGN_OR_RETURN(ResolvedColumn column, RecipeColumn(call, "sourceColumn"));
    columns.push_back(std::move(column));
    return columns;
  }
  const Result<json::Value> names = json::Parse(list);
  const json::Array* array = names ? names->AsArray() : nullptr;
  if (array == nullptr || array->empty()) {
    return InvalidInput("sourceColumns must be a list of names in JSON, as in [\"a\",\"b\"]: " +
                        list);
  }
  for (const json::Value& name : *array) {
    ASSIGN_OR_RETURN(ResolvedColumn column, Resolve(call.input.schema, {name.StringOr("")}));
    columns.push_back(std::move(column));
  }
  return columns;
}

Result<std::string> RecipeColumnAsText(const ResolvedColumn& column) {
  Result<std::string> text = CastSql(column.sql, column.type, TypeKind::kString);
  if (!text) return WithContext(std::move(text).error(), column.name);
  return text;
}

Result<Bound> FinishStep(Projection projection, std::string_view clauses, std::string_view words) {
  BindResult bound = std::move(projection).Finish(clauses, words);
  if (!bound) return InvalidInput(bound.error().front().message);
  return *std::move(bound);
}

Result<Bound> ReplaceColumn(const RecipeCall& call, const ResolvedColumn& column, const Type& type,
                            const std::string& sql) {
  std::vector<std::size_t> from = {column.index};
  std::string value = sql;
  if (!call.condition.empty()) {
    if (type != column.type) {
      return InvalidInput("under a condition, " + column.name + " would have two types, " +
                          HiveName(column.type) + " and " + HiveName(type) +
                          "; change its type in a step before");
    }
    value = "CASE WHEN " + call.condition + " THEN " + sql + " ELSE " + column.sql + " END";
    from.insert(from.end(), call.condition_columns.begin(), call.condition_columns.end());
  }
  Projection out(call.input);
  out.KeepAll();
  out.Put(column.name, type, std::move(value), std::move(from));
  return FinishStep(std::move(out));
}

Result<Bound> AddColumn(const RecipeCall& call, const std::string& name, const Type& type,
                        const std::string& sql, std::vector<std::size_t> from) {
  std::string value = sql;
  if (!call.condition.empty()) {
    value = "CASE WHEN " + call.condition + " THEN " + sql + " END";
    from.insert(from.end(), call.condition_columns.begin(), call.condition_columns.end());
  }
  Projection out(call.input);
  out.KeepAll();
  out.Put(name, type, std::move(value), std::move(from));
  return FinishStep(std::move(out));
}

}  // namespace tenon::graph
