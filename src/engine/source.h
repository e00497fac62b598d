#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/result.h"
#include "engine/duckdb.h"
#include "task/task.h"

// The SQL that reads a Source. Nothing is sniffed where columns are declared: separators, header
// lines and types are all given, so files are opened once and scanned by all threads.
namespace tenon::engine {

// How a source with declared columns is read.
enum class ReadMode {
  // Straight into the declared types, in parallel. The first field that does not fit, or line of
  // another shape, fails the statement: FindMisfit tells which source.
  kTyped,
  // Field by field, text as text: what does not fit is NULL, short lines are padded with NULL,
  // extra fields are dropped. One thread; bytes that are not UTF-8 lose their line.
  kText,
};

// "schema"."name", or "name" alone.
std::string QualifiedName(const task::Source& source);

// Creates (or replaces) the view that reads the source (temporary where its name has no schema, so
// that it can be made in a transaction that writes to a database), declared columns first, then
// partition columns; `index` is its place in the task. CSV as PostgreSQL's COPY writes it and Spark
// reads it: an unquoted empty field is NULL, a quoted one is ''. Empty files have no rows. The
// offset of a timestamp is honoured; one without is UTC. With bad_rows kDrop, kText drops rows with
// a bad field.
Status CreateSourceView(Connection& connection, const task::Source& source, std::size_t index,
                        ReadMode mode);

// Creates an empty table of the source's declared columns in the view's place.
Status CreateEmptySource(Connection& connection, const task::Source& source);

// The source whose data does not fit its declared types, if that is what a failure tells of;
// `sources.size()` if it is for another reason.
std::size_t FindMisfit(const Error& error, std::span<const task::Source> sources);

// The message with the names of files in place of their paths, and on one line.
std::string ForUser(std::string message, std::span<const task::Source> sources);

}  // namespace tenon::engine
