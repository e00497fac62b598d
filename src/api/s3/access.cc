#include "api/s3/access.h"

#include "api/s3/failure.h"
#include "base/digest.h"
#include "base/hex.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
namespace {

constexpr std::string_view kGrant = "x-amz-grant-";

bool IsPublic(std::string_view grants) {
  return grants == "public-read" || grants == "public-read-write" ||
         grants == "authenticated-read" ||
         grants.find("/groups/global/AllUsers") != std::string_view::npos ||
         grants.find("/groups/global/AuthenticatedUsers") != std::string_view::npos;
}

bool IsOfTheOwnerAlone(std::string_view canned) {
  return canned == "private" || canned == "bucket-owner-full-control" ||
         canned == "bucket-owner-read";
}

bool IsAclHeader(std::string_view name) {
  const std::string field = AsciiLower(name);
  return field == "x-amz-acl" || field.starts_with(kGrant);
}

}  // namespace

json::Value NewBucketSettings(std::string_view ownership) {
  return json::Value{
      {"ObjectOwnership", ownership.empty() ? std::string_view("BucketOwnerEnforced") : ownership},
      {"PublicAccessBlock",
       {{"BlockPublicAcls", true},
        {"IgnorePublicAcls", true},
        {"BlockPublicPolicy", true},
        {"RestrictPublicBuckets", true}}}};
}

bool HasAclHeaders(const http::Headers& headers) {
  return std::ranges::any_of(headers.all(),
                             [](const auto& field) { return IsAclHeader(field.first); });
}

Status CheckAclHeaders(const objects::Bucket& bucket, const http::Headers& headers) {
  const bool acls_disabled =
      bucket.settings["ObjectOwnership"].StringOr("") == "BucketOwnerEnforced";
  const bool public_blocked = bucket.settings["PublicAccessBlock"]["BlockPublicAcls"].BoolOr(false);
  for (const auto& [name, value] : headers.all()) {
    if (!IsAclHeader(name)) continue;
    const bool canned = EqualsIgnoringCase(name, "x-amz-acl");
    if (canned && value == "bucket-owner-full-control") continue;
    if (acls_disabled) {
      return Failure("AccessControlListNotSupported",
                     "the bucket does not allow ACLs, as its object ownership is "
                     "BucketOwnerEnforced: " +
                         bucket.name);
    }
    if (public_blocked && IsPublic(value)) {
      return Error{ErrorKind::kAccessDenied,
                   "the bucket's public access block refuses public ACLs: " + bucket.name,
                   "AccessDenied"};
    }
    if (!canned || !IsOfTheOwnerAlone(value)) {
      return NotBuilt("access for others than the owner: " + name + " " + value);
    }
  }
  return {};
}

Status CheckHeaders(const Request& request) {
  const std::string* owner = request.headers().Find("x-amz-expected-bucket-owner");
  if (owner != nullptr && *owner != request.call.account) {
    return Error{ErrorKind::kAccessDenied,
                 "the bucket does not belong to the account that was expected: " + *owner,
                 "AccessDenied"};
  }
  for (const auto& [name, value] : request.headers().all()) {
    const std::string field = AsciiLower(name);
    if (field.starts_with("x-amz-server-side-encryption") ||
        field.starts_with("x-amz-copy-source-server-side-encryption")) {
      return NotBuilt("encryption by the server, keep its data on an encrypted disk: " + field);
    }
    if (field.starts_with("x-amz-object-lock-")) {
      return Failure("InvalidRequest", "the bucket has no object lock: " + field);
    }
  }
  const std::string* version = request.Parameter("versionId");
  if (version != nullptr && *version != "null") {
    return Error{ErrorKind::kNotFound, "objects have no versions here but null: " + *version,
                 "NoSuchVersion"};
  }
  return {};
}

std::string OwnerId(const Call& call) { return ToHex(Sha256("tenon account " + call.account)); }

}  // namespace tenon::api::s3
