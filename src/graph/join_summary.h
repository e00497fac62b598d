#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/step.h"

namespace tenon::graph {

// The summary (profile.h) of the rows of the last step, a join, without making them: SQL of the one
// row that ReadSummary reads, over the relations of the steps. Nullopt if that step is no join, or
// if a name in the steps is one that the SQL makes up, or if its scans
// have less than `least_bytes`: the statement takes longer to plan than that of all rows.
//
// From the last step down, as long as there are joins, the larger input of each (by the bytes of
// its scans) streams past the smaller one, which is held. What a row of a held input adds to the
// summary hangs on few things: of its columns, how often they are not NULL in what comes out, so
// that only a bit of each goes through the joins; and whether it comes out at all, since the least,
// the greatest and the different values are the same however often. If the joins keep every row of
// a held input they are those of the input itself, else of its rows that are seen to come out. So
// no text of a held input is copied, hashed and compared once for each row that it is joined with.
// NULL keys, duplicates and rows without partner need no case of their own: the joins are the same.
std::optional<std::string> JoinSummarySql(const std::vector<Step>& steps,
                                          const std::function<std::uint64_t(const Scan&)>& bytes_of,
                                          std::uint64_t least_bytes);

}  // namespace tenon::graph
