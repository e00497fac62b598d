// The tags of objects. They lie with the object's other attributes, so that setting them writes its
// row again and its Last-Modified with it, which S3 would leave alone.

#include "api/s3/documents.h"
#include "api/s3/operations.h"
#include "api/s3/receive.h"
#include "api/s3/xml_writer.h"

namespace tenon::api::s3 {
namespace {

Status SetTags(const Request& request, std::map<std::string, std::string> tags) {
  ASSIGN_OR_RETURN(const objects::Object object,
                   request.store.Head(request.bucket(), request.key()));
  objects::Attributes attributes = object.attributes;
  attributes.tags = std::move(tags);
  ASSIGN_OR_RETURN([[maybe_unused]] const auto tagged,
                   request.store.Copy(object, request.bucket(), request.key(), attributes,
                                      {.if_match = object.attributes.etag}));
  return {};
}

}  // namespace

Result<http::Response> GetObjectTagging(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Object object,
                   request.store.Head(request.bucket(), request.key()));
  XmlWriter xml;
  xml.OpenDocument("Tagging");
  xml.Open("TagSet");
  for (const auto& [key, value] : object.attributes.tags) {
    xml.Open("Tag");
    xml.Text("Key", key);
    xml.Text("Value", value);
    xml.Close("Tag");
  }
  xml.Close("TagSet");
  xml.Close("Tagging");
  return XmlResponse(xml.Take());
}

Result<http::Response> PutObjectTagging(const Request& request) {
  ASSIGN_OR_RETURN(const std::string document, ReceiveDocument(request));
  ASSIGN_OR_RETURN(auto tags, ParseTagging(document));
  RETURN_IF_ERROR(SetTags(request, std::move(tags)));
  return EmptyResponse();
}

Result<http::Response> DeleteObjectTagging(const Request& request) {
  RETURN_IF_ERROR(SetTags(request, {}));
  return EmptyResponse(204);
}

}  // namespace tenon::api::s3
