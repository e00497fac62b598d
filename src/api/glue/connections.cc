#include "api/glue/connections.h"

#include "api/glue/replies.h"
#include "api/page_token.h"
#include "catalog/connection_document.h"
#include "catalog/tags.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 1000;
constexpr std::string_view kScope = "GetConnections";

catalog::Secrets SecretsFor(const json::Value& input, const Call& call) {
  const bool hidden = input["HidePassword"].BoolOr(false) || !MayReadSecrets(call);
  return hidden ? catalog::Secrets::kLeftOut : catalog::Secrets::kIncluded;
}

// The members that the model's Connection has: no credentials of an AuthenticationConfiguration,
// none that only tell how to validate.
json::Value ToJson(const catalog::Connection& connection) {
  json::Value reply = connection.document;
  reply.Erase("ValidateCredentials");
  reply.Erase("ValidateForComputeEnvironments");
  json::Value authentication = reply["AuthenticationConfiguration"];
  if (!authentication.IsNull()) {
    authentication.Erase("BasicAuthenticationCredentials");
    authentication.Erase("CustomAuthenticationCredentials");
    json::Value oauth = authentication["OAuth2Properties"];
    if (!oauth.IsNull()) {
      oauth.Erase("AuthorizationCodeProperties");
      oauth.Erase("OAuth2Credentials");
      authentication.Set("OAuth2Properties", std::move(oauth));
    }
    reply.Set("AuthenticationConfiguration", std::move(authentication));
  }
  reply.Set("Name", connection.name);
  reply.Set("CreationTime", ToEpochSeconds(connection.created));
  reply.Set("LastUpdatedTime", ToEpochSeconds(connection.updated));
  reply.Set("Status", "READY");
  reply.Set("ConnectionSchemaVersion", catalog::SchemaVersionOf(connection.document));
  return reply;
}

// ApplyOverrideForComputeEnvironment: what the environment's own properties say of a connection
// property takes its place.
void ApplyOverrides(json::Value& reply, std::string_view environment) {
  std::string_view member;
  if (environment == "SPARK") member = "SparkProperties";
  if (environment == "ATHENA") member = "AthenaProperties";
  if (environment == "PYTHON") member = "PythonProperties";
  const json::Object* overrides = reply[member].AsObject();
  if (overrides == nullptr) return;
  json::Value properties = reply["ConnectionProperties"];
  for (const auto& [key, value] : overrides->members) {
    if (properties.Find(key) != nullptr) properties.Set(key, value);
  }
  reply.Set("ConnectionProperties", std::move(properties));
}

struct Connections {
  db::Database& database;
  const catalog::ConnectionStore& store;

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    const json::Value& document = input["ConnectionInput"];
    const std::string name = document["Name"].StringOr("");
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      RETURN_IF_ERROR(store.Create(transaction, {name, document, call.now, call.now}));
      return catalog::TagStore().Add(transaction, {"connection", name}, input["Tags"]);
    }));
    return json::Value{{"CreateConnectionStatus", "READY"}};
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(
        const auto found, database.ReadFor<catalog::Connection>([&](db::Transaction& transaction) {
          return store.Get(transaction, input["Name"].StringOr(""), SecretsFor(input, call));
        }));
    json::Value reply = ToJson(found);
    ApplyOverrides(reply, input["ApplyOverrideForComputeEnvironment"].StringOr(""));
    return json::Value{{"Connection", std::move(reply)}};
  }

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, kScope, kLargestPage));
    const json::Value& filter = input["Filter"];
    catalog::ConnectionRequest request = {
        .type = filter["ConnectionType"].StringOr(""),
        .schema_version = static_cast<int>(filter["ConnectionSchemaVersion"].IntOr(0)),
        .after = page.after,
        .limit = page.limit};
    if (!filter["MatchCriteria"].IsNull()) {
      ASSIGN_OR_RETURN(request.match_criteria, json::Reader(filter).Strings("MatchCriteria"));
    }
    ASSIGN_OR_RETURN(
        const auto found,
        database.ReadFor<catalog::Page<catalog::Connection>>([&](db::Transaction& transaction) {
          return store.List(transaction, request, SecretsFor(input, call));
        }));
    json::Array list;
    for (const catalog::Connection& item : found.items) list.push_back(ToJson(item));
    json::Value reply = {{"ConnectionList", std::move(list)}};
    if (found.more) SetNextToken(reply, kScope, found.items.back().name);
    return reply;
  }

  Result<json::Value> Update(const json::Value& input, const Call& call) const {
    const json::Value& document = input["ConnectionInput"];
    const std::string name = input["Name"].StringOr("");
    if (document["Name"].StringOr(name) != name) {
      return InvalidInput("a connection cannot be renamed: " + name);
    }
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return store.Update(transaction, {name, document, {}, call.now});
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Delete(const json::Value& input) const {
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return store.Delete(transaction, input["ConnectionName"].StringOr(""));
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> BatchDelete(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto names, json::Reader(input).Strings("ConnectionNameList"));
    json::Array succeeded;
    json::Object errors;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      for (const std::string& name : names) {
        const Status deleted = store.Delete(transaction, name);
        if (deleted) {
          succeeded.emplace_back(name);
        } else if (ConcernsOneItem(deleted.error())) {
          errors.members.emplace_back(name, ErrorDetail(deleted.error()));
        } else {
          return deleted;
        }
      }
      return {};
    }));
    return json::Value{{"Succeeded", std::move(succeeded)}, {"Errors", std::move(errors)}};
  }
};

}  // namespace

bool MayReadSecrets(const Call& call) { return call.access_key_id.starts_with("AKIA"); }

Operations ConnectionOperations(db::Database& database, const catalog::ConnectionStore& connections,
                                ConnectionTest test) {
  const Connections all{database, connections};
  return {
      {"CreateConnection",
       [=](const json::Value& input, const Call& call) { return all.Create(input, call); }},
      {"GetConnection",
       [=](const json::Value& input, const Call& call) { return all.Get(input, call); }},
      {"GetConnections",
       [=](const json::Value& input, const Call& call) { return all.List(input, call); }},
      {"UpdateConnection",
       [=](const json::Value& input, const Call& call) { return all.Update(input, call); }},
      {"DeleteConnection",
       [=](const json::Value& input, const Call&) { return all.Delete(input); }},
      {"BatchDeleteConnection",
       [=](const json::Value& input, const Call&) { return all.BatchDelete(input); }},
      {"TestConnection",
       [test = std::move(test)](const json::Value& input, const Call&) -> Result<json::Value> {
         RETURN_IF_ERROR(test(input));
         return json::Value(json::Object{});
       }},
  };
}

}  // namespace tenon::api
