#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::http {

// Decodes the chunked transfer coding (RFC 9112, 7.1) as bytes come in pieces of any size. Chunk
// extensions and trailer fields are dropped. Lines must end in CR LF: taking less would let two
// servers in a row disagree on where a request ends. Bounded: a line has at most 4 KiB, the trailer
// 16 KiB. Pure. One thread at a time.
class ChunkedDecoder {
 public:
  struct Progress {
    std::size_t consumed = 0;
    std::size_t produced = 0;
  };
  // Decodes from the front of `arrived` into `out`, until one of them is used up or the body ends.
  // kInvalidInput if the framing is broken.
  Result<Progress> Decode(std::string_view arrived, std::span<char> out);

  bool is_done() const { return state_ == State::kDone; }

 private:
  enum class State { kChunkLine, kBytes, kBytesEnd, kTrailerLine, kDone };

  Status TakeLine(std::string_view& arrived);
  Status UseLine(std::string_view line);
  Status UseChunkLine(std::string_view line);

  State state_ = State::kChunkLine;
  std::string line_;
  std::uint64_t chunk_remaining_ = 0;
  std::size_t trailer_bytes_ = 0;
};

}  // namespace tenon::http
