#pragma once

#include <string_view>
#include <vector>

#include "catalog/partition_value.h"

// Sets of encoded values, as ranges that are in order and do not touch each other. Every range has
// an end. Pure functions.
namespace tenon::catalog {

using RangeSet = std::vector<ByteRange>;

// The ranges in any order, some of them perhaps overlapping or empty, as a set.
RangeSet Unite(std::vector<ByteRange> ranges);

RangeSet Intersect(const RangeSet& a, const RangeSet& b);

// What of `within` is not in the set.
RangeSet Complement(const RangeSet& set, const ByteRange& within);

// Whether the encoding of one value lies in the set. Takes logarithmic time.
bool Contains(const RangeSet& set, std::string_view encoded);

}  // namespace tenon::catalog
