#pragma once

#include <vector>

#include "graph/step.h"

namespace tenon::graph {

// Moves inner joins below outer ones. An inner join whose keys are the preserved side's, after a
// LEFT or RIGHT join that nobody else reads,
//     (a LEFT JOIN b ON a.x = b.x) JOIN c ON a.y = c.y
// becomes
//     (a JOIN c ON a.y = c.y) LEFT JOIN b ON a.x = b.x
// with the same rows: what c drops or repeats of a, it drops or repeats before the rows of a are
// multiplied by b. The engine orders inner joins among themselves only; what this gains is told in
// docs/performance.md under "Graph". Call after NarrowOuterJoins. The step of the outer join is
// replaced by one that is no node of the graph, and the inner join's step yields what it did
// before.
void MoveInnerJoinsDown(std::vector<Step>& steps);

}  // namespace tenon::graph
