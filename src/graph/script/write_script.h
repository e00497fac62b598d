#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "graph/graph.h"
#include "graph/shape.h"

namespace tenon::graph {

// The PySpark script of a job, in the style of AWS Glue Studio's: it runs on AWS Glue as it is, and
// on open-source Spark with the package awsglue. The same graph gives the same text; nodes come in
// the order in which they run. kUnsupported, naming the node and the reason, for a kind that has no
// script.
Result<std::string> WriteScript(const std::vector<PlacedNode>& nodes, Environment& environment);

}  // namespace tenon::graph
