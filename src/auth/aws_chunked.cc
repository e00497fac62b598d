#include "auth/aws_chunked.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/hex.h"
#include "text/utf8.h"

namespace tenon::auth {
namespace {

constexpr std::size_t kMaxLineBytes = 4 * 1024;
constexpr std::size_t kMaxTrailerBytes = 16 * 1024;
constexpr std::string_view kSignatureExtension = "chunk-signature=";
constexpr std::string_view kTrailerSignature = "x-amz-trailer-signature";

Error IncompleteBody(std::string_view what) {
  return {ErrorKind::kInvalidInput, "broken aws-chunked body: " + std::string(what),
          "IncompleteBody"};
}

Error MalformedTrailer(std::string_view what) {
  return {ErrorKind::kInvalidInput, "broken aws-chunked trailer: " + std::string(what),
          "MalformedTrailerError"};
}

Error WrongSignature(std::string_view of_what) {
  return {ErrorKind::kInvalidInput,
          "The request signature we calculated does not match the signature you provided for " +
              std::string(of_what),
          "SignatureDoesNotMatch"};
}

}  // namespace

bool ChunkSignatures::Accept(const std::string& text_to_sign, std::string_view signature) {
  const std::string expected = ToHex(HmacSha256(signing_key_, text_to_sign));
  previous_ = expected;
  return ConstantTimeEquals(expected, signature);
}

bool ChunkSignatures::AcceptChunk(std::string_view sha256, std::string_view signature) {
  static const std::string kNoHeaders = ToHex(Sha256(""));
  return Accept("AWS4-HMAC-SHA256-PAYLOAD\n" + date_ + "\n" + scope_ + "\n" + previous_ + "\n" +
                    kNoHeaders + "\n" + std::string(sha256),
                signature);
}

bool ChunkSignatures::AcceptTrailer(std::string_view sha256, std::string_view signature) {
  return Accept("AWS4-HMAC-SHA256-TRAILER\n" + date_ + "\n" + scope_ + "\n" + previous_ + "\n" +
                    std::string(sha256),
                signature);
}

AwsChunkedDecoder::AwsChunkedDecoder(AwsChunkedOptions options)
    : options_(std::move(options)), body_remaining_(options_.decoded_length) {}

Result<AwsChunkedDecoder::Progress> AwsChunkedDecoder::Decode(std::string_view arrived,
                                                              std::span<char> out) {
  const std::size_t given = arrived.size();
  std::size_t produced = 0;
  while (!arrived.empty() && state_ != State::kDone) {
    if (state_ != State::kBytes) {
      ASSIGN_OR_RETURN(const bool is_whole, TakeLine(arrived));
      if (is_whole) RETURN_IF_ERROR(UseLine());
      continue;
    }
    if (produced == out.size()) break;
    const std::size_t length =
        std::min<std::uint64_t>({arrived.size(), out.size() - produced, chunk_remaining_});
    const std::string_view bytes = arrived.substr(0, length);
    bytes.copy(out.data() + produced, length);
    if (options_.signatures) chunk_sha256_.Update(bytes);
    arrived.remove_prefix(length);
    produced += length;
    chunk_remaining_ -= length;
    body_remaining_ -= length;
    if (chunk_remaining_ == 0) state_ = State::kBytesEnd;
  }
  return Progress{.consumed = given - arrived.size(), .produced = produced};
}

Result<bool> AwsChunkedDecoder::TakeLine(std::string_view& arrived) {
  const std::size_t end = arrived.find('\n');
  const std::string_view part = arrived.substr(0, end);
  if (line_.size() + part.size() > kMaxLineBytes) {
    return state_ == State::kTrailerLine ? MalformedTrailer("a line is too long")
                                         : IncompleteBody("a chunk's header is too long");
  }
  line_ += part;
  arrived.remove_prefix(end == std::string_view::npos ? arrived.size() : end + 1);
  return end != std::string_view::npos;
}

Status AwsChunkedDecoder::UseLine() {
  const std::string line = std::exchange(line_, {});
  std::string_view text = line;
  if (text.ends_with('\r')) text.remove_suffix(1);
  switch (state_) {
    case State::kChunkLine:
      return UseChunkLine(text);
    case State::kBytesEnd:
      if (!text.empty()) return IncompleteBody("a chunk is longer than its header says");
      return FinishChunk();
    case State::kTrailerLine:
      return UseTrailerLine(text);
    case State::kBytes:
    case State::kDone:
      break;
  }
  return {};
}

Status AwsChunkedDecoder::UseChunkLine(std::string_view line) {
  const std::size_t semicolon = line.find(';');
  const std::string_view length = line.substr(0, semicolon);
  const auto [end, error] =
      std::from_chars(length.data(), length.data() + length.size(), chunk_remaining_, 16);
  if (error != std::errc() || end != length.data() + length.size()) {
    return IncompleteBody("a chunk's length is not a hexadecimal number");
  }
  if (chunk_remaining_ > body_remaining_) {
    return IncompleteBody("longer than x-amz-decoded-content-length");
  }
  is_last_chunk_ = chunk_remaining_ == 0;
  if (is_last_chunk_ && body_remaining_ > 0) {
    return IncompleteBody("shorter than x-amz-decoded-content-length");
  }
  chunk_signature_.clear();
  if (semicolon != std::string_view::npos) {
    const std::string_view extension = Trim(line.substr(semicolon + 1));
    if (extension.starts_with(kSignatureExtension)) {
      chunk_signature_ = extension.substr(kSignatureExtension.size());
    }
  }
  if (options_.signatures) chunk_sha256_ = Digest(DigestKind::kSha256);
  if (!is_last_chunk_) {
    state_ = State::kBytes;
    return {};
  }
  return FinishChunk();
}

Status AwsChunkedDecoder::FinishChunk() {
  if (options_.signatures &&
      !options_.signatures->AcceptChunk(ToHex(chunk_sha256_.Finish()), chunk_signature_)) {
    return WrongSignature("a chunk of the body");
  }
  // What follows the last chunk without a trailer is the empty line that ends an empty trailer.
  state_ = is_last_chunk_ ? State::kTrailerLine : State::kChunkLine;
  return {};
}

Status AwsChunkedDecoder::UseTrailerLine(std::string_view line) {
  if (line.empty()) return FinishTrailer();
  if (!options_.has_trailer) return IncompleteBody("something follows the last chunk");
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return MalformedTrailer("a line has no name");
  const std::string name = AsciiLower(Trim(line.substr(0, colon)));
  const std::string_view value = Trim(line.substr(colon + 1));
  if (!trailer_signature_.empty()) return MalformedTrailer("the signature must come last");
  if (name == kTrailerSignature) {
    if (value.empty()) return MalformedTrailer("the signature is empty");
    trailer_signature_ = value;
    return {};
  }
  if (trailers_.Find(name) != nullptr) return MalformedTrailer(name + " comes twice");
  trailer_text_ += name + ":" + std::string(value) + "\n";
  if (trailer_text_.size() > kMaxTrailerBytes) return MalformedTrailer("it is too long");
  trailers_.Add(name, value);
  return {};
}

Status AwsChunkedDecoder::FinishTrailer() {
  for (const std::string& name : options_.trailer_names) {
    if (trailers_.Find(name) == nullptr) return MalformedTrailer("no " + name);
  }
  if (options_.signatures && options_.has_trailer &&
      !options_.signatures->AcceptTrailer(ToHex(Sha256(trailer_text_)), trailer_signature_)) {
    return WrongSignature("the trailer");
  }
  state_ = State::kDone;
  return {};
}

}  // namespace tenon::auth
