#include "graph/script/write_script.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "graph/binder.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

// What kinds put behind the variable of a node, for variables of their own.
constexpr std::array<std::string_view, 4> kEndings = {"", "DF", "_df", "_query"};

// Letters, digits and _ of a text.
std::string PlainLetters(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
  return out;
}

// "Join Article Hits", "node-1732000000005" -> JoinArticleHits_node1732000000005, as in Studio.
std::string VariableOf(const PlacedNode& node) {
  std::string name = PlainLetters(node.title);
  if (name.empty()) name = node.kind->name;
  if (name[0] >= '0' && name[0] <= '9') name.insert(name.begin(), '_');
  return name + '_' + PlainLetters(node.id);
}

// What binding tells of the nodes. The graph is bound when first asked.
class Columns {
 public:
  Columns(const std::vector<PlacedNode>& nodes, Environment& environment)
      : nodes_(nodes), environment_(environment) {}

  Result<Schema> Of(std::size_t node) {
    RETURN_IF_ERROR(Check(node));
    if (const auto step = graph_->nodes[node].step) return graph_->steps[*step].bound.schema;
    return InvalidInput(LabelOf(node) + " yields a collection, which has no columns of its own");
  }

  Status Check(std::size_t node) {
    if (!graph_) graph_ = BindNodes(nodes_, {}, environment_);
    if (!graph_->nodes[node].failed) return {};
    const std::set<std::string_view> above = IdsAbove(node);
    for (const Problem& problem : graph_->problems) {
      const bool is_error = problem.severity != Severity::kWarning;
      if (is_error && above.contains(problem.node_id)) return InvalidInput(ToString(problem));
    }
    return InvalidInput(LabelOf(node) + " cannot be checked");
  }

 private:
  std::string LabelOf(std::size_t node) const { return Label(nodes_[node].title, nodes_[node].id); }

  // Of a node and all that it hangs on.
  std::set<std::string_view> IdsAbove(std::size_t last) const {
    std::vector<bool> above(last + 1);
    above[last] = true;
    std::set<std::string_view> ids;
    for (std::size_t i = last + 1; i-- > 0;) {
      if (!above[i]) continue;
      ids.insert(nodes_[i].id);
      for (const std::size_t input : nodes_[i].inputs) above[input] = true;
    }
    return ids;
  }

  const std::vector<PlacedNode>& nodes_;
  Environment& environment_;
  std::optional<BoundGraph> graph_;
};

class Writer {
 public:
  Writer(const std::vector<PlacedNode>& nodes, Environment& environment)
      : nodes_(nodes), environment_(environment), columns_(nodes, environment) {}

  Result<std::string> Write() {
    for (const PlacedNode& node : nodes_) variables_.push_back(NewVariable(node));
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const PlacedNode& node = nodes_[i];
      if (node.kind->script == nullptr) {
        return Unsupported(Label(node.title, node.id) + ": " + ReasonOf(*node.kind));
      }
      script_.BeginNode(node.title);
      if (Status written = node.kind->script(ScriptNodeOf(i), script_); !written) {
        return WithContext(std::move(written).error(), Label(node.title, node.id));
      }
      frames_.push_back(script_.TakeFrames());
    }
    return script_.ToText();
  }

 private:
  static std::string ReasonOf(const NodeKind& kind) {
    const std::string_view reason = kind.no_script.empty() ? kind.refusal : kind.no_script;
    return "there is no script for the kind " + std::string(kind.name) + ": " + std::string(reason);
  }

  // A variable that no other node has, nor one that is derived from another's.
  std::string NewVariable(const PlacedNode& node) {
    const std::string name = VariableOf(node);
    std::string variable = name;
    const auto is_taken = [&](std::string_view ending) {
      return taken_.contains(variable + std::string(ending));
    };
    for (int i = 2; std::ranges::any_of(kEndings, is_taken); ++i) {
      variable = name + '_' + std::to_string(i);
    }
    for (const std::string_view ending : kEndings) taken_.insert(variable + std::string(ending));
    return variable;
  }

  ScriptNode ScriptNodeOf(std::size_t index) {
    const PlacedNode& node = nodes_[index];
    ScriptNode out{
        .id = node.id,
        .title = node.title,
        .variable = variables_[index],
        .parameters = node.parameters,
        .inputs = {},
        .environment = environment_,
        .columns_of = [this, &node](std::size_t i) { return columns_.Of(node.inputs[i]); },
        .columns = [this, index] { return columns_.Of(index); },
        .check = [this, index] { return columns_.Check(index); }};
    for (const std::size_t input : node.inputs) {
      out.inputs.push_back(
          {nodes_[input].id, nodes_[input].title, variables_[input], frames_[input]});
    }
    return out;
  }

  const std::vector<PlacedNode>& nodes_;
  Environment& environment_;
  Columns columns_;
  Script script_;
  std::vector<std::string> variables_;
  std::vector<std::vector<std::string>> frames_;
  std::set<std::string> taken_;
};

}  // namespace

Result<std::string> WriteScript(const std::vector<PlacedNode>& nodes, Environment& environment) {
  return Writer(nodes, environment).Write();
}

}  // namespace tenon::graph
