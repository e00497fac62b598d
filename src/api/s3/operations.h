#pragma once

#include <span>
#include <string_view>

#include "api/s3/request.h"

namespace tenon::api::s3 {

// The handlers of S3's operations, under S3's names; the file of each is named after its resource.
// They promise what the S3 API reference does, as far as the file's own comments do not say less.

// buckets.cc
Result<http::Response> ListBuckets(const Request& request);
Result<http::Response> CreateBucket(const Request& request);
Result<http::Response> DeleteBucket(const Request& request);
Result<http::Response> HeadBucket(const Request& request);
Result<http::Response> GetBucketLocation(const Request& request);

// bucket_settings.cc
Result<http::Response> GetBucketOwnershipControls(const Request& request);
Result<http::Response> PutBucketOwnershipControls(const Request& request);
Result<http::Response> DeleteBucketOwnershipControls(const Request& request);
Result<http::Response> GetPublicAccessBlock(const Request& request);
Result<http::Response> PutPublicAccessBlock(const Request& request);
Result<http::Response> DeletePublicAccessBlock(const Request& request);
Result<http::Response> GetBucketVersioning(const Request& request);
Result<http::Response> PutBucketVersioning(const Request& request);

// acl.cc
Result<http::Response> GetBucketAcl(const Request& request);
Result<http::Response> PutBucketAcl(const Request& request);
Result<http::Response> GetObjectAcl(const Request& request);
Result<http::Response> PutObjectAcl(const Request& request);

// get_object.cc
Result<http::Response> GetObject(const Request& request);
Result<http::Response> HeadObject(const Request& request);
Result<http::Response> GetObjectAttributes(const Request& request);

// put_object.cc, copy_object.cc, delete_objects.cc, tagging.cc
Result<http::Response> PutObject(const Request& request);
Result<http::Response> CopyObject(const Request& request);
Result<http::Response> DeleteObject(const Request& request);
Result<http::Response> DeleteObjects(const Request& request);
Result<http::Response> GetObjectTagging(const Request& request);
Result<http::Response> PutObjectTagging(const Request& request);
Result<http::Response> DeleteObjectTagging(const Request& request);

// list_objects.cc
Result<http::Response> ListObjects(const Request& request);
Result<http::Response> ListObjectsV2(const Request& request);
Result<http::Response> ListObjectVersions(const Request& request);

// upload_parts.cc, complete_upload.cc, list_uploads.cc
Result<http::Response> CreateMultipartUpload(const Request& request);
Result<http::Response> UploadPart(const Request& request);
Result<http::Response> UploadPartCopy(const Request& request);
Result<http::Response> AbortMultipartUpload(const Request& request);
Result<http::Response> CompleteMultipartUpload(const Request& request);
Result<http::Response> ListParts(const Request& request);
Result<http::Response> ListMultipartUploads(const Request& request);

struct NamedHandler {
  std::string_view operation;
  Handler run;
};

// Every operation that is built. operations.cc
std::span<const NamedHandler> Handlers();

}  // namespace tenon::api::s3
