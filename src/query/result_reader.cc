#include "query/result_reader.h"

#include <unistd.h>

#include <cerrno>

namespace tenon::query {
namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;

}  // namespace

ResultReader::ResultReader(FileDescriptor file, std::uint64_t offset)
    : file_(std::move(file)), offset_(offset) {}

Result<std::optional<char>> ResultReader::Peek() {
  if (at_ == buffer_.size()) {
    buffer_.resize(kBufferBytes);
    at_ = 0;
    ssize_t got = -1;
    do {
      got = pread(file_.get(), buffer_.data(), buffer_.size(), static_cast<off_t>(offset_));
    } while (got < 0 && errno == EINTR);
    buffer_.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    if (got < 0) return SystemError("reading a query's result", errno);
  }
  if (buffer_.empty()) return std::optional<char>();
  return std::optional(buffer_[at_]);
}

Result<Cell> ResultReader::ReadCell() {
  const auto skip = [&] {
    ++at_;
    ++offset_;
  };
  ASSIGN_OR_RETURN(const auto first, Peek());
  if (first != '"') return Cell();
  skip();
  std::string text;
  for (;;) {
    ASSIGN_OR_RETURN(const auto c, Peek());
    if (!c) return Internal("a query's result ends within a value");
    skip();
    if (*c != '"') {
      text += *c;
      continue;
    }
    ASSIGN_OR_RETURN(const auto next, Peek());
    if (next != '"') return Cell(std::move(text));
    text += '"';
    skip();
  }
}

Result<std::optional<std::vector<Cell>>> ResultReader::Next() {
  ASSIGN_OR_RETURN(const auto first, Peek());
  if (!first) return std::optional<std::vector<Cell>>();
  std::vector<Cell> row;
  for (;;) {
    ASSIGN_OR_RETURN(row.emplace_back(), ReadCell());
    ASSIGN_OR_RETURN(const auto separator, Peek());
    ++at_;
    ++offset_;
    if (separator == '\n') return std::optional(std::move(row));
    if (separator != ',') return Internal("a query's result is malformed");
  }
}

}  // namespace tenon::query
