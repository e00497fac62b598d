#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "task/source.h"
#include "types/schema.h"

// The task protocol: what the server hands a worker process. One task, one process; see event.h
// for what comes back. Both travel as JSON, one text a line.
namespace tenon::task {

// A relation computed from earlier ones: `sql` is a SELECT over their quoted names.
struct View {
  std::string name;
  std::string title;
  std::string sql;
  bool once = false;  // a job computes it once and keeps the rows for all that read it
  // The relation each row of which makes exactly one row of this; "" if there may be more or less.
  std::string rows_of = "";
  bool operator==(const View&) const = default;
};

// Where the rows of a relation go: files in the staging folder, below "<index of the sink>/", or a
// table of a database.
struct Sink {
  std::string node_id;
  std::string title;
  std::string input;  // a source's or view's name
  Format format = Format::kParquet;
  std::string compression = "snappy";  // of the format, lower case; "none"
  CsvOptions csv = {};                 // kCsv: separator and quote; a header line if header_lines
  XmlOptions xml = {};                 // kXml: row_tag
  std::vector<std::string> columns = {};         // in this order; empty: as the input has them
  std::vector<std::string> partition_keys = {};  // folders "key=value/", not in the files
  std::string file_prefix;                       // "run-<id>-part-": file names begin so
  int files = 0;  // at most so many files a partition; 0: as many as suit the engine
  std::optional<DatabaseSink> database = std::nullopt;  // written in place of files
  bool operator==(const Sink&) const = default;
};

// A relation whose columns and types are asked for, without rows.
struct Description {
  std::string name;  // comes back with the answer
  std::string sql;   // a SELECT over sources and views
  bool operator==(const Description&) const = default;
};

// A SELECT over sources and views whose first rows are asked for.
struct Select {
  std::string name;  // comes back with the answer
  std::string sql;
  std::uint64_t limit = 0;  // rows at most
  // No column is binary or nested, so that the engine need not be asked for types first: the answer
  // has no schema.
  bool is_plain = false;
  bool operator==(const Select&) const = default;
};

enum class Kind {
  kJobRun,    // sources, views, sinks
  kQuery,     // sources, `query`: its rows, or its plan, as result.csv in the staging folder
  kDescribe,  // sources (files may be empty), `descriptions`
  kSelect,    // sources, views, `selects`: the rows of each as an event, one after another
  kConnect,   // `settlement->connection`: whether it lets us in and answers
  kSettle,    // `settlement` and `commit`: whether that run has committed there
};

// Where a run has perhaps committed.
struct Settlement {
  DatabaseConnection connection;
  std::string schema = "";  // as of DatabaseSink
  bool operator==(const Settlement&) const = default;
};

// Everything that a worker needs to know; it asks nothing back.
struct Task {
  std::string id;
  Kind kind = Kind::kJobRun;
  std::string staging = "";  // the one folder that the task may write to; "" if it writes nothing
  int threads = 2;
  std::string memory_limit = "";  // "4GB"; "" leaves it to the engine
  std::string disk_limit = "";    // of what spills to the staging folder: "10GB"; "" for no limit
  std::vector<Source> sources = {};
  std::vector<View> views = {};
  std::vector<Sink> sinks = {};
  std::string query = "";
  bool explain = false;           // the lines of the query's plan instead of its rows
  std::string query_schema = "";  // resolves names without a schema (Athena's Database)
  std::vector<Description> descriptions = {};
  std::vector<Select> selects = {};
  // Of a job with a sink in a database. All its sinks in databases are of one connection, and are
  // one transaction there.
  std::optional<Commit> commit = std::nullopt;
  std::optional<Settlement> settlement = std::nullopt;
  bool joins_as_written = false;  // the right input of a join is held, the left one read along
  bool operator==(const Task&) const = default;
};

json::Value ToJson(const Task& task);
Result<Task> ParseTask(const json::Value& value);

}  // namespace tenon::task
