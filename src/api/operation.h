#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "json/value.h"

namespace tenon::api {

// Who calls, and when: what a handler may need beside its input.
struct Call {
  std::string request_id;
  std::string access_key_id;
  std::string account = "000000000000";
  std::string region = "us-east-1";
  Time now;
};

// One API operation. The dispatcher has already authenticated the caller, validated the input
// against the service model and will turn an Error into its AWS name, so that a handler only does
// the work. Timestamps in the reply are numbers of epoch seconds (ToEpochSeconds). Members that
// have no value are left out, never null. Handlers run on many threads at once.
struct Operation {
  std::string_view name;  // as in the service model: "CreateDatabase"
  std::function<Result<json::Value>(const json::Value& input, const Call& call)> run;
};

using Operations = std::vector<Operation>;

}  // namespace tenon::api
