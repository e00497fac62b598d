#include "api/s3/documents.h"

#include <pugixml.hpp>

#include "api/s3/byte_range.h"
#include "api/s3/checksums.h"
#include "api/s3/conditions.h"
#include "api/s3/failure.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
namespace {

constexpr std::size_t kMaxDeletes = 1000;
constexpr std::size_t kMaxParts = 10'000;
constexpr std::size_t kMaxTags = 10;

Error Malformed(std::string what) { return Failure("MalformedXML", std::move(what)); }

// Reads the document and finds its outermost element.
Result<pugi::xml_node> Load(pugi::xml_document& document, std::string_view xml, const char* name) {
  // Blank text counts where it is all that an element has: " " is a key like any other.
  constexpr unsigned kOptions = pugi::parse_default | pugi::parse_ws_pcdata_single;
  const pugi::xml_parse_result parsed =
      document.load_buffer(xml.data(), xml.size(), kOptions, pugi::encoding_utf8);
  if (!parsed) {
    return Malformed(std::string("the body is not well-formed XML: ") + parsed.description());
  }
  const pugi::xml_node root = document.child(name);
  if (root.empty()) return Malformed(std::string("the body has no element ") + name);
  return root;
}

std::string TextOf(const pugi::xml_node& node, const char* child) {
  return node.child(child).text().get();
}

Status AddTag(std::map<std::string, std::string>& tags, std::string key, std::string value) {
  constexpr std::size_t kMaxKey = 128;
  constexpr std::size_t kMaxValue = 256;
  if (!IsUtf8(key) || !IsUtf8(value)) return Failure("InvalidTag", "a tag must be UTF-8 text");
  if (key.empty() || CountCodePoints(key) > kMaxKey) {
    return Failure("InvalidTag", "the key of a tag has 1 to 128 characters: " + key);
  }
  if (CountCodePoints(value) > kMaxValue) {
    return Failure("InvalidTag", "the value of a tag has at most 256 characters: tag " + key);
  }
  const auto [at, added] = tags.emplace(std::move(key), std::move(value));
  if (!added) return Failure("InvalidTag", "a tag was given twice: " + at->first);
  if (tags.size() > kMaxTags) return Failure("InvalidTag", "an object has at most 10 tags");
  return {};
}

Result<bool> ParseFlag(const pugi::xml_node& root, const char* name) {
  const std::string text = TextOf(root, name);
  if (EqualsIgnoringCase(text, "true")) return true;
  if (text.empty() || EqualsIgnoringCase(text, "false")) return false;
  return Malformed(std::string(name) + " must be true or false: " + text);
}

}  // namespace

Result<DeleteDocument> ParseDelete(std::string_view xml) {
  pugi::xml_document document;
  ASSIGN_OR_RETURN(const pugi::xml_node root, Load(document, xml, "Delete"));
  DeleteDocument result;
  ASSIGN_OR_RETURN(result.quiet, ParseFlag(root, "Quiet"));
  for (const pugi::xml_node& object : root.children("Object")) {
    result.objects.push_back({.key = TextOf(object, "Key"),
                              .version_id = TextOf(object, "VersionId"),
                              .etag = std::string(WithoutQuotes(TextOf(object, "ETag")))});
    if (result.objects.back().key.empty()) return Malformed("an Object has no Key");
    if (result.objects.size() > kMaxDeletes) {
      return Malformed("a request deletes at most 1000 objects");
    }
  }
  if (result.objects.empty()) return Malformed("the request names no object to delete");
  return result;
}

