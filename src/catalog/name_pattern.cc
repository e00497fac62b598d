#include "catalog/name_pattern.h"

#include <re2/re2.h>

#include <string>

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
  explicit State(const std::string& text) : expression(text, PatternOptions()) {}
  RE2 expression;
};

NamePattern::NamePattern(std::unique_ptr<State> state) : state_(std::move(state)) {}
NamePattern::~NamePattern() = default;
NamePattern::NamePattern(NamePattern&&) noexcept = default;
NamePattern& NamePattern::operator=(NamePattern&&) noexcept = default;

Result<NamePattern> NamePattern::Parse(std::string_view expression) {
  auto state = std::make_unique<State>(ToRegularExpression(expression));
  if (!state->expression.ok()) {
    return InvalidInput("Expression is not a valid pattern (" + state->expression.error() +
                        "): " + std::string(expression));
  }
  return NamePattern(std::move(state));
}

bool NamePattern::Matches(std::string_view name) const {
  return RE2::FullMatch({name.data(), name.size()}, state_->expression);
}

}  // namespace tenon::catalog
