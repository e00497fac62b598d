#include "api/glue/databases.h"

#include "api/glue/replies.h"
#include "api/page_token.h"
#include "text/utf8.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 100;
constexpr std::string_view kScope = "GetDatabases";

// What Glue gives a database that names no permissions: everybody may use its tables.
json::Value DefaultPermissions() {
  return json::Array{
      json::Value{{"Principal", {{"DataLakePrincipalIdentifier", "IAM_ALLOWED_PRINCIPALS"}}},
                  {"Permissions", json::Array{"ALL"}}}};
}

json::Value ToJson(const catalog::Database& database, const Call& call) {
  json::Value reply = database.document;
  reply.Erase("Tags");
  reply.Set("Name", database.name);
  reply.Set("CreateTime", ToEpochSeconds(database.created));
  reply.Set("CatalogId", call.account);
  SetIfAbsent(reply, "CreateTableDefaultPermissions", DefaultPermissions());
  return reply;
}

struct Databases {
  db::Database& database;
  const catalog::Store& catalog;

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    json::Value document = input["DatabaseInput"];
    const std::string name = document["Name"].StringOr("");
    if (!input["Tags"].IsNull()) document.Set("Tags", input["Tags"]);
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return catalog.CreateDatabase(transaction, {name, document, call.now});
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
    ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, kScope, kLargestPage));
    ASSIGN_OR_RETURN(
        const auto found,
        database.ReadFor<catalog::Page<catalog::Database>>([&](db::Transaction& transaction) {
          return catalog.ListDatabases(transaction, {page.after, page.limit});
        }));
    json::Array list;
    for (const catalog::Database& item : found.items) list.push_back(ToJson(item, call));
    json::Value reply = {{"DatabaseList", std::move(list)}};
    if (found.more) SetNextToken(reply, kScope, found.items.back().name);
    return reply;
  }

  // The tags are no part of what is replaced.
  Result<json::Value> Update(const json::Value& input) const {
    const std::string name = input["Name"].StringOr("");
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const auto stored, catalog.GetDatabase(transaction, name));
      json::Value document = input["DatabaseInput"];
      if (!EqualsIgnoringCase(document["Name"].StringOr(name), name)) {
        return InvalidInput("a database cannot be renamed: " + name);
      }
      if (!stored.document["Tags"].IsNull()) document.Set("Tags", stored.document["Tags"]);
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
