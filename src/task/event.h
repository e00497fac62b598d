#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/log.h"
#include "base/result.h"
#include "json/value.h"
#include "types/schema.h"

// What a worker reports while it works on a task, one JSON text a line: Ready, then, once it has a
// task, any number of the others, then exactly one of Done and Failed.
namespace tenon::task {

// The worker is warm: engine open, extensions loaded.
struct Ready {
  bool operator==(const Ready&) const = default;
};

// A line for the task's log.
struct LogLine {
  LogLevel level = LogLevel::kInfo;
  std::string message;
  bool operator==(const LogLine&) const = default;
};

// The rows of a source or a sink while the statement that makes them runs.
struct RowsSoFar {
  std::string node_id;
  std::uint64_t rows = 0;
  // Of a source: by how much of its files has been read, which the engine tells in bytes or row
  // groups. Of a sink rows are counted as they go in.
  bool is_estimate = false;
  bool operator==(const RowsSoFar&) const = default;
};

// How far the task is. At most a few times a second, and once at the first row.
struct Progress {
  double fraction = 0;  // 0 to 1, of the engine's own estimate
  // Of the nodes of a job that have any so far, as far as it can be told.
  std::vector<RowsSoFar> rows = {};
  bool operator==(const Progress&) const = default;
};

// Rows that left a node, told when the statement that made them has ended, and again for all nodes
// when the task has; what is told later holds.
struct NodeRows {
  std::string node_id;
  // Absent when the node has no operator of its own in the plan.
  std::optional<std::uint64_t> rows;
  std::string note;                         // why there is no count: "fused into its target", ...
  std::optional<std::uint64_t> bytes = {};  // of the files that it reads or has written
  // Of the node's own operators, over all threads.
  std::optional<double> processor_seconds = {};
  bool operator==(const NodeRows&) const = default;
};

// One finished file of a sink, complete and synced in the staging folder.
struct OutputFile {
  std::size_t sink = 0;  // index into Task::sinks
  std::string path;      // relative to the staging folder
  std::string key;       // relative to the sink's location: "year=2026/run-..-part-..parquet"
  std::uint64_t rows = 0;
  std::vector<std::string> partition_values;  // one for each partition key
  bool operator==(const OutputFile&) const = default;
};

// The columns of a Description, or of a query's result.
struct Described {
  std::string name;
  Schema schema;
  std::string error = "";  // instead of a schema: why the SQL does not bind
  bool operator==(const Described&) const = default;
};

// How many rows a statement has read of a source.
struct Scanned {
  std::string source;  // its name
  std::uint64_t rows = 0;
  bool operator==(const Scanned&) const = default;
};

// The answer to a Select.
struct Rows {
  std::string name;
  Schema schema;
  // As text; lists, maps and structs as JSON, binary as hexadecimal digits; NULL as nullopt.
  std::vector<std::vector<std::optional<std::string>>> rows;
  std::string error = "";  // instead: why the statement failed
  std::vector<Scanned> scanned = {};
  bool operator==(const Rows&) const = default;
};

// How far a source with a bookmark key has been read: the largest value of the key, as text. Not
// told if there was no row.
struct BookmarkMoved {
  std::string source;  // its name
  std::string value;
  bool operator==(const BookmarkMoved&) const = default;
};

// Whether the run has committed in the database. If not, it never will: its row of tenon_commits is
// taken.
struct Settled {
  bool committed = false;
  bool operator==(const Settled&) const = default;
};

// The task has done all it was asked to; its files are synced.
struct Done {
  std::uint64_t rows = 0;  // written, or of the query's result
  std::uint64_t bytes_scanned = 0;
  bool operator==(const Done&) const = default;
};

// The task has ended without result.
struct Failed {
  ErrorKind kind = ErrorKind::kInternal;
  std::string message;  // for the user; names the node where one is to blame
  bool operator==(const Failed&) const = default;
};

using Event = std::variant<Ready, LogLine, Progress, NodeRows, OutputFile, Described, Rows,
                           BookmarkMoved, Settled, Done, Failed>;

// The file of the staging folder that holds the events of a job from its first OutputFile to Done,
// one JSON text a line. It is there, and synced, before the job commits in a database, so that who
// finds the commit can go on where the worker's listener ended.
inline constexpr std::string_view kResultFile = "result.jsonl";

// Texts for people that are not UTF-8 (a line of a broken file) come out with '?' for each byte
// that is not ASCII, as JSON could not carry them.
json::Value ToJson(const Event& event);
// kInvalidInput for what is no event: the worker is broken or not of this version.
Result<Event> ParseEvent(const json::Value& value);

}  // namespace tenon::task
