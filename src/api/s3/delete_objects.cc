#include "api/errors.h"
#include "api/s3/conditions.h"
#include "api/s3/documents.h"
#include "api/s3/failure.h"
#include "api/s3/operations.h"
#include "api/s3/receive.h"
#include "api/s3/xml_writer.h"
#include "objects/names.h"

namespace tenon::api::s3 {
namespace {

void WriteDeleted(const ObjectToDelete& object, XmlWriter& xml) {
  xml.Open("Deleted");
  xml.Text("Key", object.key);
  xml.Close("Deleted");
}

void WriteError(const ObjectToDelete& object, const Error& error, XmlWriter& xml) {
  xml.Open("Error");
  xml.Text("Key", object.key);
  if (!object.version_id.empty()) xml.Text("VersionId", object.version_id);
  const WireError wire = ToWireError(S3Model(), error);
  xml.Text("Code", wire.code);
  xml.Text("Message", wire.message);
  xml.Close("Error");
}

// Why this object cannot be deleted whatever the store holds.
Status CheckObject(const ObjectToDelete& object) {
  if (!object.version_id.empty() && object.version_id != "null") {
    return Failure("NoSuchVersion", "objects have no versions here but null: " + object.version_id);
  }
  return objects::CheckKey(object.key);
}

}  // namespace

Result<http::Response> DeleteObject(const Request& request) {
  objects::Precondition condition;
  condition.if_match = WithoutQuotes(request.headers().Get("If-Match"));
  RETURN_IF_ERROR(request.store.Delete(request.bucket(), request.key(), condition));
  return EmptyResponse(204);
}

Result<http::Response> DeleteObjects(const Request& request) {
  ASSIGN_OR_RETURN(const ExpectedDigests expected, ReadExpectedDigests(request.headers()));
  if (!expected.md5 && expected.algorithm == nullptr) {
    return Failure("InvalidRequest", "the request must have Content-MD5 or x-amz-checksum-*");
  }
  ASSIGN_OR_RETURN(const std::string text, ReceiveDocument(request));
  ASSIGN_OR_RETURN(const DeleteDocument document, ParseDelete(text));
  ASSIGN_OR_RETURN([[maybe_unused]] const auto bucket, request.store.GetBucket(request.bucket()));
  XmlWriter xml;
  xml.OpenDocument("DeleteResult");
  std::vector<std::string> plain;
  for (const ObjectToDelete& object : document.objects) {
    Status deleted = CheckObject(object);
    if (deleted && object.etag.empty()) {
      plain.push_back(object.key);
      continue;
    }
    if (deleted) {
      deleted = request.store.Delete(request.bucket(), object.key, {.if_match = object.etag});
    }
    if (!deleted) {
      WriteError(object, deleted.error(), xml);
    } else if (!document.quiet) {
      WriteDeleted(object, xml);
    }
  }
  RETURN_IF_ERROR(request.store.DeleteMany(request.bucket(), plain));
  if (!document.quiet) {
    for (const std::string& key : plain)
      WriteDeleted({.key = key, .version_id = {}, .etag = {}}, xml);
  }
  xml.Close("DeleteResult");
  return XmlResponse(xml.Take());
}

}  // namespace tenon::api::s3
