#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/activity.h"
#include "engine/duckdb.h"
#include "engine/file_offsets.h"
#include "task/event.h"
#include "task/task.h"

namespace tenon::engine {

// The rows of a job's sources and sinks while its statements run. NodeRowCounter has the numbers
// that hold, once a statement has ended.
//
// Of a sink, the rows that have gone in: counter i of the engine's Activity is that of
// task.sinks[i].
//
// Of a source an estimate, as a counter of its own would keep filters and projections out of its
// scan. Of Parquet, and so of Iceberg and Delta, the rows of the row groups that have been begun,
// all those of a file being taken to be of one size, and those of a file whose footer is not known
// yet of the mean size; of text, the bytes that have been read by the size of a record
// (RecordSize). Nothing is told of a source in a database, of Avro and Excel, of text whose records
// are not lines or that is packed otherwise than by gzip, and where two sources read one file.
//
// Asks the engine for the footers of Parquet's files, by a connection of its own, when they have
// been begun; for so many at a time that it takes no more than some milliseconds. One thread at a
// time; the task and the connection must outlive it.
class LiveRows {
 public:
  LiveRows(const Connection& connection, const task::Task& task);

  // Whether a row has gone into a sink. Takes no time, unlike SoFar.
  bool HasWritten() const;

  // Those of the nodes that have any.
  std::vector<task::RowsSoFar> SoFar();

 private:
  // Of a file of Parquet. All zero: it cannot be read.
  struct Footer {
    std::uint64_t rows = 0;
    std::size_t row_groups = 0;
  };

  std::optional<std::size_t> SourceOf(const std::string& path) const;
  void ReadFooters(const Activity::RowGroups& read);
  double RowsOfRowGroups(std::size_t source, const Activity::RowGroups& read) const;
  double RowsOfText(std::size_t source);

  const Connection& connection_;
  const task::Task& task_;
  FileOffsets offsets_;
  std::map<std::string, std::size_t> paths_;  // the source of a file; none if two read it
  std::map<std::string, Footer> footers_;     // by path; of files that have been asked for
  std::map<std::size_t, std::optional<double>> record_sizes_;  // by source
  std::optional<Connection> own_;                              // for footers
};

}  // namespace tenon::engine
