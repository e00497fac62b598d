#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "graph/node.h"

namespace tenon::graph {

// A node of a graph that binds, between binding and plan.
struct Step {
  std::string id;
  std::string title;
  std::vector<std::size_t> inputs;  // indices of earlier steps
  Bound bound;
  bool once = false;  // computed once for all that read it; see ComputeOnce
};

}  // namespace tenon::graph
