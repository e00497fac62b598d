#include "api/s3/object_headers.h"

#include <array>

#include "api/s3/checksums.h"
#include "api/s3/documents.h"
#include "api/s3/failure.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
namespace {

constexpr std::string_view kMetadata = "x-amz-meta-";
constexpr std::size_t kMaxMetadataBytes = 2048;

constexpr auto kKeptHeaders =
    std::to_array<std::string_view>({"cache-control", "content-disposition", "content-language",
                                     "expires", "x-amz-website-redirect-location"});

// Classes whose objects can be read at once, as all objects here.
constexpr auto kStorageClasses =
    std::to_array<std::string_view>({"STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA",
                                     "INTELLIGENT_TIERING", "GLACIER_IR"});

constexpr std::string_view kStorageClass = "x-amz-storage-class";

// "aws-chunked, gzip" -> "gzip".
std::string WithoutAwsChunked(std::string_view encodings) {
  std::string kept;
  while (!encodings.empty()) {
    const std::size_t comma = encodings.find(',');
    const std::string_view one = Trim(encodings.substr(0, comma));
    encodings = comma == std::string_view::npos ? std::string_view{} : encodings.substr(comma + 1);
    if (one.empty() || EqualsIgnoringCase(one, "aws-chunked")) continue;
    if (!kept.empty()) kept += ",";
    kept += one;
  }
  return kept;
}

Status AddMetadata(const http::Headers& headers, objects::Attributes& attributes) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : headers.all()) {
    const std::string field = AsciiLower(name);
    if (!field.starts_with(kMetadata)) continue;
    const std::string key = field.substr(kMetadata.size());
    const auto [at, added] = attributes.metadata.emplace(key, value);
    // Several fields of a name are one list (RFC 9110, 5.3).
    if (!added) at->second += "," + value;
    bytes += key.size() + value.size();
  }
  if (bytes <= kMaxMetadataBytes) return {};
  return Failure("MetadataTooLarge",
                 "the names and values of an object's metadata have at most "
                 "2048 bytes together, these have " +
                     std::to_string(bytes));
}

}  // namespace

Result<objects::Attributes> AttributesFromHeaders(const http::Headers& headers) {
  objects::Attributes attributes;
  if (const std::string* type = headers.Find("Content-Type"); type != nullptr && !type->empty()) {
    attributes.content_type = *type;
  }
  for (const std::string_view name : kKeptHeaders) {
    if (const std::string* value = headers.Find(name); value != nullptr) {
      attributes.headers.emplace(name, *value);
    }
  }
  const std::string encoding = WithoutAwsChunked(headers.Get("Content-Encoding"));
  if (!encoding.empty()) attributes.headers.emplace("content-encoding", encoding);
  if (const std::string* wanted = headers.Find(kStorageClass); wanted != nullptr) {
    if (std::ranges::find(kStorageClasses, *wanted) == kStorageClasses.end()) {
      return Failure(
          "InvalidStorageClass",
          "the storage class is unknown or needs a restore, which is not offered: " + *wanted);
    }
    if (*wanted != "STANDARD") attributes.headers.emplace(kStorageClass, *wanted);
  }
  if (const std::string* tagging = headers.Find("x-amz-tagging"); tagging != nullptr) {
    ASSIGN_OR_RETURN(attributes.tags, ParseTaggingHeader(*tagging));
  }
  RETURN_IF_ERROR(AddMetadata(headers, attributes));
  return attributes;
}

void AddObjectHeaders(const objects::Object& object, http::Headers& headers) {
  const objects::Attributes& attributes = object.attributes;
  headers.Set("ETag", Quoted(attributes.etag));
  headers.Set("Last-Modified", FormatHttpDate(object.last_modified));
  headers.Set("Accept-Ranges", "bytes");
  headers.Set("Content-Type", attributes.content_type);
  for (const auto& [name, value] : attributes.headers) headers.Set(name, value);
  for (const auto& [name, value] : attributes.metadata) {
    headers.Set(std::string(kMetadata) + name, value);
  }
  if (!attributes.tags.empty()) {
    headers.Set("x-amz-tagging-count", std::to_string(attributes.tags.size()));
  }
}

void AddChecksumHeaders(const objects::Attributes& attributes, http::Headers& headers) {
  for (const ChecksumAlgorithm& algorithm : ChecksumAlgorithms()) {
    const auto found = attributes.checksums.find(std::string(algorithm.name));
    if (found != attributes.checksums.end()) headers.Set(algorithm.header, found->second);
  }
  if (!attributes.checksums.empty()) {
    headers.Set("x-amz-checksum-type", attributes.checksum_type);
  }
}

void AddChecksumElements(const objects::Attributes& attributes, XmlWriter& xml) {
  for (const ChecksumAlgorithm& algorithm : ChecksumAlgorithms()) {
    const auto found = attributes.checksums.find(std::string(algorithm.name));
    if (found != attributes.checksums.end()) xml.Text(algorithm.element, found->second);
  }
  if (!attributes.checksums.empty()) xml.Text("ChecksumType", attributes.checksum_type);
}

std::string Quoted(std::string_view etag) { return '"' + std::string(etag) + '"'; }

std::string StorageClassOf(const objects::Attributes& attributes) {
  const auto found = attributes.headers.find(std::string(kStorageClass));
  return found == attributes.headers.end() ? "STANDARD" : found->second;
}

}  // namespace tenon::api::s3
