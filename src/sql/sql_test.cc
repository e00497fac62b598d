#include <doctest/doctest.h>

#include <algorithm>

#include "sql/lexer.h"
#include "sql/names.h"

namespace tenon::sql {
namespace {

std::vector<TableName> Tables(std::string_view statement) {
  return PossibleTables(*Tokenize(statement));
}

bool Mentions(std::string_view statement, const TableName& name) {
  const auto tables = Tables(statement);
  return std::ranges::find(tables, name) != tables.end();
}

}  // namespace

TEST_CASE("Tokenize knows names, strings, numbers, symbols, and drops comments") {
  const auto tokens =
      Tokenize("SELECT \"a\"\"b\", `c`, 'it''s' -- x\n/* y */ FROM t1 WHERE z>=1.5");
  REQUIRE(tokens);
  std::vector<std::string> texts;
  for (const Token& token : *tokens) texts.push_back(token.text);
  CHECK(texts == std::vector<std::string>{"SELECT", "a\"b", ",", "c", ",", "it's", "FROM", "t1",
                                          "WHERE", "z", ">", "=", "1.5"});
  CHECK((*tokens)[5].kind == TokenKind::kString);
  CHECK((*tokens)[12].kind == TokenKind::kNumber);
}

TEST_CASE("Tokenize says where a quote or comment begins that is not closed") {
  CHECK(Tokenize("SELECT 'a").error().message == "line 1:8: a string is not closed");
  CHECK(Tokenize("SELECT\n \"a").error().message == "line 2:2: a quoted name is not closed");
  CHECK(Tokenize("/* a").error().message == "line 1:1: a comment is not closed");
}

TEST_CASE("PossibleTables finds tables wherever they stand, and none inside strings") {
  CHECK(Mentions("SELECT * FROM users", {"", "users"}));
  CHECK(Mentions("SELECT * FROM \"db\".\"Users\" u", {"db", "users"}));
  CHECK(Mentions("SELECT * FROM AwsDataCatalog.db.users", {"db", "users"}));
  CHECK(Mentions("SELECT a.b.c FROM a.b", {"a", "b"}));
  CHECK(Mentions("WITH x AS (SELECT * FROM t) SELECT * FROM x, (SELECT 1 FROM d.u)", {"d", "u"}));
  CHECK_FALSE(Mentions("SELECT 'users' -- FROM users", {"", "users"}));
}

TEST_CASE("WithoutCatalog removes Athena's catalog only where it leads a table's name") {
  const auto strip = [](std::string_view text) { return WithoutCatalog(text, *Tokenize(text)); };
  CHECK(strip("SELECT * FROM \"AwsDataCatalog\".\"d\".\"t\" JOIN awsdatacatalog.d.u ON 1=1") ==
        "SELECT * FROM \"d\".\"t\" JOIN d.u ON 1=1");
  CHECK(strip("SELECT awsdatacatalog.x, 'awsdatacatalog.d.t' FROM t") ==
        "SELECT awsdatacatalog.x, 'awsdatacatalog.d.t' FROM t");
}

TEST_CASE("FirstKeyword looks behind comments and parentheses") {
  const auto first = [](std::string_view text) { return FirstKeyword(*Tokenize(text)); };
  CHECK(first("/* dbt */ -- x\n select 1") == "SELECT");
  CHECK(first("((with x as (select 1) select * from x))") == "WITH");
  CHECK(first("").empty());
  CHECK(first("'x'").empty());
}

}  // namespace tenon::sql
