#include "engine/dialect_time.h"

#include <chrono>
#include <cmath>

namespace tenon::engine {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks(" \t\n\r\f\v");
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool AtEnd() const { return at_ == text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  bool Take(char c) {
    if (Peek() != c || AtEnd()) return false;
    ++at_;
    return true;
  }
  bool Take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  // Between `least` and `most` digits.
  bool Number(std::size_t least, std::size_t most, int& value) {
    value = 0;
    std::size_t count = 0;
    while (count < most && Peek() >= '0' && Peek() <= '9') {
      value = value * 10 + (text_[at_++] - '0');
      ++count;
    }
    return count >= least;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool Date(Scanner& in, std::int32_t& out, bool& is_whole) {
  const bool is_negative = in.Take('-');
  if (!is_negative) in.Take('+');
  int y = 0;
  int m = 1;
  int d = 1;
  if (!in.Number(4, 6, y)) return false;
  is_whole = false;
  if (in.Take('-')) {
    if (!in.Number(1, 2, m)) return false;
    if (in.Take('-')) {
      if (!in.Number(1, 2, d)) return false;
      is_whole = true;
    }
  }
  const year_month_day date{year(is_negative ? -y : y), month(static_cast<unsigned>(m)),
                            day(static_cast<unsigned>(d))};
  if (y > 32767 || !date.ok()) return false;
  out = static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
  return true;
}

bool Offset(Scanner& in, std::int64_t& seconds) {
  seconds = 0;
  in.Take(' ');
  if (in.AtEnd() || in.Take('Z')) return in.AtEnd();
  if (in.Take("UTC") || in.Take("GMT")) {
    if (in.AtEnd()) return true;
  }
  const bool is_east = in.Take('+');
  if (!is_east && !in.Take('-')) return false;
  int hours = 0;
  int minutes = 0;
  if (!in.Number(1, 2, hours)) return false;
  if (!in.AtEnd()) {
    in.Take(':');
    if (!in.Number(2, 2, minutes)) return false;
  }
  if (hours > 18 || minutes > 59 || !in.AtEnd()) return false;
  seconds = (is_east ? 1 : -1) * (hours * 3600 + minutes * 60);
  return true;
}

bool Clock(Scanner& in, std::int64_t& micros) {
  int h = 0;
  int m = 0;
  int s = 0;
  if (!in.Number(1, 2, h) || h > 23) return false;
  if (in.Take(':')) {
    if (!in.Number(1, 2, m) || m > 59) return false;
    if (in.Take(':')) {
      if (!in.Number(1, 2, s) || s > 59) return false;
      if (in.Take('.')) {
        std::int64_t scale = kSecond / 10;
        int digit = 0;
        while (in.Number(1, 1, digit)) {
          micros += digit * scale;
          scale /= 10;
        }
      }
    }
  }
  micros += (h * 3600LL + m * 60 + s) * kSecond;
  return true;
}

std::int64_t FloorDay(std::int64_t micros) {
  return micros >= 0 ? micros / kDay : -((-micros + kDay - 1) / kDay);
}

}  // namespace

std::optional<std::int32_t> SparkDate(std::string_view text) {
  Scanner in(Trimmed(text));
  std::int32_t out = 0;
  bool is_whole = false;
  if (!Date(in, out, is_whole)) return std::nullopt;
  // Anything may follow a whole date behind a blank or a T.
  if (in.AtEnd() || (is_whole && (in.Peek() == ' ' || in.Peek() == 'T'))) return out;
  return std::nullopt;
}

std::optional<std::int64_t> SparkTimestamp(std::string_view text) {
  Scanner in(Trimmed(text));
  std::int32_t date = 0;
  bool is_whole = false;
  if (!Date(in, date, is_whole)) return std::nullopt;
  std::int64_t micros = 0;
  std::int64_t offset = 0;
  if (!in.AtEnd()) {
    if (!is_whole || (!in.Take(' ') && !in.Take('T'))) return std::nullopt;
    if (!Clock(in, micros) || !Offset(in, offset)) return std::nullopt;
  }
  return date * kDay + micros - offset * kSecond;
}

double SparkMonthsBetween(std::int64_t a, std::int64_t b, bool rounds) {
  const auto parts = [](std::int64_t micros) {
    const std::int64_t date = FloorDay(micros);
    return std::pair(year_month_day(sys_days(days(date))), micros - date * kDay);
  };
  const auto [date_a, time_a] = parts(a);
  const auto [date_b, time_b] = parts(b);
  const auto months = [](const year_month_day& date) {
    return static_cast<int>(date.year()) * 12 + static_cast<int>(unsigned{date.month()});
  };
  const double whole = months(date_a) - months(date_b);
  const auto is_last = [](const year_month_day& date) {
    return date.day() == year_month_day_last(date.year() / date.month() / std::chrono::last).day();
  };
  if (date_a.day() == date_b.day() || (is_last(date_a) && is_last(date_b))) return whole;
  const auto seconds = [](const year_month_day& date, std::int64_t time) {
    return static_cast<double>(unsigned{date.day()}) * 86'400 + static_cast<double>(time / kSecond);
  };
  const double rest = (seconds(date_a, time_a) - seconds(date_b, time_b)) / (31.0 * 86'400);
  const double out = whole + rest;
  return rounds ? std::round(out * 1e8) / 1e8 : out;
}

}  // namespace tenon::engine
