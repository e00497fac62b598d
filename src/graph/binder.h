#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/graph.h"
#include "graph/shape.h"
#include "graph/step.h"

namespace tenon::graph {

// What became of one node.
struct BoundNode {
  // The step whose rows are the node's: its own, or that of an earlier source that reads the same.
  // Absent below a problem, and for a collection.
  std::optional<std::size_t> step;
  std::vector<std::pair<std::string, std::size_t>> frames;  // of a collection: name and step
  bool failed = false;
  bool operator==(const BoundNode&) const = default;
};

// The outcome of binding a graph.
struct BoundGraph {
  std::vector<Step> steps;       // each after its inputs
  std::vector<BoundNode> nodes;  // as the nodes that were bound
  std::vector<Problem> problems;
};

// Binds nodes, each of which stands after its inputs. `wanted` says which; all if it is empty.
// Never fails as a whole: a node below a problem is left out.
BoundGraph BindNodes(const std::vector<PlacedNode>& nodes, const std::vector<bool>& wanted,
                     Environment& environment);

// Scans, views and targets of steps, in their order. `file_prefix` begins the names of files.
Plan ToPlan(std::vector<Step> steps, std::string_view file_prefix);

// The step and those that it hangs on; the step comes out last.
std::vector<Step> Upstream(const std::vector<Step>& steps, std::size_t last);

}  // namespace tenon::graph
