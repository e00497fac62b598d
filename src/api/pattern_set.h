#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "api/model.h"

namespace tenon::api {

// The patterns of one service, each compiled when it is first needed and kept. Thread-safe.
class PatternSet {
 public:
  explicit PatternSet(const ServiceModel& service);
  ~PatternSet();

  // Whether the whole text matches. `pattern` is an index into ServiceModel::patterns. A '.'
  // matches line ends too: schema definitions of many lines are held to ".*\S.*".
  bool Matches(std::uint16_t pattern, std::string_view text) const;

 private:
  struct Slot;
  const ServiceModel& service_;
  const std::unique_ptr<Slot[]> slots_;
};

// The first pattern that RE2 does not read, with RE2's reason; empty if all are well. The build
// calls it through tools/check_patterns.cc, so that Matches never meets such a pattern.
std::string FindBadPattern(const ServiceModel& service);

}  // namespace tenon::api
