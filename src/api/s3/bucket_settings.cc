#include "api/s3/documents.h"
#include "api/s3/failure.h"
#include "api/s3/operations.h"
#include "api/s3/receive.h"
#include "api/s3/xml_writer.h"

namespace tenon::api::s3 {
namespace {

constexpr std::string_view kOwnership = "ObjectOwnership";
constexpr std::string_view kPublicAccessBlock = "PublicAccessBlock";
constexpr std::string_view kVersioning = "Versioning";

Error NotSet(std::string_view code, std::string message) {
  return {ErrorKind::kNotFound, std::move(message), code};
}

}  // namespace

Result<http::Response> GetBucketOwnershipControls(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Bucket bucket, request.store.GetBucket(request.bucket()));
  const std::string ownership = bucket.settings[kOwnership].StringOr("");
  if (ownership.empty()) {
    return NotSet("OwnershipControlsNotFoundError",
                  "the bucket has no ownership controls: " + bucket.name);
  }
  XmlWriter xml;
  xml.OpenDocument("OwnershipControls");
  xml.Open("Rule");
  xml.Text(kOwnership, ownership);
  xml.Close("Rule");
  xml.Close("OwnershipControls");
  return XmlResponse(xml.Take());
}

Result<http::Response> PutBucketOwnershipControls(const Request& request) {
  ASSIGN_OR_RETURN(const std::string document, ReceiveDocument(request));
  ASSIGN_OR_RETURN(const std::string ownership, ParseOwnershipControls(document));
  RETURN_IF_ERROR(request.store.SetBucketSetting(request.bucket(), kOwnership, ownership));
  return EmptyResponse();
}

Result<http::Response> DeleteBucketOwnershipControls(const Request& request) {
  RETURN_IF_ERROR(request.store.SetBucketSetting(request.bucket(), kOwnership, {}));
  return EmptyResponse(204);
}

Result<http::Response> GetPublicAccessBlock(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Bucket bucket, request.store.GetBucket(request.bucket()));
  const json::Object* block = bucket.settings[kPublicAccessBlock].AsObject();
  if (block == nullptr) {
    return NotSet("NoSuchPublicAccessBlockConfiguration",
                  "the bucket has no public access block: " + bucket.name);
  }
  XmlWriter xml;
  xml.OpenDocument("PublicAccessBlockConfiguration");
  for (const auto& [name, flag] : block->members) xml.Flag(name, flag.BoolOr(false));
  xml.Close("PublicAccessBlockConfiguration");
  return XmlResponse(xml.Take());
}

Result<http::Response> PutPublicAccessBlock(const Request& request) {
  ASSIGN_OR_RETURN(const std::string document, ReceiveDocument(request));
  ASSIGN_OR_RETURN(const json::Value block, ParsePublicAccessBlock(document));
  RETURN_IF_ERROR(request.store.SetBucketSetting(request.bucket(), kPublicAccessBlock, block));
  return EmptyResponse();
}

Result<http::Response> DeletePublicAccessBlock(const Request& request) {
  RETURN_IF_ERROR(request.store.SetBucketSetting(request.bucket(), kPublicAccessBlock, {}));
  return EmptyResponse(204);
}

Result<http::Response> GetBucketVersioning(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Bucket bucket, request.store.GetBucket(request.bucket()));
  const std::string status = bucket.settings[kVersioning].StringOr("");
  XmlWriter xml;
  xml.OpenDocument("VersioningConfiguration");
  if (!status.empty()) xml.Text("Status", status);
  xml.Close("VersioningConfiguration");
  return XmlResponse(xml.Take());
}

Result<http::Response> PutBucketVersioning(const Request& request) {
  ASSIGN_OR_RETURN(const std::string document, ReceiveDocument(request));
  ASSIGN_OR_RETURN(const std::string status, ParseVersioning(document));
  if (status == "Enabled") {
    return NotBuilt("versions of objects yet: PutBucketVersioning accepts Suspended only");
  }
  RETURN_IF_ERROR(request.store.SetBucketSetting(request.bucket(), kVersioning, status));
  return EmptyResponse();
}

}  // namespace tenon::api::s3
