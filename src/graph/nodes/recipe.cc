// Recipe ("Data Preparation Recipe"): the steps of an AWS Glue DataBrew recipe, one after another
// (recipe/). Each is a common table expression over the one before it.
//
// ConditionExpressions say for which rows a step is done; all of them must hold. A recipe of a
// DataBrew project (RecipeReference) lies in DataBrew, which is not there outside of AWS.

#include <algorithm>
#include <set>
#include <utility>

#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/recipe/recipe_condition.h"
#include "graph/recipe/recipe_operation.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

struct Step {
  std::string operation;
  RecipeParameters parameters;
  std::vector<RecipeCondition> conditions;
};

// The rows after some of the steps, with the input's columns that made them.
class Chain {
 public:
  explicit Chain(const Input& input) : current_(input) {
    for (std::size_t i = 0; i < input.schema.size(); ++i) values_.push_back({{0, i}});
  }

  const Input& current() const { return current_; }
  const std::string& with() const { return sql_; }

  void Append(Bound bound) {
    Select select = std::get<Select>(std::move(bound.part));
    const std::string name = "recipe step " + std::to_string(++count_);
    sql_ += (sql_.empty() ? "WITH " : ", ") + SqlIdentifier(name) + " AS (" + ToSql(select) + ")";
    std::vector<std::vector<ColumnOf>> values;
    for (const auto& from : select.values) values.push_back(Through(from));
    for (const ColumnOf& column : Through(select.deciding)) deciding_.insert(column);
    values_ = std::move(values);
    current_.relation = name;
    current_.schema = std::move(bound.schema);
  }

  Bound Finish() && {
    Select select;
    select.text = sql_ + (sql_.empty() ? "" : " ") + "SELECT " + SelectList(current_.schema) +
                  " FROM " + SqlIdentifier(current_.relation);
    // Steps may look at all rows (averages, duplicates), so none may be left out before them.
    select.origins.resize(current_.schema.size());
    select.values = std::move(values_);
    select.deciding.assign(deciding_.begin(), deciding_.end());
    return Bound{.schema = std::move(current_.schema), .part = std::move(select)};
  }

 private:
  // The input's columns behind columns of the current rows.
  std::vector<ColumnOf> Through(const std::vector<ColumnOf>& columns) const {
    std::set<ColumnOf> out;
    for (const ColumnOf& column : columns) {
      out.insert(values_[column.column].begin(), values_[column.column].end());
    }
    return {out.begin(), out.end()};
  }

  Input current_;
  std::size_t count_ = 0;
  std::string sql_;
  std::vector<std::vector<ColumnOf>> values_;
  std::set<ColumnOf> deciding_;
};

Result<Bound> BindStep(const Step& step, const Chain& chain, Environment& environment) {
  const Input& input = chain.current();
  const RecipeOperation* operation = FindRecipeOperation(step.operation);
  if (operation == nullptr) {
    return Unsupported("this operation is not built here; remove the step or use a SQL Query node");
  }
  ASSIGN_OR_RETURN(const RecipeConditionSql condition, ToSql(step.conditions, input.schema));
  if (!condition.sql.empty() && !operation->takes_conditions) {
    return Unsupported("this operation takes no conditions; remove them");
  }
  return operation->bind(
      {step.parameters, input, condition.sql, condition.columns, environment, chain.with()});
}

Fault FaultOf(std::size_t step, const std::string& operation, const Error& error) {
  return {"RecipeSteps", "step " + std::to_string(step) + ", " + operation + ": " + error.message,
          error.kind == ErrorKind::kUnavailable ? Severity::kUnknown : Severity::kError};
}

class Recipe final : public Node {
 public:
  Recipe(std::vector<Step> steps, std::string reference)
      : steps_(std::move(steps)), reference_(std::move(reference)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    if (!reference_.empty()) {
      return Fail("RecipeReference",
                  "the recipe lies in AWS Glue DataBrew, which is not there outside of AWS; put "
                  "its steps into RecipeSteps: " +
                      reference_);
    }
    Chain chain(inputs[0]);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      Result<Bound> bound = BindStep(steps_[i], chain, environment);
      if (!bound) {
        return std::unexpected(Faults{FaultOf(i + 1, steps_[i].operation, bound.error())});
      }
      if (const Column* duplicate = FindDuplicate(bound->schema)) {
        return Fail("RecipeSteps", "step " + std::to_string(i + 1) + ", " + steps_[i].operation +
                                       ": two columns would have the name " + duplicate->name);
      }
      chain.Append(*std::move(bound));
    }
    return std::move(chain).Finish();
  }

 private:
  const std::vector<Step> steps_;
  const std::string reference_;
};

Result<RecipeParameters> ReadParameters(const json::Value& value) {
  RecipeParameters parameters;
  if (value.IsNull()) return parameters;
  const json::Object* object = value.AsObject();
  if (object == nullptr) return InvalidInput("Parameters must be texts by name");
  for (const auto& [name, text] : object->members) {
    if (text.AsString() == nullptr) return InvalidInput("Parameters: " + name + " must be a text");
    parameters[name] = *text.AsString();
  }
  return parameters;
}

Result<Step> ReadStep(const json::Value& value) {
  Step step;
  ASSIGN_OR_RETURN(step.operation, json::Reader(value["Action"]).String("Operation"));
  ASSIGN_OR_RETURN(step.parameters, ReadParameters(value["Action"]["Parameters"]));
  ASSIGN_OR_RETURN(step.conditions, ReadRecipeConditions(value["ConditionExpressions"]));
  return step;
}

Result<NodePtr> Parse(const json::Value& parameters) {
  std::vector<Step> steps;
  const json::Value& list = parameters["RecipeSteps"];
  if (!list.IsNull() && list.AsArray() == nullptr) {
    return InvalidInput("RecipeSteps must be a list");
  }
  if (list.AsArray() != nullptr) {
    for (const json::Value& value : *list.AsArray()) {
      Result<Step> step = ReadStep(value);
      if (!step) return WithContext(std::move(step).error(), "RecipeSteps");
      steps.push_back(*std::move(step));
    }
  }
  const json::Value& reference = parameters["RecipeReference"];
  return std::make_unique<Recipe>(
      std::move(steps),
      reference.IsNull() ? "" : reference["RecipeArn"].StringOr("without an ARN"));
}

constexpr Parameter kParameters[] = {
    {.name = "RecipeSteps",
     .type = ParameterType::kStructure,
     .title = "Recipe steps",
     .help = "Each an operation of DataBrew with its parameters, and conditions on the rows."},
    {.name = "RecipeReference",
     .type = ParameterType::kStructure,
     .title = "Recipe",
     .help = "A recipe that lies in DataBrew; it cannot be read here."}};

}  // namespace

extern constinit const NodeKind kRecipe = {
    .name = "Recipe",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Data Preparation Recipe",
    .documentation =
        "Does the steps of a data preparation recipe one after another: rename and delete columns, "
        "change letters, fill and remove what is missing, split, merge, sort, group, pivot, nest "
        "and so on, each on all rows or on those for which its conditions hold.",
    .parameters = kParameters,
    .parse = &Parse,
    .no_script =
        "DataBrew runs recipes on AWS only, so open-source Spark has no such steps; use Change "
        "Schema, Filter and SQL Query nodes"};

}  // namespace tenon::graph
