#include "graph/graph.h"

#include <algorithm>

#include "graph/binder.h"
#include "graph/explain.h"
#include "graph/join_summary.h"
#include "graph/optimize.h"
#include "graph/profile.h"
#include "graph/reorder.h"
#include "graph/sample.h"
#include "graph/script/write_script.h"
#include "graph/shape.h"

namespace tenon::graph {
namespace {

// The first thing that keeps a run from starting.
const Problem* FirstError(const std::vector<Problem>& problems) {
  const auto found = std::ranges::find_if(
      problems, [](const Problem& problem) { return problem.severity != Severity::kWarning; });
  return found == problems.end() ? nullptr : &*found;
}

// A node and all that it hangs on.
std::vector<bool> NodesAbove(const std::vector<PlacedNode>& nodes, std::size_t last) {
  std::vector<bool> wanted(nodes.size());
  wanted[last] = true;
  for (std::size_t i = last + 1; i-- > 0;) {
    if (!wanted[i]) continue;
    for (const std::size_t input : nodes[i].inputs) wanted[input] = true;
  }
  return wanted;
}

// Less is summed up faster by the statement that is planned faster.
constexpr std::uint64_t kManyBytes = std::uint64_t{4} << 20;

// The steps that a run takes; none if there is no target.
std::vector<Step> Optimize(std::vector<Step> steps) {
  steps = WithoutDeadSteps(std::move(steps));
  NarrowOuterJoins(steps);
  MoveInnerJoinsDown(steps);
  ComputeOnce(steps);
  return steps;
}

}  // namespace

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

Binding Graph::Bind(Environment& environment, std::string_view node_id) const {
  std::vector<bool> wanted;
  if (!node_id.empty()) {
    const auto found = std::ranges::find(state_->nodes, node_id, &PlacedNode::id);
    if (found == state_->nodes.end()) return {};
    wanted = NodesAbove(state_->nodes, static_cast<std::size_t>(found - state_->nodes.begin()));
  }
  BoundGraph graph = BindNodes(state_->nodes, wanted, environment);
  Binding binding;
  binding.problems = std::move(graph.problems);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const BoundNode& node = graph.nodes[i];
    const std::string& id = state_->nodes[i].id;
    if (node.step) binding.schemas[id] = graph.steps[*node.step].bound.schema;
    for (const auto& [name, step] : node.frames) {
      binding.collections[id].emplace_back(name, graph.steps[step].bound.schema);
    }
  }
  return binding;
}

std::map<std::string, Lineage> Graph::Trace(Environment& environment) const {
  const BoundGraph graph = BindNodes(state_->nodes, {}, environment);
  const std::vector<Lineage> traced = TraceLineage(graph.steps);
  std::map<std::string, Lineage> lineages;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const std::string& id = state_->nodes[i].id;
    if (graph.nodes[i].step) lineages[id] = traced[*graph.nodes[i].step];
    for (const auto& [name, step] : graph.nodes[i].frames) {
      lineages[id + '/' + name] = traced[step];
    }
  }
  return lineages;
}

Result<Explanation> Graph::Explain(Environment& environment) const {
  BoundGraph graph = BindNodes(state_->nodes, {}, environment);
  if (const Problem* error = FirstError(graph.problems)) return InvalidInput(ToString(*error));
  const std::vector<Step> optimized = Optimize(graph.steps);
  if (optimized.empty()) return InvalidInput("the job has no target; add one");
  Explanation explanation;
  explanation.changes = DescribeChanges(graph.steps, optimized);
  explanation.optimized = ToPlan(optimized, "");
  explanation.drawn = ToPlan(std::move(graph.steps), "");
  return explanation;
}

Result<Plan> Graph::Compile(Environment& environment, std::string_view file_prefix) const {
  BoundGraph graph = BindNodes(state_->nodes, {}, environment);
  if (const Problem* error = FirstError(graph.problems)) return InvalidInput(ToString(*error));
  std::vector<Step> steps = Optimize(std::move(graph.steps));
  if (steps.empty()) return InvalidInput("the job has no target; add one");
  Plan plan = ToPlan(std::move(steps), file_prefix);
  for (const Problem& warning : graph.problems) plan.warnings.push_back(ToString(warning));
  return plan;
}

Result<std::string> Graph::ToScript(Environment& environment) const {
  return WriteScript(state_->nodes, environment);
}

Result<Graph::NodePlan> Graph::CompileNode(Environment& environment, std::string_view node_id,
                                           Rows rows, std::string_view frame) const {
  const auto found = std::ranges::find(state_->nodes, node_id, &PlacedNode::id);
  if (found == state_->nodes.end()) return NotFound("no such node: " + std::string(node_id));
  const auto index = static_cast<std::size_t>(found - state_->nodes.begin());
  const BoundGraph graph = BindNodes(state_->nodes, NodesAbove(state_->nodes, index), environment);
  if (const Problem* error = FirstError(graph.problems)) return InvalidInput(ToString(*error));
  std::optional<std::size_t> step = graph.nodes[index].step;
  for (const auto& [name, place] : graph.nodes[index].frames) {
    if (name == frame || (frame.empty() && !step)) step = place;
  }
  if (!step) return NotFound(found->title + " has no table of the name " + std::string(frame));
  // What a target shows is what it is given.
  if (std::holds_alternative<Target>(graph.steps[*step].bound.part)) {
    step = graph.steps[*step].inputs[0];
  }
  NodePlan out{
      .plan = {}, .relation = graph.steps[*step].id, .schema = graph.steps[*step].bound.schema};
  std::vector<Step> steps = Upstream(graph.steps, *step);
  NarrowOuterJoins(steps);
  MoveInnerJoinsDown(steps);
  const auto bytes_of = [&](const Scan& scan) { return environment.BytesOf(scan); };
  if (rows == Rows::kFirst) {
    StreamLargeSides(steps, bytes_of);
  } else {
    auto summary = JoinSummarySql(steps, bytes_of, kManyBytes);
    out.summary = summary ? *std::move(summary) : SummarySql(out.relation, out.schema);
  }
  out.plan = ToPlan(std::move(steps), "");
  return out;
}

}  // namespace tenon::graph
