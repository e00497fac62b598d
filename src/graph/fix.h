#pragma once

#include <string_view>

#include "base/result.h"
#include "graph/problem.h"
#include "json/value.h"

namespace tenon::graph {

// The CodeGenConfigurationNodes document with a fix made to one of its nodes, as an editor's button
// makes it: parameters first, then new nodes. A node put in has the id "node-<n>", n being one more
// than the largest there is, and stands before the node that it was put in for. Every member of
// that node's parameters, but Name, that named the old input (From, Source) names the new one.
//
// kNotFound if the node is not there, kInvalidInput if it has no such input.
Result<json::Value> ApplyFix(const json::Value& nodes, std::string_view node_id, const Fix& fix);

}  // namespace tenon::graph
