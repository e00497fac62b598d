// Access control lists: every bucket and object belongs to the one account, which has full control.

#include "api/s3/access.h"
#include "api/s3/failure.h"
#include "api/s3/operations.h"
#include "api/s3/xml_writer.h"

namespace tenon::api::s3 {
namespace {

http::Response OwnerHasFullControl(const Request& request) {
  const std::string owner = OwnerId(request.call);
  XmlWriter xml;
  xml.OpenDocument("AccessControlPolicy");
  xml.Open("Owner");
  xml.Text("ID", owner);
  xml.Close("Owner");
  xml.Open("AccessControlList");
  xml.Open("Grant");
  xml.Open(
      "Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:type=\"CanonicalUser\"");
  xml.Text("ID", owner);
  xml.Close("Grantee");
  xml.Text("Permission", "FULL_CONTROL");
  xml.Close("Grant");
  xml.Close("AccessControlList");
  xml.Close("AccessControlPolicy");
  return XmlResponse(xml.Take());
}

// Accepts an ACL that grants nobody anything new; there is nothing to keep of it.
Result<http::Response> AcceptAcl(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Bucket bucket, request.store.GetBucket(request.bucket()));
  RETURN_IF_ERROR(CheckAclHeaders(bucket, request.headers()));
  if (HasAclHeaders(request.headers())) return EmptyResponse();
  if (bucket.settings["ObjectOwnership"].StringOr("") == "BucketOwnerEnforced") {
    return Failure("AccessControlListNotSupported",
                   "the bucket does not allow ACLs, as its object ownership is "
                   "BucketOwnerEnforced: " +
                       bucket.name);
  }
  return NotBuilt("access control lists as documents, only x-amz-acl");
}

}  // namespace

Result<http::Response> GetBucketAcl(const Request& request) {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto bucket, request.store.GetBucket(request.bucket()));
  return OwnerHasFullControl(request);
}

Result<http::Response> PutBucketAcl(const Request& request) { return AcceptAcl(request); }

Result<http::Response> GetObjectAcl(const Request& request) {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto object,
                   request.store.Head(request.bucket(), request.key()));
  return OwnerHasFullControl(request);
}

Result<http::Response> PutObjectAcl(const Request& request) {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto object,
                   request.store.Head(request.bucket(), request.key()));
  return AcceptAcl(request);
}

}  // namespace tenon::api::s3
