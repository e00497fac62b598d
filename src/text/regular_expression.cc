#include "text/regular_expression.h"

namespace tenon {
namespace {

constexpr std::string_view kOperators = R"(.[]{}()*+?^$|)";
constexpr std::string_view kEscaped = R"(.[]{}()*+?^$|\/-)";

}  // namespace

std::optional<std::string> LiteralOf(std::string_view expression) {
  if (expression.empty()) return std::nullopt;
  std::string text;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const bool is_escaped = expression[i] == '\\';
    if (is_escaped && ++i == expression.size()) return std::nullopt;
    const bool is_text =
        is_escaped ? kEscaped.contains(expression[i]) : !kOperators.contains(expression[i]);
    if (!is_text) return std::nullopt;
    text += expression[i];
  }
  return text;
}

}  // namespace tenon
