#include "engine/database_dialect.h"

#include <doctest/doctest.h>

namespace tenon::engine {
namespace {

using task::DatabaseKind;

task::DatabaseConnection To(DatabaseKind kind) {
  task::DatabaseConnection connection;
  connection.kind = kind;
  connection.database = "shop";
  return connection;
}

}  // namespace

TEST_CASE("names and texts are quoted as each database quotes them") {
  CHECK(NativeName(DatabaseKind::kPostgres, "a\"b`c") == "\"a\"\"b`c\"");
  CHECK(NativeName(DatabaseKind::kMySql, "a\"b`c") == "`a\"b``c`");
  CHECK(NativeString(DatabaseKind::kPostgres, "it's") == "'it''s'");
  CHECK(NativeString(DatabaseKind::kPostgres, "a\\b") == "'a\\b'");
  CHECK(NativeString(DatabaseKind::kMySql, "it's a\\b") == "'it''s a\\\\b'");
}

TEST_CASE("a table without a schema is in the usual one") {
  CHECK(SchemaOf(To(DatabaseKind::kPostgres), "") == "public");
  CHECK(SchemaOf(To(DatabaseKind::kMySql), "") == "shop");
  CHECK(SchemaOf(To(DatabaseKind::kPostgres), "dw") == "dw");
  CHECK(NativeTable(To(DatabaseKind::kPostgres), "", "hits") == "\"public\".\"hits\"");
  CHECK(NativeTable(To(DatabaseKind::kMySql), "", "hits") == "`shop`.`hits`");
}

TEST_CASE("a query may end as statements end") {
  task::DatabaseSource source;
  for (const char* query : {"SELECT 1", "SELECT 1;", " SELECT 1 ; \n"}) {
    source.query = query;
    const std::string text = QueryIn(source);
    CHECK(text.find("SELECT 1") != std::string::npos);
    CHECK(text.find(';') == std::string::npos);
  }
}

}  // namespace tenon::engine
