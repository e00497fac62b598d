#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon {

// "\x01\xab" -> "01ab".
std::string ToHex(std::string_view bytes);
// Either case; kInvalidInput if the length is odd or a digit is none.
Result<std::string> FromHex(std::string_view hex);

// RFC 4648 with padding, as checksums and tokens are sent.
std::string ToBase64(std::string_view bytes);
// kInvalidInput unless the text is canonical base64.
Result<std::string> FromBase64(std::string_view text);

}  // namespace tenon
