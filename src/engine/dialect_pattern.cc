// Patterns of Java's DateTimeFormatter, letter by letter.

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <string>

#include "engine/dialect_time.h"

namespace tenon::engine {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

// A run of one letter, or a text between quotes and other characters as they are.
struct Piece {
  char letter = '\0';
  std::size_t count = 0;
  std::string text = {};
};

// Takes the next piece off the pattern; false for an open quote.
bool TakePiece(std::string_view& pattern, Piece& piece) {
  piece = {};
  const char c = pattern.front();
  if (c == '\'') {
    pattern.remove_prefix(1);
    if (pattern.starts_with('\'')) {
      piece.text = "'";
      pattern.remove_prefix(1);
      return true;
    }
    for (;;) {
      const std::size_t quote = pattern.find('\'');
      if (quote == std::string_view::npos) return false;
      piece.text += pattern.substr(0, quote);
      pattern.remove_prefix(quote + 1);
      if (!pattern.starts_with('\'')) return true;
      piece.text += '\'';
      pattern.remove_prefix(1);
    }
  }
  if (std::isalpha(static_cast<unsigned char>(c)) == 0) {
    piece.text = std::string(1, c);
    pattern.remove_prefix(1);
    return true;
  }
  piece.letter = c;
  piece.count = std::min(pattern.find_first_not_of(c), pattern.size());
  pattern.remove_prefix(piece.count);
  return true;
}

std::string Padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return (value < 0 ? "-" : "") + digits;
}

struct Moment {
  std::int64_t year = 1970;
  std::int64_t month = 1;
  std::int64_t day = 1;
  std::int64_t day_of_year = 1;
  std::int64_t weekday = 0;  // from Sunday
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t micros = 0;
};

Moment MomentOf(std::int64_t micros) {
  std::int64_t date = micros / kDay;
  if (micros % kDay < 0) --date;
  const std::int64_t time = micros - date * kDay;
  const std::chrono::sys_days days{std::chrono::days(date)};
  const std::chrono::year_month_day ymd(days);
  Moment out;
  out.year = int{ymd.year()};
  out.month = unsigned{ymd.month()};
  out.day = unsigned{ymd.day()};
  out.day_of_year =
      (days - std::chrono::sys_days(ymd.year() / std::chrono::January / 1)).count() + 1;
  out.weekday = std::chrono::weekday(days).c_encoding();
  out.hour = time / (3600 * kSecond);
  out.minute = time / (60 * kSecond) % 60;
  out.second = time / kSecond % 60;
  out.micros = time % kSecond;
  return out;
}

std::string Name(std::string_view name, std::size_t count) {
  return std::string(count < 4 ? name.substr(0, 3) : name);
}

std::optional<std::string> FormatPiece(const Moment& moment, const Piece& piece) {
  const std::size_t count = piece.count;
  const std::int64_t quarter = (moment.month + 2) / 3;
  switch (piece.letter) {
    case '\0':
      return piece.text;
    case 'G':
      return count < 4 ? "AD" : "Anno Domini";
    case 'y':
    case 'u':
      return count == 2 ? Padded(moment.year % 100, 2) : Padded(moment.year, count);
    case 'M':
    case 'L':
      if (count > 2) return Name(kMonths[static_cast<std::size_t>(moment.month - 1)], count);
      return Padded(moment.month, count);
    case 'd':
      return Padded(moment.day, count);
    case 'D':
      return Padded(moment.day_of_year, count);
    case 'Q':
    case 'q':
      if (count == 3) return "Q" + std::to_string(quarter);
      if (count == 4) {
        constexpr std::array<std::string_view, 4> kOrdinals = {"1st", "2nd", "3rd", "4th"};
        return std::string(kOrdinals[static_cast<std::size_t>(quarter - 1)]) + " quarter";
      }
      return Padded(quarter, count);
    case 'E':
      return Name(kWeekdays[static_cast<std::size_t>(moment.weekday)], count);
    case 'a':
      return moment.hour < 12 ? "AM" : "PM";
    case 'H':
      return Padded(moment.hour, count);
    case 'k':
      return Padded(moment.hour == 0 ? 24 : moment.hour, count);
    case 'K':
      return Padded(moment.hour % 12, count);
    case 'h':
      return Padded(moment.hour % 12 == 0 ? 12 : moment.hour % 12, count);
    case 'm':
      return Padded(moment.minute, count);
    case 's':
      return Padded(moment.second, count);
    case 'S': {
      std::string digits = Padded(moment.micros, 6) + "000";
      if (count > digits.size()) return std::nullopt;
      digits.resize(count);
      return digits;
    }
    case 'X':
      return "Z";
    case 'x':
      return count == 1 ? "+00" : count % 2 == 0 ? "+0000" : "+00:00";
    case 'Z':
      return count < 4 ? "+0000" : count == 4 ? "GMT" : "Z";
    case 'V':
    case 'z':
      return count == 4 && piece.letter == 'z' ? "Coordinated Universal Time" : "UTC";
    default:
      return std::nullopt;
  }
}

