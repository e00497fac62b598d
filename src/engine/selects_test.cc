#include "engine/selects.h"

#include <doctest/doctest.h>

#include "engine/test_bench.h"

namespace tenon::engine {

TEST_CASE("Each select is answered in order, with its columns, as text") {
  const TestBench bench;
  task::Task task = bench.Task(task::Kind::kSelect,
                               {bench.Csv("leads", {{"id", TypeKind::kBigint}}, "1\n\n3\n")});
  task.views = {{.name = "doubled", .title = "Doubled", .sql = "SELECT id * 2 AS id FROM leads"}};
  task.selects = {{.name = "rows", .sql = "SELECT * FROM doubled", .limit = 2},
                  {.name = "wrong", .sql = "SELECT nothing FROM doubled", .limit = 1},
                  {.name = "nested",
                   .sql = "SELECT [1, NULL] AS list, {'a': 'x'} AS one, 'ab'::BLOB AS bytes, "
                          "TIMESTAMP '2026-01-31 08:15:00' AS moment -- with a comment",
                   .limit = 10},
                  {.name = "plain",
                   .sql = "SELECT id, id > 2, DATE '2026-01-31' FROM leads ORDER BY id",
                   .limit = 1,
                   .is_plain = true}};
  const auto events = bench.Run(task);
  const auto answers = Only<task::Rows>(events);
  REQUIRE(answers.size() == 4);
  CHECK(answers[0].schema == Schema{{"id", TypeKind::kBigint}});
  CHECK(answers[0].rows == decltype(answers[0].rows){{"2"}, {std::nullopt}});
  CHECK(answers[1].error.find("nothing") != std::string::npos);
  CHECK(answers[1].rows.empty());
  CHECK(answers[2].rows ==
        decltype(answers[2].rows){{"[1,null]", R"({"a":"x"})", "6162", "2026-01-31 08:15:00"}});
  CHECK(answers[3].schema.empty());
  CHECK(answers[3].rows == decltype(answers[3].rows){{"1", "false", "2026-01-31"}});
  CHECK(Only<task::Done>(events).size() == 1);
}

TEST_CASE("A field that does not fit its type is read as a run would, and told once") {
  const TestBench bench;
  task::Task task =
      bench.Task(task::Kind::kSelect, {bench.Csv("leads", {{"id", TypeKind::kBigint}}, "1\nx\n")});
  task.selects = {{.name = "one", .sql = "SELECT 1 AS n", .limit = 1},
                  {.name = "rows", .sql = "SELECT * FROM leads", .limit = 9}};
  const auto events = bench.Run(task);
  const auto answers = Only<task::Rows>(events);
  REQUIRE(answers.size() == 2);
  CHECK(answers[1].rows == decltype(answers[1].rows){{"1"}, {std::nullopt}});
  CHECK_FALSE(Only<task::LogLine>(events).empty());
}

TEST_CASE("A text that is more than one SELECT is not run") {
  const TestBench bench;
  task::Task task = bench.Task(task::Kind::kSelect, {});
  task.selects = {{.name = "two", .sql = "SELECT 1; SELECT 2", .limit = 1},
                  {.name = "write", .sql = "CREATE TABLE t AS SELECT 1", .limit = 1}};
  const auto answers = Only<task::Rows>(bench.Run(task));
  REQUIRE(answers.size() == 2);
  CHECK_FALSE(answers[0].error.empty());
  CHECK_FALSE(answers[1].error.empty());
}

}  // namespace tenon::engine
