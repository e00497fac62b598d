// SelectFromCollection: one table of a collection.
//
// Index counts the tables in the order in which the collection has them, as in Glue Studio's
// scripts: list(collection.keys())[Index]. Conditional Router: its groups in their order, then
// default_group. Split Fields: the fields named, the rest. Evaluate Data Quality:
// rowLevelOutcomes, ruleOutcomes.

#include "graph/column_fault.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/script/script.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

class SelectFromCollection final : public Node {
 public:
  explicit SelectFromCollection(std::int64_t index) : index_(index) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    const std::vector<InputFrame>& frames = inputs[0].frames;
    if (frames.empty()) {
      return Fail("Inputs", inputs[0].title +
                                " yields one table and no collection; remove this "
                                "node, or choose another as its parent");
    }
    if (index_ < 0 || static_cast<std::size_t>(index_) >= frames.size()) {
      return std::unexpected(Faults{OutOfRange(inputs[0])});
    }
    const auto place = static_cast<std::size_t>(index_);
    const InputFrame& frame = frames[place];
    Select select{.text = "SELECT " + SelectList(frame.schema) + " FROM " +
                          SqlIdentifier(frame.relation)};
    for (std::size_t i = 0; i < frame.schema.size(); ++i) {
      select.origins.emplace_back(ColumnOf{place, i});
    }
    return Bound{.schema = frame.schema, .part = std::move(select)};
  }

 private:
  Fault OutOfRange(const Input& input) const {
    Fault fault{"Index", ""};
    std::string list;
    for (std::size_t i = 0; i < input.frames.size(); ++i) {
      const std::string& name = input.frames[i].name;
      list += (list.empty() ? "" : ", ") + std::to_string(i) + " (" + name + ')';
      fault.fixes.push_back(FixBySetting("Take " + name, "Index", i));
    }
    fault.message =
        input.title + " has no table of index " + std::to_string(index_) + "; there are: " + list;
    return fault;
  }

  const std::int64_t index_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  const std::int64_t* index = parameters["Index"].AsInt();
  if (index == nullptr) return InvalidInput("Index must be a whole number");
  return std::make_unique<SelectFromCollection>(*index);
}

Status WritePart(const ScriptNode& node, Script& script) {
  const ScriptInput& collection = node.inputs[0];
  const std::int64_t index = node.parameters["Index"].IntOr(0);
  if (index < 0) return InvalidInput("Index must be at least 0: " + std::to_string(index));
  const auto place = static_cast<std::size_t>(index);
  if (!collection.frames.empty() && place >= collection.frames.size()) {
    return InvalidInput(collection.title + " has no table of index " + std::to_string(index));
  }
  Python key =
      Python::Code("list(" + collection.variable + ".keys())[" + std::to_string(index) + "]");
  if (!collection.frames.empty()) key = Python::Text(collection.frames[place]);
  script.Assign(node.variable, Python::Call("SelectFromCollection.apply",
                                            {{"dfc", Python::Code(collection.variable)},
                                             {"key", std::move(key)},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "Index",
     .type = ParameterType::kWhole,
     .required = true,
     .title = "Frame index",
     .help = "The place of the table in the collection, counted from 0.",
     .default_value = "0"}};

}  // namespace

extern constinit const NodeKind kSelectFromCollection = {
    .name = "SelectFromCollection",
    .category = Category::kTransform,
    .title = "Select From Collection",
    .documentation =
        "Takes one table of a node that yields several: a group of a Conditional Router (in order, "
        "then the default group), a half of Split Fields, an outcome of Evaluate Data Quality.",
    .parameters = kParameters,
    .parse = &Parse,
    .takes_collection = true,
    .script = &WritePart};

}  // namespace tenon::graph
