#pragma once

#include <string_view>

#include "api/s3/address.h"
#include "base/result.h"

namespace tenon::api::s3 {

// Reads x-amz-copy-source: "/bucket/key" or "bucket/key", percent-encoded, with an optional
// "?versionId=null". kInvalidInput with reason InvalidArgument if it has another form,
// NoSuchVersion for any other version (objects have one version here), NotImplemented for an access
// point's ARN.
Result<Address> ParseCopySource(std::string_view header);

}  // namespace tenon::api::s3
