#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/result.h"

namespace tenon::query {

// A cell of a result: nullopt is NULL.
using Cell = std::optional<std::string>;

// Reads rows out of a result file in the format that Athena writes: every value in double quotes,
// "" within them for a quote, NULL as nothing at all, rows ended by \n. The header is row 0. Reads
// the file in pieces, from where the page before ended. One thread at a time.
class ResultReader {
 public:
  ResultReader(FileDescriptor file, std::uint64_t offset);

  // The next row; nullopt at the end. kInternal if the file is not of that format.
  Result<std::optional<std::vector<Cell>>> Next();
  // The byte at which the next row begins.
  std::uint64_t offset() const { return offset_; }

 private:
  Result<std::optional<char>> Peek();
  Result<Cell> ReadCell();

  FileDescriptor file_;
  std::uint64_t offset_;  // of the next byte to hand out
  std::string buffer_;
  std::size_t at_ = 0;  // in the buffer
};

}  // namespace tenon::query
