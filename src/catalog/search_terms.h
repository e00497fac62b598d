#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/value.h"

// How SearchTables reads tables and what it is asked for, as the indexes of catalog_search take it.
// Pure functions.
namespace tenon::catalog {

// Every text of a table that a search looks into, one a line: names of the database and the table,
// description, owner, columns and partition keys with their comments, parameters with their values.
std::string SearchableText(std::string_view database, std::string_view name,
                           const json::Value& table_input);

// A condition on SearchableText as the full-text index takes it, if it can.
struct TextCondition {
  std::string match;  // an FTS5 query; "" if the text is too short for the index
  std::string like;   // otherwise a pattern of LIKE, with '\' as its escape
};
// The text lies somewhere in a line; in quotes ("users") it is a whole line.
TextCondition ReadSearchText(std::string_view text);

// The phrase of an FTS5 query: quoted, and without what would end it.
std::string FullTextPhrase(std::string_view text);

// Milliseconds since the epoch from `from` to before `to`.
struct TimeSpan {
  std::int64_t from;
  std::int64_t to;
  bool operator==(const TimeSpan&) const = default;
};

// A time as a filter writes it, for as long as it says: "2026-01-31" is a day;
// "2026-01-31T08:15:30Z" (moment_text.h) and "1769847330", seconds since the epoch, are a second;
// with a fraction they are a millisecond. kInvalidInput for anything else.
Result<TimeSpan> ReadTimeSpan(std::string_view text);

}  // namespace tenon::catalog
