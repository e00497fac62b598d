#pragma once

#include "api/s3/request.h"
#include "api/s3/xml_writer.h"
#include "base/result.h"
#include "http/message.h"
#include "objects/object.h"

namespace tenon::api::s3 {

// What the headers of a PutObject, CopyObject or CreateMultipartUpload say of the object to be:
// content type and the like, x-amz-meta-*, x-amz-storage-class, x-amz-tagging. "aws-chunked" is
// how the body came, not what it is, and is left out of Content-Encoding. Reasons of errors:
// MetadataTooLarge, InvalidStorageClass, InvalidTag.
Result<objects::Attributes> AttributesFromHeaders(const http::Headers& headers);

// ETag, Last-Modified and all that was said of the object when it was put.
void AddObjectHeaders(const objects::Object& object, http::Headers& headers);

// x-amz-checksum-* and x-amz-checksum-type.
void AddChecksumHeaders(const objects::Attributes& attributes, http::Headers& headers);

// ChecksumCRC32 and the others, and ChecksumType, as elements of a document.
void AddChecksumElements(const objects::Attributes& attributes, XmlWriter& xml);

// The ETag as headers and documents carry it: in quotes.
std::string Quoted(std::string_view etag);

// "STANDARD" unless the object has another class.
std::string StorageClassOf(const objects::Attributes& attributes);

}  // namespace tenon::api::s3
