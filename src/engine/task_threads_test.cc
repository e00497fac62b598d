#include "engine/task_threads.h"

#include <doctest/doctest.h>

#include <filesystem>

namespace tenon::engine {
namespace {

std::ptrdiff_t ThreadsOfProcess() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
}

TEST_CASE("a task's threads come and go between statements, which run with any number of them") {
  Result<Database> database = Database::Open();
  Result<Connection> connection = database->Connect();
  REQUIRE(connection->Execute("SET threads = 3; SET external_threads = 3").has_value());
  const auto sum = [&] {
    const auto rows = connection->Query(
        "SELECT CAST(sum(i) AS VARCHAR) FROM (SELECT i FROM range(2000000) t(i) GROUP BY i)");
    return rows ? (*rows)[0][0].value_or("") : rows.error().message;
  };
  CHECK(sum() == "1999999000000");
  const std::ptrdiff_t before = ThreadsOfProcess();
  TaskThreads threads(*connection, 2);
  for (int i = 0; i < 3; ++i) {
    threads.Start();
    threads.Start();
    CHECK(ThreadsOfProcess() == before + 2);
    CHECK(sum() == "1999999000000");
    threads.End();
    threads.End();
    CHECK(ThreadsOfProcess() == before);
    CHECK(sum() == "1999999000000");
  }
}

TEST_CASE("a task brings its threads only if it writes to PostgreSQL") {
  task::Task task;
  CHECK_FALSE(BringsThreads(task));
  task.sinks.emplace_back();
  CHECK_FALSE(BringsThreads(task));
  task.sinks.emplace_back().database.emplace();
  task.sinks[1].database->connection.kind = task::DatabaseKind::kMySql;
  CHECK_FALSE(BringsThreads(task));
  task.sinks[1].database->connection.kind = task::DatabaseKind::kPostgres;
  CHECK(BringsThreads(task));
}

}  // namespace
}  // namespace tenon::engine
