#include "sql/spark_interval.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tenon::sql {
namespace {

constexpr std::array<std::string_view, 6> kUnits = {"YEAR", "MONTH",  "DAY",
                                                    "HOUR", "MINUTE", "SECOND"};

bool IsAmount(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.size() < 19 && std::ranges::count(text, '.') <= 1 &&
         std::ranges::all_of(
             text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; }) &&
         text != ".";
}

std::vector<std::string> Split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : text) {
    if (separators.find(c) == std::string_view::npos) {
      part += c;
    } else if (!part.empty()) {
      parts.push_back(std::move(part));
      part.clear();
    }
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

}  // namespace

std::string IntervalUnit(std::string_view word) {
  std::string unit;
  for (const char c : word) unit += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (unit.ends_with('S')) unit.pop_back();
  return unit;
}

Result<std::vector<std::string>> ReadIntervalText(std::string_view text, SparkPosition position) {
  std::vector<std::string> parts = Split(text, " \t\n");
  constexpr std::array<std::string_view, 9> kAll = {
      "YEAR", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND"};
  if (!parts.empty() && parts.front().size() == 8 && IntervalUnit(parts.front()) == "INTERVAL") {
    parts.erase(parts.begin());
  }
  bool is_good = !parts.empty() && parts.size() % 2 == 0;
  for (std::size_t i = 0; is_good && i < parts.size(); i += 2) {
    parts[i + 1] = IntervalUnit(parts[i + 1]);
    is_good = IsAmount(parts[i]) && std::ranges::find(kAll, parts[i + 1]) != kAll.end();
  }
  if (!is_good) {
    return InvalidInput(At(position) +
                        "an interval is written as '1 day 2 hours': " + std::string(text));
  }
  return parts;
}

Result<std::vector<std::string>> ReadIntervalRange(std::string_view text, std::string_view from,
                                                   std::string_view to, SparkPosition position) {
  const auto first = std::ranges::find(kUnits, IntervalUnit(from));
  const auto last = std::ranges::find(kUnits, IntervalUnit(to));
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const std::vector<std::string> parts = Split(text, " -:");
  const bool fits = first < last && last != kUnits.end() &&
                    parts.size() == static_cast<std::size_t>(last - first) + 1 &&
                    std::ranges::all_of(parts, IsAmount);
  if (!fits) {
    return InvalidInput(At(position) + "not an interval of " + std::string(from) + " TO " +
                        std::string(to) + ": " + std::string(text));
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out.push_back((is_negative ? "-" : "") + parts[i]);
    out.emplace_back(*(first + static_cast<std::ptrdiff_t>(i)));
  }
  return out;
}

}  // namespace tenon::sql