Result<std::vector<CompletedPart>> ParseCompleteMultipartUpload(std::string_view xml) {
  pugi::xml_document document;
  ASSIGN_OR_RETURN(const pugi::xml_node root, Load(document, xml, "CompleteMultipartUpload"));
  std::vector<CompletedPart> parts;
  for (const pugi::xml_node& node : root.children("Part")) {
    const std::string text = TextOf(node, "PartNumber");
    const auto number = ParseNumber(text);
    if (!number || *number < 1 || *number > kMaxParts) {
      return Malformed("PartNumber must be a number from 1 to 10000: " + text);
    }
    CompletedPart part{.number = static_cast<int>(*number),
                       .etag = std::string(WithoutQuotes(TextOf(node, "ETag"))),
                       .checksums = {}};
    if (part.etag.empty()) return Malformed("a Part has no ETag: part " + text);
    for (const ChecksumAlgorithm& algorithm : ChecksumAlgorithms()) {
      std::string value = TextOf(node, std::string(algorithm.element).c_str());
      if (!value.empty()) part.checksums.emplace(algorithm.name, std::move(value));
    }
    parts.push_back(std::move(part));
    if (parts.size() > kMaxParts) return Malformed("an object has at most 10000 parts");
  }
  if (parts.empty()) return Malformed("the request names no part");
  return parts;
}

Result<std::string> ParseLocationConstraint(std::string_view xml) {
  if (Trim(xml).empty()) return std::string();
  pugi::xml_document document;
  ASSIGN_OR_RETURN(const pugi::xml_node root, Load(document, xml, "CreateBucketConfiguration"));
  return TextOf(root, "LocationConstraint");
}

bool IsObjectOwnership(std::string_view text) {
  return text == "BucketOwnerEnforced" || text == "BucketOwnerPreferred" || text == "ObjectWriter";
}

Result<std::string> ParseOwnershipControls(std::string_view xml) {
  pugi::xml_document document;
  ASSIGN_OR_RETURN(const pugi::xml_node root, Load(document, xml, "OwnershipControls"));
  std::string ownership = TextOf(root.child("Rule"), "ObjectOwnership");
  if (IsObjectOwnership(ownership)) return ownership;
  return Malformed(
      "ObjectOwnership must be BucketOwnerEnforced, BucketOwnerPreferred or ObjectWriter: " +
      ownership);
}

Result<json::Value> ParsePublicAccessBlock(std::string_view xml) {
  pugi::xml_document document;
  ASSIGN_OR_RETURN(const pugi::xml_node root,
                   Load(document, xml, "PublicAccessBlockConfiguration"));
  json::Value block = json::Object{};
  for (const char* name :
       {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"}) {
    ASSIGN_OR_RETURN(const bool flag, ParseFlag(root, name));
    block.Set(name, flag);
  }
  return block;
}

Result<std::string> ParseVersioning(std::string_view xml) {
  pugi::xml_document document;
  ASSIGN_OR_RETURN(const pugi::xml_node root, Load(document, xml, "VersioningConfiguration"));
  std::string status = TextOf(root, "Status");
  if (status == "Enabled" || status == "Suspended") return status;
  return Malformed("Status must be Enabled or Suspended: " + status);
}

Result<std::map<std::string, std::string>> ParseTagging(std::string_view xml) {
  pugi::xml_document document;
  ASSIGN_OR_RETURN(const pugi::xml_node root, Load(document, xml, "Tagging"));
  const pugi::xml_node set = root.child("TagSet");
  if (set.empty()) return Malformed("Tagging has no TagSet");
  std::map<std::string, std::string> tags;
  for (const pugi::xml_node& tag : set.children("Tag")) {
    RETURN_IF_ERROR(AddTag(tags, TextOf(tag, "Key"), TextOf(tag, "Value")));
  }
  return tags;
}

Result<std::map<std::string, std::string>> ParseTaggingHeader(std::string_view header) {
  Result<QueryParameters> pairs = ParseQuery(header, /*plus_is_space=*/true);
  if (!pairs) {
    return Failure(
        "InvalidArgument",
        "x-amz-tagging must have the form a=1&b=2, percent-encoded: " + std::string(header));
  }
  std::map<std::string, std::string> tags;
  for (auto& [key, value] : *pairs) {
    RETURN_IF_ERROR(AddTag(tags, std::move(key), std::move(value)));
  }
  return tags;
}

}  // namespace tenon::api::s3
