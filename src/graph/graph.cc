#include "graph/graph.h"

#include <algorithm>
#include <optional>

#include "graph/column_path.h"
#include "graph/optimize.h"
#include "graph/reorder.h"
#include "graph/shape.h"

namespace tenon::graph {
namespace {

// The outcome of binding: one step for each node that binds.
struct BoundGraph {
  std::vector<std::optional<Step>> steps;
  std::vector<Problem> problems;
};

// Binds nodes in order; each input is bound before its consumers.
class Binder {
 public:
  Binder(const std::vector<PlacedNode>& nodes, Environment& environment)
      : nodes_(nodes), environment_(environment) {}

  BoundGraph Bind() {
    graph_.steps.resize(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      representative_.push_back(i);
      BindNode(i);
    }
    return std::move(graph_);
  }

 private:
  void Add(const PlacedNode& node, std::string field, std::string message) {
    graph_.problems.push_back({node.id, node.title, std::move(field), std::move(message)});
  }

  void BindNode(std::size_t index) {
    const PlacedNode& node = nodes_[index];
    if (node.node == nullptr) {
      Add(node, "",
          std::string(node.kind->name) +
              " is not built here yet; the job can be saved, but to run it replace this node");
      return;
    }
    Step step{.id = node.id, .title = node.title, .inputs = {}, .bound = {}};
    std::vector<Input> inputs;
    for (const std::size_t input : node.inputs) {
      const std::optional<Step>& bound = graph_.steps[input];
      if (!bound) return;  // its own problem has been told
      const std::size_t place = representative_[input];
      step.inputs.push_back(place);
      inputs.push_back(
          {nodes_[input].id, nodes_[input].title, nodes_[place].id, bound->bound.schema});
    }
    BindResult bound = node.node->Bind(inputs, environment_);
    if (!bound) {
      for (Fault& fault : bound.error()) {
        Add(node, std::move(fault.field), std::move(fault.message));
      }
      return;
    }
    if (const Column* duplicate = FindDuplicate(bound->schema)) {
      Add(node, "",
          "two columns have the name " + duplicate->name +
              " (upper and lower case do not tell them apart); rename one of them or drop it");
      return;
    }
    step.bound = *std::move(bound);
    Complete(step, inputs);
    representative_[index] = SameSource(step, index);
    graph_.steps[index] = std::move(step);
  }

  // Fills in what every kind leaves to the graph.
  static void Complete(Step& step, const std::vector<Input>& inputs) {
    if (auto* scan = std::get_if<Scan>(&step.bound.part)) {
      scan->source.name = step.id;
      scan->source.title = step.title;
    } else if (auto* target = std::get_if<Target>(&step.bound.part)) {
      target->sink.node_id = step.id;
      target->sink.title = step.title;
      target->sink.input = inputs[0].relation;
    }
  }

  // The first source that reads the same, so that one scan serves both.
  std::size_t SameSource(const Step& step, std::size_t index) const {
    const auto* scan = std::get_if<Scan>(&step.bound.part);
    if (scan == nullptr) return index;
    for (std::size_t i = 0; i < index; ++i) {
      const std::optional<Step>& earlier = graph_.steps[i];
      if (!earlier || representative_[i] != i) continue;
      const auto* other = std::get_if<Scan>(&earlier->bound.part);
      if (other == nullptr) continue;
      Scan renamed = *scan;
      renamed.source.name = other->source.name;
      renamed.source.title = other->source.title;
      if (renamed == *other) return i;
    }
    return index;
  }

  const std::vector<PlacedNode>& nodes_;
  Environment& environment_;
  BoundGraph graph_;
  std::vector<std::size_t> representative_;
};

Plan ToPlan(std::vector<Step> steps, std::string_view file_prefix) {
  Plan plan;
  for (Step& step : steps) {
    if (auto* scan = std::get_if<Scan>(&step.bound.part)) {
      plan.scans.push_back(std::move(*scan));
    } else if (const auto* select = std::get_if<Select>(&step.bound.part)) {
      plan.views.push_back({.name = step.id, .title = step.title, .sql = ToSql(*select)});
    } else {
      Target target = std::get<Target>(std::move(step.bound.part));
      target.schema = std::move(step.bound.schema);
      target.sink.file_prefix = file_prefix;
      plan.targets.push_back(std::move(target));
    }
  }
  return plan;
}

}  // namespace

std::string ToString(const Problem& problem) {
  std::string out = Label(problem.node_name, problem.node_id) + ": ";
  if (!problem.field.empty()) out += problem.field + ": ";
  return out + problem.message;
}

struct Graph::State {
  std::vector<PlacedNode> nodes;
};

Graph::Graph(std::unique_ptr<State> state) : state_(std::move(state)) {}
Graph::~Graph() = default;
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;

Result<Graph> Graph::Parse(const json::Value& nodes) {
  auto state = std::make_unique<State>();
  ASSIGN_OR_RETURN(state->nodes, ReadShape(nodes));
  return Graph(std::move(state));
}

Binding Graph::Bind(Environment& environment) const {
  BoundGraph graph = Binder(state_->nodes, environment).Bind();
  Binding binding{.schemas = {}, .problems = std::move(graph.problems)};
  for (const std::optional<Step>& step : graph.steps) {
    if (step) binding.schemas[step->id] = step->bound.schema;
  }
  return binding;
}

Result<Plan> Graph::Compile(Environment& environment, std::string_view file_prefix) const {
  BoundGraph graph = Binder(state_->nodes, environment).Bind();
  if (!graph.problems.empty()) return InvalidInput(ToString(graph.problems[0]));
  std::vector<Step> steps;
  steps.reserve(graph.steps.size());
  for (std::optional<Step>& step : graph.steps) {
    if (step) steps.push_back(*std::move(step));
  }
  steps = WithoutDeadSteps(std::move(steps));
  if (steps.empty()) return InvalidInput("the job has no target; add one");
  NarrowOuterJoins(steps);
  MoveInnerJoinsDown(steps);
  return ToPlan(std::move(steps), file_prefix);
}

}  // namespace tenon::graph
