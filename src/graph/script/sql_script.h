#pragma once

#include <string>

#include "graph/plan.h"

namespace tenon::graph {

// A plan as SQL of DuckDB, for people to read and to take along: a view for each step, in the order
// in which they run. What the sources read and the targets write stands in comments, with the name
// of the relation; which files there are only a run knows.
std::string ToSqlScript(const Plan& plan);

}  // namespace tenon::graph
