#include "graph/step.h"

#include <algorithm>

namespace tenon::graph {

std::size_t CountConsumers(const std::vector<Step>& steps, std::size_t step) {
  std::size_t count = 0;
  for (const Step& other : steps) {
    count += static_cast<std::size_t>(std::ranges::count(other.inputs, step));
  }
  return count;
}

std::vector<std::uint64_t> BytesAbove(const std::vector<Step>& steps,
                                      const std::function<std::uint64_t(const Scan&)>& bytes_of) {
  std::vector<std::uint64_t> bytes(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (const auto* scan = std::get_if<Scan>(&steps[i].bound.part)) bytes[i] = bytes_of(*scan);
    for (const std::size_t input : steps[i].inputs) bytes[i] += bytes[input];
  }
  return bytes;
}

}  // namespace tenon::graph
