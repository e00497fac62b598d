#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/duckdb.h"
#include "engine/sink.h"
#include "task/event.h"
#include "task/task.h"

namespace tenon::engine {

// The rows that the statement of a plan has read of each source of the task, by its files or table;
// as many as have left the scans, so fewer than there are if it ended early or a filter went into a
// scan.
std::vector<task::Scanned> RowsScanned(const task::Task& task, const Operator& plan);

// Counts the rows that left each node of a job, out of the plans that its sinks have executed.
//
// A number is given only where an operator of the plan puts out exactly the node's rows: a sink has
// what it wrote; a source what its one scan read in full, unless a filter went into the scan or a
// limit or an empty join may have ended it early; a join what the one operator that joins the same
// sources put out, unless a later node may have filtered below it; and where it follows from such
// a number: what a sink writes are all rows of its input, and a view's `rows_of` has as many as the
// view. Any other node says why not.
//
// Bytes are those of the files that a source has and a sink has written. The time is that of the
// operators that do a node's work alone: the scans of a source, the join, the writing of a sink.
// One thread at a time.
class NodeRowCounter {
 public:
  explicit NodeRowCounter(const task::Task& task);

  // Takes what was written of task.sinks[sink], with the plan of the statement if it is known.
  void Add(std::size_t sink, const Written& written);

  // Takes the plan of the statement that computed task.views[view] once, and its rows.
  void AddKept(std::size_t view, const Operator& plan, std::uint64_t rows);

  // Takes the plan of another statement.
  void AddPlan(const Operator& plan);

  // One for each source, view and sink written so far, in the task's order. A node that passes rows
  // on and writes some beside has the former only.
  std::vector<task::NodeRows> Counts() const;

 private:
  using Sources = std::set<std::size_t>;  // indexes into the task's sources
  struct Found {
    std::size_t operators = 0;
    std::uint64_t rows = 0;
    double seconds = 0;
    std::string doubt = {};  // why the number may be wrong
  };
  // What a sink has written.
  struct Output {
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;
    std::optional<double> seconds = {};
  };

  Sources Walk(const Operator& at, bool cut_early, std::map<std::size_t, Found>& scans,
               std::map<Sources, Found>& joins) const;
  std::size_t SourceOf(const Operator& scan) const;
  bool IsFilteredLater(std::size_t view) const;
  task::NodeRows CountOfSource(std::size_t source) const;
  task::NodeRows CountOfView(std::size_t view) const;
  void Infer(std::vector<task::NodeRows>& nodes) const;

  const task::Task& task_;
  std::map<std::string, Sources> relations_;  // by name: what a relation reads in the end
  std::map<std::string, std::size_t> paths_;  // the source of a file, if only one reads it
  std::map<std::size_t, Found> scans_;        // by source
  std::map<Sources, Found> joins_;
  std::map<std::size_t, Output> written_;      // by sink
  std::map<std::size_t, std::uint64_t> kept_;  // by view
};

}  // namespace tenon::engine
