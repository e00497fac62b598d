#pragma once

#include <span>

#include "graph/node.h"

namespace tenon::graph {

// The kinds of Glue's model that a job may hold and give back, but that do not run here: with what
// the graph's shape depends on, and the reason.
std::span<const NodeKind> StoredKinds();

}  // namespace tenon::graph
