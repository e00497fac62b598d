#include "api/s3/router.h"

#include <doctest/doctest.h>

namespace tenon::api::s3 {
namespace {

std::string Match(std::string_view method, const Address& address, std::string_view query = "",
                  const http::Headers& headers = {}) {
  static const Router kRouter(S3Model());
  const auto matched = kRouter.Match(method, address, ParseQuery(query).value(), headers);
  return matched ? std::string(*matched) : std::string(matched.error().reason);
}

const Address kService;
const Address kBucket{.bucket = "b", .key = {}};
const Address kObject{.bucket = "b", .key = "k"};

}  // namespace

TEST_CASE("Method, address and parameters select the operation") {
  struct Case {
    const char* method;
    const Address& address;
    const char* query;
    const char* operation;
  };
  const Case cases[] = {
      {"GET", kService, "", "ListBuckets"},
      {"PUT", kBucket, "", "CreateBucket"},
      {"GET", kBucket, "", "ListObjects"},
      {"GET", kBucket, "prefix=a&delimiter=/&marker=", "ListObjects"},
      {"GET", kBucket, "list-type=2&encoding-type=url", "ListObjectsV2"},
      {"GET", kBucket, "uploads", "ListMultipartUploads"},
      {"GET", kBucket, "uploads=&prefix=a", "ListMultipartUploads"},
      {"GET", kBucket, "location=", "GetBucketLocation"},
      {"POST", kBucket, "delete", "DeleteObjects"},
      {"GET", kBucket, "analytics", "ListBucketAnalyticsConfigurations"},
      {"GET", kBucket, "analytics&id=1", "GetBucketAnalyticsConfiguration"},
      {"PUT", kBucket, "lifecycle", "PutBucketLifecycleConfiguration"},
      {"PUT", kObject, "", "PutObject"},
      {"PUT", kObject, "x-id=PutObject", "PutObject"},
      {"PUT", kObject, "partNumber=1&uploadId=u", "UploadPart"},
      {"GET", kObject, "partNumber=1", "GetObject"},
      {"GET", kObject, "response-content-type=text/plain&versionId=null", "GetObject"},
      {"GET", kObject, "uploadId=u", "ListParts"},
      {"POST", kObject, "uploads", "CreateMultipartUpload"},
      {"POST", kObject, "uploadId=u", "CompleteMultipartUpload"},
      {"DELETE", kObject, "uploadId=u", "AbortMultipartUpload"},
      {"DELETE", kObject, "tagging", "DeleteObjectTagging"},
      {"POST", kObject, "select&select-type=2", "SelectObjectContent"},
      {"GET", kObject, "AWSAccessKeyId=a&Signature=s&Expires=1", "GetObject"},
      {"GET", kObject, "X-Amz-Algorithm=a&X-Amz-Signature=s", "GetObject"},
      {"GET", kObject, "nobody=knows", "GetObject"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.query);
    CHECK(Match(c.method, c.address, c.query) == c.operation);
  }
}

TEST_CASE("A header makes a copy of a put") {
  http::Headers headers;
  headers.Add("x-amz-copy-source", "/b/k");
  CHECK(Match("PUT", kObject, "", headers) == "CopyObject");
  CHECK(Match("PUT", kObject, "partNumber=1&uploadId=u", headers) == "UploadPartCopy");
}

TEST_CASE("A request that means something S3 does not have is refused, whatever it means") {
  CHECK(Match("PATCH", kObject) == "MethodNotAllowed");
  CHECK(Match("POST", kBucket) == "MethodNotAllowed");
  CHECK(Match("DELETE", kService) == "MethodNotAllowed");
  CHECK(Match("PUT", kObject, "frobnicate") == "MethodNotAllowed");
  CHECK(Match("PUT", kObject, "uploadId=u") == "MethodNotAllowed");
  CHECK(Match("DELETE", kObject, "acl") == "MethodNotAllowed");
  CHECK(Match("DELETE", kBucket, "versioning") == "MethodNotAllowed");
  CHECK(Match("GET", kObject, "list-type=2") == "MethodNotAllowed");
}

}  // namespace tenon::api::s3
