#pragma once

#include "api/s3/request.h"
#include "base/result.h"
#include "http/message.h"
#include "objects/object.h"

namespace tenon::api::s3 {

// What a bucket's owner allows. A bucket is made as S3 makes it: ACLs disabled
// (BucketOwnerEnforced) and all public access blocked.

// The settings of a bucket that was just made. `ownership` may be "".
json::Value NewBucketSettings(std::string_view ownership);

// Refuses what access control lists would grant. With ownership BucketOwnerEnforced, any list but
// bucket-owner-full-control: AccessControlListNotSupported. With BlockPublicAcls, a public one:
// AccessDenied. What is left is allowed if it grants nobody but the owner anything, since this
// server has one account and answers nobody anonymously: NotImplemented for the rest. Without any
// such header: nothing to refuse.
Status CheckAclHeaders(const objects::Bucket& bucket, const http::Headers& headers);

// Whether the request says who may do what by a header: x-amz-acl or x-amz-grant-*.
bool HasAclHeaders(const http::Headers& headers);

// Refuses headers that ask for what this server does not do, instead of leaving them unheard:
// encryption by the server, object lock, another expected owner than ours.
Status CheckHeaders(const Request& request);

// The id of the one account as an owner: 64 hex digits, as S3's canonical ids.
std::string OwnerId(const Call& call);

}  // namespace tenon::api::s3
