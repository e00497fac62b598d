#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace tenon::auth {

// A refused signature; `reason` is AWS's error code, a literal.
inline Error Refuse(std::string_view reason, std::string message) {
  return {ErrorKind::kAccessDenied, std::move(message), reason};
}

// The same words for every wrong signature, so that they tell nothing about which part was wrong.
inline Error WrongSignature() {
  return Refuse("SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. "
                "Check your secret access key and signing method");
}

}  // namespace tenon::auth
