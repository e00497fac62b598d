#include "catalog/moment_text.h"

#include <chrono>
#include <cstddef>

namespace tenon::catalog {
namespace {

constexpr int kHour = 3600;  // seconds
constexpr int kMinute = 60;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes pieces from the beginning of a text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool AtEnd() const { return rest_.empty(); }
  bool Take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool TakeAny(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // A number of at least `least` and at most `most` digits.
  std::optional<int> Digits(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    int value = 0;
    while (count < most && count < rest_.size() && IsDigit(rest_[count])) {
      value = value * 10 + (rest_[count] - '0');
      ++count;
    }
    if (count < least) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }
  std::size_t remaining() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

std::optional<std::int32_t> TakeDays(Cursor& cursor) {
  namespace chrono = std::chrono;
  const auto year = cursor.Digits(4, 4);
  if (!year || !cursor.Take('-')) return std::nullopt;
  const auto month = cursor.Digits(1, 2);
  if (!month || !cursor.Take('-')) return std::nullopt;
  const auto day = cursor.Digits(1, 2);
  if (!day) return std::nullopt;
  const chrono::year_month_day date{chrono::year(*year),
                                    chrono::month(static_cast<unsigned>(*month)),
                                    chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return static_cast<std::int32_t>(chrono::sys_days(date).time_since_epoch().count());
}

// What follows the '.': up to nine digits of a second's fraction.
std::optional<std::uint32_t> TakeNanoseconds(Cursor& cursor) {
  const std::size_t before = cursor.remaining();
  auto fraction = cursor.Digits(1, 9);
  if (!fraction) return std::nullopt;
  for (std::size_t digits = before - cursor.remaining(); digits < 9; ++digits) *fraction *= 10;
  return static_cast<std::uint32_t>(*fraction);
}

// What follows '+' or '-': "02", "0200" or "02:00". In seconds.
std::optional<int> TakeOffset(Cursor& cursor) {
  const auto hours = cursor.Digits(2, 2);
  if (!hours || *hours > 18) return std::nullopt;
  if (cursor.AtEnd()) return *hours * kHour;
  cursor.Take(':');
  const auto minutes = cursor.Digits(2, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return *hours * kHour + *minutes * kMinute;
}

// "08:15", then seconds and a fraction if they are there.
std::optional<Moment> TakeTime(Cursor& cursor) {
  const auto hours = cursor.Digits(1, 2);
  if (!hours || !cursor.Take(':')) return std::nullopt;
  const auto minutes = cursor.Digits(1, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  Moment time{.seconds = *hours * kHour + *minutes * kMinute};
  if (!cursor.Take(':')) return time;
  const auto seconds = cursor.Digits(1, 2);
  if (!seconds || *seconds > 59) return std::nullopt;
  time.seconds += *seconds;
  if (!cursor.Take('.')) return time;
  const auto nanoseconds = TakeNanoseconds(cursor);
  if (!nanoseconds) return std::nullopt;
  time.nanoseconds = *nanoseconds;
  return time;
}

}  // namespace

std::optional<std::int32_t> ParseDays(std::string_view text) {
  Cursor cursor(text);
  const auto days = TakeDays(cursor);
  return cursor.AtEnd() ? days : std::nullopt;
}

std::optional<Moment> ParseMoment(std::string_view text) {
  Cursor cursor(text);
  const auto days = TakeDays(cursor);
  if (!days) return std::nullopt;
  Moment moment;
  if (!cursor.AtEnd()) {
    if (!cursor.TakeAny(" T")) return std::nullopt;
    const auto time = TakeTime(cursor);
    if (!time) return std::nullopt;
    moment = *time;
    const bool is_east = cursor.Take('+');
    if (is_east || cursor.Take('-')) {
      const auto offset = TakeOffset(cursor);
      if (!offset) return std::nullopt;
      moment.seconds += is_east ? -*offset : *offset;
    } else {
      cursor.Take('Z');
    }
  }
  if (!cursor.AtEnd()) return std::nullopt;
  moment.seconds += std::int64_t{*days} * 24 * kHour;
  return moment;
}

}  // namespace tenon::catalog
