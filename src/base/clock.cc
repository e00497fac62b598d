#include "base/clock.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace tenon {
namespace {

std::tm ToTm(Time time) {
  const std::time_t seconds =
      std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return parts;
}

std::string Format(Time time, const char* pattern) {
  const std::tm parts = ToTm(time);
  std::array<char, 64> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), pattern, &parts);
  return {text.data(), length};
}

// strptime is lenient about widths and blanks, so the caller compares the text
// that the result formats to.
Result<Time> Parse(std::string_view text, const char* pattern) {
  std::tm parts{};
  const std::string copy(text);
  const char* end = strptime(copy.c_str(), pattern, &parts);
  if (end == nullptr || *end != '\0') return InvalidInput("not a date: " + copy);
  const Time time{std::chrono::seconds(timegm(&parts))};
  if (Format(time, pattern) != text) return InvalidInput("not a date: " + copy);
  return time;
}

constexpr const char* kBasic = "%Y%m%dT%H%M%SZ";
constexpr const char* kHttp = "%a, %d %b %Y %H:%M:%S GMT";

}  // namespace

Time SystemClock::Now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::int64_t ToMillis(Time time) { return time.time_since_epoch().count(); }

Time FromMillis(std::int64_t millis) { return Time{std::chrono::milliseconds(millis)}; }

double ToEpochSeconds(Time time) { return static_cast<double>(ToMillis(time)) / 1000.0; }

std::string FormatIso8601(Time time) {
  const auto millis = ToMillis(time) - ToMillis(std::chrono::floor<std::chrono::seconds>(time));
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(millis));
  return Format(time, "%Y-%m-%dT%H:%M:%S") + fraction.data();
}

std::string FormatBasicIso8601(Time time) { return Format(time, kBasic); }

Result<Time> ParseBasicIso8601(std::string_view text) { return Parse(text, kBasic); }

std::string FormatHttpDate(Time time) { return Format(time, kHttp); }

Result<Time> ParseHttpDate(std::string_view text) { return Parse(text, kHttp); }

}  // namespace tenon
