#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "engine/duckdb.h"

namespace tenon::engine {

class RowQueue;

// A second connection to the engine, with a transaction of its own, which writes rows while another
// reads them. In one statement the engine would do the one after the other where a database is
// written: its extension for PostgreSQL reads a whole table of PostgreSQL into memory, in one
// thread, before the first row is written, and no part of a statement that writes runs in parallel.
//
// One thread at a time, but for what Connection has for others.
class RowWriter {
 public:
  // Connects to the engine of `reading`, which must outlive this as Database does, and makes a
  // function known to it by that name, of which nobody else may know.
  static Result<RowWriter> Make(const Connection& reading, std::string function);
  Connection& connection() { return connection_; }
  const Connection& connection() const { return connection_; }

  // Writes the rows of `select`, which `reading` runs in all threads, by "INSERT INTO t (...)" on
  // this connection; how many there were. The types are those of the SELECT. A few thousand rows
  // are on their way at a time. reading.Profile() is that of the SELECT.
  //
  // If either side fails, the other ends; the error is that of the one that failed first. Both
  // connections then have rows read or written in part, and transactions to roll back.
  Result<std::uint64_t> Insert(Connection& reading, const std::string& select,
                               const std::string& into);

 private:
  RowWriter(Connection connection, std::string function);
  Status Register();

  Connection connection_;
  std::string function_;
  RowQueue** rows_ = nullptr;  // what the function yields; the engine's own, with the function
};

}  // namespace tenon::engine
