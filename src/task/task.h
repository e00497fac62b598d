#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "types/schema.h"

// The task protocol: what the server hands a worker process. One task, one process; see event.h
// for what comes back. Both travel as JSON, one text a line.
namespace tenon::task {

enum class Format { kCsv, kJson, kParquet };
std::string_view NameOf(Format format);  // "csv", "json", "parquet"
Result<Format> ParseFormat(std::string_view name);

struct CsvOptions {
  char separator = ',';
  char quote = '"';       // '\0': no quoting
  char escape = '"';      // the character before a quote that is part of a field
  int header_lines = 0;   // lines to pass over at the start of each file
  bool multiline = true;  // quoted fields may hold line ends
  bool operator==(const CsvOptions&) const = default;
};

// What becomes of a field that does not fit its declared type (`--tenon-bad-rows`).
enum class BadRows { kNull, kDrop, kFail };
std::string_view NameOf(BadRows bad_rows);  // "null", "drop", "fail"
Result<BadRows> ParseBadRows(std::string_view name);

// A file to read, with what the worker cannot see in it.
struct InputFile {
  std::string path;  // on this machine: a blob
  std::string name;  // for people: "s3://bucket/key"
  std::uint64_t size = 0;
  // One value for each of the source's partition columns, from the key ("year=2026/"); nullopt for
  // Hive's null partition.
  std::vector<std::optional<std::string>> partition_values = {};
  bool operator==(const InputFile&) const = default;
};

// A relation that is read from files. The worker knows it by its name from then on.
struct Source {
  std::string schema = "";  // of the name: a catalog database, or "" for a node of a job
  std::string name = "";    // a table's name, or a node's id
  std::string title = "";   // for messages: "Users CSV File"
  Format format = Format::kCsv;
  CsvOptions csv = {};
  Schema columns = {};            // declared, in file order for CSV; by name for Parquet and JSON
  Schema partition_columns = {};  // after the others, as in Hive
  BadRows bad_rows = BadRows::kNull;
  std::vector<InputFile> files = {};
  bool operator==(const Source&) const = default;
};

// A relation computed from earlier ones: `sql` is a SELECT over their quoted names.
struct View {
  std::string name;
  std::string title;
  std::string sql;
  bool operator==(const View&) const = default;
};

// Where the rows of a relation go: files in the staging folder, below "<index of the sink>/".
struct Sink {
  std::string node_id;
  std::string title;
  std::string input;  // a source's or view's name
  Format format = Format::kParquet;
  std::string compression = "snappy";  // of the format, lower case; "none"
  CsvOptions csv = {};                 // kCsv: separator and quote; a header line if header_lines
  std::vector<std::string> partition_keys = {};  // folders "key=value/", not in the files
  std::string file_prefix;                       // "run-<id>-part-": file names begin so
  int files = 0;  // at most so many files a partition; 0: as many as suit the engine
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
  bool operator==(const Select&) const = default;
};

enum class Kind {
  kJobRun,    // sources, views, sinks
  kQuery,     // sources, `query`: its rows as result.csv in the staging folder
  kDescribe,  // sources (files may be empty), `descriptions`
  kSelect,    // sources, views, `selects`: the rows of each as an event, one after another
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
  std::string query_schema = "";  // resolves names without a schema (Athena's Database)
  std::vector<Description> descriptions = {};
  std::vector<Select> selects = {};
  bool joins_as_written = false;  // the right input of a join is held, the left one read along
  bool operator==(const Task&) const = default;
};

json::Value ToJson(const Task& task);
Result<Task> ParseTask(const json::Value& value);

// A schema as JSON: [{"Name":"id","Type":"bigint"}], types in Hive's spelling.
json::Value ToJson(const Schema& schema);
Result<Schema> ParseSchema(const json::Value& value);

}  // namespace tenon::task
