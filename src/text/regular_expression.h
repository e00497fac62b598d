#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenon {

// The one text that a regular expression (RE2's, Java's) matches, where it has no operator but
// escaped punctuation: "-" and "\|" do, "a|b", "\d" and "" do not. Looking for a text is faster
// than matching an expression.
std::optional<std::string> LiteralOf(std::string_view expression);

}  // namespace tenon
