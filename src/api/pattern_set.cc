#include "api/pattern_set.h"

#include <re2/re2.h>

#include <mutex>

#include "base/check.h"

namespace tenon::api {
namespace {

std::unique_ptr<re2::RE2> Compile(std::string_view pattern) {
  re2::RE2::Options options;
  options.set_dot_nl(true);
  options.set_log_errors(false);
  options.set_never_capture(true);
  return std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
}

}  // namespace

struct PatternSet::Slot {
  std::once_flag once;
  std::unique_ptr<re2::RE2> pattern;
};

PatternSet::PatternSet(const ServiceModel& service)
    : service_(service), slots_(std::make_unique<Slot[]>(service.patterns.size())) {}

PatternSet::~PatternSet() = default;

bool PatternSet::Matches(std::uint16_t pattern, std::string_view text) const {
  CHECK(pattern < service_.patterns.size());
  Slot& slot = slots_[pattern];
  std::call_once(slot.once, [&] { slot.pattern = Compile(service_.patterns[pattern].re2); });
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *slot.pattern);
}

std::string FindBadPattern(const ServiceModel& service) {
  for (const PatternModel& pattern : service.patterns) {
    const std::unique_ptr<re2::RE2> compiled = Compile(pattern.re2);
    if (!compiled->ok()) return std::string(pattern.published) + ": " + compiled->error();
  }
  return "";
}

}  // namespace tenon::api
