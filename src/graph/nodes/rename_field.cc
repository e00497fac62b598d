// RenameField: the same rows, one column under another name, in its place. Fields inside structs
// cannot be renamed here yet.

#include "graph/column_path.h"
#include "graph/node.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

class RenameField final : public Node {
 public:
  RenameField(ColumnPath source, ColumnPath target)
      : source_(std::move(source)), target_(std::move(target)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    if (source_.size() != 1 || target_.size() != 1) {
      return Fail(source_.size() != 1 ? "SourcePath" : "TargetPath",
                  "a field inside a struct cannot be renamed here yet; rename a column");
    }
    const Result<ResolvedColumn> source = Resolve(inputs[0].schema, source_);
    if (!source) return Fail("SourcePath", source.error().message);
    const std::string target = ToString(target_);
    const auto taken = FindIgnoringCase(inputs[0].schema, target);
    if (!taken.empty() && taken[0] != &inputs[0].schema[source->index]) {
      return Fail("TargetPath",
                  "there is a column of this name already; choose another than " + target);
    }
    Bound bound{.schema = inputs[0].schema, .part = {}};
    bound.schema[source->index].name = target;
    bound.part = MakeSelect(inputs[0], source->index, target);
    return bound;
  }

 private:
  static Select MakeSelect(const Input& input, std::size_t renamed, const std::string& target) {
    Select select;
    std::string list;
    for (std::size_t i = 0; i < input.schema.size(); ++i) {
      if (i > 0) list += ", ";
      list += SqlIdentifier(input.schema[i].name);
      if (i == renamed) list += " AS " + SqlIdentifier(target);
      select.origins.emplace_back(ColumnOf{0, i});
    }
    select.text = "SELECT " + list + " FROM " + SqlIdentifier(input.relation);
    return select;
  }

  const ColumnPath source_;
  const ColumnPath target_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(ColumnPath source, ReadPath(parameters["SourcePath"], "SourcePath"));
  ASSIGN_OR_RETURN(ColumnPath target, ReadPath(parameters["TargetPath"], "TargetPath"));
  if (source.empty()) return InvalidInput("SourcePath must not be empty");
  if (target.empty() || target[0].empty()) return InvalidInput("TargetPath must not be empty");
  return std::make_unique<RenameField>(std::move(source), std::move(target));
}

}  // namespace

extern constinit const NodeKind kRenameField = {
    .name = "RenameField",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Rename Field",
    .documentation = "Gives one column another name. All rows and all other columns stay.",
    .parse = &Parse};

}  // namespace tenon::graph
