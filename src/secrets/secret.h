#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace tenon::secrets {

// The staging labels that AWS Secrets Manager itself moves ("What's in a Secrets Manager secret?",
// AWS Secrets Manager user guide).
inline constexpr std::string_view kCurrent = "AWSCURRENT";
inline constexpr std::string_view kPrevious = "AWSPREVIOUS";

using Tags = std::map<std::string, std::string>;

// What a version holds: a SecretString or a SecretBinary.
struct Value {
  bool is_binary = false;
  std::string bytes;
  bool operator==(const Value&) const = default;
};

// A version of a secret, without its value.
struct Version {
  std::int64_t number = 0;  // of all versions, in the order in which they were made
  std::string id;
  std::vector<std::string> stages;  // in order; one without any is deprecated
  Time created;
  std::optional<Time> accessed;  // the day on which its value was last told
};

// A secret and everything about it but its values.
struct Secret {
  std::int64_t number = 0;  // given by the store, and never to another secret
  std::string name;
  std::string suffix;  // what its ARN adds to its name: "a1B2c3"
  std::string description;
  std::string kms_key;
  Time created;
  Time changed;
  std::optional<Time> accessed;     // the day on which a value was last told
  std::optional<Time> deleted;      // when its deletion was asked for
  std::optional<Time> purge_after;  // when it is gone for good, if it was
  Tags tags;
  std::vector<Version> versions;  // those with labels
};

}  // namespace tenon::secrets
