#include "graph/profile.h"

#include <algorithm>
#include <charconv>
#include <utility>

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

// The columns of a schema for which there is an expression: their places and the expressions, each
// as a list.
struct Lists {
  std::string places;
  std::string values;
};

// As a relation of one row for each of the columns and each row of the sample.
std::string Unpivoted(const Lists& lists, std::string_view name) {
  return "unnest([" + lists.places + "]) AS c, unnest([" + lists.values + "]) AS " +
         std::string(name);
}

template <typename Expression>
Lists ListsOf(const Schema& schema, const Expression& expression) {
  Lists lists;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const std::string sql = expression(SqlIdentifier(schema[i].name), schema[i].type);
    if (sql.empty()) continue;
    lists.places += (lists.places.empty() ? "" : ", ") + std::to_string(i);
    lists.values += (lists.values.empty() ? "" : ", ") + sql;
  }
  return lists;
}

// The statements below yield rows (column, kind, place, value, count) of the relation `sample`; see
// ReadDetail. All columns go through one statement of each kind: planning a few for each column
// takes longer than looking at thousands of rows. "" if no column has what they ask.

std::string TopSql(const Schema& schema) {
  const Lists lists = ListsOf(schema, &TextSql);
  if (lists.places.empty()) return "";
  return " UNION ALL SELECT c, 'top', place, v, n FROM (SELECT c, v, n, row_number() OVER "
         "(PARTITION BY c ORDER BY n DESC, v) AS place FROM (SELECT c, v, count(*) AS n FROM "
         "(SELECT " +
         Unpivoted(lists, "v") +
         " FROM sample) WHERE v IS NOT NULL GROUP BY c, v)) WHERE place <= " +
         std::to_string(kTopValues);
}

std::string QuantilesSql(const Schema& schema) {
  std::string fractions;
  for (const double fraction : kQuantiles) {
    fractions += (fractions.empty() ? "" : ", ") + std::to_string(fraction);
  }
  const Lists lists = ListsOf(schema, [&](const std::string& name, const Type& type) {
    if (!HasOrder(type)) return std::string();
    return "CAST(quantile_disc(" + name + ", [" + fractions + "]) AS VARCHAR[])";
  });
  if (lists.places.empty()) return "";
  return " UNION ALL SELECT c, 'quantile', generate_subscripts(q, 1), unnest(q), 0 FROM (SELECT " +
         Unpivoted(lists, "q") + " FROM sample)";
}

// A bar's number of each value, between the least and the greatest of the sample.
std::string BarsSql(const Schema& schema) {
  const Lists lists = ListsOf(schema, &NumberSql);
  if (lists.places.empty()) return "";
  const std::string bars = std::to_string(kBars);
  return " UNION ALL (WITH numbers AS (SELECT * FROM (SELECT " + Unpivoted(lists, "x") +
         " FROM sample) WHERE isfinite(x)), bounds AS (SELECT c, min(x) AS low, max(x) AS high "
         "FROM numbers GROUP BY c) SELECT numbers.c, 'bar', CAST(least(" +
         bars + " - 1, CASE WHEN high > low THEN floor((x - low) / (high - low) * " + bars +
         ") ELSE 0 END) AS BIGINT) AS bar, CAST(any_value(low) AS VARCHAR) || ' ' || "
         "CAST(any_value(high) AS VARCHAR), count(*) FROM numbers JOIN bounds ON numbers.c = "
         "bounds.c GROUP BY numbers.c, bar)";
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

std::string RowsSql(std::string_view relation, const Schema& schema) {
  std::string sql;
  for (const Column& column : schema) {
    const std::string name = SqlIdentifier(column.name);
    sql += (sql.empty() ? "SELECT " : ", ") + TextSql(name, column.type) + " AS " + name;
  }
  return (sql.empty() ? "SELECT *" : sql) + " FROM " + SqlIdentifier(relation);
}

std::string CountSql(const Column& column) { return "count(" + SqlIdentifier(column.name) + ")"; }

std::array<std::string, 3> ExtentSql(const Column& column) {
  const std::string name = SqlIdentifier(column.name);
  // NULL has a hash like any value.
  std::string distinct =
      "tenon_distinct(hash(" + name + ")) - CAST(count(" + name + ") < count(*) AS BIGINT)";
  if (!HasOrder(column.type)) {
    return {std::move(distinct), "CAST(NULL AS VARCHAR)", "CAST(NULL AS VARCHAR)"};
  }
  return {std::move(distinct), "CAST(min(" + name + ") AS VARCHAR)",
          "CAST(max(" + name + ") AS VARCHAR)"};
}

std::string SummarySql(std::string_view relation, const Schema& schema) {
  std::string sql = "SELECT count(*)";
  for (const Column& column : schema) {
    sql += ", " + CountSql(column);
    for (const std::string& extent : ExtentSql(column)) sql += ", " + extent;
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
  return sql + TopSql(schema) + QuantilesSql(schema) + BarsSql(schema);
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
