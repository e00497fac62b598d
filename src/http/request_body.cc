#include "http/request_body.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tenon::http {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

Error EndedEarly() {
  return Unavailable("the client closed the connection before the end of the request's body");
}

}  // namespace

RequestBody::RequestBody(const RequestParser& parser, InputBuffer& buffer, SocketStream& stream)
    : buffer_(buffer),
      stream_(stream),
      is_chunked_(parser.is_chunked()),
      remaining_(parser.content_length().value_or(0)),
      must_send_continue_(parser.expects_continue() && buffer.empty()) {}

bool RequestBody::is_complete() const { return is_chunked_ ? decoder_.is_done() : remaining_ == 0; }

Result<std::size_t> RequestBody::Read(std::span<char> buffer) {
  if (failed_) return EndedEarly();
  // Before an empty body too, as S3 does: the AWS CLI takes its next answer on the connection for
  // a part of this one if this one came instead of the 100.
  if (std::exchange(must_send_continue_, false)) {
    RETURN_IF_ERROR(stream_.Write({"HTTP/1.1 100 Continue\r\n\r\n"}));
  }
  if (is_complete()) return 0;
  auto got = is_chunked_ ? ReadChunked(buffer) : ReadKnownLength(buffer);
  failed_ = !got;
  return got;
}

Result<std::size_t> RequestBody::ReadKnownLength(std::span<char> out) {
  const std::size_t most = std::min<std::uint64_t>(out.size(), remaining_);
  std::size_t got = std::min(most, buffer_.bytes().size());
  if (got > 0) {
    buffer_.bytes().copy(out.data(), got);
    buffer_.Consume(got);
  } else {
    ASSIGN_OR_RETURN(got, stream_.Read(out.first(most)));
    if (got == 0) return EndedEarly();
  }
  remaining_ -= got;
  return got;
}

Result<std::size_t> RequestBody::ReadChunked(std::span<char> out) {
  for (;;) {
    ASSIGN_OR_RETURN(const ChunkedDecoder::Progress progress,
                     decoder_.Decode(buffer_.bytes(), out));
    buffer_.Consume(progress.consumed);
    if (progress.produced > 0 || is_complete()) return progress.produced;
    if (progress.consumed == 0) RETURN_IF_ERROR(FillBuffer());
  }
}

Status RequestBody::FillBuffer() {
  // The decoder takes all that it is given, so the buffer is empty here.
  const std::span<char> room = buffer_.Room(kBufferBytes);
  ASSIGN_OR_RETURN(const std::size_t got, stream_.Read(room));
  if (got == 0) return EndedEarly();
  buffer_.Commit(got);
  return {};
}

void RequestBody::DropArrived() {
  if (is_complete() || failed_ || must_send_continue_) return;
  if (!is_chunked_) {
    const std::size_t most = std::min<std::uint64_t>(buffer_.bytes().size(), remaining_);
    buffer_.Consume(most);
    remaining_ -= most;
    return;
  }
  std::array<char, 4096> dropped{};
  bool asked_socket = false;
  while (!is_complete()) {
    const auto progress = decoder_.Decode(buffer_.bytes(), dropped);
    failed_ = !progress;
    if (failed_) return;
    buffer_.Consume(progress->consumed);
    if (progress->consumed > 0) continue;
    if (std::exchange(asked_socket, true)) return;
    buffer_.Commit(stream_.ReadArrived(buffer_.Room(kBufferBytes)));
  }
}

bool RequestBody::CanBeDropped(std::uint64_t limit) const {
  // The client of an unanswered Expect may send the body or not: what comes next is not known.
  if (must_send_continue_) return false;
  if (is_complete()) return true;
  if (failed_) return false;
  return !is_chunked_ && remaining_ <= limit;
}

Status RequestBody::DropRest(SocketStream& stream) {
  std::array<char, 16 * 1024> dropped{};
  while (!is_complete()) {
    const std::size_t most = std::min<std::uint64_t>(dropped.size(), remaining_);
    ASSIGN_OR_RETURN(const std::size_t got, stream.Read(std::span(dropped).first(most)));
    if (got == 0) return EndedEarly();
    remaining_ -= got;
  }
  return {};
}

}  // namespace tenon::http
