#pragma once

#include <span>
#include <string_view>

#include "graph/node.h"

namespace tenon::graph {

// Every member of CodeGenConfigurationNode in Glue's model (79), those built here first.
std::span<const NodeKind* const> NodeKinds();

// The kind of that name; null pointer if Glue has none.
const NodeKind* FindNodeKind(std::string_view name);

}  // namespace tenon::graph
