#include <utility>

#include "auth/aws_chunked.h"
#include "auth/signature.h"
#include "base/digest.h"
#include "base/hex.h"

namespace tenon::auth {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

// A body that nobody vouches for.
class UnsignedBody final : public CheckedBody {
 public:
  explicit UnsignedBody(http::BodyReader& body) : body_(body) {}
  Result<std::size_t> Read(std::span<char> buffer) override { return body_.Read(buffer); }
  const http::Headers& trailers() const override { return trailers_; }

 private:
  http::BodyReader& body_;
  http::Headers trailers_;
};

// A body whose SHA-256 was signed.
class HashedBody final : public CheckedBody {
 public:
  HashedBody(http::BodyReader& body, std::string sha256)
      : body_(body), expected_(std::move(sha256)) {}

  Result<std::size_t> Read(std::span<char> buffer) override {
    if (is_done_) return 0;
    ASSIGN_OR_RETURN(const std::size_t got, body_.Read(buffer));
    if (got > 0) {
      digest_.Update({buffer.data(), got});
      return got;
    }
    // The digest is used up; a second try after a mismatch must fail too.
    if (actual_.empty()) actual_ = ToHex(digest_.Finish());
    if (actual_ != expected_) {
      return Error{ErrorKind::kInvalidInput,
                   "The provided 'x-amz-content-sha256' header does not match what was computed",
                   "XAmzContentSHA256Mismatch"};
    }
    is_done_ = true;
    return 0;
  }
  const http::Headers& trailers() const override { return trailers_; }

 private:
  http::BodyReader& body_;
  const std::string expected_;
  std::string actual_;
  Digest digest_{DigestKind::kSha256};
  bool is_done_ = false;
  http::Headers trailers_;
};

// A body in aws-chunked coding.
class ChunkedBody final : public CheckedBody {
 public:
  ChunkedBody(http::BodyReader& body, AwsChunkedOptions options)
      : body_(body), decoder_(std::move(options)), buffer_(kBufferBytes, '\0') {}

  Result<std::size_t> Read(std::span<char> out) override {
    if (failure_) return *failure_;
    auto got = Decode(out);
    if (!got) failure_ = got.error();
    return got;
  }
  const http::Headers& trailers() const override { return decoder_.trailers(); }

 private:
  Result<std::size_t> Decode(std::span<char> out) {
    for (;;) {
      const std::string_view waiting = std::string_view(buffer_).substr(begin_, end_ - begin_);
      ASSIGN_OR_RETURN(const AwsChunkedDecoder::Progress progress, decoder_.Decode(waiting, out));
      begin_ += progress.consumed;
      if (progress.produced > 0) return progress.produced;
      const bool has_more = begin_ < end_;
      if (decoder_.is_done() && has_more) return Incomplete("something follows its end");
      begin_ = 0;
      ASSIGN_OR_RETURN(end_, body_.Read(buffer_));
      if (end_ > 0) continue;
      if (!decoder_.is_done()) return Incomplete("it ends early");
      return 0;
    }
  }

  static Error Incomplete(std::string_view what) {
    return {ErrorKind::kInvalidInput, "broken aws-chunked body: " + std::string(what),
            "IncompleteBody"};
  }

  http::BodyReader& body_;
  AwsChunkedDecoder decoder_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::optional<Error> failure_;
};

}  // namespace

std::unique_ptr<CheckedBody> CheckBody(const Identity& identity, http::BodyReader& body) {
  if (identity.payload == PayloadKind::kUnsigned) return std::make_unique<UnsignedBody>(body);
  if (identity.payload == PayloadKind::kSigned) {
    return std::make_unique<HashedBody>(body, identity.payload_sha256);
  }
  AwsChunkedOptions options{.decoded_length = identity.decoded_length};
  options.has_trailer = identity.payload != PayloadKind::kStreamingSigned;
  options.trailer_names = identity.trailer_names;
  if (identity.payload != PayloadKind::kStreamingUnsignedTrailer) {
    options.signatures = ChunkSignatures(identity.signing_key, identity.scope_date, identity.scope,
                                         identity.seed_signature);
  }
  return std::make_unique<ChunkedBody>(body, std::move(options));
}

}  // namespace tenon::auth
