#include "api/s3/access.h"
#include "api/s3/conditions.h"
#include "api/s3/copy_source.h"
#include "api/s3/failure.h"
#include "api/s3/object_headers.h"
#include "api/s3/operations.h"
#include "api/s3/receive.h"
#include "api/s3/xml_writer.h"
#include "base/hex.h"
#include "objects/names.h"

namespace tenon::api::s3 {
namespace {

// Reads x-amz-metadata-directive and x-amz-tagging-directive: whether they say REPLACE.
Result<bool> Replaces(const http::Headers& headers, std::string_view directive) {
  const std::string* value = headers.Find(directive);
  if (value == nullptr || *value == "COPY") return false;
  if (*value == "REPLACE") return true;
  return Failure("InvalidArgument", std::string(directive) + " must be COPY or REPLACE: " + *value);
}

// What the copy is to have beside its bytes. S3 never copies the storage class and the redirect.
Result<objects::Attributes> NewAttributes(const Request& request, const objects::Object& source,
                                          bool itself) {
  const http::Headers& headers = request.headers();
  ASSIGN_OR_RETURN(const bool replace_metadata, Replaces(headers, "x-amz-metadata-directive"));
  ASSIGN_OR_RETURN(const bool replace_tags, Replaces(headers, "x-amz-tagging-directive"));
  ASSIGN_OR_RETURN(const objects::Attributes sent, AttributesFromHeaders(headers));
  objects::Attributes attributes = replace_metadata ? sent : source.attributes;
  for (const char* name : {"x-amz-storage-class", "x-amz-website-redirect-location"}) {
    attributes.headers.erase(name);
    const auto found = sent.headers.find(name);
    if (found != sent.headers.end()) attributes.headers.insert(*found);
  }
  attributes.tags = replace_tags ? sent.tags : source.attributes.tags;
  attributes.etag = source.attributes.etag;
  attributes.checksums = source.attributes.checksums;
  attributes.checksum_type = source.attributes.checksum_type;
  const bool changes = replace_metadata || replace_tags ||
                       headers.Find("x-amz-storage-class") != nullptr ||
                       headers.Find("x-amz-website-redirect-location") != nullptr ||
                       headers.Find("x-amz-checksum-algorithm") != nullptr;
  if (itself && !changes) {
    return Failure("InvalidRequest",
                   "a copy of an object to itself must change its metadata, tags, storage class "
                   "or checksum algorithm: " +
                       source.key);
  }
  return attributes;
}

// The algorithm of the copy's checksum: the one that is asked for, else the source's.
Result<const ChecksumAlgorithm*> AlgorithmOfCopy(const http::Headers& headers,
                                                 const objects::Attributes& source) {
  if (const std::string* name = headers.Find("x-amz-checksum-algorithm"); name != nullptr) {
    return FindChecksum(*name);
  }
  if (source.checksums.empty()) return &DefaultChecksum();
  return FindChecksum(source.checksums.begin()->first);
}

// Gives the copy the ETag and the checksum of an object that was put in one piece, as S3 does.
// Reads the bytes only if the source does not have them.
Status SetDigests(const objects::OpenObject& source, const ChecksumAlgorithm& algorithm,
                  objects::Attributes& attributes) {
  const bool in_parts = attributes.etag.find('-') != std::string::npos;
  const bool has_checksum = attributes.checksum_type == "FULL_OBJECT" &&
                            attributes.checksums.contains(std::string(algorithm.name));
  if (!in_parts && has_checksum) return {};
  ASSIGN_OR_RETURN(const Digests digests,
                   DigestFile(source.file, 0, source.object.blob.size, algorithm));
  attributes.etag = ToHex(digests.md5);
  attributes.checksums = {{std::string(algorithm.name), ToBase64(digests.checksum)}};
  attributes.checksum_type = "FULL_OBJECT";
  return {};
}

Result<objects::Object> CopyOnce(const Request& request, const Address& from) {
  ASSIGN_OR_RETURN(const objects::OpenObject source, request.store.Read(from.bucket, from.key));
  const Verdict verdict = Evaluate(CopySourceConditions(request.headers()),
                                   source.object.attributes.etag, source.object.last_modified);
  if (verdict != Verdict::kProceed) {
    return Failure("PreconditionFailed",
                   "the source is not as the request's conditions demand: " + from.key);
  }
  if (source.object.blob.size > kMaxPutBytes) {
    return Failure("InvalidRequest",
                   "one request may copy 5 GiB, use UploadPartCopy for more: " + from.key);
  }
  const bool itself = from == request.address;
  ASSIGN_OR_RETURN(objects::Attributes attributes, NewAttributes(request, source.object, itself));
  ASSIGN_OR_RETURN(const ChecksumAlgorithm* algorithm,
                   AlgorithmOfCopy(request.headers(), source.object.attributes));
  RETURN_IF_ERROR(SetDigests(source, *algorithm, attributes));
  ASSIGN_OR_RETURN(const objects::Precondition condition, WritePrecondition(request.headers()));
  return request.store.Copy(source.object, request.bucket(), request.key(), attributes, condition);
}

}  // namespace

Result<http::Response> CopyObject(const Request& request) {
  RETURN_IF_ERROR(objects::CheckKey(request.key()));
  ASSIGN_OR_RETURN(const Address from, ParseCopySource(request.headers().Get("x-amz-copy-source")));
  ASSIGN_OR_RETURN(const objects::Bucket bucket, request.store.GetBucket(request.bucket()));
  RETURN_IF_ERROR(CheckAclHeaders(bucket, request.headers()));
  // The store refuses a source that was replaced since it was read; its successor is copied then.
  constexpr int kAttempts = 3;
  Result<objects::Object> copied = CopyOnce(request, from);
  for (int i = 1; i < kAttempts && !copied && copied.error().reason == "NoSuchKey"; ++i) {
    copied = CopyOnce(request, from);
  }
  if (!copied) return copied.error();
  XmlWriter xml;
  xml.OpenDocument("CopyObjectResult");
  xml.Text("LastModified", FormatIso8601(copied->last_modified));
  xml.Text("ETag", Quoted(copied->attributes.etag));
  AddChecksumElements(copied->attributes, xml);
  xml.Close("CopyObjectResult");
  return XmlResponse(xml.Take());
}

}  // namespace tenon::api::s3
