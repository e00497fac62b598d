#include "api/s3/access.h"
#include "api/s3/conditions.h"
#include "api/s3/failure.h"
#include "api/s3/object_headers.h"
#include "api/s3/operations.h"
#include "api/s3/receive.h"
#include "base/hex.h"
#include "objects/names.h"

namespace tenon::api::s3 {

Result<http::Response> PutObject(const Request& request) {
  // Everything that can be refused by its head is, before a byte of the body is taken.
  RETURN_IF_ERROR(objects::CheckKey(request.key()));
  if (request.headers().Find("x-amz-write-offset-bytes") != nullptr) {
    return NotBuilt("appending to objects: x-amz-write-offset-bytes");
  }
  ASSIGN_OR_RETURN(const objects::Bucket bucket, request.store.GetBucket(request.bucket()));
  RETURN_IF_ERROR(CheckAclHeaders(bucket, request.headers()));
  ASSIGN_OR_RETURN(objects::Attributes attributes, AttributesFromHeaders(request.headers()));
  ASSIGN_OR_RETURN(const objects::Precondition condition, WritePrecondition(request.headers()));

  ASSIGN_OR_RETURN(const ReceivedBlob received, ReceiveBlob(request, DefaultChecksum()));
  attributes.etag = ToHex(received.md5);
  attributes.checksums.emplace(received.algorithm->name, ToBase64(received.checksum));
  ASSIGN_OR_RETURN(
      const objects::Object object,
      request.store.Put(request.bucket(), request.key(), received.blob, attributes, condition));
  http::Response response;
  response.headers.Set("ETag", Quoted(object.attributes.etag));
  AddChecksumHeaders(object.attributes, response.headers);
  return response;
}

}  // namespace tenon::api::s3
