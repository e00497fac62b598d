#include "api/s3/operations.h"

#include <array>

namespace tenon::api::s3 {

std::span<const NamedHandler> Handlers() {
  static constexpr auto kHandlers = std::to_array<NamedHandler>({
      {"AbortMultipartUpload", AbortMultipartUpload},
      {"CompleteMultipartUpload", CompleteMultipartUpload},
      {"CopyObject", CopyObject},
      {"CreateBucket", CreateBucket},
      {"CreateMultipartUpload", CreateMultipartUpload},
      {"DeleteBucket", DeleteBucket},
      {"DeleteBucketOwnershipControls", DeleteBucketOwnershipControls},
      {"DeleteObject", DeleteObject},
      {"DeleteObjectTagging", DeleteObjectTagging},
      {"DeleteObjects", DeleteObjects},
      {"DeletePublicAccessBlock", DeletePublicAccessBlock},
      {"GetBucketAcl", GetBucketAcl},
      {"GetBucketLocation", GetBucketLocation},
      {"GetBucketOwnershipControls", GetBucketOwnershipControls},
      {"GetBucketVersioning", GetBucketVersioning},
      {"GetObject", GetObject},
      {"GetObjectAcl", GetObjectAcl},
      {"GetObjectAttributes", GetObjectAttributes},
      {"GetObjectTagging", GetObjectTagging},
      {"GetPublicAccessBlock", GetPublicAccessBlock},
      {"HeadBucket", HeadBucket},
      {"HeadObject", HeadObject},
      {"ListBuckets", ListBuckets},
      {"ListMultipartUploads", ListMultipartUploads},
      {"ListObjectVersions", ListObjectVersions},
      {"ListObjects", ListObjects},
      {"ListObjectsV2", ListObjectsV2},
      {"ListParts", ListParts},
      {"PutBucketAcl", PutBucketAcl},
      {"PutBucketOwnershipControls", PutBucketOwnershipControls},
      {"PutBucketVersioning", PutBucketVersioning},
      {"PutObject", PutObject},
      {"PutObjectAcl", PutObjectAcl},
      {"PutObjectTagging", PutObjectTagging},
      {"PutPublicAccessBlock", PutPublicAccessBlock},
      {"UploadPart", UploadPart},
      {"UploadPartCopy", UploadPartCopy},
  });
  return kHandlers;
}

}  // namespace tenon::api::s3
