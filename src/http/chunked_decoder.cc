#include "http/chunked_decoder.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace tenon::http {
namespace {

constexpr std::size_t kMaxLineBytes = 4 * 1024;
constexpr std::size_t kMaxTrailerBytes = 16 * 1024;

Error Broken(std::string_view what) {
  return InvalidInput("malformed HTTP request: chunked body: " + std::string(what));
}

}  // namespace

Result<ChunkedDecoder::Progress> ChunkedDecoder::Decode(std::string_view arrived,
                                                        std::span<char> out) {
  const std::size_t given = arrived.size();
  std::size_t produced = 0;
  while (!arrived.empty() && state_ != State::kDone) {
    if (state_ != State::kBytes) {
      RETURN_IF_ERROR(TakeLine(arrived));
      continue;
    }
    if (produced == out.size()) break;
    const std::size_t length =
        std::min<std::uint64_t>({arrived.size(), out.size() - produced, chunk_remaining_});
    arrived.copy(out.data() + produced, length);
    arrived.remove_prefix(length);
    produced += length;
    chunk_remaining_ -= length;
    if (chunk_remaining_ == 0) state_ = State::kBytesEnd;
  }
  return Progress{.consumed = given - arrived.size(), .produced = produced};
}

Status ChunkedDecoder::TakeLine(std::string_view& arrived) {
  const std::size_t end = arrived.find('\n');
  const std::string_view part = arrived.substr(0, end);
  if (line_.size() + part.size() > kMaxLineBytes) return Broken("a line is too long");
  line_ += part;
  if (end == std::string_view::npos) {
    arrived = {};
    return {};
  }
  arrived.remove_prefix(end + 1);
  std::string line = std::exchange(line_, {});
  if (!line.ends_with('\r')) return Broken("a line does not end in CR LF");
  line.pop_back();
  return UseLine(line);
}

Status ChunkedDecoder::UseLine(std::string_view line) {
  switch (state_) {
    case State::kChunkLine:
      return UseChunkLine(line);
    case State::kBytesEnd:
      if (!line.empty()) return Broken("a chunk is longer than its size says");
      state_ = State::kChunkLine;
      return {};
    case State::kTrailerLine:
      trailer_bytes_ += line.size();
      if (trailer_bytes_ > kMaxTrailerBytes) return Broken("the trailer is too long");
      if (line.empty()) state_ = State::kDone;
      return {};
    case State::kBytes:
    case State::kDone:
      break;
  }
  return {};
}

Status ChunkedDecoder::UseChunkLine(std::string_view line) {
  const std::string_view size = line.substr(0, line.find(';'));
  const auto [end, error] =
      std::from_chars(size.data(), size.data() + size.size(), chunk_remaining_, 16);
  if (error != std::errc() || end != size.data() + size.size()) {
    return Broken("a chunk's size is not a hexadecimal number");
  }
  state_ = chunk_remaining_ == 0 ? State::kTrailerLine : State::kBytes;
  return {};
}

}  // namespace tenon::http
