#include <algorithm>

#include "api/page_token.h"
#include "api/s3/access.h"
#include "api/s3/failure.h"
#include "api/s3/list_parameters.h"
#include "api/s3/object_headers.h"
#include "api/s3/operations.h"
#include "api/s3/xml_writer.h"

namespace tenon::api::s3 {
namespace {

void WriteOwner(const Request& request, XmlWriter& xml) {
  xml.Open("Owner");
  xml.Text("ID", OwnerId(request.call));
  xml.Close("Owner");
}

// What is told of an object in all lists.
void WriteObject(const objects::Object& object, const KeyEncoding& encoding, XmlWriter& xml) {
  xml.Text("Key", encoding(object.key));
  xml.Text("LastModified", FormatIso8601(object.last_modified));
  xml.Text("ETag", Quoted(object.attributes.etag));
  for (const auto& [algorithm, value] : object.attributes.checksums) {
    xml.Text("ChecksumAlgorithm", algorithm);
  }
  if (!object.attributes.checksums.empty()) {
    xml.Text("ChecksumType", object.attributes.checksum_type);
  }
  xml.Number("Size", object.blob.size);
  xml.Text("StorageClass", StorageClassOf(object.attributes));
}

void WriteCommonPrefixes(const objects::ListPage& page, const KeyEncoding& encoding,
                         XmlWriter& xml) {
  for (const std::string& prefix : page.common_prefixes) {
    xml.Open("CommonPrefixes");
    xml.Text("Prefix", encoding(prefix));
    xml.Close("CommonPrefixes");
  }
}

// What every list repeats of its request.
void WriteParameters(const ListParameters& list, XmlWriter& xml) {
  xml.Text("Name", list.request.bucket);
  xml.Text("Prefix", list.encoding(list.request.prefix));
  if (!list.request.delimiter.empty()) {
    xml.Text("Delimiter", list.encoding(list.request.delimiter));
  }
  xml.Number("MaxKeys", static_cast<std::uint64_t>(list.request.max_keys));
  if (list.encoding.is_url()) xml.Text("EncodingType", "url");
}

}  // namespace

Result<http::Response> ListObjectsV2(const Request& request) {
  ASSIGN_OR_RETURN(ListParameters list, ReadListParameters(request));
  const std::string_view token = request.ParameterOr("continuation-token");
  const std::string start_after(request.ParameterOr("start-after"));
  const std::string scope = "ListObjectsV2/" + request.bucket();
  ASSIGN_OR_RETURN(list.request.start_after, ReadContinuationToken(request, scope));
  // The token is the later of the two, but the first page has none.
  if (token.empty()) list.request.start_after = start_after;
  ASSIGN_OR_RETURN(const objects::ListPage page, request.store.List(list.request));
  const bool fetch_owner = request.ParameterOr("fetch-owner") == "true";

  XmlWriter xml;
  xml.OpenDocument("ListBucketResult");
  WriteParameters(list, xml);
  xml.Number("KeyCount", page.objects.size() + page.common_prefixes.size());
  xml.Flag("IsTruncated", page.truncated);
  if (!token.empty()) xml.Text("ContinuationToken", token);
  if (page.truncated) {
    xml.Text("NextContinuationToken", EncodePageToken(scope, page.next_start_after));
  }
  if (!start_after.empty()) xml.Text("StartAfter", list.encoding(start_after));
  for (const objects::Object& object : page.objects) {
    xml.Open("Contents");
    WriteObject(object, list.encoding, xml);
    if (fetch_owner) WriteOwner(request, xml);
    xml.Close("Contents");
  }
  WriteCommonPrefixes(page, list.encoding, xml);
  xml.Close("ListBucketResult");
  return XmlResponse(xml.Take());
}

Result<http::Response> ListObjects(const Request& request) {
  ASSIGN_OR_RETURN(ListParameters list, ReadListParameters(request));
  list.request.start_after = request.ParameterOr("marker");
  ASSIGN_OR_RETURN(const objects::ListPage page, request.store.List(list.request));

  XmlWriter xml;
  xml.OpenDocument("ListBucketResult");
  WriteParameters(list, xml);
  xml.Text("Marker", list.encoding(list.request.start_after));
  xml.Flag("IsTruncated", page.truncated);
  // Without a delimiter a client goes on from the last key, as S3 documents.
  if (page.truncated && !list.request.delimiter.empty()) {
    xml.Text("NextMarker", list.encoding(page.next_start_after));
  }
  for (const objects::Object& object : page.objects) {
    xml.Open("Contents");
    WriteObject(object, list.encoding, xml);
    WriteOwner(request, xml);
    xml.Close("Contents");
  }
  WriteCommonPrefixes(page, list.encoding, xml);
  xml.Close("ListBucketResult");
  return XmlResponse(xml.Take());
}

// Every object has one version, "null", as in a bucket of S3 whose versioning was never enabled.
Result<http::Response> ListObjectVersions(const Request& request) {
  ASSIGN_OR_RETURN(ListParameters list, ReadListParameters(request));
  list.request.start_after = request.ParameterOr("key-marker");
  ASSIGN_OR_RETURN(const objects::ListPage page, request.store.List(list.request));

  XmlWriter xml;
  xml.OpenDocument("ListVersionsResult");
  WriteParameters(list, xml);
  xml.Text("KeyMarker", list.encoding(list.request.start_after));
  xml.Text("VersionIdMarker", request.ParameterOr("version-id-marker"));
  xml.Flag("IsTruncated", page.truncated);
  if (page.truncated) {
    xml.Text("NextKeyMarker", list.encoding(page.next_start_after));
    xml.Text("NextVersionIdMarker", "null");
  }
  for (const objects::Object& object : page.objects) {
    xml.Open("Version");
    WriteObject(object, list.encoding, xml);
    xml.Text("VersionId", "null");
    xml.Flag("IsLatest", true);
    WriteOwner(request, xml);
    xml.Close("Version");
  }
  WriteCommonPrefixes(page, list.encoding, xml);
  xml.Close("ListVersionsResult");
  return XmlResponse(xml.Take());
}

}  // namespace tenon::api::s3
