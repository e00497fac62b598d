#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/operation.h"
#include "secrets/filter.h"
#include "secrets/secret.h"

// Secrets Manager's shapes, read and written.
namespace tenon::api {

std::string ArnOf(const secrets::Secret& secret, const Call& call);
// {"ARN": ..., "Name": ...}: with what most replies begin.
json::Value HeadOf(const secrets::Secret& secret, const Call& call);
// What DescribeSecret and ListSecrets both tell. They name the labels of versions differently:
// "VersionIdsToStages", "SecretVersionsToStages".
json::Value ToJson(const secrets::Secret& secret, std::string_view stages_member, const Call& call);
// An entry of SecretVersionsListType.
json::Value ToJson(const secrets::Version& version, const secrets::Secret& secret);
json::Value ToJson(const std::vector<std::string>& texts);

// SecretString or SecretBinary; nothing if there is neither. InvalidParameterException for both.
Result<std::optional<secrets::Value>> ReadValue(const json::Value& input);
// ClientRequestToken, which AWS demands of whoever makes a version (every SDK sends one).
Result<std::string> ReadToken(const json::Value& input);
// InvalidParameterException for an entry without Key.
Result<secrets::Tags> ReadTags(const json::Value& input);
// InvalidParameterException for an entry without Key or Values.
Result<std::vector<secrets::Filter>> ReadFilters(const json::Value& input);
// An error that names the first of these members that the input has, as not supported.
Status RefuseParameters(const json::Value& input, std::initializer_list<std::string_view> members);

}  // namespace tenon::api
