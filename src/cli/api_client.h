#pragma once

#include <string>
#include <string_view>

#include "auth/signature.h"
#include "json/value.h"

namespace tenon::cli {

// Calls operations of a server as any AWS client does, signed with SigV4. One thread at a time.
class ApiClient {
 public:
  ApiClient(std::string endpoint, auth::AccessKey key, std::string region)
      : endpoint_(std::move(endpoint)), key_(std::move(key)), region_(std::move(region)) {}

  // Calls an operation of AWS JSON 1.1: Call("glue", "AWSGlue.GetDatabases", {}). The reply, or
  // kUnavailable if nobody answers, or kInvalidInput with the code and message of the refusal.
  Result<json::Value> Call(std::string_view service, std::string_view target,
                           const json::Value& input) const;

 private:
  const std::string endpoint_;
  const auth::AccessKey key_;
  const std::string region_;
};

}  // namespace tenon::cli
