// SelectFields: the same rows with the columns named, in the order named. Upper and lower case
// count, as in Glue. Fields inside structs cannot be selected here yet, since Glue keeps the struct
// around them.

#include <algorithm>

#include "graph/column_path.h"
#include "graph/node.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

class SelectFields final : public Node {
 public:
  explicit SelectFields(std::vector<ColumnPath> paths) : paths_(std::move(paths)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    Bound bound;
    Select select;
    Faults faults;
    for (const ColumnPath& path : paths_) {
      if (path.size() != 1) {
        faults.push_back({"Paths", "a field inside a struct cannot be selected here yet: " +
                                       ToString(path) + "; select the whole column"});
        continue;
      }
      const Result<ResolvedColumn> column = Resolve(inputs[0].schema, path, "", CaseRule::kCounts);
      if (!column) {
        faults.push_back({"Paths", column.error().message});
        continue;
      }
      const ColumnOf origin{0, column->index};
      if (std::ranges::find(select.origins, std::optional(origin)) != select.origins.end())
        continue;
      select.origins.emplace_back(origin);
      bound.schema.push_back({column->name, column->type});
    }
    if (paths_.empty()) faults.push_back({"Paths", "no field is selected; select at least one"});
    if (!faults.empty()) return std::unexpected(std::move(faults));
    select.text =
        "SELECT " + SelectList(bound.schema) + " FROM " + SqlIdentifier(inputs[0].relation);
    bound.part = std::move(select);
    return bound;
  }

 private:
  const std::vector<ColumnPath> paths_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::vector<ColumnPath> paths, ReadPaths(parameters["Paths"], "Paths"));
  return std::make_unique<SelectFields>(std::move(paths));
}

}  // namespace

extern constinit const NodeKind kSelectFields = {
    .name = "SelectFields",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Select Fields",
    .documentation =
        "Keeps the columns that you choose and drops the others. Upper and lower case "
        "count in their names.",
    .parse = &Parse};

}  // namespace tenon::graph
