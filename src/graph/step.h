#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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

// How often the step is an input of others.
std::size_t CountConsumers(const std::vector<Step>& steps, std::size_t step);

// By step: the bytes of the scans that it hangs on, each as often as it is read.
std::vector<std::uint64_t> BytesAbove(const std::vector<Step>& steps,
                                      const std::function<std::uint64_t(const Scan&)>& bytes_of);

}  // namespace tenon::graph
