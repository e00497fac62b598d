#pragma once

#include <memory>
#include <string>

#include "api/s3/checksums.h"
#include "api/s3/request.h"
#include "base/file.h"
#include "objects/object.h"

namespace tenon::api::s3 {

// A body that has come whole, is what its signature and checksums say, and lies in the store as a
// blob that has no name yet. Keep it until the store has given it one.
struct ReceivedBlob {
  std::unique_ptr<objects::BlobWriter> writer;  // removes the blob unless it is given a name
  objects::Blob blob;
  std::string md5;                               // raw
  const ChecksumAlgorithm* algorithm = nullptr;  // never null
  std::string checksum;                          // raw
};

// Streams the body into a new blob, in bounded memory. A checksum is always computed: the one that
// is sent, else `fallback`. Reasons of errors: MissingContentLength, EntityTooLarge (above 5 GiB),
// IncompleteBody, those of checksums.h and those of the signature's check.
Result<ReceivedBlob> ReceiveBlob(const Request& request, const ChecksumAlgorithm& fallback);

// Reads a body that is an XML document, verified likewise. kInvalidInput with reason MalformedXML
// above 4 MiB, which is more than S3's largest input takes: the list of 10,000 parts.
Result<std::string> ReceiveDocument(const Request& request);
// The same where the headers' checksums are those of something else than the body.
Result<std::string> ReceiveUncheckedDocument(const Request& request);

// The digests of a piece of a stored file.
Result<Digests> DigestFile(const FileDescriptor& file, std::uint64_t offset, std::uint64_t length,
                           const ChecksumAlgorithm& algorithm);

// The largest object that one request may send or copy: 5 GiB.
inline constexpr std::uint64_t kMaxPutBytes = std::uint64_t{5} << 30;

}  // namespace tenon::api::s3
