#include "api/s3/access.h"
#include "api/s3/byte_range.h"
#include "api/s3/conditions.h"
#include "api/s3/copy_source.h"
#include "api/s3/failure.h"
#include "api/s3/object_headers.h"
#include "api/s3/operations.h"
#include "api/s3/receive.h"
#include "api/s3/xml_writer.h"
#include "base/hex.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
namespace {

// Reads x-amz-checksum-algorithm and x-amz-checksum-type into the upload. Where S3 offers both
// types it makes a composite unless asked otherwise.
Status ReadChecksumOfUpload(const http::Headers& headers, objects::Upload& upload) {
  const std::string* name = headers.Find("x-amz-checksum-algorithm");
  const std::string* type = headers.Find("x-amz-checksum-type");
  if (name == nullptr) {
    if (type == nullptr) return {};
    return Failure("InvalidRequest", "x-amz-checksum-type needs x-amz-checksum-algorithm");
  }
  ASSIGN_OR_RETURN(const ChecksumAlgorithm* algorithm, FindChecksum(*name));
  const std::string chosen =
      type != nullptr ? *type : std::string(algorithm->composite ? "COMPOSITE" : "FULL_OBJECT");
  const bool offered = (chosen == "COMPOSITE" && algorithm->composite) ||
                       (chosen == "FULL_OBJECT" && algorithm->full_object);
  if (!offered) {
    return Failure("InvalidRequest", "a " + *name +
                                         " checksum of an upload in parts cannot have "
                                         "the type " +
                                         chosen);
  }
  upload.checksum_algorithm = algorithm->name;
  upload.attributes.checksum_type = chosen;
  return {};
}

Result<int> ReadPartNumber(const Request& request) {
  const std::string_view text = request.ParameterOr("partNumber");
  const auto number = ParseNumber(text);
  constexpr std::uint64_t kMaxParts = 10'000;
  if (number && *number >= 1 && *number <= kMaxParts) return static_cast<int>(*number);
  return Failure("InvalidArgument",
                 "partNumber must be a number from 1 to 10000: " + std::string(text));
}

Result<objects::Upload> FindUpload(const Request& request) {
  return request.store.GetUpload(request.bucket(), request.key(), request.ParameterOr("uploadId"));
}

Result<const ChecksumAlgorithm*> AlgorithmOf(const objects::Upload& upload) {
  if (upload.checksum_algorithm.empty()) return &DefaultChecksum();
  return FindChecksum(upload.checksum_algorithm);
}

// The piece of the source that becomes the part.
Result<ByteRange> PieceOf(const Request& request, const objects::Object& source) {
  const std::string* range = request.headers().Find("x-amz-copy-source-range");
  ByteRange piece{.offset = 0, .length = source.blob.size};
  if (range != nullptr) {
    ASSIGN_OR_RETURN(piece, ParseCopyRange(*range, source.blob.size));
  }
  if (piece.length <= kMaxPutBytes) return piece;
  return Failure("InvalidRequest",
                 "a part has at most 5 GiB, name a smaller piece of the source "
                 "in x-amz-copy-source-range: " +
                     source.key);
}

}  // namespace

Result<http::Response> CreateMultipartUpload(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Bucket bucket, request.store.GetBucket(request.bucket()));
  RETURN_IF_ERROR(CheckAclHeaders(bucket, request.headers()));
  objects::Upload upload{.bucket = request.bucket(), .key = request.key()};
  ASSIGN_OR_RETURN(upload.attributes, AttributesFromHeaders(request.headers()));
  RETURN_IF_ERROR(ReadChecksumOfUpload(request.headers(), upload));
  ASSIGN_OR_RETURN(upload, request.store.CreateUpload(upload));

  XmlWriter xml;
  xml.OpenDocument("InitiateMultipartUploadResult");
  xml.Text("Bucket", upload.bucket);
  xml.Text("Key", upload.key);
  xml.Text("UploadId", upload.id);
  xml.Close("InitiateMultipartUploadResult");
  http::Response response = XmlResponse(xml.Take());
  if (!upload.checksum_algorithm.empty()) {
    response.headers.Set("x-amz-checksum-algorithm", upload.checksum_algorithm);
    response.headers.Set("x-amz-checksum-type", upload.attributes.checksum_type);
  }
  return response;
}

