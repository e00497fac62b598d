#include "api/s3/receive.h"

#include <unistd.h>

#include <cerrno>
#include <vector>

#include "api/s3/byte_range.h"
#include "api/s3/failure.h"

namespace tenon::api::s3 {
namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;
constexpr std::size_t kMaxDocumentBytes = std::size_t{4} << 20;

// How many bytes the client says that the object has. The length of the encoded body does not tell
// it when chunks are signed or a trailer follows.
Result<std::uint64_t> DeclaredLength(const http::Headers& headers) {
  const bool streaming = headers.Get("x-amz-content-sha256").starts_with("STREAMING-");
  const std::string_view header = streaming ? "x-amz-decoded-content-length" : "Content-Length";
  const std::string* value = headers.Find(header);
  if (value == nullptr) {
    return Failure("MissingContentLength",
                   "the request must say the length of its body in " + std::string(header));
  }
  const auto length = ParseNumber(*value);
  if (!length) {
    return Failure("InvalidArgument", std::string(header) + " must be a number: " + *value);
  }
  if (*length > kMaxPutBytes) {
    return Failure(
        "EntityTooLarge",
        "one request may send 5 GiB, use an upload in parts for more: " + *value + " bytes");
  }
  return *length;
}

}  // namespace

Result<ReceivedBlob> ReceiveBlob(const Request& request, const ChecksumAlgorithm& fallback) {
  ASSIGN_OR_RETURN(const std::uint64_t declared, DeclaredLength(request.headers()));
  ASSIGN_OR_RETURN(const ExpectedDigests expected, ReadExpectedDigests(request.headers()));
  const ChecksumAlgorithm& algorithm =
      expected.algorithm != nullptr ? *expected.algorithm : fallback;
  ASSIGN_OR_RETURN(auto writer, request.store.NewBlob());
  DigestWriter digests(algorithm);
  std::vector<char> buffer(kBufferBytes);
  std::uint64_t length = 0;
  for (;;) {
    ASSIGN_OR_RETURN(const std::size_t got, request.body.Read(buffer));
    if (got == 0) break;
    length += got;
    if (length > declared) break;
    const std::string_view bytes(buffer.data(), got);
    digests.Update(bytes);
    RETURN_IF_ERROR(writer->Append(bytes));
  }
  if (length != declared) {
    return Failure("IncompleteBody", "the body does not have the length that was announced: " +
                                         std::to_string(declared) + " bytes");
  }
  Digests found = digests.Finish();
  RETURN_IF_ERROR(VerifyDigests(expected, request.body.trailers(), found));
  ASSIGN_OR_RETURN(objects::Blob blob, writer->Finish());
  return ReceivedBlob{.writer = std::move(writer),
                      .blob = std::move(blob),
                      .md5 = std::move(found.md5),
                      .algorithm = &algorithm,
                      .checksum = std::move(found.checksum)};
}

Result<std::string> ReceiveUncheckedDocument(const Request& request) {
  Result<std::string> text = http::ReadAll(request.body, kMaxDocumentBytes);
  if (!text && text.error().kind == ErrorKind::kLimitExceeded) {
    return Failure("MalformedXML", text.error().message);
  }
  return text;
}

Result<std::string> ReceiveDocument(const Request& request) {
  ASSIGN_OR_RETURN(const ExpectedDigests expected, ReadExpectedDigests(request.headers()));
  Result<std::string> text = ReceiveUncheckedDocument(request);
  if (!text) return text;
  DigestWriter digests(expected.algorithm != nullptr ? *expected.algorithm : DefaultChecksum());
  digests.Update(*text);
  RETURN_IF_ERROR(VerifyDigests(expected, request.body.trailers(), digests.Finish()));
  return text;
}

Result<Digests> DigestFile(const FileDescriptor& file, std::uint64_t offset, std::uint64_t length,
                           const ChecksumAlgorithm& algorithm) {
  DigestWriter digests(algorithm);
  std::vector<char> buffer(kBufferBytes);
  while (length > 0) {
    const std::size_t wanted = std::min<std::uint64_t>(buffer.size(), length);
    const ssize_t got = ::pread(file.get(), buffer.data(), wanted, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("reading a blob", errno);
    if (got == 0) return Internal("a blob is shorter than its row says");
    const auto bytes = static_cast<std::size_t>(got);
    digests.Update({buffer.data(), bytes});
    offset += bytes;
    length -= bytes;
  }
  return digests.Finish();
}

}  // namespace tenon::api::s3
