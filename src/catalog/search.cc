#include "catalog/search.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "catalog/search_terms.h"
#include "catalog/table_rows.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

using Comparator = SearchFilter::Comparator;

// A field that can be filtered and sorted by, and its column of catalog_search_rows.
struct Field {
  std::string_view name;
  std::string_view column;
  std::optional<std::size_t> time = std::nullopt;  // which of the times it is
};
constexpr std::size_t kTimes = 3;
constexpr std::array<Field, 9> kFields = {{{"Name", "name"},
                                           {"DatabaseName", "database_name"},
                                           {"Description", "description"},
                                           {"Owner", "owner"},
                                           {"Classification", "classification"},
                                           {"TableType", "table_type"},
                                           {"CreateTime", "create_time", 0},
                                           {"UpdateTime", "update_time", 1},
                                           {"LastAccessTime", "last_access_time", 2}}};

Result<Field> FindField(std::string_view name) {
  const auto it = std::ranges::find_if(
      kFields, [&](const Field& field) { return EqualsIgnoringCase(field.name, name); });
  if (it != kFields.end()) return *it;
  std::string known;
  for (const Field& field : kFields) {
    known += (known.empty() ? "" : ", ") + std::string(field.name);
  }
  return InvalidInput("tables cannot be searched by this field, only by " + known + ": " +
                      std::string(name));
}

// What a request asks of the rows, with the times of all its filters brought together.
struct Conditions {
  std::string match;  // of catalog_search
  std::string like;
  std::string words;  // of catalog_search_words
  std::array<TimeSpan, kTimes> times;
};

TimeSpan Matching(Comparator comparator, const TimeSpan& value) {
  constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  switch (comparator) {
    case Comparator::kGreaterThan:
      return {value.to, kLast};
    case Comparator::kGreaterThanEquals:
      return {value.from, kLast};
    case Comparator::kLessThan:
      return {kFirst, value.from};
    case Comparator::kLessThanEquals:
      return {kFirst, value.to};
    case Comparator::kEquals:
      break;
  }
  return value;
}

Result<Conditions> ReadConditions(const SearchRequest& request) {
  Conditions conditions;
  conditions.times.fill(
      {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()});
  if (!request.text.empty()) {
    TextCondition text = ReadSearchText(request.text);
    conditions.match = std::move(text.match);
    conditions.like = std::move(text.like);
  }
  for (const SearchFilter& filter : request.filters) {
    ASSIGN_OR_RETURN(const Field field, FindField(filter.key));
    if (!field.time) {
      conditions.words += (conditions.words.empty() ? "" : " AND ") + std::string(field.column) +
                          " : " + FullTextPhrase(filter.value);
      continue;
    }
    ASSIGN_OR_RETURN(const TimeSpan value, ReadTimeSpan(filter.value));
    const TimeSpan matching = Matching(filter.comparator, value);
    TimeSpan& span = conditions.times[*field.time];
    span = {std::max(span.from, matching.from), std::min(span.to, matching.to)};
  }
  return conditions;
}

// The place in the order at which a page ends.
struct Position {
  json::Value key;  // the value of the field that is sorted by
  std::int64_t id = 0;
};

std::string Encode(const Position& position) {
  return json::Dump(json::Array{position.key, position.id});
}

Result<Position> Decode(std::string_view bytes, const Field& field) {
  const Result<json::Value> value = json::Parse(bytes);
  const json::Array* parts = value ? value->AsArray() : nullptr;
  const bool is_position =
      parts != nullptr && parts->size() == 2 && parts->back().AsInt() != nullptr &&
      (field.time ? parts->front().AsInt() != nullptr : parts->front().AsString() != nullptr);
  if (!is_position) return InvalidInput("not a place in a search: " + std::string(bytes));
  return Position{parts->front(), *parts->back().AsInt()};
}

// The page's tables and one more, if there is one, as numbers and values of the sort field. The
// full text indexes come first where there are any: what they find is few.
std::string PageSql(const Conditions& conditions, const Field& field,
                    const SearchRequest& request) {
  const std::string column = "r." + std::string(field.column);
  std::string from = "catalog_search_rows r";
  std::string where =
      "r.create_time >= ?4 AND r.create_time < ?5 AND r.update_time >= ?6 AND r.update_time < ?7 "
      "AND r.last_access_time >= ?8 AND r.last_access_time < ?9 "
      "AND EXISTS (SELECT 1 FROM catalog_tables t WHERE t.id = r.id)";
  if (!conditions.match.empty()) {
    from =
        "(SELECT rowid AS found FROM catalog_search WHERE catalog_search MATCH ?1) "
        "CROSS JOIN catalog_search_rows r ON r.id = found";
  }
  if (!conditions.like.empty()) where += " AND r.text LIKE ?2 ESCAPE '\\'";
  if (!conditions.words.empty()) {
    if (conditions.match.empty()) {
      from =
          "(SELECT rowid AS found FROM catalog_search_words WHERE catalog_search_words MATCH ?3)"
          " CROSS JOIN catalog_search_rows r ON r.id = found";
    } else {
      where +=
          " AND r.id IN (SELECT rowid FROM catalog_search_words WHERE catalog_search_words "
          "MATCH ?3)";
    }
  }
  const std::string_view direction = request.descending ? " DESC" : "";
  if (!request.after.empty()) {
    where += " AND (" + column + ", r.id) " + (request.descending ? "<" : ">") + " (?10, ?11)";
  }
  return "SELECT r.id, " + column + " FROM " + from + " WHERE " + where + " ORDER BY " + column +
         std::string(direction) + ", r.id" + std::string(direction) + " LIMIT ?12";
}

Result<std::vector<Position>> FindPositions(db::Transaction& transaction,
                                            const SearchRequest& request) {
  ASSIGN_OR_RETURN(const Field field, FindField(request.sort_field));
  ASSIGN_OR_RETURN(const Conditions conditions, ReadConditions(request));
  Position after{json::Value(""), 0};
  if (!request.after.empty()) {
    ASSIGN_OR_RETURN(after, Decode(request.after, field));
  }
  const std::string* text = after.key.AsString();
  const db::Parameter after_key =
      text != nullptr ? db::Parameter(std::string_view(*text)) : db::Parameter(after.key.IntOr(0));
  const auto& times = conditions.times;
  const std::array<db::Parameter, 12> parameters = {std::string_view(conditions.match),
                                                    std::string_view(conditions.like),
                                                    std::string_view(conditions.words),
                                                    times[0].from,
                                                    times[0].to,
                                                    times[1].from,
                                                    times[1].to,
                                                    times[2].from,
                                                    times[2].to,
                                                    after_key,
                                                    after.id,
                                                    std::int64_t{request.limit} + 1};
  std::vector<Position> found;
  RETURN_IF_ERROR(transaction.Query(
      PageSql(conditions, field, request), parameters, [&](const db::Row& row) -> Status {
        found.push_back(
            {field.time ? json::Value(row.Int(1)) : json::Value(row.View(1)), row.Int(0)});
        return {};
      }));
  return found;
}

}  // namespace

Result<SearchPage> TableSearch::Find(db::Transaction& transaction,
                                     const SearchRequest& request) const {
  ASSIGN_OR_RETURN(std::vector<Position> found, FindPositions(transaction, request));
  SearchPage page;
  if (found.size() > static_cast<std::size_t>(request.limit)) {
    found.pop_back();
    page.next = Encode(found.back());
  }
  for (const Position& position : found) {
    ASSIGN_OR_RETURN(Table table, ReadTableById(transaction, position.id));
    page.items.push_back(std::move(table));
  }
  return page;
}

}  // namespace tenon::catalog
