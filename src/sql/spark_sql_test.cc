#include "sql/spark_sql.h"

#include <doctest/doctest.h>

#include "sql/spark_functions.h"

namespace tenon::sql {
namespace {

Schema Columns(std::initializer_list<std::pair<const char*, const char*>> columns) {
  Schema out;
  for (const auto& [name, type] : columns) out.push_back({name, *ParseType(type)});
  return out;
}

const std::vector<SparkInput>& Inputs() {
  static const std::vector<SparkInput> inputs = {
      {"people", Columns({{"id", "int"}, {"name", "string"}, {"city", "string"}})},
      {"orders", Columns({{"person", "int"}, {"amount", "decimal(10,2)"}, {"at", "timestamp"}})}};
  return inputs;
}

std::string Text(const SparkOrigins& origins) {
  std::string out;
  for (const SparkOrigin& origin : origins.columns) {
    out += (out.empty() ? "" : " ") + origin.relation + "." + origin.column;
  }
  return out + (origins.is_whole ? "" : " ...");
}

// "name <- origins; ..." of each column, then what decides.
std::string Lineage(const std::string& query) {
  const auto translated = TranslateSparkQuery(query, Inputs());
  if (!translated) return translated.error().message;
  std::string out;
  for (const SparkOutput& column : translated->columns) {
    out += column.name + " <- " + Text(column.origins) + "; ";
  }
  if (!translated->columns_are_known) out += "...; ";
  return out + "rows <- " + Text(translated->deciding);
}

// A call of the row with as many arguments as it takes, each the same text.
std::string CallOf(const SparkFunction& function, const std::string& argument) {
  std::string out = std::string(function.name) + "(";
  for (std::size_t i = 0; i < ArityOf(function).least; ++i) out += (i == 0 ? "" : ", ") + argument;
  return out + ")";
}

}  // namespace

TEST_CASE("A function's name means a call only where a call stands") {
  for (const SparkFunction* function : AllSparkFunctions()) {
    const std::string call = CallOf(*function, "1");
    CAPTURE(call);
    // Nothing of these is a call, so nothing is rewritten or refused.
    CHECK(FromSparkQuery("SELECT '" + call + "' AS x") == "SELECT '" + call + "' AS \"x\"");
    CHECK(FromSparkQuery("SELECT 1 AS x -- " + call + "\n") == "SELECT 1 AS \"x\"");
    CHECK(FromSparkQuery("SELECT 1 AS x /* " + call + " /* */ */") == "SELECT 1 AS \"x\"");
    CHECK(FromSparkExpression("`" + call + "`") == "\"" + call + "\"");
    CHECK(FromSparkExpression("t.`" + std::string(function->name) + "`") ==
          "\"t\".\"" + std::string(function->name) + "\"");
  }
}

TEST_CASE("A call means the same within other calls") {
  for (const SparkFunction* function : AllSparkFunctions()) {
    if (function->sql.find('@') != std::string_view::npos) continue;
    const std::string call = CallOf(*function, "NULL");
    const auto alone = FromSparkExpression(call);
    const auto nested = FromSparkExpression("coalesce(nullif(" + call + ", x), x)");
    CAPTURE(call);
    REQUIRE(alone.has_value() == nested.has_value());
    if (alone) {
      CHECK(nested->find(*alone) != std::string::npos);
    } else {
      // The same words at another place.
      const auto words = [](const std::string& message) {
        return message.substr(message.find(": "));
      };
      CHECK(words(nested.error().message) == words(alone.error().message));
    }
  }
}

TEST_CASE("A function that is not here is refused by name with the way out") {
  CHECK(FromSparkQuery("SELECT conv(a) FROM t").error().message ==
        "line 1:8: function conv of Spark is not available here; write hex, unhex or bin");
  CHECK(FromSparkQuery("SELECT conv(a) FROM t").error().kind == ErrorKind::kUnsupported);
  CHECK(FromSparkQuery("SELECT my_function(a) FROM t").error().message ==
        "line 1:8: function my_function of Spark is not available here; write it with other "
        "functions or run the job on Spark");
  CHECK(FromSparkQuery("SELECT upper(a, b) FROM t").error().message ==
        "line 1:8: function upper takes 1 arguments: 2");
  CHECK(FromSparkQuery("SELECT locate(a) FROM t").error().message ==
        "line 1:8: function locate takes 2 to 3 arguments: 1");
  CHECK(FromSparkQuery("SELECT substring(a) FROM t").error().message ==
        "line 1:8: function substring takes 2 to 3 arguments: 1");
}

TEST_CASE("Names that mean nothing are told with those that would") {
  CHECK(Lineage("SELECT nam FROM people") ==
        "line 1:8: no such column: nam; the columns here are id, name, city");
  CHECK(Lineage("SELECT people.x FROM people") ==
        "line 1:8: no such column: people.x; the columns here are id, name, city");
  CHECK(Lineage("SELECT o.* FROM people") ==
        "line 1:8: no such column: o; the columns here are id, "
        "name, city");
}

TEST_CASE("Lineage tells columns that make a value from those that decide about rows") {
  struct Case {
    const char* query;
    const char* lineage;
  };
  for (const Case& c : {
           Case{"SELECT * FROM people",
                "id <- people.id; name <- people.name; city <- people.city; rows <- "},
           Case{"SELECT upper(name) AS n FROM people WHERE id > 1 AND city = 'x'",
                "n <- people.name; rows <- people.city people.id"},
           Case{"SELECT p.name, sum(o.amount) AS s FROM people p JOIN orders o ON p.id = o.person "
                "GROUP BY p.name HAVING max(o.at) > now()",
                "name <- people.name; s <- orders.amount; rows <- orders.at orders.person "
                "people.id people.name"},
           Case{"WITH a AS (SELECT id AS k, name || city AS v FROM people WHERE city IS NOT NULL) "
                "SELECT v, k + 1 AS k FROM a",
                "v <- people.city people.name; k <- people.id; rows <- people.city"},
           Case{"SELECT id FROM people UNION ALL SELECT person FROM orders",
                "id <- orders.person people.id; rows <- "},
           Case{"SELECT id FROM people EXCEPT SELECT person FROM orders",
                "id <- people.id; rows <- orders.person people.id"},
           Case{"SELECT name FROM people ORDER BY id", "name <- people.name; rows <- "},
           Case{"SELECT name FROM people ORDER BY id LIMIT 1",
                "name <- people.name; rows <- people.id"},
           Case{"SELECT row_number() OVER (PARTITION BY city ORDER BY id) AS r FROM people",
                "r <- ; rows <- people.city people.id"},
           Case{
               "SELECT (SELECT max(amount) FROM orders o WHERE o.person = p.id) AS m FROM people p",
               "m <- orders.amount; rows <- orders.person people.id"},
           Case{"SELECT name FROM people WHERE id IN (SELECT person FROM orders)",
                "name <- people.name; rows <- orders.person people.id"},
           Case{"SELECT w FROM people LATERAL VIEW explode(split(name, ' ')) v AS w",
                "w <- people.name; rows <- people.name"},
           Case{
               "SELECT * FROM people JOIN (SELECT person AS id, amount FROM orders) USING (id)",
               "id <- orders.person people.id; name <- people.name; city <- people.city; amount <- "
               "orders.amount; rows <- orders.person people.id"},
           Case{"SELECT transform(split(name, ','), x -> x || city) AS t FROM people",
                "t <- people.city people.name; rows <- "},
           Case{"SELECT x, name FROM elsewhere, people",
                "x <-  ...; name <- people.name; rows <- "},
           Case{"SELECT * FROM elsewhere", "...; rows <- "},
       }) {
    CAPTURE(c.query);
    CHECK(Lineage(c.query) == c.lineage);
  }
}

TEST_CASE("The types of the inputs decide what is written") {
  const Schema columns = Columns({{"i", "int"},
                                  {"s", "string"},
                                  {"d", "decimal(10,2)"},
                                  {"l", "array<int>"},
                                  {"m", "map<string,int>"},
                                  {"r", "struct<a:int,b:string>"}});
  struct Case {
    const char* expression;
    const char* sql;
    const char* type;
  };
  for (const Case& c : {
           Case{"i / 2", R"((CAST("i" AS DOUBLE) / CAST(2 AS DOUBLE)))", "double"},
           Case{"d / 2", R"(TRY_CAST("d" / 2 AS DECIMAL(14,6)))", "decimal(14,6)"},
           Case{"sum(i)", R"(tenon_spark_long(sum("i")))", "bigint"},
           Case{"l[i]", R"("l"[CASE WHEN "i" >= 0 THEN "i" + 1 END])", "int"},
           Case{"m['k']", R"("m"['k'])", "int"},
           Case{"m.k", R"("m"['k'])", "int"},
           Case{"r.b", R"(struct_extract("r", 'b'))", "string"},
           Case{"reverse(l)", R"(list_reverse("l"))", "array<int>"},
           Case{"reverse(s)", R"(reverse("s"))", "string"},
           Case{"count(*)", "count()", "bigint"},
           Case{"`i` + 1L", R"(tenon_spark_add(CAST("i" AS BIGINT), CAST(1 AS BIGINT)))", "bigint"},
           Case{"-i * 2", R"(tenon_spark_multiply(tenon_spark_negate("i"), CAST(2 AS INTEGER)))",
                "int"},
           Case{"i % 2", R"(("i" % CAST(2 AS INTEGER)))", "int"},
           Case{"i DIV 2", R"((CAST("i" AS BIGINT) // CAST(2 AS BIGINT)))", "bigint"},
           Case{"try_add(i, i)", R"(TRY(("i" + "i")))", "int"},
           Case{"it.x", "", ""},
       }) {
    CAPTURE(c.expression);
    const auto translated = TranslateSparkExpression(c.expression, columns);
    if (!translated) {
      CHECK(*c.sql == '\0');
      continue;
    }
    CHECK(translated->sql == c.sql);
    REQUIRE(translated->type);
    CHECK(HiveName(*translated->type) == c.type);
  }
}

TEST_CASE("Nested calls grow as their text does") {
  std::string expression = "a";
  for (int i = 0; i < 40; ++i) expression = "substring(1 / " + expression + ", -3, 2)";
  const auto sql = FromSparkExpression(expression);
  REQUIRE(sql);
  CHECK(sql->size() < 40'000);
  // What no binding can shorten is refused before it fills the memory.
  std::string decoded = "a";
  std::string stars = "people";
  for (int i = 0; i < 60; ++i) decoded = "decode(" + decoded + ", 1, 2, 3, 4)";
  for (int i = 0; i < 60; ++i) stars = "(SELECT *, * FROM " + stars + ")";
  CHECK(!FromSparkExpression(decoded));
  CHECK(!TranslateSparkQuery("SELECT * FROM " + stars, Inputs()));
}

}  // namespace tenon::sql
