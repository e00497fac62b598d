#include "api/glue/table_versions.h"

#include "api/glue/replies.h"
#include "api/glue/table_shapes.h"
#include "api/page_token.h"
#include "catalog/versions.h"
#include "text/utf8.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 100;

// The table that a request is about.
struct Owner {
  explicit Owner(const json::Value& input)
      : database(AsciiLower(input["DatabaseName"].StringOr(""))),
        table(AsciiLower(input["TableName"].StringOr(""))) {}
  std::string database;
  std::string table;
};

// The shape TableVersion.
json::Value VersionToJson(catalog::Table version, const Call& call) {
  json::Value reply = {{"VersionId", std::to_string(version.version)}};
  reply.Set("Table", ToJson(std::move(version), call));
  return reply;
}

struct Versions {
  db::Database& database;
  catalog::TableVersions versions = {};

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    const Owner owner(input);
    const std::string scope = "GetTableVersions/" + owner.database + "/" + owner.table;
    ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, scope, kLargestPage));
    catalog::VersionPageRequest request{.limit = page.limit};
    if (!page.after.empty()) {
      ASSIGN_OR_RETURN(request.before, ParseVersionId(page.after));
    }
    ASSIGN_OR_RETURN(
        auto found,
        database.ReadFor<catalog::Page<catalog::Table>>([&](db::Transaction& transaction) {
          return versions.List(transaction, owner.database, owner.table, request);
        }));
    const std::string last = found.items.empty() ? "" : std::to_string(found.items.back().version);
    json::Array list;
    for (catalog::Table& version : found.items) {
      list.push_back(VersionToJson(std::move(version), call));
    }
    json::Value reply = ObjectOf("TableVersions", std::move(list));
    if (found.more) SetNextToken(reply, scope, last);
    return reply;
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    const Owner owner(input);
    ASSIGN_OR_RETURN(const auto version_id, ReadVersionId(input));
    ASSIGN_OR_RETURN(auto version,
                     database.ReadFor<catalog::Table>([&](db::Transaction& transaction) {
                       return versions.Get(transaction, owner.database, owner.table, version_id);
                     }));
    return ObjectOf("TableVersion", VersionToJson(std::move(version), call));
  }

  Result<json::Value> Delete(const json::Value& input) const {
    const Owner owner(input);
    const std::string version_id = input["VersionId"].StringOr("");
    RETURN_IF_ERROR(database.Write(
        [&](db::Transaction& transaction) { return DeleteOne(transaction, owner, version_id); }));
    return json::Value(json::Object{});
  }

  Result<json::Value> BatchDelete(const json::Value& input) const {
    const Owner owner(input);
    ASSIGN_OR_RETURN(const auto version_ids, json::Reader(input).Strings("VersionIds"));
    json::Array errors;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      errors.clear();
      ASSIGN_OR_RETURN([[maybe_unused]] const auto current,
                       versions.Get(transaction, owner.database, owner.table, std::nullopt));
      for (const std::string& version_id : version_ids) {
        const Status deleted = DeleteOne(transaction, owner, version_id);
        if (deleted) continue;
        if (!ConcernsOneItem(deleted.error())) return deleted;
        errors.push_back({{"TableName", owner.table},
                          {"VersionId", version_id},
                          {"ErrorDetail", ErrorDetail(deleted.error())}});
      }
      return {};
    }));
    return json::Value{{"Errors", std::move(errors)}};
  }

 private:
  Status DeleteOne(db::Transaction& transaction, const Owner& owner,
                   std::string_view version_id) const {
    ASSIGN_OR_RETURN(const std::int64_t version, ParseVersionId(version_id));
    return versions.Delete(transaction, owner.database, owner.table, version);
  }
};

}  // namespace

Operations TableVersionOperations(db::Database& database) {
  const Versions versions{database};
  return {
      {"GetTableVersions",
       [=](const json::Value& input, const Call& call) { return versions.List(input, call); }},
      {"GetTableVersion",
       [=](const json::Value& input, const Call& call) { return versions.Get(input, call); }},
      {"DeleteTableVersion",
       [=](const json::Value& input, const Call&) { return versions.Delete(input); }},
      {"BatchDeleteTableVersion",
       [=](const json::Value& input, const Call&) { return versions.BatchDelete(input); }},
  };
}

}  // namespace tenon::api
