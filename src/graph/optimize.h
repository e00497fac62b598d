#pragma once

#include <vector>

#include "graph/step.h"

// What the engine cannot know or does not do. Pure functions; every row that reaches a target stays
// the same. Steps stand each after its inputs, before and after.
namespace tenon::graph {

// Without the steps from which no target is reached.
std::vector<Step> WithoutDeadSteps(std::vector<Step> steps);

// Narrows outer joins whose padded rows no target sees: a FULL join of a and b of which every
// consumer drops the rows that are NULL in a column of a becomes a LEFT join (rows of a without
// partner survive), and an INNER one only if every consumer also needs a column of b. A consumer
// needs a column if it says so itself (an inner join's key, a filter), or if one of its own output
// columns that its consumers need is NULL whenever that column is.
void NarrowOuterJoins(std::vector<Step>& steps);

// Marks what is computed once for the whole job, and not again for each that reads it: a step that
// puts rows together and is read more than once, by two targets or twice on the way to one. All
// else is left to the engine: the rows of a file or of a join cost as much or more to keep than to
// make again (docs/performance.md, "What two readers share").
void ComputeOnce(std::vector<Step>& steps);

}  // namespace tenon::graph
