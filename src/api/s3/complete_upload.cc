#include "api/s3/byte_range.h"
#include "api/s3/conditions.h"
#include "api/s3/documents.h"
#include "api/s3/failure.h"
#include "api/s3/object_headers.h"
#include "api/s3/operations.h"
#include "api/s3/receive.h"
#include "api/s3/xml_writer.h"
#include "base/digest.h"
#include "base/hex.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
namespace {

// The ETag of an object in parts: the MD5 of the MD5s of its parts, and their number.
Result<std::string> ComposeEtag(std::span<const CompletedPart> parts) {
  Digest digest(DigestKind::kMd5);
  for (const CompletedPart& part : parts) {
    const Result<std::string> md5 = FromHex(part.etag);
    if (!md5) {
      return Failure("InvalidPart",
                     "a part's ETag is not one that this server gives: " + part.etag);
    }
    digest.Update(*md5);
  }
  return ToHex(digest.Finish()) + "-" + std::to_string(parts.size());
}

// The parts that the client names, as the store has them, in the client's order.
Result<std::vector<objects::Part>> ChooseParts(std::span<const objects::Part> stored,
                                               std::span<const CompletedPart> wanted) {
  std::vector<objects::Part> chosen;
  for (const CompletedPart& part : wanted) {
    const auto found = std::ranges::lower_bound(stored, part.number, {}, &objects::Part::number);
    bool same = found != stored.end() && found->number == part.number && found->etag == part.etag;
    for (const auto& [algorithm, checksum] : part.checksums) {
      const auto mine = same ? found->checksums.find(algorithm) : found->checksums.end();
      same = same && (mine == found->checksums.end() || mine->second == checksum);
    }
    if (!same) {
      return Failure("InvalidPart",
                     "a part was not uploaded or has another ETag or checksum: part " +
                         std::to_string(part.number));
    }
    chosen.push_back(*found);
  }
  return chosen;
}

// The algorithm of the object's checksum: the one that all its parts have.
Result<const ChecksumAlgorithm*> CommonAlgorithm(const objects::Upload& upload,
                                                 std::span<const objects::Part> parts) {
  const ChecksumAlgorithm* algorithm = &DefaultChecksum();
  if (!upload.checksum_algorithm.empty()) {
    ASSIGN_OR_RETURN(algorithm, FindChecksum(upload.checksum_algorithm));
  } else if (!parts.front().checksums.empty()) {
    ASSIGN_OR_RETURN(algorithm, FindChecksum(parts.front().checksums.begin()->first));
  }
  const std::string name(algorithm->name);
  const bool common = std::ranges::all_of(
      parts, [&](const objects::Part& part) { return part.checksums.contains(name); });
  return common ? algorithm : nullptr;
}

Status SetChecksum(const objects::Upload& upload, std::span<const objects::Part> parts,
                   objects::Attributes& attributes) {
  ASSIGN_OR_RETURN(const ChecksumAlgorithm* algorithm, CommonAlgorithm(upload, parts));
  if (algorithm == nullptr) return {};
  const bool composite = upload.checksum_algorithm.empty()
                             ? !algorithm->full_object
                             : attributes.checksum_type == "COMPOSITE";
  std::vector<ChecksummedPart> pieces;
  for (const objects::Part& part : parts) {
    ASSIGN_OR_RETURN(std::string raw, FromBase64(part.checksums.at(std::string(algorithm->name))));
    pieces.push_back({.checksum = std::move(raw), .length = part.blob.size});
  }
  attributes.checksum_type = composite ? "COMPOSITE" : "FULL_OBJECT";
  attributes.checksums = {
      {std::string(algorithm->name), ComposeChecksum(*algorithm, composite, pieces)}};
  return {};
}

// What the client says that the object must come out as.
Status CheckExpectations(const http::Headers& headers, std::span<const objects::Part> parts,
                         const objects::Attributes& attributes) {
  const std::string* type = headers.Find("x-amz-checksum-type");
  if (type != nullptr && *type != attributes.checksum_type) {
    return Failure("InvalidRequest", "the upload's checksum has the type " +
                                         attributes.checksum_type + ", not " + *type);
  }
  for (const ChecksumAlgorithm& algorithm : ChecksumAlgorithms()) {
    const std::string* expected = headers.Find(algorithm.header);
    if (expected == nullptr) continue;
    const auto found = attributes.checksums.find(std::string(algorithm.name));
    if (found == attributes.checksums.end()) {
      return Failure("InvalidRequest", "the upload was not created with the checksum algorithm " +
                                           std::string(algorithm.name));
    }
    if (found->second.substr(0, found->second.find('-')) !=
        expected->substr(0, expected->find('-'))) {
      return Failure("BadDigest", "the object's " + std::string(algorithm.name) +
                                      " is not that of " + std::string(algorithm.header));
    }
  }
  const std::string* size = headers.Find("x-amz-mp-object-size");
  if (size == nullptr) return {};
  std::uint64_t total = 0;
  for (const objects::Part& part : parts) total += part.blob.size;
  if (ParseNumber(*size) == total) return {};
  return Failure("InvalidRequest", "the parts have " + std::to_string(total) +
                                       " bytes together, x-amz-mp-object-size says " + *size);
}

Result<objects::Object> Complete(const Request& request, std::span<const CompletedPart> wanted,
                                 const std::string& etag) {
  ASSIGN_OR_RETURN(
      const objects::Upload upload,
      request.store.GetUpload(request.bucket(), request.key(), request.ParameterOr("uploadId")));
  ASSIGN_OR_RETURN(const auto stored, request.store.ListParts(upload));
  ASSIGN_OR_RETURN(const auto parts, ChooseParts(stored, wanted));
  objects::Attributes attributes = upload.attributes;
  attributes.etag = etag;
  RETURN_IF_ERROR(SetChecksum(upload, parts, attributes));
  RETURN_IF_ERROR(CheckExpectations(request.headers(), parts, attributes));
  ASSIGN_OR_RETURN(const objects::Precondition condition, WritePrecondition(request.headers()));
  return request.store.CompleteUpload(upload, parts, attributes, condition);
}

}  // namespace

Result<http::Response> CompleteMultipartUpload(const Request& request) {
  // Checksums in the headers are of the object here, not of this body.
  Result<std::string> text = ReceiveUncheckedDocument(request);
  if (!text) return text.error();
  ASSIGN_OR_RETURN(const std::vector<CompletedPart> wanted, ParseCompleteMultipartUpload(*text));
  ASSIGN_OR_RETURN(const std::string etag, ComposeEtag(wanted));
  Result<objects::Object> completed = Complete(request, wanted, etag);
  // A client that did not hear the answer asks again: what it asks for is there then.
  if (!completed && completed.error().reason == "NoSuchUpload") {
    Result<objects::Object> there = request.store.Head(request.bucket(), request.key());
    if (there && there->attributes.etag == etag) completed = std::move(there);
  }
  if (!completed) return completed.error();
  XmlWriter xml;
  xml.OpenDocument("CompleteMultipartUploadResult");
  xml.Text("Location", "http://" + std::string(request.headers().Get("Host")) + "/" +
                           request.bucket() + "/" + UrlEncode(request.key(), true));
  xml.Text("Bucket", request.bucket());
  xml.Text("Key", request.key());
  xml.Text("ETag", Quoted(etag));
  AddChecksumElements(completed->attributes, xml);
  xml.Close("CompleteMultipartUploadResult");
  return XmlResponse(xml.Take());
}

}  // namespace tenon::api::s3