Result<http::Response> UploadPart(const Request& request) {
  ASSIGN_OR_RETURN(const int number, ReadPartNumber(request));
  ASSIGN_OR_RETURN(const objects::Upload upload, FindUpload(request));
  ASSIGN_OR_RETURN(const ChecksumAlgorithm* algorithm, AlgorithmOf(upload));
  ASSIGN_OR_RETURN(const ExpectedDigests expected, ReadExpectedDigests(request.headers()));
  if (!upload.checksum_algorithm.empty() && expected.algorithm != nullptr &&
      expected.algorithm != algorithm) {
    return Failure("InvalidRequest", "the upload was created with the checksum algorithm " +
                                         upload.checksum_algorithm + ", the part was sent with " +
                                         std::string(expected.algorithm->name));
  }
  ASSIGN_OR_RETURN(const ReceivedBlob received, ReceiveBlob(request, *algorithm));
  const std::string checksum = ToBase64(received.checksum);
  const objects::Part part{.number = number,
                           .blob = received.blob,
                           .etag = ToHex(received.md5),
                           .checksums = {{std::string(received.algorithm->name), checksum}},
                           .last_modified = {}};
  ASSIGN_OR_RETURN([[maybe_unused]] const auto stored, request.store.PutPart(upload, part));
  http::Response response;
  response.headers.Set("ETag", Quoted(part.etag));
  response.headers.Set(received.algorithm->header, checksum);
  return response;
}

Result<http::Response> UploadPartCopy(const Request& request) {
  ASSIGN_OR_RETURN(const int number, ReadPartNumber(request));
  ASSIGN_OR_RETURN(const objects::Upload upload, FindUpload(request));
  ASSIGN_OR_RETURN(const ChecksumAlgorithm* algorithm, AlgorithmOf(upload));
  ASSIGN_OR_RETURN(const Address from, ParseCopySource(request.headers().Get("x-amz-copy-source")));
  ASSIGN_OR_RETURN(const objects::OpenObject source, request.store.Read(from.bucket, from.key));
  const Verdict verdict = Evaluate(CopySourceConditions(request.headers()),
                                   source.object.attributes.etag, source.object.last_modified);
  if (verdict != Verdict::kProceed) {
    return Failure("PreconditionFailed",
                   "the source is not as the request's conditions demand: " + from.key);
  }
  ASSIGN_OR_RETURN(const ByteRange piece, PieceOf(request, source.object));
  ASSIGN_OR_RETURN(const auto writer, request.store.NewBlob());
  RETURN_IF_ERROR(writer->AppendRange(source.file, piece.offset, piece.length));
  ASSIGN_OR_RETURN(const objects::Blob blob, writer->Finish());
  ASSIGN_OR_RETURN(const Digests digests,
                   DigestFile(source.file, piece.offset, piece.length, *algorithm));
  const objects::Part part{
      .number = number,
      .blob = blob,
      .etag = ToHex(digests.md5),
      .checksums = {{std::string(algorithm->name), ToBase64(digests.checksum)}},
      .last_modified = {}};
  ASSIGN_OR_RETURN(const objects::Part stored, request.store.PutPart(upload, part));

  XmlWriter xml;
  xml.OpenDocument("CopyPartResult");
  xml.Text("LastModified", FormatIso8601(stored.last_modified));
  xml.Text("ETag", Quoted(stored.etag));
  xml.Text(algorithm->element, stored.checksums.begin()->second);
  xml.Close("CopyPartResult");
  return XmlResponse(xml.Take());
}

Result<http::Response> AbortMultipartUpload(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Upload upload, FindUpload(request));
  RETURN_IF_ERROR(request.store.AbortUpload(upload));
  return EmptyResponse(204);
}

}  // namespace tenon::api::s3
