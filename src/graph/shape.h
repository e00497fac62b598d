#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/node.h"
#include "json/value.h"

namespace tenon::graph {

// A node in its place in the graph.
struct PlacedNode {
  std::string id;
  std::string title;  // its Name; the kind's name if it has none
  const NodeKind* kind = nullptr;
  std::vector<std::size_t> inputs = {};  // indices of nodes that stand before this one
  NodePtr node = nullptr;                // null if the kind is not built here
  json::Value parameters = {};           // as the document has them
};

// Reads CodeGenConfigurationNodes and checks the shape of the graph: see Graph::Parse. The nodes
// come out each after its inputs, otherwise in the order of the document.
Result<std::vector<PlacedNode>> ReadShape(const json::Value& nodes);

// "Join Article Hits (node-1732000000005)": how messages name a node.
std::string Label(const std::string& title, const std::string& id);

}  // namespace tenon::graph
