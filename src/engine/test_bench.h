#pragma once

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/file.h"
#include "engine/run_task.h"
#include "text/quote.h"

namespace tenon::engine {

// For tests: a folder of files, and tasks run over them by a real engine. Each task has a thread of
// its own, as its confinement holds for the thread to its end.
class TestBench {
 public:
  TestBench() { std::filesystem::create_directory(staging()); }

  std::filesystem::path staging() const { return folder_.path() / "staging"; }
  std::filesystem::path folder() const { return folder_.path(); }

  // Makes a file and describes it as an input "s3://b/<name>".
  task::InputFile File(const std::string& name, std::string_view content,
                       std::vector<std::optional<std::string>> partition = {}) const {
    const std::filesystem::path path = folder_.path() / ("blob-" + name);
    REQUIRE(WriteFileAtomically(path, content, 0444).has_value());
    return {path.string(), "s3://b/" + name, content.size(), std::move(partition)};
  }

  task::Source Csv(const std::string& name, Schema columns, std::string_view content) const {
    task::Source source;
    source.name = name;
    source.title = name + " file";
    source.columns = std::move(columns);
    source.files = {File(name + ".csv", content)};
    return source;
  }

  task::Task Task(task::Kind kind, std::vector<task::Source> sources) const {
    task::Task task;
    task.id = "t1";
    task.kind = kind;
    task.staging = staging().string();
    task.sources = std::move(sources);
    return task;
  }

  task::Task Query(std::vector<task::Source> sources, std::string sql) const {
    task::Task task = Task(task::Kind::kQuery, std::move(sources));
    task.query = std::move(sql);
    return task;
  }

  task::Task Job(std::vector<task::Source> sources, std::vector<task::View> views,
                 std::vector<task::Sink> sinks) const {
    task::Task task = Task(task::Kind::kJobRun, std::move(sources));
    task.views = std::move(views);
    task.sinks = std::move(sinks);
    return task;
  }

  static task::Sink Parquet(std::string input) {
    task::Sink sink;
    sink.node_id = "target";
    sink.title = "Target";
    sink.input = std::move(input);
    sink.file_prefix = "run-7-part-";
    return sink;
  }

  std::vector<task::Event> Run(const task::Task& task, bool stopped = false) const {
    std::vector<task::Event> events;
    std::mutex mutex;
    const std::atomic<bool> stop = stopped;
    std::thread([&] {
      Result<Database> database = Database::Open();
      REQUIRE(database.has_value());
      Result<Connection> connection = database->Connect();
      REQUIRE(connection.has_value());
      REQUIRE(WarmUp(*connection).has_value());
      RunTask(
          *connection, task,
          [&](const task::Event& event) {
            const std::lock_guard lock(mutex);
            events.push_back(event);
          },
          stop);
    }).join();
    return events;
  }

  // The rows of a SELECT by an engine that is not confined, every column as text, one a line.
  static std::string Rows(const std::string& sql) {
    Result<Database> database = Database::Open();
    Result<Connection> connection = database->Connect();
    const auto rows = connection->Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql + ")");
    if (!rows) return rows.error().message;
    std::string out;
    for (const Row& row : *rows) {
      for (const Field& field : row) out += field.value_or("NULL") + '|';
      out += '\n';
    }
    return out;
  }

  // The result.csv of a query, or why it failed.
  std::string Answer(const task::Task& task) const {
    const std::vector<task::Event> events = Run(task);
    if (const auto* failed = std::get_if<task::Failed>(&events.back())) return failed->message;
    return ReadFile(staging() / "result.csv").value_or("");
  }

 private:
  TemporaryFolder folder_;
};

template <typename T>
std::vector<T> Only(const std::vector<task::Event>& events) {
  std::vector<T> out;
  for (const task::Event& event : events) {
    if (const T* found = std::get_if<T>(&event)) out.push_back(*found);
  }
  return out;
}

}  // namespace tenon::engine
