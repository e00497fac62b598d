#include <doctest/doctest.h>

#include "engine/duckdb.h"
#include "engine/functions.h"

namespace tenon::engine {
namespace {

// The one row of a SELECT, as text.
std::string Answer(const std::string& sql) {
  Result<Database> database = Database::Open();
  Result<Connection> connection = database->Connect();
  REQUIRE(RegisterFunctions(*connection));
  REQUIRE(connection->Execute("SET threads = 2"));
  const auto rows = connection->Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql + ")");
  if (!rows) return rows.error().message;
  std::string out;
  for (const Field& field : rows->at(0)) out += field.value_or("NULL") + '|';
  return out;
}

}  // namespace

TEST_CASE("tenon_distinct counts different hashes, of all types, over many threads and groups") {
  CHECK(Answer("SELECT tenon_distinct(hash(n % 7)), tenon_distinct(hash([n % 3, NULL])), "
               "tenon_distinct(hash({'a': n % 2})), tenon_distinct(hash(CAST(n % 5 AS VARCHAR))), "
               "tenon_distinct(NULL) FROM range(500000) t(n)") == "7|3|2|5|0|");
  CHECK(Answer("SELECT sum(d) FROM (SELECT tenon_distinct(hash(n % 2)) AS d FROM range(20000) t(n) "
               "GROUP BY n % 1001)") == "2002|");
  CHECK(Answer("SELECT tenon_distinct(hash(n)), count(*) FROM range(0) t(n)") == "0|0|");
  CHECK(Answer("SELECT tenon_distinct(hash(CASE WHEN n > 2 THEN n END)) FROM range(6) t(n)") ==
        "4|");
}

TEST_CASE("A set of rows has those that went into it") {
  CHECK(Answer("SELECT count(*), min(n), max(n) FROM range(300000) t(n), (SELECT "
               "tenon_row_set(CASE WHEN n % 3 > 0 THEN n END) AS s FROM range(200001) t(n)) WHERE "
               "tenon_has_row(s, n) = (n < 200001 AND n % 3 > 0)") == "300000|0|299999|");
  CHECK(Answer("SELECT tenon_row_set(n) FROM range(0) t(n)") == "NULL|");
  CHECK(Answer("SELECT tenon_has_row(NULL, 1), tenon_has_row(''::BLOB, 1), "
               "tenon_has_row('\\x02'::BLOB, 1)") == "NULL|false|true|");
}

}  // namespace tenon::engine
