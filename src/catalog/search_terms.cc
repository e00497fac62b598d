#include "catalog/search_terms.h"

#include <charconv>
#include <optional>

#include "catalog/moment_text.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

constexpr std::size_t kIndexedCharacters = 3;          // the index holds every three in a row
constexpr std::int64_t kLastSecond = 253'402'300'799;  // of the year 9999

// On one line, without what an index or its queries would stumble over.
std::string OneLine(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return line;
}

void AddLine(std::string& lines, const json::Value& text) {
  const std::string* found = text.AsString();
  if (found == nullptr || found->empty()) return;
  lines += OneLine(*found);
  lines += '\n';
}

void AddColumns(std::string& lines, const json::Value& columns) {
  const json::Array* array = columns.AsArray();
  if (array == nullptr) return;
  for (const json::Value& column : *array) {
    AddLine(lines, column["Name"]);
    AddLine(lines, column["Comment"]);
  }
}

std::string LikePattern(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

Error NoTime(std::string_view text) {
  return InvalidInput(
      "a time must be written as 2026-01-31, 2026-01-31T08:15:30Z or seconds since 1970: " +
      std::string(text));
}

// "1769847330" or "1769847330.25" as a moment; nullopt for anything else.
std::optional<Moment> ParseSeconds(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  Moment moment;
  const auto [end, code] =
      std::from_chars(whole.data(), whole.data() + whole.size(), moment.seconds);
  if (code != std::errc() || end != whole.data() + whole.size() || moment.seconds < 0 ||
      moment.seconds > kLastSecond) {
    return std::nullopt;
  }
  if (whole.size() == text.size()) return moment;
  const std::string_view fraction = text.substr(whole.size() + 1);
  if (fraction.empty()) return std::nullopt;
  std::uint32_t unit = 100'000'000;
  for (const char c : fraction) {
    if (c < '0' || c > '9') return std::nullopt;
    moment.nanoseconds += static_cast<std::uint32_t>(c - '0') * unit;
    unit /= 10;
  }
  return moment;
}

}  // namespace

std::string SearchableText(std::string_view database, std::string_view name,
                           const json::Value& table_input) {
  std::string lines = "\n";
  AddLine(lines, name);
  AddLine(lines, database);
  AddLine(lines, table_input["Description"]);
  AddLine(lines, table_input["Owner"]);
  AddColumns(lines, table_input["StorageDescriptor"]["Columns"]);
  AddColumns(lines, table_input["PartitionKeys"]);
  if (const json::Object* parameters = table_input["Parameters"].AsObject()) {
    for (const auto& [key, value] : parameters->members) {
      AddLine(lines, key);
      AddLine(lines, value);
    }
  }
  return lines;
}

std::string FullTextPhrase(std::string_view text) {
  std::string phrase = "\"";
  for (const char c : text) {
    if (c == '"') phrase += '"';
    phrase += c == '\0' ? ' ' : c;
  }
  return phrase + '"';
}

TextCondition ReadSearchText(std::string_view text) {
  const bool is_quoted = text.size() >= 2 && text.starts_with('"') && text.ends_with('"');
  const std::string wanted =
      is_quoted ? "\n" + OneLine(text.substr(1, text.size() - 2)) + "\n" : OneLine(text);
  if (CountCodePoints(wanted) < kIndexedCharacters) return {"", LikePattern(wanted)};
  return {FullTextPhrase(wanted), ""};
}

Result<TimeSpan> ReadTimeSpan(std::string_view text) {
  constexpr std::int64_t kDay = 86'400'000;
  if (const auto days = ParseDays(text)) return TimeSpan{*days * kDay, (*days + 1) * kDay};
  std::optional<Moment> moment = ParseSeconds(text);
  if (!moment) moment = ParseMoment(text);
  if (!moment) return NoTime(text);
  const std::int64_t from = moment->seconds * 1000 + moment->nanoseconds / 1'000'000;
  return TimeSpan{from, from + (moment->nanoseconds == 0 ? 1000 : 1)};
}

}  // namespace tenon::catalog
