#include "api/secretsmanager/values.h"

#include <algorithm>

#include "api/page_token.h"
#include "api/secretsmanager/pages.h"
#include "api/secretsmanager/shapes.h"
#include "base/hex.h"

namespace tenon::api {
namespace {

struct Values {
  db::Database& database;
  const secrets::Store& store;

  Result<json::Value> Put(const json::Value& input, const Call& call) const {
    RETURN_IF_ERROR(RefuseParameters(input, {"RotationToken"}));
    secrets::NewVersion version;
    ASSIGN_OR_RETURN(version.token, ReadToken(input));
    ASSIGN_OR_RETURN(auto value, ReadValue(input));
    if (!value) {
      return Error{ErrorKind::kInvalidInput,
                   "You must provide either SecretString or SecretBinary.",
                   "InvalidRequestException"};
    }
    version.value = *std::move(value);
    if (!input["VersionStages"].IsNull()) {
      ASSIGN_OR_RETURN(version.stages, json::Reader(input).Strings("VersionStages"));
    }
    const std::string id = input["SecretId"].StringOr("");
    return database.WriteFor<json::Value>([&](db::Transaction& transaction) -> Result<json::Value> {
      RETURN_IF_ERROR(store.Purge(transaction, call.now));
      ASSIGN_OR_RETURN(const auto made, store.PutValue(transaction, id, version, call.now));
      ASSIGN_OR_RETURN(const auto secret, store.Get(transaction, id));
      json::Value reply = HeadOf(secret, call);
      reply.Set("VersionId", made.id);
      if (!made.stages.empty()) reply.Set("VersionStages", ToJson(made.stages));
      return reply;
    });
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    secrets::VersionRequest request;
    request.id = input["VersionId"].StringOr("");
    request.stage = input["VersionStage"].StringOr("");
    auto opened = database.ReadFor<secrets::OpenedVersion>([&](db::Transaction& transaction) {
      return store.GetValue(transaction, input["SecretId"].StringOr(""), request);
    });
    if (!opened) return opened.error();
    // Written once a day at most, as days are what AWS tells of accesses.
    if (opened->version.accessed != secrets::DayOf(call.now)) {
      RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
        return store.NoteAccess(transaction, opened->version, call.now);
      }));
    }
    json::Value reply = HeadOf(opened->secret, call);
    reply.Set("VersionId", opened->version.id);
    if (!opened->version.stages.empty()) {
      reply.Set("VersionStages", ToJson(opened->version.stages));
    }
    reply.Set("CreatedDate", ToEpochSeconds(opened->version.created));
    if (opened->value.is_binary) {
      reply.Set("SecretBinary", ToBase64(opened->value.bytes));
    } else {
      reply.Set("SecretString", opened->value.bytes);
    }
    return reply;
  }

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    secrets::Secret secret;
    std::vector<secrets::Version> versions;
    RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(secret, store.Get(transaction, input["SecretId"].StringOr("")));
      ASSIGN_OR_RETURN(versions, store.ListVersions(transaction, secret,
                                                    input["IncludeDeprecated"].BoolOr(false)));
      return {};
    }));
    const std::string scope = "ListSecretVersionIds/" + ArnOf(secret, call);
    ASSIGN_OR_RETURN(const auto page, ReadSecretsPage(input, scope));
    ASSIGN_OR_RETURN(const std::int64_t after, ReadNumberKey(page, 0));
    std::erase_if(versions, [&](const auto& version) { return version.number <= after; });
    const std::size_t shown = std::min(versions.size(), static_cast<std::size_t>(page.limit));
    json::Value list = json::Array{};
    for (std::size_t i = 0; i < shown; ++i) list.Append(ToJson(versions[i], secret));
    json::Value reply = HeadOf(secret, call);
    reply.Set("Versions", std::move(list));
    if (versions.size() > shown) {
      reply.Set("NextToken", EncodePageToken(scope, std::to_string(versions[shown - 1].number)));
    }
    return reply;
  }
};

}  // namespace

Operations SecretValueOperations(db::Database& database, const secrets::Store& store) {
  const Values all{database, store};
  return {
      {"PutSecretValue",
       [=](const json::Value& input, const Call& call) { return all.Put(input, call); }},
      {"GetSecretValue",
       [=](const json::Value& input, const Call& call) { return all.Get(input, call); }},
      {"ListSecretVersionIds",
       [=](const json::Value& input, const Call& call) { return all.List(input, call); }},
  };
}

}  // namespace tenon::api
