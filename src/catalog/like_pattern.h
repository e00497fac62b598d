#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::catalog {

// SQL's LIKE: % stands for any text, _ for any one character, a backslash takes %, _ or a backslash
// after it as it is, and is itself before anything else. ".*" at either end of a pattern is a %
// too: Spark's client for Hive's metastore writes startsWith("a") as LIKE 'a.*', and filters what
// it gets once more; without this it would miss partitions.
//
// Runs in time linear to the text, whatever the pattern. Immutable; thread-safe.
class LikePattern {
 public:
  // kInvalidInput if it takes too much memory.
  static Result<LikePattern> Parse(std::string_view pattern);
  ~LikePattern();
  LikePattern(LikePattern&&) noexcept;
  LikePattern& operator=(LikePattern&&) noexcept;

  bool Matches(std::string_view text) const;

  // What every text that matches begins with.
  const std::string& prefix() const;
  // Whether only the prefix itself matches, or every text that begins with it.
  bool is_exact() const;
  bool is_prefix_only() const;

 private:
  struct State;
  explicit LikePattern(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tenon::catalog
