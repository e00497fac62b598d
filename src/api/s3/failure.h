#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace tenon::api::s3 {

// A failure under S3's own code, which must be a literal: Failure("InvalidPart", "...").
// api/errors.cc knows the status of each code.
inline Error Failure(std::string_view code, std::string message) {
  return {ErrorKind::kInvalidInput, std::move(message), code};
}

// The failure of what S3 has and this server has not; `what` names the operation or the header.
inline Error NotBuilt(std::string_view what) {
  return {ErrorKind::kUnsupported, "this server does not offer " + std::string(what),
          "NotImplemented"};
}

}  // namespace tenon::api::s3
