#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::catalog {

// GetTables' Expression: a pattern of whole names, in any case. Documented by AWS as a regular
// expression, sent by its clients as a glob ("sales_*", "*raw*") or as Hive's list ("a*|b*"): so a
// '*' that does not follow a '.' stands for any text, and the rest is a regular expression of
// RE2's syntax. An escaped "\*" and a '*' within brackets are that character.
// Runs in time linear to the name, whatever the pattern. Thread-safe.
class NamePattern {
 public:
  // kInvalidInput, naming the pattern, if it is none or takes too much memory.
  static Result<NamePattern> Parse(std::string_view expression);
  ~NamePattern();
  NamePattern(NamePattern&&) noexcept;
  NamePattern& operator=(NamePattern&&) noexcept;

  bool Matches(std::string_view name) const;

  // What every name in lower case that matches begins with; "" if the pattern does not tell.
  const std::string& prefix() const;

 private:
  struct State;
  explicit NamePattern(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tenon::catalog
