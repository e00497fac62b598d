#include "graph/recipe/recipe_operation.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "graph/nodes/node_test.h"
#include "graph/recipe/recipe_condition.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kSchema =
    "word string, number double, again double, list array<string>, entries map<string,int>, "
    "fields struct<a:int>";
constexpr std::array<std::string_view, 6> kColumnNames = {"word", "number",  "again",
                                                          "list", "entries", "fields"};

// A value of the parameter of an entry, as JSON.
json::Value EntryValue(const Parameter& parameter, std::string_view column) {
  switch (parameter.type) {
    case ParameterType::kColumn:
      return column;
    case ParameterType::kList:
      return json::Array{"b", "a"};
    case ParameterType::kBoolean:
      return true;
    case ParameterType::kChoice:
      return parameter.choices.substr(0, parameter.choices.find('|'));
    default:
      return parameter.name == "targetColumnDataType" ? "string" : "made";
  }
}

// A value that suits the description, where only the column is not sure.
std::string ValueOf(const RecipeParameter& described, std::string_view column) {
  const Parameter& parameter = described.parameter;
  switch (parameter.type) {
    case ParameterType::kColumn:
      return std::string(parameter.name == "targetColumn" ? "number" : column);
    case ParameterType::kColumns:
      return json::Dump(json::Array{column});
    case ParameterType::kWhole:
      return parameter.name == "endPosition" ? "3" : "2";
    case ParameterType::kNumber:
      return "2.5";
    case ParameterType::kBoolean:
      return "true";
    case ParameterType::kChoice:
      return std::string(parameter.choices.substr(0, parameter.choices.find('|')));
    case ParameterType::kStructure: {
      json::Value entry = json::Object{};
      for (const Parameter& each : described.entries) {
        entry.Set(std::string(each.name), EntryValue(each, "number"));
      }
      return json::Dump(json::Array{entry});
    }
    default:
      if (parameter.name == "columnDataType") return "string";
      if (parameter.name == "targetDateFormat") return "yyyy";
      if (!parameter.default_value.empty()) return std::string(parameter.default_value);
      return parameter.name.starts_with("value") ? "2026-01-31" : std::string(parameter.name);
  }
}

bool IsTold(const RecipeParameter& parameter) {
  return !parameter.parameter.title.empty() && !parameter.parameter.help.empty() &&
         (parameter.parameter.type == ParameterType::kChoice) ==
             !parameter.parameter.choices.empty() &&
         (parameter.parameter.type == ParameterType::kStructure) == !parameter.entries.empty();
}

// "" where the step binds, or waits for the data; else why it does not.
std::string FaultOfStep(const RecipeOperation& operation, const json::Value& parameters) {
  const json::Value conditions =
      operation.name == "REMOVE_VALUES"
          ? json::Array{json::Value{{"Condition", "IS_MISSING"}, {"TargetColumn", "word"}}}
          : json::Array{};
  const json::Value step = {{"Action", {{"Operation", operation.name}, {"Parameters", parameters}}},
                            {"ConditionExpressions", conditions}};
  const json::Value node = {{"RecipeSteps", json::Array{step}}};
  const BindResult bound = BindNode("Recipe", json::Dump(node), {std::string(kSchema)});
  if (bound || bound.error().front().severity == Severity::kUnknown) return "";
  return bound.error().front().message;
}

// Every parameter but that one, with the column where one is asked for.
json::Value AllBut(const RecipeOperation& operation, std::string_view left_out,
                   std::string_view column) {
  json::Value parameters = json::Object{};
  for (const RecipeParameter& each : operation.parameters) {
    const std::string_view name = each.parameter.name;
    if (name != left_out) parameters.Set(std::string(name), ValueOf(each, column));
  }
  return parameters;
}

// A column that the operation is content with.
std::optional<std::string_view> ColumnFor(const RecipeOperation& operation) {
  for (const std::string_view column : kColumnNames) {
    if (FaultOfStep(operation, AllBut(operation, "", column)).empty()) return column;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("Every operation of recipes takes what its description says") {
  for (const RecipeOperation* operation : RecipeOperations()) {
    CAPTURE(operation->name);
    CHECK(operation->documentation.ends_with('.'));
    const std::optional<std::string_view> column = ColumnFor(*operation);
    CHECK_MESSAGE(column, FaultOfStep(*operation, AllBut(*operation, "", kColumnNames[0])));
    if (!column) continue;
    for (const RecipeParameter& each : operation->parameters) {
      CAPTURE(each.parameter.name);
      CHECK(IsTold(each));
      // Needed where the switch above it is on.
      if (each.parameter.name.starts_with("custom")) continue;
      const std::string fault =
          FaultOfStep(*operation, AllBut(*operation, each.parameter.name, *column));
      CHECK_MESSAGE(fault.empty() != each.parameter.required, fault);
    }
  }
}

TEST_CASE("Every choice of an operation's parameter is taken") {
  for (const RecipeOperation* operation : RecipeOperations()) {
    for (const RecipeParameter& each : operation->parameters) {
      std::string_view choices = each.parameter.choices;
      while (!choices.empty()) {
        const std::string_view choice = choices.substr(0, choices.find('|'));
        choices.remove_prefix(std::min(choices.size(), choice.size() + 1));
        json::Value parameters = AllBut(*operation, "", ColumnFor(*operation).value_or("word"));
        parameters.Set(std::string(each.parameter.name), choice);
        CAPTURE(operation->name);
        CAPTURE(choice);
        CHECK(FaultOfStep(*operation, parameters) == "");
      }
    }
  }
}

TEST_CASE("Every condition of recipes takes what its description says") {
  const Schema schema = Columns("word string");
  for (const RecipeConditionKind& kind : RecipeConditionKinds()) {
    CAPTURE(kind.name);
    const bool is_list =
        kind.values == RecipeConditionValues::kTwo || kind.values == RecipeConditionValues::kAnyOf;
    const std::string value = is_list ? R"(["a","b"])" : "a";
    const auto sql = ToSql({{std::string(kind.name), value, "word"}}, schema);
    REQUIRE_MESSAGE(sql, sql.error().message);
    // What takes no list would look for its text.
    CHECK((sql->sql.find("[") == std::string::npos));
    const auto without = ToSql({{std::string(kind.name), "", "word"}}, schema);
    CHECK(static_cast<bool>(without) == (kind.values != RecipeConditionValues::kTwo));
  }
}

}  // namespace tenon::graph
