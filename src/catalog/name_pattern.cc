#include "catalog/name_pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "text/utf8.h"

namespace tenon::catalog {
namespace {

constexpr std::int64_t kMaxMemory = 1 << 20;

// The expression with each '*' of a glob spelt as the regular expression that it stands for.
std::string ToRegularExpression(std::string_view expression) {
  std::string out;
  bool in_brackets = false;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c == '\\' && i + 1 < expression.size()) {
      out += c;
      out += expression[++i];
      continue;
    }
    if (c == '[') in_brackets = true;
    if (c == ']') in_brackets = false;
    const bool after_dot = i > 0 && expression[i - 1] == '.';
    if (c == '*' && !in_brackets && !after_dot) out += '.';
    out += c;
  }
  return out;
}

// The letters, digits and underscores at the beginning of an expression without alternatives.
std::string LiteralPrefix(std::string_view expression) {
  if (expression.find('|') != std::string_view::npos) return {};
  constexpr std::string_view kLiterals = "abcdefghijklmnopqrstuvwxyz0123456789_";
  std::string prefix = AsciiLower(expression);
  const std::size_t end = std::min(prefix.find_first_not_of(kLiterals), prefix.size());
  const bool is_optional = end < prefix.size() && (prefix[end] == '?' || prefix[end] == '{');
  prefix.resize(is_optional && end > 0 ? end - 1 : end);
  return prefix;
}

RE2::Options PatternOptions() {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_dot_nl(true);
  options.set_log_errors(false);
  options.set_max_mem(kMaxMemory);
  return options;
}

}  // namespace

struct NamePattern::State {
  explicit State(std::string_view text)
      : expression(ToRegularExpression(text), PatternOptions()), prefix(LiteralPrefix(text)) {}
  RE2 expression;
  std::string prefix;
};

NamePattern::NamePattern(std::unique_ptr<State> state) : state_(std::move(state)) {}
NamePattern::~NamePattern() = default;
NamePattern::NamePattern(NamePattern&&) noexcept = default;
NamePattern& NamePattern::operator=(NamePattern&&) noexcept = default;

Result<NamePattern> NamePattern::Parse(std::string_view expression) {
  auto state = std::make_unique<State>(expression);
  if (!state->expression.ok()) {
    return InvalidInput("Expression is not a valid pattern (" + state->expression.error() +
                        "): " + std::string(expression));
  }
  return NamePattern(std::move(state));
}

bool NamePattern::Matches(std::string_view name) const {
  return RE2::FullMatch({name.data(), name.size()}, state_->expression);
}

const std::string& NamePattern::prefix() const { return state_->prefix; }

}  // namespace tenon::catalog
