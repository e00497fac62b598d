#include "engine/lock_down.h"

#include <doctest/doctest.h>
#include <fcntl.h>

#include "engine/test_bench.h"

namespace tenon::engine {

TEST_CASE("A task's SQL reaches its own files and nothing else") {
  const TestBench bench;
  const auto secret = bench.folder() / "root-key.json";
  REQUIRE(WriteFileAtomically(secret, "SECRET", 0600));
  const auto near = (bench.staging() / ".." / "root-key.json").string();
  const task::Source source = bench.Csv("t", {{"a", {}}}, "1\n");
  const std::string blob = source.files[0].path;
  const std::vector<std::string> attempts = {
      "SELECT * FROM read_text(" + SqlString(secret.string()) + ")",
      "SELECT * FROM read_text(" + SqlString(near) + ")",
      "SELECT * FROM read_blob('/etc/passwd')",
      "SELECT * FROM read_csv('/etc/passwd')",
      "SELECT * FROM read_csv('/proc/self/environ')",
      "SELECT * FROM sniff_csv('/etc/passwd')",
      "SELECT * FROM glob(" + SqlString(bench.folder().string() + "/*") + ")",
      "SELECT * FROM parquet_metadata('/etc/passwd')",
      "SELECT * FROM '/etc/passwd'",
      "SELECT * FROM read_parquet('https://example.com/a.parquet')",
      "SELECT getenv('HOME')",
      "COPY (SELECT 1) TO " + SqlString((bench.folder() / "out").string()),
      "COPY (SELECT 1) TO " + SqlString(blob) + " (USE_TMP_FILE false)",
      "ATTACH " + SqlString((bench.folder() / "out.db").string()),
      "INSTALL httpfs",
      "LOAD httpfs",
      "SET enable_external_access = true",
      "SELECT 1; SELECT 2",
      "CREATE TABLE x (a INTEGER)",
      "PRAGMA version; ",
  };
  for (const std::string& sql : attempts) {
    CAPTURE(sql);
    for (const task::Kind kind : {task::Kind::kQuery, task::Kind::kJobRun}) {
      task::Task task = bench.Query({source}, sql);
      task.kind = kind;
      task.views = kind == task::Kind::kJobRun ? std::vector<task::View>{{"v", "SQL", sql}}
                                               : std::vector<task::View>{};
      task.sinks = {TestBench::Parquet("v")};
      const auto events = bench.Run(task);
      const auto* failed = std::get_if<task::Failed>(&events.back());
      REQUIRE(failed != nullptr);
      CHECK(failed->message.find("SECRET") == std::string::npos);
    }
  }
  CHECK(ReadFile(blob).value_or("") == "1\n");
  CHECK_FALSE(std::filesystem::exists(bench.folder() / "out"));
}

TEST_CASE("The kernel holds the task's thread to its files, whatever the engine would do") {
  const TestBench bench;
  const task::Task task = bench.Query({bench.Csv("t", {{"a", {}}}, "1\n")}, "SELECT 1");
  const auto other = bench.File("other", "x");
  bool blob_reads = false;
  bool blob_writes = true;
  bool other_reads = true;
  bool staging_writes = false;
  std::thread([&] {
    Result<Database> database = Database::Open();
    Result<Connection> connection = database->Connect();
    CHECK(LockDown(*connection, task));
    blob_reads = OpenFile(task.sources[0].files[0].path, O_RDONLY).has_value();
    blob_writes = OpenFile(task.sources[0].files[0].path, O_WRONLY).has_value();
    other_reads = OpenFile(other.path, O_RDONLY).has_value();
    staging_writes = OpenFile(bench.staging() / "x", O_WRONLY | O_CREAT).has_value();
  }).join();
  CHECK(blob_reads);
  CHECK_FALSE(blob_writes);
  CHECK_FALSE(other_reads);
  CHECK(staging_writes);
}

}  // namespace tenon::engine
