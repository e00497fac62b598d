#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::graph {

// The names that someone who wrote `wanted` may have meant, nearest first, at most three: those
// that differ from it in upper and lower case only, or in at most a third of its letters (left out,
// put in, exchanged, or two neighbours swapped). None for a wanted name of one or two letters, but
// in another case. Only the first thousand names are looked at, and none of more than 64 bytes.
std::vector<std::string> NearestNames(std::string_view wanted, std::span<const std::string> names);

// "; did you mean email or emails?": the end of a message; "" if nothing is near.
std::string DidYouMean(const std::vector<std::string>& nearest);

}  // namespace tenon::graph
