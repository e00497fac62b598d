// Route ("Conditional Router"): a collection with one table for each group, of the rows for which
// the group's condition holds, and default_group, of the rows that are in no group.
//
// A row can be in several groups. Select From Collection nodes take the tables by Index: the groups
// in their order, default_group last. Conditions are those of Filter (condition.h).

#include <algorithm>

#include "graph/condition.h"
#include "graph/node.h"
#include "graph/projection.h"

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

Result<NodePtr> Parse(const json::Value& parameters) {
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
  return std::make_unique<Route>(std::move(groups), list);
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
    .parse = &Parse};

}  // namespace tenon::graph
