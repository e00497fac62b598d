#include "graph/managed/timestamp_pattern.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/quote.h"

namespace tenon::graph {
namespace {

using Code = std::pair<std::string_view, std::string_view>;

// Runs of a letter in Java's patterns, and the engine's codes.
constexpr std::array<Code, 36> kJavaCodes = {{
    {"y", "%Y"},      {"yy", "%y"},   {"yyyy", "%Y"}, {"u", "%Y"},  {"uuuu", "%Y"}, {"M", "%-m"},
    {"MM", "%m"},     {"MMM", "%b"},  {"MMMM", "%B"}, {"L", "%-m"}, {"LL", "%m"},   {"LLL", "%b"},
    {"LLLL", "%B"},   {"d", "%-d"},   {"dd", "%d"},   {"D", "%-j"}, {"DDD", "%j"},  {"E", "%a"},
    {"EEE", "%a"},    {"EEEE", "%A"}, {"a", "%p"},    {"H", "%-H"}, {"HH", "%H"},   {"h", "%-I"},
    {"hh", "%I"},     {"m", "%-M"},   {"mm", "%M"},   {"s", "%-S"}, {"ss", "%S"},   {"SSS", "%g"},
    {"SSSSSS", "%f"}, {"VV", "UTC"},  {"z", "UTC"},   {"X", "Z"},   {"XXX", "Z"},   {"Z", "+0000"},
}};

// What may follow '%' in Python's codes and means the same to the engine.
constexpr std::string_view kSameInPython = "aAbBdHIjmMpSyYfUWwxXc%";

Error Unknown(std::string_view run, std::string_view pattern) {
  return InvalidInput("the part " + std::string(run) +
                      " of the format has no counterpart here: " + std::string(pattern));
}

Result<std::string> FromPython(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      out += pattern[i];
      continue;
    }
    const std::size_t start = i++;
    const bool bare = i < pattern.size() && pattern[i] == '-';
    if (bare) ++i;
    const char code = i < pattern.size() ? pattern[i] : '\0';
    if (code == 'Z' && !bare) {
      out += "UTC";
    } else if (code == 'z' && !bare) {
      out += "+0000";
    } else if (code != '\0' && kSameInPython.find(code) != std::string_view::npos) {
      out += std::string(bare ? "%-" : "%") + code;
    } else {
      return Unknown(pattern.substr(start, i + 1 - start), pattern);
    }
  }
  return out;
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What stands between the quotes of 'o''clock' from `at`, which is moved behind them; '' is a
// quote.
Result<std::string> QuotedText(std::string_view pattern, std::size_t& at) {
  std::string text;
  if (pattern.substr(at, 2) == "''") {
    at += 2;
    return "'";
  }
  for (++at; at < pattern.size(); ++at) {
    if (pattern[at] != '\'') {
      text += pattern[at];
    } else if (pattern.substr(at, 2) == "''") {
      text += '\'';
      ++at;
    } else {
      ++at;
      return text;
    }
  }
  return InvalidInput("the format has a quote that is not closed: " + std::string(pattern));
}

Result<std::string> FromJava(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '\'') {
      ASSIGN_OR_RETURN(const std::string text, QuotedText(pattern, i));
      out += text;
    } else if (IsLetter(c)) {
      const std::size_t end = std::min(pattern.find_first_not_of(c, i), pattern.size());
      const std::string_view run = pattern.substr(i, end - i);
      const auto* code = std::ranges::find(kJavaCodes, run, &Code::first);
      if (code == kJavaCodes.end()) return Unknown(run, pattern);
      out += code->second;
      i = end;
    } else {
      out += c;
      ++i;
    }
  }
  return out;
}

}  // namespace

Result<std::string> StrptimeFormatOf(std::string_view pattern) {
  return pattern.find('%') == std::string_view::npos ? FromJava(pattern) : FromPython(pattern);
}

Result<std::string> FormatTimestampSql(std::string_view timestamp, std::string_view pattern) {
  ASSIGN_OR_RETURN(const std::string format, StrptimeFormatOf(pattern));
  return "strftime(" + std::string(timestamp) + ", " + SqlString(format) + ")";
}

}  // namespace tenon::graph
