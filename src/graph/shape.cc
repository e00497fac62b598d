#include "graph/shape.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/nodes/registry.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// A node and its inputs as the document names them.
struct NamedNode {
  PlacedNode placed;
  std::vector<std::string> input_ids;
};

std::string LabelOf(const PlacedNode& node) { return Label(node.title, node.id); }

Result<const NodeKind*> ReadKind(const std::string& id, const json::Object& node) {
  std::string names;
  for (const auto& [name, value] : node.members) names += (names.empty() ? "" : ", ") + name;
  if (node.members.size() != 1) {
    return InvalidInput("node " + id + " must be of exactly one kind, but has " +
                        (names.empty() ? "none" : names));
  }
  const NodeKind* kind = FindNodeKind(names);
  if (kind == nullptr) return InvalidInput("node " + id + " is of an unknown kind: " + names);
  return kind;
}

std::string_view WordOf(Category category) {
  switch (category) {
    case Category::kSource:
      return "source";
    case Category::kTransform:
      return "transform";
    case Category::kTarget:
      return "target";
  }
  return "transform";
}

Status CheckInputs(const NamedNode& node) {
  const NodeKind& kind = *node.placed.kind;
  const std::size_t count = node.input_ids.size();
  if (count < kind.least_inputs || count > kind.most_inputs) {
    std::string wanted = "no";
    if (kind.most_inputs > 0) {
      wanted = (kind.most_inputs > kind.least_inputs ? "at least " : "exactly ") +
               std::to_string(kind.least_inputs);
    }
    return InvalidInput(LabelOf(node.placed) + ": " + std::string(kind.name) + " is a " +
                        std::string(WordOf(kind.category)) + " that takes " + wanted +
                        (wanted == "exactly 1" ? " input" : " inputs") + ", but Inputs has " +
                        std::to_string(count));
  }
  const std::set<std::string> distinct(node.input_ids.begin(), node.input_ids.end());
  if (distinct.size() != count) {
    return InvalidInput(LabelOf(node.placed) + ": Inputs names one node twice");
  }
  return {};
}

Result<NamedNode> ReadNode(const std::string& id, const json::Value& value) {
  if (id.empty()) return InvalidInput("a node has an empty id");
  if (value.AsObject() == nullptr) return InvalidInput("node " + id + " must be an object");
  ASSIGN_OR_RETURN(const NodeKind* kind, ReadKind(id, *value.AsObject()));
  const json::Value& parameters = value[kind->name];
  if (parameters.AsObject() == nullptr) {
    return InvalidInput("node " + id + ": " + std::string(kind->name) + " must be an object");
  }
  NamedNode node;
  node.placed.id = id;
  node.placed.kind = kind;
  node.placed.title = parameters["Name"].StringOr(kind->name);
  if (!parameters["Inputs"].IsNull()) {
    Result<std::vector<std::string>> inputs = json::Reader(parameters).Strings("Inputs");
    if (!inputs) return WithContext(std::move(inputs).error(), LabelOf(node.placed));
    node.input_ids = *std::move(inputs);
  }
  RETURN_IF_ERROR(CheckInputs(node));
  if (kind->parse != nullptr) {
    Result<NodePtr> parsed = kind->parse(parameters);
    if (!parsed) return WithContext(std::move(parsed).error(), LabelOf(node.placed));
    node.placed.node = *std::move(parsed);
  }
  node.placed.parameters = parameters;
  return node;
}

// Puts each node after its inputs (Kahn's algorithm, the first in the document first).
class Sorter {
 public:
  explicit Sorter(std::vector<NamedNode> nodes) : nodes_(std::move(nodes)) {}

  Result<std::vector<PlacedNode>> Sort() {
    RETURN_IF_ERROR(Link());
    std::set<std::size_t> ready;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (missing_[i] == 0) ready.insert(i);
    }
    std::vector<PlacedNode> out;
    std::vector<std::size_t> place(nodes_.size());
    while (!ready.empty()) {
      const std::size_t next = *ready.begin();
      ready.erase(ready.begin());
      for (const std::size_t consumer : consumers_[next]) {
        if (--missing_[consumer] == 0) ready.insert(consumer);
      }
      place[next] = out.size();
      PlacedNode& node = nodes_[next].placed;
      for (const std::string& id : nodes_[next].input_ids) {
        node.inputs.push_back(place[index_.at(id)]);
      }
      out.push_back(std::move(node));
    }
    if (out.size() < nodes_.size()) return Cycle();
    return out;
  }

 private:
  Status Link() {
    std::set<std::string> folded;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const std::string& id = nodes_[i].placed.id;
      if (!folded.insert(AsciiLower(id)).second) {
        return InvalidInput("two nodes have ids that differ only in upper and lower case: " + id);
      }
      index_[id] = i;
    }
    consumers_.resize(nodes_.size());
    missing_.resize(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) RETURN_IF_ERROR(LinkInputs(i));
    return {};
  }

  Status LinkInputs(std::size_t consumer) {
    const NamedNode& node = nodes_[consumer];
    for (const std::string& id : node.input_ids) {
      const auto input = index_.find(id);
      if (input == index_.end()) {
        return InvalidInput(LabelOf(node.placed) +
                            ": Inputs names a node that is not there: " + id);
      }
      const PlacedNode& source = nodes_[input->second].placed;
      if (source.kind->category == Category::kTarget) {
        return InvalidInput(LabelOf(node.placed) +
                            ": Inputs names a target, which has no output: " + LabelOf(source));
      }
      consumers_[input->second].push_back(consumer);
      ++missing_[consumer];
    }
    return {};
  }

  Error Cycle() const {
    const auto left =
        std::ranges::find_if(missing_, [](std::size_t missing) { return missing > 0; });
    const auto& node = nodes_[static_cast<std::size_t>(left - missing_.begin())];
    return InvalidInput(LabelOf(node.placed) +
                        ": Inputs lead in a circle; connect it to a node that does not follow it");
  }

  std::vector<NamedNode> nodes_;
  std::map<std::string, std::size_t> index_;
  std::vector<std::vector<std::size_t>> consumers_;
  std::vector<std::size_t> missing_;  // inputs that have no place yet
};

}  // namespace

std::string Label(const std::string& title, const std::string& id) {
  return title + " (" + id + ")";
}

Result<std::vector<PlacedNode>> ReadShape(const json::Value& nodes) {
  if (nodes.AsObject() == nullptr) {
    return InvalidInput("CodeGenConfigurationNodes must be an object");
  }
  std::vector<NamedNode> named;
  bool has_source = false;
  for (const auto& [id, value] : nodes.AsObject()->members) {
    ASSIGN_OR_RETURN(NamedNode node, ReadNode(id, value));
    has_source = has_source || node.input_ids.empty();
    named.push_back(std::move(node));
  }
  if (!has_source) return InvalidInput("the job has no source; add one");
  return Sorter(std::move(named)).Sort();
}

}  // namespace tenon::graph
