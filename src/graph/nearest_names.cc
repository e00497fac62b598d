#include "graph/nearest_names.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "text/utf8.h"

namespace tenon::graph {
namespace {

constexpr std::size_t kMost = 3;
constexpr std::size_t kMostCompared = 1000;
constexpr std::size_t kLongest = 64;  // of a name that is compared: the table is quadratic

// The edits that make b of a: optimal string alignment.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);  // two rows up
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = std::exchange(above, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t exchanged = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({exchanged, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

}  // namespace

std::vector<std::string> NearestNames(std::string_view wanted, std::span<const std::string> names) {
  if (wanted.size() > kLongest) return {};
  const std::string lower = AsciiLower(wanted);
  const std::size_t limit = lower.size() / 3;
  std::vector<std::pair<std::size_t, std::size_t>> near;  // the distance, and the place in names
  for (std::size_t i = 0; i < std::min(names.size(), kMostCompared); ++i) {
    const std::string& name = names[i];
    if (name.size() > kLongest) continue;
    if (name.size() > lower.size() + limit || name.size() + limit < lower.size()) continue;
    const std::size_t distance = Distance(lower, AsciiLower(name));
    if (distance <= limit) near.emplace_back(distance, i);
  }
  std::ranges::sort(near);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(near.size(), kMost); ++i)
    out.push_back(names[near[i].second]);
  return out;
}

std::string DidYouMean(const std::vector<std::string>& nearest) {
  std::string out;
  for (const std::string& name : nearest) out += (out.empty() ? "; did you mean " : " or ") + name;
  return out.empty() ? "" : out + "?";
}

}  // namespace tenon::graph
