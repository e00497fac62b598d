#pragma once

#include <string>
#include <vector>

#include "graph/step.h"

namespace tenon::graph {

// What the optimizer has changed, in words for the author of the job: a sentence for each node that
// is not computed, computed otherwise, or in another order. Pure.
std::vector<std::string> DescribeChanges(const std::vector<Step>& before,
                                         const std::vector<Step>& after);

}  // namespace tenon::graph
