// Route ("Conditional Router"): a collection with one table for each group, of the rows for which
// the group's condition holds, and default_group, of the rows that are in no group.
//
// A row can be in several groups. Select From Collection nodes take the tables by Index: the groups
// in their order, default_group last. Conditions are those of Filter (condition.h).

#include <algorithm>

#include "graph/condition.h"
#include "graph/node.h"
#include "graph/projection.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kDefaultGroup = "default_group";

struct Group {
  std::string name;
  RowCondition condition;
};

class Route final : public Node {
 public:
  Route(std::vector<Group> groups, json::Value list)
      : groups_(std::move(groups)), list_(std::move(list)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    Frames frames;
    Faults faults;
    std::string none;
    std::vector<std::size_t> columns;
    for (const Group& group : groups_) {
      auto where = group.condition.ToSql(inputs[0], "GroupFiltersList", list_);
      if (!where) {
        for (Fault& fault : where.error()) {
          fault.message = group.name + ": " + fault.message;
          faults.push_back(std::move(fault));
        }
        continue;
      }
      none += (none.empty() ? "WHERE (" : " AND (") + where->sql + ") IS NOT TRUE";
      columns.insert(columns.end(), where->columns.begin(), where->columns.end());
      frames.push_back(
          MakeFrame(inputs[0], group.name, "WHERE " + where->sql, where->columns, where->needed));
    }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    frames.push_back(MakeFrame(inputs[0], std::string(kDefaultGroup), none, columns, {}));
    return Bound{.schema = {}, .part = std::move(frames)};
  }

 private:
  static Frame MakeFrame(const Input& input, const std::string& name, const std::string& clauses,
                         const std::vector<std::size_t>& columns,
                         const std::vector<std::size_t>& needed) {
    Projection out(input);
    out.KeepAll();
    out.Decide(columns);
    for (const std::size_t column : needed) out.Need(column);
    BindResult bound = std::move(out).Finish(clauses);
    return {name, std::move(bound->schema), std::get<Select>(std::move(bound->part))};
  }

  const std::vector<Group> groups_;
  const json::Value list_;
};

Result<std::vector<Group>> ReadGroups(const json::Value& parameters) {
  const json::Value& list = parameters["GroupFiltersList"];
  if (list.AsArray() == nullptr || list.AsArray()->empty()) {
    return InvalidInput("GroupFiltersList must have at least one group");
  }
  std::vector<Group> groups;
  for (const json::Value& value : *list.AsArray()) {
    ASSIGN_OR_RETURN(std::string name, json::Reader(value).String("GroupName"));
    if (name.empty() || name == kDefaultGroup ||
        std::ranges::find(groups, name, &Group::name) != groups.end()) {
      return InvalidInput(
          "GroupFiltersList: each GroupName must be of its own, and not empty or "
          "default_group: " +
          name);
    }
    Result<RowCondition> condition = RowCondition::Parse(value);
    if (!condition) return WithContext(std::move(condition).error(), name);
    groups.push_back({std::move(name), *std::move(condition)});
  }
  return groups;
}

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::vector<Group> groups, ReadGroups(parameters));
  return std::make_unique<Route>(std::move(groups), parameters["GroupFiltersList"]);
}

constexpr std::string_view kThreadedRoute = R"py(class GroupFilter:
    """A group of a router: its name, and which rows are in it."""

    def __init__(self, name, filters):
        self.name = name
        self.filters = filters


def threadedRoute(glueContext, source_DyF, group_filters) -> DynamicFrameCollection:
    """A frame for each group, with the rows that are in it."""
    frames = {
        group.name: Filter.apply(frame=source_DyF, f=group.filters) for group in group_filters
    }
    return DynamicFrameCollection(frames, glueContext)
)py";

Python GroupFilter(const std::string& name, Python filters) {
  return Python::Call("GroupFilter",
                      {{"name", Python::Text(name)},
                       {"filters", Python::After("lambda row: ", std::move(filters))}});
}

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const std::vector<Group> groups, ReadGroups(node.parameters));
  ASSIGN_OR_RETURN(const Schema schema, node.columns_of(0));
  RETURN_IF_ERROR(node.check());
  Python::List filters;
  Python::List none;
  std::vector<std::string> names;
  for (const Group& group : groups) {
    ASSIGN_OR_RETURN(Python passes, group.condition.ToPython(schema, script));
    none.push_back(Python::After("not ", Python::InBrackets(passes)));
    filters.push_back(GroupFilter(group.name, std::move(passes)));
    names.push_back(group.name);
  }
  names.emplace_back(kDefaultGroup);
  filters.push_back(GroupFilter(names.back(), Python::AllOf(std::move(none))));
  script.ImportFrom("awsglue.dynamicframe", {"DynamicFrameCollection"});
  script.Define(kThreadedRoute);
  script.Assign(
      node.variable,
      Python::Call("threadedRoute", {{"", Python::Code("glueContext")},
                                     {"source_DyF", Python::Code(node.inputs[0].variable)},
                                     {"group_filters", Python::ListOf(std::move(filters))}}));
  script.NameFrames(std::move(names));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "GroupFiltersList",
     .type = ParameterType::kStructure,
     .required = true,
     .title = "Output groups",
     .help = "Each has a GroupName, and Filters with a LogicalOperator as the Filter node has."}};

}  // namespace

extern constinit const NodeKind kRoute = {
    .name = "Route",
    .category = Category::kTransform,
    .title = "Conditional Router",
    .documentation =
        "Sends each row to every group whose conditions it meets, and to default_group if it meets "
        "none. Below, a Select From Collection node takes a group by its index: 0 for the first "
        "group, and the number of groups for default_group.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
