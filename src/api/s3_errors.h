#pragma once

#include <string_view>

namespace tenon::api {

// One of S3's error codes ("List of error codes" in the S3 API reference).
struct S3Error {
  std::string_view code;
  int status;
  std::string_view message;  // S3's own text, for failures that bring none
};

// Null pointer if S3 has no such code, or none that this server can answer with.
const S3Error* FindS3Error(std::string_view code);

}  // namespace tenon::api
