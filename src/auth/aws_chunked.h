#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "http/message.h"

namespace tenon::auth {

// The chain of signatures over the pieces of a streamed body: each vouches for its piece and for
// the signature before it (the "sigv4-streaming" pages of Amazon's S3 API reference). One thread at
// a time.
class ChunkSignatures {
 public:
  // `seed` is the signature of the request's head; `date` and `scope` are those it was made with.
  ChunkSignatures(std::string signing_key, std::string date, std::string scope, std::string seed)
      : signing_key_(std::move(signing_key)),
        date_(std::move(date)),
        scope_(std::move(scope)),
        previous_(std::move(seed)) {}

  // Whether `signature` (hex) is the next of the chain; `sha256` is the chunk's, in hex.
  bool AcceptChunk(std::string_view sha256, std::string_view signature);
  // Likewise for the trailer, which ends the chain.
  bool AcceptTrailer(std::string_view sha256, std::string_view signature);

 private:
  bool Accept(const std::string& text_to_sign, std::string_view signature);

  std::string signing_key_;
  std::string date_;
  std::string scope_;
  std::string previous_;
};

struct AwsChunkedOptions {
  std::uint64_t decoded_length = 0;                          // x-amz-decoded-content-length
  std::optional<ChunkSignatures> signatures = std::nullopt;  // for the signed kinds
  bool has_trailer = false;                                  // trailing headers may follow
  std::vector<std::string> trailer_names = {};               // those that x-amz-trailer promises
};

// Decodes the aws-chunked content coding as bytes come in pieces of any size:
//   <hex length>[;chunk-signature=<hex>]CRLF <bytes> CRLF ... 0[;chunk-signature=<hex>]CRLF
//   [<name>:<value>CRLF ...] [x-amz-trailer-signature:<hex>CRLF] CRLF
// Verifies signatures as it goes; decoded bytes are good only once is_done(). Bounded: a line has
// at most 4 KiB, the trailer 16 KiB. Pure. One thread at a time.
class AwsChunkedDecoder {
 public:
  explicit AwsChunkedDecoder(AwsChunkedOptions options);

  struct Progress {
    std::size_t consumed = 0;
    std::size_t produced = 0;
  };
  // Decodes from the front of `arrived` into `out`, until one of them is used up or the body ends.
  // kInvalidInput with reason SignatureDoesNotMatch, IncompleteBody (framing, or a length other
  // than the decoded length) or MalformedTrailerError.
  Result<Progress> Decode(std::string_view arrived, std::span<char> out);

  // Whether the end of the body has been read and everything was right.
  bool is_done() const { return state_ == State::kDone; }
  // Without x-amz-trailer-signature.
  const http::Headers& trailers() const { return trailers_; }

 private:
  enum class State { kChunkLine, kBytes, kBytesEnd, kTrailerLine, kDone };

  // Takes a line from the front of `arrived` into line_; true when it is whole.
  Result<bool> TakeLine(std::string_view& arrived);
  Status UseLine();
  Status UseChunkLine(std::string_view line);
  Status UseTrailerLine(std::string_view line);
  Status FinishChunk();
  Status FinishTrailer();

  AwsChunkedOptions options_;
  State state_ = State::kChunkLine;
  std::string line_;
  std::uint64_t chunk_remaining_ = 0;
  std::uint64_t body_remaining_;
  bool is_last_chunk_ = false;
  std::string chunk_signature_;
  Digest chunk_sha256_{DigestKind::kSha256};
  http::Headers trailers_;
  std::string trailer_text_;  // the trailer as it is signed
  std::string trailer_signature_;
};

}  // namespace tenon::auth
