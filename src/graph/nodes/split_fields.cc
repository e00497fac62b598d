// SplitFields: a collection of two tables with the same rows: the columns named, and the rest.
//
// They are called split0 and split1 (in Glue Studio's scripts: the node's name, then 0 and 1), and
// a Select From Collection node picks them by Index 0 and 1. Paths are read as SelectFields and
// DropFields do.

#include "graph/nested_fields.h"
#include "graph/node.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

class SplitFields final : public Node {
 public:
  explicit SplitFields(std::vector<ColumnPath> paths) : paths_(std::move(paths)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    if (paths_.empty()) return Fail("Paths", "no field is named; name at least one");
    Choice choice = Choose(inputs[0].schema, paths_, "Paths");
    if (!choice.faults.empty()) return std::unexpected(std::move(choice.faults));
    Projection named(inputs[0]);
    AddChosen(inputs[0].schema, choice, named);
    Projection rest(inputs[0]);
    AddRest(inputs[0].schema, choice, rest);
    if (rest.schema().empty()) {
      return Fail("Paths", "every field is named, so the second table has none; leave one out");
    }
    Frames frames;
    frames.push_back(ToFrame("split0", std::move(named)));
    frames.push_back(ToFrame("split1", std::move(rest)));
    return Bound{.schema = {}, .part = std::move(frames)};
  }

 private:
  static Frame ToFrame(std::string name, Projection columns) {
    BindResult bound = std::move(columns).Finish();
    return {std::move(name), std::move(bound->schema), std::get<Select>(std::move(bound->part))};
  }

  const std::vector<ColumnPath> paths_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::vector<ColumnPath> paths, ReadPaths(parameters["Paths"], "Paths"));
  return std::make_unique<SplitFields>(std::move(paths));
}

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(Python paths, ScriptPaths(node.parameters["Paths"], "Paths"));
  script.Assign(node.variable, Python::Call("SplitFields.apply",
                                            {{"frame", Python::Code(node.inputs[0].variable)},
                                             {"paths", std::move(paths)},
                                             {"name1", Python::Text("split0")},
                                             {"name2", Python::Text("split1")},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  script.NameFrames({"split0", "split1"});
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "Paths",
     .type = ParameterType::kColumns,
     .required = true,
     .title = "Fields of the first table",
     .help = "The columns, or fields inside structs, that go to the first table."}};

}  // namespace

extern constinit const NodeKind kSplitFields = {
    .name = "SplitFields",
    .category = Category::kTransform,
    .title = "Split Fields",
    .documentation =
        "Makes two tables of one: the first has the columns that you choose, the second all "
        "others, both have every row. Select From Collection nodes below take index 0 and 1.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
