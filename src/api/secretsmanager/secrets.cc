#include "api/secretsmanager/secrets.h"

#include <chrono>

#include "api/secretsmanager/shapes.h"
#include "secrets/secret_id.h"

namespace tenon::api {
namespace {

// A recovery window.
constexpr std::int64_t kLeastDays = 7;
constexpr std::int64_t kMostDays = 30;  // also where none is named

json::Value Nothing() { return json::Object{}; }

struct Secrets {
  db::Database& database;
  const secrets::Store& store;

  // Runs `work` in a transaction in which what has expired is gone.
  template <typename T>
  Result<T> Write(const Call& call, const std::function<Result<T>(db::Transaction&)>& work) const {
    return database.WriteFor<T>([&](db::Transaction& transaction) -> Result<T> {
      RETURN_IF_ERROR(store.Purge(transaction, call.now));
      return work(transaction);
    });
  }

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    RETURN_IF_ERROR(RefuseParameters(input, {"AddReplicaRegions", "ForceOverwriteReplicaSecret",
                                             "Type", "CrossAccountPrimaryARN"}));
    secrets::NewSecret secret;
    secret.name = input["Name"].StringOr("");
    secret.description = input["Description"].StringOr("");
    secret.kms_key = input["KmsKeyId"].StringOr("");
    ASSIGN_OR_RETURN(secret.token, ReadToken(input));
    ASSIGN_OR_RETURN(secret.value, ReadValue(input));
    ASSIGN_OR_RETURN(secret.tags, ReadTags(input));
    ASSIGN_OR_RETURN(const auto created,
                     Write<secrets::Secret>(call, [&](db::Transaction& transaction) {
                       return store.Create(transaction, secret, call.now);
                     }));
    json::Value reply = HeadOf(created, call);
    if (secret.value) reply.Set("VersionId", secret.token);
    return reply;
  }

  Result<json::Value> Describe(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const auto secret,
                     database.ReadFor<secrets::Secret>([&](db::Transaction& transaction) {
                       return store.Get(transaction, input["SecretId"].StringOr(""));
                     }));
    return ToJson(secret, "VersionIdsToStages", call);
  }

  Result<json::Value> Update(const json::Value& input, const Call& call) const {
    RETURN_IF_ERROR(RefuseParameters(input, {"Type"}));
    secrets::Change change;
    if (const auto* text = input["Description"].AsString()) change.description = *text;
    if (const auto* text = input["KmsKeyId"].AsString()) change.kms_key = *text;
    ASSIGN_OR_RETURN(auto value, ReadValue(input));
    if (value) {
      ASSIGN_OR_RETURN(std::string token, ReadToken(input));
      change.version = secrets::NewVersion{std::move(token), *std::move(value)};
    }
    const std::string id = input["SecretId"].StringOr("");
    return Write<json::Value>(call, [&](db::Transaction& transaction) -> Result<json::Value> {
      ASSIGN_OR_RETURN(const auto version, store.Update(transaction, id, change, call.now));
      ASSIGN_OR_RETURN(const auto secret, store.Get(transaction, id));
      json::Value reply = HeadOf(secret, call);
      if (version) reply.Set("VersionId", version->id);
      return reply;
    });
  }

  Result<json::Value> Delete(const json::Value& input, const Call& call) const {
    const std::int64_t days = input["RecoveryWindowInDays"].IntOr(kMostDays);
    const bool is_forced = input["ForceDeleteWithoutRecovery"].BoolOr(false);
    if (is_forced && !input["RecoveryWindowInDays"].IsNull()) {
      return InvalidInput(
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    if (days < kLeastDays || days > kMostDays) {
      return InvalidInput(
          "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
    const std::string id = input["SecretId"].StringOr("");
    if (is_forced) return DeleteNow(id, call);
    const Time purge_after = call.now + std::chrono::days(days);
    ASSIGN_OR_RETURN(const auto secret,
                     Write<secrets::Secret>(call, [&](db::Transaction& transaction) {
                       return store.Delete(transaction, id, call.now, purge_after);
                     }));
    json::Value reply = HeadOf(secret, call);
    reply.Set("DeletionDate", ToEpochSeconds(purge_after));
    return reply;
  }

  // A secret that is not there is no error, as on AWS; then only the name can be told.
  Result<json::Value> DeleteNow(const std::string& id, const Call& call) const {
    ASSIGN_OR_RETURN(
        json::Value reply,
        Write<json::Value>(call, [&](db::Transaction& transaction) -> Result<json::Value> {
          const auto secret = store.Get(transaction, id);
          if (!secret && secret.error().kind == ErrorKind::kNotFound) {
            ASSIGN_OR_RETURN(const auto parsed, secrets::ParseSecretId(id));
            return json::Value{{"Name", parsed.name}};
          }
          if (!secret) return secret.error();
          RETURN_IF_ERROR(store.DeleteNow(transaction, id));
          return HeadOf(*secret, call);
        }));
    reply.Set("DeletionDate", ToEpochSeconds(call.now));
    return reply;
  }

  Result<json::Value> Restore(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const auto secret,
                     Write<secrets::Secret>(call, [&](db::Transaction& transaction) {
                       return store.Restore(transaction, input["SecretId"].StringOr(""), call.now);
                     }));
    return HeadOf(secret, call);
  }

  Result<json::Value> Tag(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const auto tags, ReadTags(input));
    return Write<json::Value>(call, [&](db::Transaction& transaction) -> Result<json::Value> {
      RETURN_IF_ERROR(store.Tag(transaction, input["SecretId"].StringOr(""), tags, call.now));
      return Nothing();
    });
  }

  Result<json::Value> Untag(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const auto keys, json::Reader(input).Strings("TagKeys"));
    return Write<json::Value>(call, [&](db::Transaction& transaction) -> Result<json::Value> {
      RETURN_IF_ERROR(store.Untag(transaction, input["SecretId"].StringOr(""), keys, call.now));
      return Nothing();
    });
  }
};

}  // namespace

Operations SecretOperations(db::Database& database, const secrets::Store& store) {
  const Secrets all{database, store};
  using Method = Result<json::Value> (Secrets::*)(const json::Value&, const Call&) const;
  Operations operations;
  for (const auto& [name, method] : std::initializer_list<std::pair<std::string_view, Method>>{
           {"CreateSecret", &Secrets::Create},
           {"DescribeSecret", &Secrets::Describe},
           {"UpdateSecret", &Secrets::Update},
           {"DeleteSecret", &Secrets::Delete},
           {"RestoreSecret", &Secrets::Restore},
           {"TagResource", &Secrets::Tag},
           {"UntagResource", &Secrets::Untag}}) {
    operations.push_back({name, [all, method](const json::Value& input, const Call& call) {
                            return (all.*method)(input, call);
                          }});
  }
  return operations;
}

}  // namespace tenon::api
