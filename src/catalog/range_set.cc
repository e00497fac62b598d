#include "catalog/range_set.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tenon::catalog {

RangeSet Unite(std::vector<ByteRange> ranges) {
  std::ranges::sort(ranges, {}, &ByteRange::begin);
  RangeSet set;
  for (ByteRange& range : ranges) {
    if (range.begin >= range.end) continue;
    if (set.empty() || set.back().end < range.begin) {
      set.push_back(std::move(range));
    } else if (set.back().end < range.end) {
      set.back().end = std::move(range.end);
    }
  }
  return set;
}

RangeSet Intersect(const RangeSet& a, const RangeSet& b) {
  RangeSet set;
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    const std::string& begin = std::max(left->begin, right->begin);
    const std::string& end = std::min(left->end, right->end);
    if (begin < end) set.push_back({begin, end});
    left->end < right->end ? ++left : ++right;
  }
  return set;
}

RangeSet Complement(const RangeSet& set, const ByteRange& within) {
  RangeSet gaps;
  std::string begin;
  for (const ByteRange& range : set) {
    gaps.push_back({std::move(begin), range.begin});
    begin = range.end;
  }
  gaps.push_back({std::move(begin), within.end});
  return Intersect(gaps, {within});
}

bool Contains(const RangeSet& set, std::string_view encoded) {
  const auto after = std::ranges::upper_bound(set, encoded, {}, &ByteRange::begin);
  return after != set.begin() && encoded < std::prev(after)->end;
}

}  // namespace tenon::catalog