// What a text has told so far.
struct Told {
  Moment moment;
  bool is_afternoon = false;
  bool has_half = false;     // a
  bool has_clock12 = false;  // h, K
  bool has_day_of_year = false;
  std::int64_t offset = 0;  // seconds
};

bool EqualsLower(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

class Parser {
 public:
  Parser(std::string_view text, std::string_view pattern) : text_(text), pattern_(pattern) {}

  std::optional<std::int64_t> Run() {
    Piece piece;
    while (!pattern_.empty()) {
      if (!TakePiece(pattern_, piece) || !Take(piece)) return std::nullopt;
    }
    if (!text_.empty()) return std::nullopt;
    return Result();
  }

 private:
  bool Digits(std::size_t least, std::size_t most, std::int64_t& value) {
    value = 0;
    std::size_t count = 0;
    while (count < most && !text_.empty() && text_[0] >= '0' && text_[0] <= '9') {
      value = value * 10 + (text_[0] - '0');
      text_.remove_prefix(1);
      ++count;
    }
    return count >= least;
  }

  // Two letters mean two digits; one letter as many as there are, unless another number follows.
  bool Number(std::size_t count, std::int64_t& value, std::size_t most = 2) {
    return count == 1 ? Digits(1, most, value) : Digits(count, count, value);
  }

  bool Year(std::size_t count) {
    std::int64_t& year = told_.moment.year;
    if (count == 2) {
      if (!Digits(2, 2, year)) return false;
      year += 2000;
      return true;
    }
    const bool digits_follow =
        !pattern_.empty() && std::isalpha(static_cast<unsigned char>(pattern_.front())) != 0;
    return Digits(count == 1 ? 1 : count, digits_follow ? std::max<std::size_t>(count, 4) : 6,
                  year);
  }

  template <std::size_t Count>
  bool NameOf(const std::array<std::string_view, Count>& names, std::size_t count,
              std::int64_t& value) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string_view name = count < 4 ? names[i].substr(0, 3) : names[i];
      if (!EqualsLower(text_.substr(0, name.size()), name)) continue;
      text_.remove_prefix(name.size());
      value = static_cast<std::int64_t>(i);
      return true;
    }
    return false;
  }

  bool Fraction(std::size_t count) {
    std::int64_t& micros = told_.moment.micros;
    micros = 0;
    std::int64_t scale = kSecond / 10;
    std::size_t found = 0;
    while (found < count && !text_.empty() && text_[0] >= '0' && text_[0] <= '9') {
      micros += (text_[0] - '0') * scale;
      scale /= 10;
      text_.remove_prefix(1);
      ++found;
    }
    return found > 0;
  }

  bool Zone() {
    if (text_.starts_with('Z')) {
      text_.remove_prefix(1);
      return true;
    }
    if (text_.starts_with("UTC") || text_.starts_with("GMT")) {
      text_.remove_prefix(3);
      return true;
    }
    if (text_.empty() || (text_[0] != '+' && text_[0] != '-')) return false;
    const std::int64_t sign = text_[0] == '+' ? 1 : -1;
    text_.remove_prefix(1);
    std::int64_t hours = 0;
    std::int64_t minutes = 0;
    if (!Digits(2, 2, hours)) return false;
    if (text_.starts_with(':')) text_.remove_prefix(1);
    Digits(0, 2, minutes);
    told_.offset = sign * (hours * 3600 + minutes * 60);
    return hours <= 18 && minutes < 60;
  }

  bool Half() {
    if (text_.size() < 2) return false;
    told_.is_afternoon = EqualsLower(text_.substr(0, 2), "PM");
    if (!told_.is_afternoon && !EqualsLower(text_.substr(0, 2), "AM")) return false;
    text_.remove_prefix(2);
    told_.has_half = true;
    return true;
  }

  bool Take(const Piece& piece) {
    Moment& moment = told_.moment;
    switch (piece.letter) {
      case '\0':
        if (!text_.starts_with(piece.text)) return false;
        text_.remove_prefix(piece.text.size());
        return true;
      case 'y':
      case 'u':
        return Year(piece.count);
      case 'M':
      case 'L':
        if (piece.count > 2)
          return NameOf(kMonths, piece.count, moment.month) && ++moment.month > 0;
        return Number(piece.count, moment.month);
      case 'd':
        return Number(piece.count, moment.day);
      case 'D':
        told_.has_day_of_year = true;
        return Number(piece.count, moment.day_of_year, 3);
      case 'E':
        return NameOf(kWeekdays, piece.count, moment.weekday);
      case 'a':
        return Half();
      case 'H':
        return Number(piece.count, moment.hour) && moment.hour < 24;
      case 'k': {
        const bool fits = Number(piece.count, moment.hour) && moment.hour >= 1 && moment.hour <= 24;
        moment.hour %= 24;
        return fits;
      }
      case 'h':
      case 'K': {
        told_.has_clock12 = true;
        const bool fits = Number(piece.count, moment.hour) && moment.hour <= 12;
        moment.hour %= 12;
        return fits;
      }
      case 'm':
        return Number(piece.count, moment.minute) && moment.minute < 60;
      case 's':
        return Number(piece.count, moment.second) && moment.second < 60;
      case 'S':
        return Fraction(piece.count);
      case 'X':
      case 'x':
      case 'Z':
        return Zone();
      default:
        return false;
    }
  }

  std::optional<std::int64_t> Result() const {
    const Moment& moment = told_.moment;
    const std::chrono::year year(static_cast<int>(moment.year));
    std::int64_t date = 0;
    if (told_.has_day_of_year) {
      if (moment.day_of_year < 1 || moment.day_of_year > (year.is_leap() ? 366 : 365)) {
        return std::nullopt;
      }
      date = std::chrono::sys_days(year / std::chrono::January / 1).time_since_epoch().count() +
             moment.day_of_year - 1;
    } else {
      const std::chrono::year_month_day ymd(year,
                                            std::chrono::month(static_cast<unsigned>(moment.month)),
                                            std::chrono::day(static_cast<unsigned>(moment.day)));
      if (!ymd.ok()) return std::nullopt;
      date = std::chrono::sys_days(ymd).time_since_epoch().count();
    }
    if (told_.has_clock12 && !told_.has_half) return std::nullopt;
    const std::int64_t hour = moment.hour + (told_.has_clock12 && told_.is_afternoon ? 12 : 0);
    return date * kDay +
           (hour * 3600 + moment.minute * 60 + moment.second - told_.offset) * kSecond +
           moment.micros;
  }

  std::string_view text_;
  std::string_view pattern_;
  Told told_;
};

}  // namespace

std::optional<std::string> SparkFormat(std::int64_t micros, std::string_view pattern) {
  const Moment moment = MomentOf(micros);
  std::string out;
  Piece piece;
  while (!pattern.empty()) {
    if (!TakePiece(pattern, piece)) return std::nullopt;
    const std::optional<std::string> text = FormatPiece(moment, piece);
    if (!text) return std::nullopt;
    out += *text;
  }
  return out;
}

std::optional<std::int64_t> SparkParse(std::string_view text, std::string_view pattern) {
  return Parser(text, pattern).Run();
}

}  // namespace tenon::engine
