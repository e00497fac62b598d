#include "api/sts/operations.h"

#include <chrono>

namespace tenon::api {
namespace {

constexpr std::int64_t kDefaultSeconds = 12 * 60 * 60;
// What the ids of temporary keys begin with.
constexpr std::string_view kSessionPrefix = "ASIA";

// The session of a root key is the root user again, as on AWS.
Result<json::Value> GetCallerIdentity(const Call& call) {
  return json::Value{{"UserId", call.account},
                     {"Account", call.account},
                     {"Arn", "arn:aws:iam::" + call.account + ":root"}};
}

Result<json::Value> GetSessionToken(const auth::KeyStore& keys, const json::Value& input,
                                    const Call& call) {
  if (call.access_key_id.starts_with(kSessionPrefix)) {
    return Error{ErrorKind::kAccessDenied, "Cannot call GetSessionToken with session credentials",
                 "AccessDenied"};
  }
  const std::chrono::seconds lifetime(input["DurationSeconds"].IntOr(kDefaultSeconds));
  const auth::AccessKey key = keys.IssueSession(lifetime);
  return json::Value{{"Credentials",
                      {{"AccessKeyId", key.id},
                       {"SecretAccessKey", key.secret},
                       {"SessionToken", key.session_token},
                       {"Expiration", ToEpochSeconds(key.expires.value_or(call.now + lifetime))}}}};
}

}  // namespace

Operations StsOperations(const auth::KeyStore& keys) {
  return {
      {"GetCallerIdentity",
       [](const json::Value&, const Call& call) { return GetCallerIdentity(call); }},
      {"GetSessionToken", [&keys](const json::Value& input,
                                  const Call& call) { return GetSessionToken(keys, input, call); }},
  };
}

}  // namespace tenon::api
