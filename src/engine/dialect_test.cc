#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <set>

#include "engine/duckdb.h"
#include "engine/functions.h"
#include "sql/spark_functions.h"
#include "sql/spark_sql.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

// A line of tests/golden/spark_functions.tsv, which Spark wrote (tests/differential).
struct Golden {
  std::string function;
  std::string query;
  std::string columns;
  std::string rows;
};

std::string Unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
  }
  return out;
}

std::vector<Golden> ReadGolden() {
  std::ifstream file(TENON_GOLDEN "/spark_functions.tsv");
  REQUIRE(file.is_open());
  std::vector<Golden> out;
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
      if (c == '\t') {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    REQUIRE(fields.size() == 4);
    const std::string first = fields[1].substr(0, fields[1].find(' '));
    const bool is_query =
        first == "SELECT" || first == "WITH" || first == "FROM" || first == "VALUES";
    out.push_back({fields[0], is_query ? fields[1] : "SELECT " + fields[1], Unescaped(fields[2]),
                   Unescaped(fields[3])});
  }
  return out;
}

std::string TypeName(const std::optional<Type>& type) {
  return type ? HiveName(*type) : std::string("?");
}

// The columns and rows of the query as the golden file has them.
std::pair<std::string, std::string> Answer(Connection& connection, const std::string& query) {
  const auto plain = sql::TranslateSparkQuery(query, {});
  if (!plain) return {plain.error().message, ""};
  std::string columns;
  std::string names;
  std::string list;
  for (std::size_t i = 0; i < plain->columns.size(); ++i) {
    const sql::SparkOutput& column = plain->columns[i];
    columns += (i == 0 ? "" : "; ") + column.name + ": " + TypeName(column.type);
    const std::string name = "c" + std::to_string(i);
    names += (i == 0 ? "" : ", ") + name;
    const bool is_binary = column.type && column.type->kind == TypeKind::kBinary;
    list +=
        (i == 0 ? "" : ", ") + (is_binary ? "hex(" + name + ")" : "CAST(" + name + " AS STRING)");
  }
  // Spark's own syntax once more: the values as texts are part of what is compared.
  const auto texts =
      sql::TranslateSparkQuery("SELECT " + list + " FROM (" + query + ") AS q(" + names + ")", {});
  if (!texts) return {columns, texts.error().message};
  const auto rows = connection.Query(texts->sql);
  if (!rows) return {columns, rows.error().message + " in " + texts->sql};
  std::vector<std::string> lines;
  for (const Row& row : *rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += (i == 0 ? "" : "|") + row[i].value_or("NULL");
    lines.push_back(std::move(line));
  }
  std::ranges::sort(lines);
  std::string out;
  for (const std::string& line : lines) out += (&line == &lines.front() ? "" : "; ") + line;
  return {columns, out};
}

// Equal, or the same numbers but for the last digits of doubles.
bool AreClose(const std::string& a, const std::string& b) {
  if (a == b) return true;
  char* end_a = nullptr;
  char* end_b = nullptr;
  const double x = std::strtod(a.c_str(), &end_a);
  const double y = std::strtod(b.c_str(), &end_b);
  const bool are_numbers = *end_a == '\0' && *end_b == '\0' && !a.empty() && !b.empty();
  return are_numbers && a.find('.') != std::string::npos &&
         std::fabs(x - y) <= 1e-12 * std::fabs(y);
}

}  // namespace

TEST_CASE("Spark's queries have Spark's columns and rows on this engine") {
  auto database = Database::Open();
  REQUIRE(database);
  auto connection = database->Connect();
  REQUIRE(connection);
  REQUIRE(RegisterFunctions(*connection));
  REQUIRE(connection->Execute("SET TimeZone = 'UTC'"));
  for (const Golden& golden : ReadGolden()) {
    CAPTURE(golden.query);
    const auto [columns, rows] = Answer(*connection, golden.query);
    CHECK(columns == golden.columns);
    if (!AreClose(rows, golden.rows)) CHECK(rows == golden.rows);
  }
}

TEST_CASE("Every function that is not refused has an answer of Spark") {
  std::set<std::string> covered;
  for (const Golden& golden : ReadGolden()) covered.insert(golden.function);
  for (const sql::SparkFunction* function : sql::AllSparkFunctions()) {
    if (function->sql.starts_with('!')) continue;
    CAPTURE(function->name);
    CHECK(covered.contains(std::string(function->name)));
  }
}

}  // namespace tenon::engine
