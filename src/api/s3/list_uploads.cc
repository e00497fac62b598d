#include <algorithm>
#include <set>

#include "api/s3/access.h"
#include "api/s3/byte_range.h"
#include "api/s3/checksums.h"
#include "api/s3/failure.h"
#include "api/s3/list_parameters.h"
#include "api/s3/object_headers.h"
#include "api/s3/operations.h"
#include "api/s3/xml_writer.h"

namespace tenon::api::s3 {
namespace {

void WriteAccount(std::string_view role, const Request& request, XmlWriter& xml) {
  xml.Open(role);
  xml.Text("ID", OwnerId(request.call));
  xml.Close(role);
}

void WriteUpload(const objects::Upload& upload, const KeyEncoding& encoding, const Request& request,
                 XmlWriter& xml) {
  xml.Open("Upload");
  xml.Text("UploadId", upload.id);
  xml.Text("Key", encoding(upload.key));
  xml.Text("Initiated", FormatIso8601(upload.initiated));
  xml.Text("StorageClass", StorageClassOf(upload.attributes));
  WriteAccount("Owner", request, xml);
  WriteAccount("Initiator", request, xml);
  if (!upload.checksum_algorithm.empty()) {
    xml.Text("ChecksumAlgorithm", upload.checksum_algorithm);
    xml.Text("ChecksumType", upload.attributes.checksum_type);
  }
  xml.Close("Upload");
}

void WritePart(const objects::Part& part, XmlWriter& xml) {
  xml.Open("Part");
  xml.Number("PartNumber", static_cast<std::uint64_t>(part.number));
  xml.Text("LastModified", FormatIso8601(part.last_modified));
  xml.Text("ETag", Quoted(part.etag));
  xml.Number("Size", part.blob.size);
  for (const ChecksumAlgorithm& algorithm : ChecksumAlgorithms()) {
    const auto found = part.checksums.find(std::string(algorithm.name));
    if (found != part.checksums.end()) xml.Text(algorithm.element, found->second);
  }
  xml.Close("Part");
}

// Where a page of uploads ended: the key and the upload's id, or a common prefix and "".
using Position = std::pair<std::string, std::string>;

struct UploadPage {
  std::vector<const objects::Upload*> uploads;
  std::set<std::string> common_prefixes;
  bool truncated = false;
  Position last;
};

// Chooses one page of `uploads`, which are sorted by key and id.
UploadPage ChoosePage(const std::vector<objects::Upload>& uploads, const ListParameters& list,
                      const Position& after) {
  UploadPage page;
  const auto& [prefix, delimiter] = std::tie(list.request.prefix, list.request.delimiter);
  for (const objects::Upload& upload : uploads) {
    const std::size_t cut =
        delimiter.empty() ? std::string::npos : upload.key.find(delimiter, prefix.size());
    const bool rolls_up = cut != std::string::npos;
    const std::string name = rolls_up ? upload.key.substr(0, cut + delimiter.size()) : upload.key;
    if (rolls_up && page.common_prefixes.contains(name)) continue;
    // Without an id, the marker stands for every upload of its key.
    if (name < after.first) continue;
    if (name == after.first && (rolls_up || after.second.empty() || upload.id <= after.second)) {
      continue;
    }
    const auto taken = page.uploads.size() + page.common_prefixes.size();
    if (taken == static_cast<std::size_t>(list.request.max_keys)) {
      page.truncated = taken > 0;
      return page;
    }
    page.last = {name, rolls_up ? "" : upload.id};
    if (rolls_up) {
      page.common_prefixes.insert(name);
    } else {
      page.uploads.push_back(&upload);
    }
  }
  return page;
}

}  // namespace

Result<http::Response> ListMultipartUploads(const Request& request) {
  ASSIGN_OR_RETURN(ListParameters list, ReadListParameters(request));
  ASSIGN_OR_RETURN(list.request.max_keys, ReadPageSize(request, "max-uploads"));
  ASSIGN_OR_RETURN(std::vector<objects::Upload> uploads,
                   request.store.ListUploads(request.bucket(), list.request.prefix));
  const auto by_name = [](const objects::Upload& upload) {
    return std::tie(upload.key, upload.id);
  };
  std::ranges::sort(uploads, {}, by_name);
  const Position after(request.ParameterOr("key-marker"), request.ParameterOr("upload-id-marker"));
  const UploadPage page = ChoosePage(uploads, list, after);

  XmlWriter xml;
  xml.OpenDocument("ListMultipartUploadsResult");
  xml.Text("Bucket", request.bucket());
  xml.Text("KeyMarker", list.encoding(after.first));
  xml.Text("UploadIdMarker", after.second);
  if (page.truncated) {
    xml.Text("NextKeyMarker", list.encoding(page.last.first));
    xml.Text("NextUploadIdMarker", page.last.second);
  }
  xml.Text("Prefix", list.encoding(list.request.prefix));
  if (!list.request.delimiter.empty()) {
    xml.Text("Delimiter", list.encoding(list.request.delimiter));
  }
  if (list.encoding.is_url()) xml.Text("EncodingType", "url");
  xml.Number("MaxUploads", static_cast<std::uint64_t>(list.request.max_keys));
  xml.Flag("IsTruncated", page.truncated);
  for (const objects::Upload* upload : page.uploads) {
    WriteUpload(*upload, list.encoding, request, xml);
  }
  for (const std::string& prefix : page.common_prefixes) {
    xml.Open("CommonPrefixes");
    xml.Text("Prefix", list.encoding(prefix));
    xml.Close("CommonPrefixes");
  }
  xml.Close("ListMultipartUploadsResult");
  return XmlResponse(xml.Take());
}

Result<http::Response> ListParts(const Request& request) {
  ASSIGN_OR_RETURN(
      const objects::Upload upload,
      request.store.GetUpload(request.bucket(), request.key(), request.ParameterOr("uploadId")));
  ASSIGN_OR_RETURN(const int max_parts, ReadPageSize(request, "max-parts"));
  const std::string_view marker = request.ParameterOr("part-number-marker", "0");
  const auto after = ParseNumber(marker);
  if (!after) {
    return Failure("InvalidArgument",
                   "part-number-marker must be a number: " + std::string(marker));
  }
  ASSIGN_OR_RETURN(const std::vector<objects::Part> parts, request.store.ListParts(upload));
  const auto first = std::ranges::find_if(parts, [&](const objects::Part& part) {
    return static_cast<std::uint64_t>(part.number) > *after;
  });
  const auto count = std::min<std::ptrdiff_t>(parts.end() - first, max_parts);
  const std::span<const objects::Part> page(first, first + count);
  const bool truncated = !page.empty() && first + count != parts.end();

  XmlWriter xml;
  xml.OpenDocument("ListPartsResult");
  xml.Text("Bucket", upload.bucket);
  xml.Text("Key", upload.key);
  xml.Text("UploadId", upload.id);
  WriteAccount("Initiator", request, xml);
  WriteAccount("Owner", request, xml);
  xml.Text("StorageClass", StorageClassOf(upload.attributes));
  if (!upload.checksum_algorithm.empty()) {
    xml.Text("ChecksumAlgorithm", upload.checksum_algorithm);
    xml.Text("ChecksumType", upload.attributes.checksum_type);
  }
  xml.Number("PartNumberMarker", *after);
  if (truncated) {
    xml.Number("NextPartNumberMarker", static_cast<std::uint64_t>(page.back().number));
  }
  xml.Number("MaxParts", static_cast<std::uint64_t>(max_parts));
  xml.Flag("IsTruncated", truncated);
  for (const objects::Part& part : page) WritePart(part, xml);
  xml.Close("ListPartsResult");
  return XmlResponse(xml.Take());
}

}  // namespace tenon::api::s3
