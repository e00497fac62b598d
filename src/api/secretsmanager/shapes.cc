#include "api/secretsmanager/shapes.h"

#include "base/hex.h"
#include "secrets/secret_id.h"

namespace tenon::api {
namespace {

Error InvalidRequest(std::string message) {
  return {ErrorKind::kInvalidInput, std::move(message), "InvalidRequestException"};
}

void SetTime(json::Value& reply, std::string_view member, const std::optional<Time>& time) {
  if (time) reply.Set(member, ToEpochSeconds(*time));
}

void SetText(json::Value& reply, std::string_view member, const std::string& text) {
  if (!text.empty()) reply.Set(member, text);
}

}  // namespace

std::string ArnOf(const secrets::Secret& secret, const Call& call) {
  return secrets::MakeArn(call.region, call.account, secret.name, secret.suffix);
}

json::Value HeadOf(const secrets::Secret& secret, const Call& call) {
  return {{"ARN", ArnOf(secret, call)}, {"Name", secret.name}};
}

json::Value ToJson(const secrets::Secret& secret, std::string_view stages_member,
                   const Call& call) {
  json::Value reply = HeadOf(secret, call);
  SetText(reply, "Description", secret.description);
  SetText(reply, "KmsKeyId", secret.kms_key);
  SetTime(reply, "CreatedDate", secret.created);
  SetTime(reply, "LastChangedDate", secret.changed);
  SetTime(reply, "LastAccessedDate", secret.accessed);
  SetTime(reply, "DeletedDate", secret.deleted);
  json::Value tags;
  for (const auto& [key, value] : secret.tags) tags.Append({{"Key", key}, {"Value", value}});
  if (!tags.IsNull()) reply.Set("Tags", std::move(tags));
  json::Value stages;
  for (const secrets::Version& version : secret.versions) {
    stages.Set(version.id, ToJson(version.stages));
  }
  if (!stages.IsNull()) reply.Set(stages_member, std::move(stages));
  return reply;
}

json::Value ToJson(const secrets::Version& version, const secrets::Secret& secret) {
  json::Value reply = {{"VersionId", version.id}, {"CreatedDate", ToEpochSeconds(version.created)}};
  if (!version.stages.empty()) reply.Set("VersionStages", ToJson(version.stages));
  SetTime(reply, "LastAccessedDate", version.accessed);
  reply.Set("KmsKeyIds", json::Array{secret.kms_key.empty() ? json::Value("DefaultEncryptionKey")
                                                            : json::Value(secret.kms_key)});
  return reply;
}

json::Value ToJson(const std::vector<std::string>& texts) {
  json::Array all;
  for (const std::string& text : texts) all.emplace_back(text);
  return all;
}

Result<std::optional<secrets::Value>> ReadValue(const json::Value& input) {
  const std::string* const text = input["SecretString"].AsString();
  const std::string* const binary = input["SecretBinary"].AsString();
  if (text != nullptr && binary != nullptr) {
    return InvalidInput(
        "You can't specify both a binary secret value and a string secret value in the same "
        "secret.");
  }
  if (text != nullptr) return std::optional(secrets::Value{false, *text});
  if (binary == nullptr) return std::optional<secrets::Value>();
  ASSIGN_OR_RETURN(std::string bytes, FromBase64(*binary));
  return std::optional(secrets::Value{true, std::move(bytes)});
}

Result<std::string> ReadToken(const json::Value& input) {
  const std::string* const token = input["ClientRequestToken"].AsString();
  if (token != nullptr) return *token;
  return InvalidRequest(
      "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
}

Result<secrets::Tags> ReadTags(const json::Value& input) {
  secrets::Tags tags;
  const json::Array* const list = input["Tags"].AsArray();
  if (list == nullptr) return tags;
  for (const json::Value& tag : *list) {
    const std::string key = tag["Key"].StringOr("");
    if (key.empty()) return InvalidInput("a tag has a Key");
    tags.insert_or_assign(key, tag["Value"].StringOr(""));
  }
  return tags;
}

Result<std::vector<secrets::Filter>> ReadFilters(const json::Value& input) {
  std::vector<secrets::Filter> filters;
  const json::Array* const list = input["Filters"].AsArray();
  if (list == nullptr) return filters;
  for (const json::Value& filter : *list) {
    secrets::Filter read;
    read.key = filter["Key"].StringOr("");
    if (read.key.empty()) return InvalidInput("a filter has a Key");
    if (filter["Values"].IsNull()) return InvalidInput("a filter has Values: " + read.key);
    ASSIGN_OR_RETURN(read.values, json::Reader(filter).Strings("Values"));
    filters.push_back(std::move(read));
  }
  return filters;
}

Status RefuseParameters(const json::Value& input, std::initializer_list<std::string_view> members) {
  for (const std::string_view member : members) {
    const json::Value& value = input[member];
    const bool asks_nothing = value == json::Value("") || value == json::Value(false);
    if (value.IsNull() || asks_nothing) continue;
    return Unsupported("this parameter is not supported by this server: " + std::string(member));
  }
  return {};
}

}  // namespace tenon::api
