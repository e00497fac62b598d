#include "engine/timestamp.h"

#include <chrono>

namespace tenon::engine {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;

// Reads digits and separators one after another; `ok` is false after the first mismatch.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  bool AtEnd() const { return at_ == end_; }
  char Peek() const { return at_ == end_ ? '\0' : *at_; }
  bool Take(char expected) {
    if (at_ == end_ || *at_ != expected) return false;
    ++at_;
    return true;
  }
  bool Digit(int& value) {
    if (at_ == end_ || *at_ < '0' || *at_ > '9') return false;
    value = *at_++ - '0';
    return true;
  }
  bool TwoDigits(int& value, int most) {
    int tens = 0;
    int ones = 0;
    if (!Digit(tens) || !Digit(ones)) return false;
    value = tens * 10 + ones;
    return value <= most;
  }

 private:
  const char* at_;
  const char* end_;
};

bool ReadDate(Scanner& in, std::int64_t& days) {
  int century = 0;
  int year = 0;
  int month = 0;
  int day = 0;
  if (!in.TwoDigits(century, 99) || !in.TwoDigits(year, 99) || !in.Take('-') ||
      !in.TwoDigits(month, 12) || !in.Take('-') || !in.TwoDigits(day, 31)) {
    return false;
  }
  year += century * 100;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (year == 0 || !date.ok()) return false;
  days = std::chrono::sys_days(date).time_since_epoch().count();
  return true;
}

// ".123456789": one to nine digits, of which six count.
bool ReadFraction(Scanner& in, std::int64_t& micros) {
  std::int64_t scale = kMicrosPerSecond / 10;
  int digit = 0;
  if (!in.Digit(digit)) return false;
  int count = 1;
  micros += digit * scale;
  while (in.Digit(digit)) {
    if (++count > 9) return false;
    scale /= 10;
    micros += digit * scale;
  }
  return true;
}

// "08:15", "08:15:30", "08:15:30.5".
bool ReadTime(Scanner& in, std::int64_t& micros) {
  int hours = 0;
  int minutes = 0;
  int seconds = 0;
  if (!in.TwoDigits(hours, 23) || !in.Take(':') || !in.TwoDigits(minutes, 59)) return false;
  if (!in.AtEnd()) {  // an offset right behind the minutes is none to Spark and the engine
    if (!in.Take(':') || !in.TwoDigits(seconds, 59)) return false;
    if (in.Take('.') && !ReadFraction(in, micros)) return false;
  }
  micros += (std::int64_t{hours} * 3600 + std::int64_t{minutes} * 60 + seconds) * kMicrosPerSecond;
  return true;
}

// "Z", "+02", "+0230", "+02:30"; nothing is UTC.
bool ReadOffset(Scanner& in, std::int64_t& seconds) {
  if (in.AtEnd() || in.Take('Z')) return true;
  const bool east = in.Take('+');
  if (!east && !in.Take('-')) return false;
  int hours = 0;
  int minutes = 0;
  if (!in.TwoDigits(hours, 15)) return false;
  if (!in.AtEnd()) {
    in.Take(':');
    if (!in.TwoDigits(minutes, 59)) return false;
  }
  seconds = (std::int64_t{hours} * 60 + minutes) * 60 * (east ? 1 : -1);
  return true;
}

}  // namespace

std::optional<std::int64_t> ParseTimestamp(std::string_view text) {
  Scanner in(text);
  std::int64_t days = 0;
  std::int64_t micros = 0;
  std::int64_t offset = 0;
  if (!ReadDate(in, days)) return std::nullopt;
  if (!in.AtEnd()) {
    if (!in.Take(' ') && !in.Take('T')) return std::nullopt;
    if (!ReadTime(in, micros) || !ReadOffset(in, offset) || !in.AtEnd()) return std::nullopt;
  }
  return (days * 86'400 - offset) * kMicrosPerSecond + micros;
}

}  // namespace tenon::engine
