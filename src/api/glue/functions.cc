#include "api/glue/functions.h"

#include "api/glue/replies.h"
#include "api/page_token.h"
#include "catalog/functions.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 100;
constexpr char kSeparator = '\n';  // of the names in a page token: no name can hold one

// What Glue alone says of a function: members that callers may send and that are not kept so.
json::Value ToJson(const catalog::Function& function, const Call& call) {
  json::Value reply = function.document;
  reply.Erase("ArtifactLocation");  // told only under Lake Formation's governance
  if (const json::Array* uris = function.document["ResourceUris"].AsArray()) {
    json::Array told;
    for (json::Value uri : *uris) {
      uri.Erase("LastModified");  // likewise
      told.push_back(std::move(uri));
    }
    reply.Set("ResourceUris", std::move(told));
  }
  reply.Set("FunctionName", function.name);
  reply.Set("DatabaseName", function.database);
  reply.Set("CreateTime", ToEpochSeconds(function.created));
  reply.Set("CatalogId", call.account);
  SetIfAbsent(reply, "GovernanceMode", "IAM_ONLY");
  return reply;
}

Status CheckInput(const json::Value& function) {
  if (function["GovernanceMode"].StringOr("") != "LAKE_FORMATION") return {};
  return InvalidInput(
      "Lake Formation is not a part of this server, use GovernanceMode IAM_ONLY: "
      "GovernanceMode LAKE_FORMATION");
}

struct Functions {
  db::Database& database;
  const catalog::FunctionStore store;

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    const json::Value& document = input["FunctionInput"];
    RETURN_IF_ERROR(CheckInput(document));
    ASSIGN_OR_RETURN(const std::string name, json::Reader(document).String("FunctionName"));
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return store.Create(transaction,
                          {input["DatabaseName"].StringOr(""), name, document, call.now});
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const auto function,
                     database.ReadFor<catalog::Function>([&](db::Transaction& transaction) {
                       return store.Get(transaction, input["DatabaseName"].StringOr(""),
                                        input["FunctionName"].StringOr(""));
                     }));
    return json::Value{{"UserDefinedFunction", ToJson(function, call)}};
  }

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    catalog::FunctionRequest request = {.database = input["DatabaseName"].StringOr(""),
                                        .pattern = input["Pattern"].StringOr(""),
                                        .type = input["FunctionType"].StringOr("")};
    const std::string scope =
        "GetUserDefinedFunctions/" + request.database + kSeparator + request.pattern;
    ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, scope, kLargestPage));
    const std::size_t end = page.after.find(kSeparator);
    if (end != std::string::npos) {
      request.after_database = page.after.substr(0, end);
      request.after_name = page.after.substr(end + 1);
    }
    request.limit = page.limit;
    ASSIGN_OR_RETURN(const auto found, database.ReadFor<catalog::Page<catalog::Function>>(
                                           [&](db::Transaction& transaction) {
                                             return store.List(transaction, request);
                                           }));
    json::Array list;
    for (const catalog::Function& item : found.items) list.push_back(ToJson(item, call));
    json::Value reply = {{"UserDefinedFunctions", std::move(list)}};
    if (found.more) {
      const catalog::Function& last = found.items.back();
      SetNextToken(reply, scope, last.database + kSeparator + last.name);
    }
    return reply;
  }

  // FunctionInput replaces the function whole; another FunctionName renames it.
  Result<json::Value> Update(const json::Value& input) const {
    const json::Value& document = input["FunctionInput"];
    RETURN_IF_ERROR(CheckInput(document));
    const std::string name = input["FunctionName"].StringOr("");
    Status updated = database.Write([&](db::Transaction& transaction) {
      return store.Update(transaction, name,
                          {.database = input["DatabaseName"].StringOr(""),
                           .name = document["FunctionName"].StringOr(name),
                           .document = document,
                           .created = {}});
    });
    // The model declares no AlreadyExistsException here.
    if (!updated && updated.error().kind == ErrorKind::kAlreadyExists) {
      return InvalidInput(updated.error().message);
    }
    if (!updated) return updated.error();
    return json::Value(json::Object{});
  }

  Result<json::Value> Delete(const json::Value& input) const {
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return store.Delete(transaction, input["DatabaseName"].StringOr(""),
                          input["FunctionName"].StringOr(""));
    }));
    return json::Value(json::Object{});
  }
};

}  // namespace

Operations FunctionOperations(db::Database& database, const catalog::Quotas& quotas) {
  const Functions functions{database, catalog::FunctionStore(quotas)};
  return {
      {"CreateUserDefinedFunction",
       [=](const json::Value& input, const Call& call) { return functions.Create(input, call); }},
      {"GetUserDefinedFunction",
       [=](const json::Value& input, const Call& call) { return functions.Get(input, call); }},
      {"GetUserDefinedFunctions",
       [=](const json::Value& input, const Call& call) { return functions.List(input, call); }},
      {"UpdateUserDefinedFunction",
       [=](const json::Value& input, const Call&) { return functions.Update(input); }},
      {"DeleteUserDefinedFunction",
       [=](const json::Value& input, const Call&) { return functions.Delete(input); }},
  };
}

}  // namespace tenon::api
