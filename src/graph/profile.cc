#include "graph/profile.h"

#include <algorithm>
#include <charconv>

#include "text/quote.h"

namespace tenon::graph {
namespace {

bool IsNested(const Type& type) {
  return type.kind == TypeKind::kArray || type.kind == TypeKind::kMap ||
         type.kind == TypeKind::kStruct;
}

bool HasOrder(const Type& type) { return !IsNested(type) && type.kind != TypeKind::kBinary; }

// SQL of a value as a number that a histogram can be made of; "" if the type has none.
std::string NumberSql(const std::string& name, const Type& type) {
  switch (type.kind) {
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInt:
    case TypeKind::kBigint:
    case TypeKind::kFloat:
    case TypeKind::kDouble:
    case TypeKind::kDecimal:
      return "CAST(" + name + " AS DOUBLE)";
    case TypeKind::kDate:
      return "epoch(CAST(" + name + " AS TIMESTAMP))";
    case TypeKind::kTimestamp:
      return "epoch(" + name + ")";
    default:
      return "";
  }
}

// The value as people read it in a preview.
std::string TextSql(const std::string& name, const Type& type) {
  if (IsNested(type)) return "CAST(to_json(" + name + ") AS VARCHAR)";
  if (type.kind == TypeKind::kBinary) return "lower(hex(" + name + "))";
  return "CAST(" + name + " AS VARCHAR)";
}

// What can be counted apart: DuckDB's estimate takes no nested values.
std::string CountableSql(const std::string& name, const Type& type) {
  return IsNested(type) ? TextSql(name, type) : name;
}

std::uint64_t ToCount(const std::optional<std::string>& field) {
  std::uint64_t count = 0;
  if (field) std::from_chars(field->data(), field->data() + field->size(), count);
  return count;
}

double ToNumber(const std::optional<std::string>& field) {
  double number = 0;
  if (field) std::from_chars(field->data(), field->data() + field->size(), number);
  return number;
}

// Rows (column, kind, place, value, count) of one column; see ReadDetail.
std::string ColumnDetailSql(const Column& column, std::size_t index) {
  const std::string name = SqlIdentifier(column.name);
  const std::string number = std::to_string(index);
  std::string sql =
      " UNION ALL (SELECT " + number + ", 'top', row_number() OVER (), v, n FROM (" + "SELECT " +
      TextSql(name, column.type) + " AS v, count(*) AS n FROM sample WHERE " + name +
      " IS NOT NULL GROUP BY v ORDER BY n DESC, v LIMIT " + std::to_string(kTopValues) + "))";
  if (!HasOrder(column.type)) return sql;
  std::string places;
  for (const double place : kQuantiles) {
    places += (places.empty() ? "" : ", ") + std::to_string(place);
  }
  sql += " UNION ALL SELECT " + number +
         ", 'quantile', generate_subscripts(q, 1), CAST(unnest(q) AS VARCHAR), 0 FROM (SELECT "
         "quantile_disc(" +
         name + ", [" + places + "]) AS q FROM sample WHERE " + name + " IS NOT NULL)";
  const std::string value = NumberSql(name, column.type);
  if (value.empty()) return sql;
  const std::string bars = std::to_string(kBars);
  // A bar's number of each value, between the least and the greatest of the sample.
  sql += " UNION ALL (WITH v AS (SELECT " + value + " AS x FROM sample WHERE isfinite(" + value +
         ")), b AS (SELECT min(x) AS low, max(x) AS high FROM v) SELECT " + number +
         ", 'bar', CAST(least(" + bars +
         " - 1, CASE WHEN high > low THEN floor((x - low) / "
         "(high - low) * " +
         bars +
         ") ELSE 0 END) AS BIGINT) AS bar, "
         "CAST(any_value(low) AS VARCHAR) || ' ' || CAST(any_value(high) AS VARCHAR), count(*) "
         "FROM v, b GROUP BY bar)";
  return sql;
}

ColumnDetail::Bar BarOf(std::size_t place, const std::string& bounds, std::uint64_t rows) {
  const std::size_t blank = bounds.find(' ');
  const double low = ToNumber(bounds.substr(0, blank));
  const double high = blank == std::string::npos ? low : ToNumber(bounds.substr(blank + 1));
  const double width = (high - low) / static_cast<double>(kBars);
  return {low + width * static_cast<double>(place),
          width == 0 ? high : low + width * static_cast<double>(place + 1), rows};
}

}  // namespace

std::string SummarySql(std::string_view relation, const Schema& schema) {
  std::string sql = "SELECT count(*)";
  for (const Column& column : schema) {
    const std::string name = SqlIdentifier(column.name);
    sql += ", count(" + name + "), approx_count_distinct(" + CountableSql(name, column.type) + ")";
    sql += HasOrder(column.type)
               ? ", CAST(min(" + name + ") AS VARCHAR), CAST(max(" + name + ") AS VARCHAR)"
               : ", CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR)";
  }
  return sql + " FROM " + SqlIdentifier(relation);
}

Result<Summary> ReadSummary(const DataRows& rows, const Schema& schema) {
  if (rows.size() != 1 || rows[0].size() != 1 + 4 * schema.size()) {
    return Internal("a summary of another shape than asked for");
  }
  Summary summary{.rows = ToCount(rows[0][0]), .columns = {}};
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const auto* fields = &rows[0][1 + 4 * i];
    const std::uint64_t values = ToCount(fields[0]);
    summary.columns.push_back({.nulls = summary.rows - values,
                               .distinct = std::min(ToCount(fields[1]), values),
                               .min = fields[2],
                               .max = fields[3]});
  }
  return summary;
}

std::string DetailSql(std::string_view relation, const Schema& schema, std::uint64_t sample) {
  std::string sql = "WITH sample AS MATERIALIZED (SELECT * FROM " + SqlIdentifier(relation) +
                    " USING SAMPLE reservoir(" + std::to_string(sample) +
                    " ROWS) REPEATABLE (1)) SELECT -1 AS c, 'rows' AS kind, 0 AS place, "
                    "CAST(NULL AS VARCHAR) AS v, count(*) AS n FROM sample";
  for (std::size_t i = 0; i < schema.size(); ++i) sql += ColumnDetailSql(schema[i], i);
  return sql;
}

std::uint64_t DetailRows(const Schema& schema) {
  return 1 + schema.size() * (kTopValues + std::size(kQuantiles) + kBars);
}

Result<Detail> ReadDetail(const DataRows& rows, const Schema& schema) {
  Detail detail;
  detail.columns.resize(schema.size());
  std::vector<DataRows::value_type> sorted = rows;
  // By column and kind as they come; by place within.
  std::ranges::sort(sorted, {}, [](const auto& row) { return ToCount(row.at(2)); });
  for (const auto& row : sorted) {
    if (row.size() != 5 || !row[0] || !row[1]) return Internal("a detail of another shape");
    if (*row[1] == "rows") {
      detail.sampled = ToCount(row[4]);
      continue;
    }
    const std::size_t index = ToCount(row[0]);
    if (index >= schema.size() || !row[3]) return Internal("a detail of no column");
    ColumnDetail& column = detail.columns[index];
    if (*row[1] == "top") {
      column.top.push_back({*row[3], ToCount(row[4])});
    } else if (*row[1] == "quantile") {
      column.quantiles.push_back(*row[3]);
    } else {
      column.histogram.push_back(BarOf(ToCount(row[2]), *row[3], ToCount(row[4])));
    }
  }
  return detail;
}

}  // namespace tenon::graph
