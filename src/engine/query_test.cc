#include "engine/query.h"

#include <doctest/doctest.h>

#include "engine/test_bench.h"

namespace tenon::engine {

TEST_CASE("A query's values are written as Athena writes them") {
  struct Case {
    std::string_view sql;
    std::string_view text;
  };
  const TestBench bench;
  for (const Case& c : {
           Case{"SELECT 1", "\"1\""},
           Case{"SELECT 1.50::DECIMAL(5,2)", "\"1.50\""},
           Case{"SELECT true", "\"true\""},
           Case{"SELECT DATE '2020-01-01'", "\"2020-01-01\""},
           Case{"SELECT TIMESTAMP '2020-01-01 00:00:00'", "\"2020-01-01 00:00:00.000\""},
           Case{"SELECT 'a\"b'", "\"a\"\"b\""},
           Case{"SELECT ''", "\"\""},
           Case{"SELECT NULL", ""},
           Case{"SELECT 'abc'::BLOB", "\"61 62 63\""},
           Case{"SELECT [1, NULL, 2]", "\"[1, null, 2]\""},
           Case{"SELECT []::INTEGER[]", "\"[]\""},
           Case{"SELECT {'a': 1, 'b': 'x'}", "\"{a=1, b=x}\""},
           Case{"SELECT MAP {'k': [TIMESTAMP '2020-01-01 00:00:00']}",
                "\"{k=[2020-01-01 00:00:00.000]}\""},
           Case{"SELECT INTERVAL 1 DAY; -- at the end", "\"1 day\""},
           Case{"WITH x AS (SELECT 1 AS a) SELECT a FROM x", "\"1\""},
       }) {
    CAPTURE(c.sql);
    const std::string answer = bench.Answer(bench.Query({}, std::string(c.sql)));
    CHECK(answer.substr(answer.find('\n') + 1) == std::string(c.text) + "\n");
  }
}

TEST_CASE("A result keeps its order, its names and says its columns' types") {
  const TestBench bench;
  task::Task task = bench.Query({},
                                "SELECT i AS a, i::VARCHAR AS a FROM range(100000) t(i) "
                                "ORDER BY i DESC");
  const auto events = bench.Run(task);
  const auto described = Only<task::Described>(events);
  REQUIRE(described.size() == 1);
  CHECK(described[0].schema == Schema{{"a", TypeKind::kBigint}, {"a", TypeKind::kString}});
  CHECK(Only<task::Done>(events) == std::vector<task::Done>{{.rows = 100000}});
  const std::string text = ReadFile(bench.staging() / "result.csv").value_or("");
  CHECK(text.starts_with("\"a\",\"a\"\n\"99999\",\"99999\"\n\"99998\""));
}

TEST_CASE("A query finds tables by schema, and without one in its database") {
  const TestBench bench;
  task::Source source = bench.Csv("leads", {{"id", TypeKind::kBigint}}, "1\n2\n");
  source.schema = "landing zone";
  task::Task task = bench.Query({source}, "SELECT count(*) AS n FROM \"landing zone\".leads");
  CHECK(bench.Answer(task) == "\"n\"\n\"2\"\n");
  task.query = "SELECT count(*) AS n FROM leads";
  task.query_schema = "landing zone";
  CHECK(bench.Answer(task) == "\"n\"\n\"2\"\n");
  const auto events = bench.Run(task);
  CHECK(Only<task::Done>(events)[0].bytes_scanned == 4);
}

TEST_CASE("The plan of a query is text in one column, and names no file") {
  const TestBench bench;
  task::Task task = bench.Query({bench.Csv("t", {{"a", TypeKind::kBigint}}, "1\n")},
                                "SELECT a, count(*) FROM t GROUP BY a -- at the end");
  task.explain = true;
  const std::string plan = bench.Answer(task);
  CHECK(plan.starts_with("\"Query Plan\"\n\"┌"));
  CHECK(plan.find("HASH_GROUP_BY") != std::string::npos);
  CHECK(plan.find("blobs") == std::string::npos);
  CHECK(Only<task::Done>(bench.Run(task))[0].bytes_scanned == 0);
  task.query = "SELECT nope FROM t";
  CHECK(bench.Answer(task).starts_with("Binder Error: "));
}

TEST_CASE("What is wrong with a query is told without the inside of the engine") {
  const TestBench bench;
  const task::Source source = bench.Csv("t", {{"a", TypeKind::kBigint}}, "1\n");
  const auto message = [&](std::string sql) {
    return bench.Answer(bench.Query({source}, std::move(sql)));
  };
  CHECK(
      message("SELECT b FROM t") ==
      "Binder Error: Referenced column \"b\" not found in FROM clause! Candidate bindings: \"a\"");
  CHECK(message("SELECT 1; SELECT 2") == "only one statement may be sent at a time");
  CHECK(message("  ") == "the query is empty");
  CHECK(message("DROP VIEW t") == "only SELECT, WITH and VALUES statements can be run here");
  CHECK(message("SELECT $1") == "the query has parameters that were given no values");
  CHECK(message("SELEC 1").starts_with("Parser Error: syntax error at or near \"SELEC\""));
  CHECK(message("SELECT CAST(a || 'x' AS INTEGER) FROM t") ==
        "Conversion Error: Could not convert string '1x' to INT32");
}

TEST_CASE("A task that needs more memory than it may have says so") {
  const TestBench bench;
  task::Task task = bench.Query({},
                                "SELECT count(DISTINCT x) FROM (SELECT list(i || 'abcdefghijkl')"
                                " AS x FROM range(40000000) t(i))");
  task.memory_limit = "60MB";
  const auto events = bench.Run(task);
  const auto failed = Only<task::Failed>(events);
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].kind == ErrorKind::kLimitExceeded);
  CHECK(failed[0].message.starts_with("out of memory"));
}

TEST_CASE("A task that was stopped ends with kStopped") {
  const TestBench bench;
  const auto events =
      bench.Run(bench.Query({}, "SELECT count(*) FROM range(1000000) a, range(1000000) b"), true);
  const auto failed = Only<task::Failed>(events);
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].kind == ErrorKind::kStopped);
}

TEST_CASE("Descriptions have the columns of their SELECT, or why it has none") {
  const TestBench bench;
  task::Source table = bench.Csv("t", {{"a", TypeKind::kInt}}, "");
  table.files.clear();
  task::Source sniffed = bench.Csv("f", {}, "1,x\n2,y\n");
  task::Task task = bench.Task(task::Kind::kDescribe, {table, sniffed});
  task.staging = "";
  task.descriptions = {{"one", "SELECT a + 1.5::DECIMAL(5,1) AS b FROM \"t\""},
                       {"two", "SELECT nope FROM t"},
                       {"f", "SELECT * FROM \"f\""},
                       {"sum", "SELECT sum(a) AS s FROM t"},
                       {"time", "SELECT TIME '10:00:00' AS clock"}};
  const auto described = Only<task::Described>(bench.Run(task));
  REQUIRE(described.size() == 5);
  CHECK(HiveName(described[0].schema[0].type) == "decimal(12,1)");
  CHECK(described[1].error.find("\"nope\" not found") != std::string::npos);
  CHECK(described[2].schema == Schema{{"col0", TypeKind::kBigint}, {"col1", TypeKind::kString}});
  CHECK(HiveName(described[3].schema[0].type) == "decimal(38,0)");
  CHECK(described[4].error.starts_with("column clock: "));
}

}  // namespace tenon::engine
