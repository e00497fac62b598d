#include "api/glue/databases.h"

#include <algorithm>
#include <vector>

#include "api/glue/replies.h"
#include "api/page_token.h"
#include "catalog/tags.h"
#include "text/utf8.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 100;
constexpr std::string_view kScope = "GetDatabases";

// What GetDatabases is to tell of each database.
enum class Attributes { kAll, kName, kNameAndTarget };

Result<Attributes> AttributesOf(const json::Value& input) {
  if (input["AttributesToGet"].IsNull()) return Attributes::kAll;
  ASSIGN_OR_RETURN(std::vector<std::string> names, json::Reader(input).Strings("AttributesToGet"));
  std::ranges::sort(names);
  if (names == std::vector<std::string>{"NAME"}) return Attributes::kName;
  if (names == std::vector<std::string>{"NAME", "TARGET_DATABASE"}) {
    return Attributes::kNameAndTarget;
  }
  return InvalidInput("AttributesToGet must be NAME, or NAME and TARGET_DATABASE");
}

// What Glue gives a database that names no permissions: everybody may use its tables.
json::Value DefaultPermissions() {
  return json::Array{
      json::Value{{"Principal", {{"DataLakePrincipalIdentifier", "IAM_ALLOWED_PRINCIPALS"}}},
                  {"Permissions", json::Array{"ALL"}}}};
}

json::Value ToJson(const catalog::Database& database, const Call& call) {
  json::Value reply = database.document;
  reply.Set("Name", database.name);
  reply.Set("CreateTime", ToEpochSeconds(database.created));
  reply.Set("CatalogId", call.account);
  SetIfAbsent(reply, "CreateTableDefaultPermissions", DefaultPermissions());
  return reply;
}

json::Value ToJson(const catalog::Database& database, const Call& call, Attributes attributes) {
  if (attributes == Attributes::kAll) return ToJson(database, call);
  json::Value reply = {{"Name", database.name}};
  const json::Value& target = database.document["TargetDatabase"];
  if (attributes == Attributes::kNameAndTarget && !target.IsNull()) {
    reply.Set("TargetDatabase", target);
  }
  return reply;
}

struct Databases {
  db::Database& database;
  const catalog::Store& catalog;

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    const json::Value& document = input["DatabaseInput"];
    const std::string name = document["Name"].StringOr("");
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      RETURN_IF_ERROR(catalog.CreateDatabase(transaction, {name, document, call.now}));
      return catalog::TagStore().Add(transaction, {"database", name}, input["Tags"]);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    const std::string name = input["Name"].StringOr("");
    ASSIGN_OR_RETURN(const auto found,
                     database.ReadFor<catalog::Database>([&](db::Transaction& transaction) {
                       return catalog.GetDatabase(transaction, name);
                     }));
    return json::Value{{"Database", ToJson(found, call)}};
  }

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const Attributes attributes, AttributesOf(input));
    ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, kScope, kLargestPage));
    // Nobody shares databases with this account, and nothing is federated.
    if (input["ResourceShareType"].StringOr("ALL") != "ALL") {
      return json::Value{{"DatabaseList", json::Array{}}};
    }
    ASSIGN_OR_RETURN(
        const auto found,
        database.ReadFor<catalog::Page<catalog::Database>>([&](db::Transaction& transaction) {
          return catalog.ListDatabases(transaction, {page.after, page.limit});
        }));
    json::Array list;
    for (const catalog::Database& item : found.items)
      list.push_back(ToJson(item, call, attributes));
    json::Value reply = {{"DatabaseList", std::move(list)}};
    if (found.more) SetNextToken(reply, kScope, found.items.back().name);
    return reply;
  }

  Result<json::Value> Update(const json::Value& input) const {
    const std::string name = input["Name"].StringOr("");
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      const json::Value& document = input["DatabaseInput"];
      if (!EqualsIgnoringCase(document["Name"].StringOr(name), name)) {
        return InvalidInput("Database cannot be renamed");
      }
      return catalog.UpdateDatabase(transaction, name, document);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Delete(const json::Value& input) const {
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return catalog.DeleteDatabase(transaction, input["Name"].StringOr(""));
    }));
    return json::Value(json::Object{});
  }
};

}  // namespace

Operations DatabaseOperations(db::Database& database, const catalog::Store& catalog) {
  const Databases databases{database, catalog};
  return {
      {"CreateDatabase",
       [=](const json::Value& input, const Call& call) { return databases.Create(input, call); }},
      {"GetDatabase",
       [=](const json::Value& input, const Call& call) { return databases.Get(input, call); }},
      {"GetDatabases",
       [=](const json::Value& input, const Call& call) { return databases.List(input, call); }},
      {"UpdateDatabase",
       [=](const json::Value& input, const Call&) { return databases.Update(input); }},
      {"DeleteDatabase",
       [=](const json::Value& input, const Call&) { return databases.Delete(input); }},
  };
}

}  // namespace tenon::api
