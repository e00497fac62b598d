#include "graph/problem.h"

#include "graph/shape.h"

namespace tenon::graph {

std::string ToString(const Problem& problem) {
  std::string out = Label(problem.node_name, problem.node_id) + ": ";
  if (!problem.field.empty()) out += problem.field + ": ";
  return out + problem.message;
}

}  // namespace tenon::graph
