#include "engine/live_rows.h"

#include <doctest/doctest.h>

#include "engine/test_bench.h"
#include "engine/watch.h"

namespace tenon::engine {
namespace {

using task::RowsSoFar;

// An engine that is watched.
struct Watched {
  Database database = *Database::Open();
  Connection connection = *database.Connect();
  Watched() { REQUIRE(Watch(connection).has_value()); }

  void Execute(const std::string& sql) {
    const Status status = connection.Execute(sql);
    REQUIRE_MESSAGE(status.has_value(), status.error().message);
  }
};

// A file of 100,000 rows in ten row groups.
task::InputFile TenRowGroups(const TestBench& bench, Watched& engine) {
  const std::string path = (bench.folder() / "ten.parquet").string();
  engine.Execute("COPY (SELECT range AS x FROM range(100000)) TO " + SqlString(path) +
                 " (ROW_GROUP_SIZE 10000)");
  return {.path = path, .name = "s3://b/ten.parquet", .size = 2 << 20};
}

task::Source Parquet(task::InputFile file) {
  task::Source source;
  source.name = "p";
  source.format = task::Format::kParquet;
  source.files = {std::move(file)};
  return source;
}

// Each of many rows with each: nobody sees the end of it.
task::Task Endless(const TestBench& bench) {
  std::string rows;
  for (int i = 0; i < 200'000; ++i) rows += "1\n";
  return bench.Job({bench.Csv("t", {{"a", TypeKind::kBigint}}, rows)},
                   {{"v", "V", "SELECT l.a FROM \"t\" l JOIN \"t\" r ON l.a = r.a"}},
                   {TestBench::Parquet("v")});
}

}  // namespace

TEST_CASE("The rows that come out of a statement are counted once each, whatever is below") {
  const TestBench bench;
  Watched engine;
  engine.Execute("SET threads = 2");
  const std::string target = SqlString((bench.folder() / "out.parquet").string());
  constexpr std::pair<const char*, std::uint64_t> kInputs[] = {
      {"range(300000) t(x)", 300'000},
      {"(SELECT range AS x FROM range(300000) WHERE range % 3 = 0)", 100'000},
      {"(SELECT DISTINCT range % 7 AS x FROM range(300000))", 7},
      {"(SELECT a.range AS x FROM range(100) a JOIN range(50) b ON a.range = b.range)", 50},
      {"(SELECT range AS x FROM range(300000) LIMIT 10)", 10},
      {"(SELECT range AS x FROM range(10) UNION ALL SELECT 5)", 11},
      {"(SELECT [range] AS x FROM range(20))", 20},
      {"(SELECT 1 AS x WHERE false)", 0},
      {"(SELECT 1 AS x)", 1},
  };
  for (const auto& [input, rows] : kInputs) {
    CAPTURE(input);
    engine.connection.activity().Begin(2);
    engine.Execute("COPY (SELECT " + CountedSql(1, "x") + " AS x FROM " + input + ") TO " + target);
    CHECK(engine.connection.activity().RowsCounted(1) == rows);
    CHECK(engine.connection.activity().RowsCounted(0) == 0);
    const auto written = engine.connection.Query(
        "SELECT CAST(count(x) AS BIGINT) FROM read_parquet(" + target + ')');
    REQUIRE(written.has_value());
    CHECK((*written)[0][0] == std::to_string(rows));
  }
}

TEST_CASE("A source of Parquet has the rows of the row groups that the engine has begun") {
  const TestBench bench;
  Watched engine;
  const task::Task task = bench.Job({Parquet(TenRowGroups(bench, engine))}, {}, {});
  engine.Execute(WatchScansSql(task));
  LiveRows rows(engine.connection, task);
  engine.connection.activity().Begin(0);
  CHECK(rows.SoFar().empty());
  const std::string scan = "read_parquet(" + SqlString(task.sources[0].files[0].path) + ')';
  engine.Execute("SELECT sum(x) FROM " + scan + " WHERE x < 15000");
  CHECK(rows.SoFar() == std::vector<RowsSoFar>{{"p", 20'000, true}});
  engine.Execute("SELECT sum(x) FROM " + scan);
  CHECK(rows.SoFar() == std::vector<RowsSoFar>{{"p", 100'000, true}});
}

TEST_CASE("Nothing is logged for a task without Parquet, or with little of it") {
  const TestBench bench;
  task::Source small = Parquet({.path = "/p", .name = "s3://b/p", .size = 1000});
  CHECK(WatchScansSql(bench.Job({small}, {}, {})).empty());
  CHECK(WatchScansSql(bench.Job({bench.Csv("t", {{"x", {}}}, "a\n")}, {}, {})).empty());
  small.files[0].size = 1 << 20;
  CHECK_FALSE(WatchScansSql(bench.Job({small}, {}, {})).empty());
}

TEST_CASE("Two sources that read one file tell nothing, as nobody knows who has read") {
  const TestBench bench;
  Watched engine;
  const task::InputFile file = TenRowGroups(bench, engine);
  const task::Task task = bench.Job({Parquet(file), Parquet(file)}, {}, {});
  task::Task two = task;
  two.sources[1].name = "q";
  engine.Execute(WatchScansSql(two));
  LiveRows rows(engine.connection, two);
  engine.connection.activity().Begin(0);
  engine.Execute("SELECT sum(x) FROM read_parquet(" + SqlString(file.path) + ')');
  CHECK(rows.SoFar().empty());
}

TEST_CASE("A job tells the rows of its source and its sink while it runs") {
  const TestBench bench;
  const task::Task task = Endless(bench);
  std::atomic<bool> stop = false;
  std::vector<RowsSoFar> last;
  task::Event end;
  std::thread([&] {
    Result<Database> database = Database::Open();
    REQUIRE(database.has_value());
    Result<Connection> connection = database->Connect();
    REQUIRE(connection.has_value());
    REQUIRE(WarmUp(*connection).has_value());
    RunTask(
        *connection, task,
        [&](const task::Event& event) {
          const auto* progress = std::get_if<task::Progress>(&event);
          if (progress != nullptr && progress->rows.size() == 2) {
            last = progress->rows;
            stop = true;
          }
          if (std::holds_alternative<task::Failed>(event)) end = event;
        },
        stop);
  }).join();
  REQUIRE(last.size() == 2);
  CHECK(last[0] == RowsSoFar{"t", 200'000, true});
  CHECK(last[1].node_id == "target");
  CHECK(last[1].rows > 0);
  CHECK_FALSE(last[1].is_estimate);
  REQUIRE(std::holds_alternative<task::Failed>(end));
  CHECK(std::get<task::Failed>(end).kind == ErrorKind::kStopped);
}

}  // namespace tenon::engine
