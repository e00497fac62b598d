#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "graph/step.h"

namespace tenon::graph {

// Makes the first rows of the last step come soon, for a preview that shows a few of them: each is
// still a row of the true result, but not every row of it comes out any more.
//
// A join holds one input in memory before its first row comes out, and reads the other one as far
// as it is asked to. So, from the last step up to its sources, the larger input of each join (by
// the bytes of its scans) is made the one that is read along, and stands on the left, where the
// engine reads along: rows of the other input that have no partner, which only the end of the join
// could tell, do not come out. Stops where a step needs all of its input. A table of a database
// whose size nobody knows is taken for a large one.
void StreamLargeSides(std::vector<Step>& steps,
                      const std::function<std::uint64_t(const Scan&)>& bytes_of);

}  // namespace tenon::graph
