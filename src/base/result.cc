#include "base/result.h"

#include <cstring>

namespace tenon {

std::string_view NameOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidInput:
      return "invalid_input";
    case ErrorKind::kNotFound:
      return "not_found";
    case ErrorKind::kAlreadyExists:
      return "already_exists";
    case ErrorKind::kConflict:
      return "conflict";
    case ErrorKind::kLimitExceeded:
      return "limit_exceeded";
    case ErrorKind::kAccessDenied:
      return "access_denied";
    case ErrorKind::kUnsupported:
      return "unsupported";
    case ErrorKind::kUnavailable:
      return "unavailable";
    case ErrorKind::kStopped:
      return "stopped";
    case ErrorKind::kInternal:
      return "internal";
  }
  return "internal";
}

Error WithContext(Error error, std::string_view context) {
  error.message = std::string(context) + ": " + error.message;
  return error;
}

Error SystemError(std::string_view what, int errno_value) {
  char text[128] = "";
  return Internal(std::string(what) + ": " + strerror_r(errno_value, text, sizeof text));
}

}  // namespace tenon
