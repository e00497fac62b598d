// Filter: the rows for which a condition holds (condition.h says what its parts mean).

#include "graph/condition.h"
#include "graph/node.h"
#include "graph/projection.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

class Filter final : public Node {
 public:
  Filter(RowCondition condition, json::Value filters)
      : condition_(std::move(condition)), filters_(std::move(filters)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    auto where = condition_.ToSql(inputs[0], "Filters", filters_);
    if (!where) return std::unexpected(std::move(where).error());
    Projection out(inputs[0]);
    out.KeepAll();
    out.Decide(where->columns);
    for (const std::size_t column : where->needed) out.Need(column);
    return std::move(out).Finish("WHERE " + where->sql);
  }

 private:
  const RowCondition condition_;
  const json::Value filters_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(RowCondition condition, RowCondition::Parse(parameters));
  return std::make_unique<Filter>(std::move(condition), parameters["Filters"]);
}

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const RowCondition condition, RowCondition::Parse(node.parameters));
  ASSIGN_OR_RETURN(const Schema schema, node.columns_of(0));
  RETURN_IF_ERROR(node.check());
  ASSIGN_OR_RETURN(Python passes, condition.ToPython(schema, script));
  script.Assign(
      node.variable,
      Python::Call("Filter.apply", {{"frame", Python::Code(node.inputs[0].variable)},
                                    {"f", Python::After("lambda row: ", std::move(passes))},
                                    {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "LogicalOperator",
     .type = ParameterType::kChoice,
     .required = true,
     .title = "Global AND, OR",
     .help = "Whether all conditions must hold, or one.",
     .default_value = "AND",
     .choices = "AND|OR"},
    {.name = "Filters",
     .type = ParameterType::kStructure,
     .required = true,
     .title = "Conditions",
     .help = "Each compares a field with a constant or another field (EQ, LT, GT, LTE, GTE), "
             "matches it with a regular expression from its start (REGEX), or looks for NULL "
             "(ISNULL); each can be negated."}};

}  // namespace

extern constinit const NodeKind kFilter = {
    .name = "Filter",
    .category = Category::kTransform,
    .title = "Filter",
    .documentation =
        "Keeps the rows for which the conditions hold: all of them (AND) or one (OR). A field is "
        "compared with a constant or with another field, matched with a regular expression from "
        "its start, or tested for NULL. A NULL passes no comparison except a negated equality.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
