#include "api/tenon/node_kinds.h"

#include "graph/managed/managed_transform.h"
#include "graph/nodes/registry.h"
#include "graph/recipe/recipe_condition.h"
#include "graph/recipe/recipe_operation.h"

namespace tenon::api {
namespace {

std::string_view NameOf(graph::Category category) {
  switch (category) {
    case graph::Category::kSource:
      return "SOURCE";
    case graph::Category::kTransform:
      return "TRANSFORM";
    case graph::Category::kTarget:
      return "TARGET";
  }
  return "TRANSFORM";
}

std::string_view NameOf(graph::ParameterType type) {
  using enum graph::ParameterType;
  switch (type) {
    case kText:
      return "TEXT";
    case kCode:
      return "CODE";
    case kWhole:
      return "WHOLE";
    case kNumber:
      return "NUMBER";
    case kBoolean:
      return "BOOLEAN";
    case kChoice:
      return "CHOICE";
    case kColumn:
      return "COLUMN";
    case kColumns:
      return "COLUMNS";
    case kS3Path:
      return "S3_PATH";
    case kS3Paths:
      return "S3_PATHS";
    case kDatabase:
      return "DATABASE";
    case kTable:
      return "TABLE";
    case kConnection:
      return "CONNECTION";
    case kNode:
      return "NODE";
    case kList:
      return "LIST";
    case kMap:
      return "MAP";
    case kStructure:
      return "STRUCTURE";
  }
  return "STRUCTURE";
}

std::string_view NameOf(graph::RecipeConditionValues values) {
  using enum graph::RecipeConditionValues;
  switch (values) {
    case kNone:
      return "NONE";
    case kOne:
      return "ONE";
    case kTwo:
      return "TWO";
    case kAnyOf:
      return "ANY_OF";
  }
  return "ONE";
}

// "left|right" as a list.
json::Array ListOf(std::string_view choices) {
  json::Array list;
  while (!choices.empty()) {
    const std::size_t end = choices.find('|');
    list.emplace_back(choices.substr(0, end));
    choices.remove_prefix(end == std::string_view::npos ? choices.size() : end + 1);
  }
  return list;
}

json::Value ToJson(const graph::Parameter& parameter) {
  json::Value value = {{"Name", parameter.name},
                       {"Type", NameOf(parameter.type)},
                       {"Required", parameter.required},
                       {"Title", parameter.title},
                       {"Help", parameter.help}};
  if (!parameter.default_value.empty()) value.Set("Default", parameter.default_value);
  if (!parameter.choices.empty()) value.Set("Choices", ListOf(parameter.choices));
  return value;
}

json::Value ToJson(std::span<const graph::Parameter> parameters) {
  json::Value list = json::Array{};
  for (const graph::Parameter& parameter : parameters) list.Append(ToJson(parameter));
  return list;
}

json::Value ToJson(const graph::NodeKind& kind) {
  const bool runs_here = kind.parse != nullptr && kind.refusal.empty();
  json::Value value = {
      {"Name", kind.name},
      {"Category", NameOf(kind.category)},
      {"Title", kind.title},
      {"Documentation", kind.documentation},
      {"Arity", {{"LeastInputs", kind.least_inputs}, {"MostInputs", kind.most_inputs}}},
      {"Parameters", ToJson(kind.parameters)},
      {"RunsHere", runs_here}};
  if (!runs_here) value.Set("Refusal", kind.refusal);
  return value;
}

json::Value ToJson(const graph::ManagedTransform& transform) {
  return {{"FunctionName", transform.name},
          {"Title", transform.title},
          {"Documentation", transform.documentation},
          {"Parameters", ToJson(transform.parameters)}};
}

json::Value ToJson(const graph::RecipeOperation& operation) {
  json::Value parameters = json::Array{};
  for (const graph::RecipeParameter& each : operation.parameters) {
    json::Value parameter = ToJson(each.parameter);
    if (!each.entries.empty()) parameter.Set("Entries", ToJson(each.entries));
    parameters.Append(std::move(parameter));
  }
  return {{"Operation", operation.name},
          {"Documentation", operation.documentation},
          {"Parameters", std::move(parameters)},
          {"TakesConditions", operation.takes_conditions}};
}

json::Value ToJson(const graph::RecipeConditionKind& kind) {
  return {{"Condition", kind.name}, {"Values", NameOf(kind.values)}};
}

Result<json::Value> DescribeNodeKinds(const json::Value&, const Call&) {
  json::Value kinds = json::Array{};
  for (const graph::NodeKind* kind : graph::NodeKinds()) kinds.Append(ToJson(*kind));
  json::Value managed = json::Array{};
  for (const graph::ManagedTransform* transform : graph::ManagedTransforms()) {
    managed.Append(ToJson(*transform));
  }
  json::Value operations = json::Array{};
  for (const graph::RecipeOperation* operation : graph::RecipeOperations()) {
    operations.Append(ToJson(*operation));
  }
  json::Value conditions = json::Array{};
  for (const graph::RecipeConditionKind& kind : graph::RecipeConditionKinds()) {
    conditions.Append(ToJson(kind));
  }
  return json::Value{{"NodeKinds", std::move(kinds)},
                     {"ManagedTransforms", std::move(managed)},
                     {"RecipeOperations", std::move(operations)},
                     {"RecipeConditions", std::move(conditions)}};
}

}  // namespace

Operations NodeKindOperations() { return {{"DescribeNodeKinds", DescribeNodeKinds}}; }

}  // namespace tenon::api
