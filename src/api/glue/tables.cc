#include "api/glue/tables.h"

#include <charconv>
#include <optional>

#include "api/glue/replies.h"
#include "api/page_token.h"
#include "text/utf8.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 100;

// Clients index Parameters and PartitionKeys of every table without asking.
json::Value ToJson(const catalog::Table& table, const Call& call) {
  json::Value reply = table.document;
  reply.Set("Name", table.name);
  reply.Set("DatabaseName", table.database);
  reply.Set("CreateTime", ToEpochSeconds(table.created));
  reply.Set("UpdateTime", ToEpochSeconds(table.updated));
  reply.Set("CatalogId", call.account);
  reply.Set("VersionId", std::to_string(table.version));
  reply.Set("IsRegisteredWithLakeFormation", false);
  SetIfAbsent(reply, "Parameters", json::Object{});
  SetIfAbsent(reply, "PartitionKeys", json::Array{});
  SetIfAbsent(reply, "Retention", 0);
  return reply;
}

// The TableInput of CreateTable and UpdateTable with the table's name in it.
Result<json::Value> TableInputOf(const json::Value& input) {
  json::Value document = input["TableInput"];
  if (document.IsNull()) {
    return Unsupported("a table is described by a TableInput here: OpenTableFormatInput");
  }
  return document;
}

// nullopt if the request names no version.
Result<std::optional<std::int64_t>> ExpectedVersion(const json::Value& input) {
  const std::string* text = input["VersionId"].AsString();
  if (text == nullptr || text->empty()) return std::optional<std::int64_t>();
  std::int64_t version = 0;
  const char* const end = text->data() + text->size();
  if (const auto [rest, code] = std::from_chars(text->data(), end, version);
      code != std::errc() || rest != end) {
    return InvalidInput("VersionId is not a number: " + *text);
  }
  return std::optional(version);
}

struct Tables {
  db::Database& database;
  const catalog::Store& catalog;

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const json::Value document, TableInputOf(input));
    const catalog::Table table{input["DatabaseName"].StringOr(""),
                               document["Name"].StringOr(""),
                               document,
                               call.now,
                               call.now,
                               0};
    RETURN_IF_ERROR(database.Write(
        [&](db::Transaction& transaction) { return catalog.CreateTable(transaction, table); }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const auto table,
                     database.ReadFor<catalog::Table>([&](db::Transaction& transaction) {
                       return catalog.GetTable(transaction, input["DatabaseName"].StringOr(""),
                                               input["Name"].StringOr(""));
                     }));
    return json::Value{{"Table", ToJson(table, call)}};
  }

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    const std::string name = AsciiLower(input["DatabaseName"].StringOr(""));
    const std::string scope = "GetTables/" + name;
    ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, scope, kLargestPage));
    ASSIGN_OR_RETURN(
        const auto found,
        database.ReadFor<catalog::Page<catalog::Table>>([&](db::Transaction& transaction) {
          return catalog.ListTables(transaction, name,
                                    {page.after, page.limit, input["Expression"].StringOr("")});
        }));
    json::Array list;
    for (const catalog::Table& item : found.items) list.push_back(ToJson(item, call));
    json::Value reply = {{"TableList", std::move(list)}};
    if (found.more) SetNextToken(reply, scope, found.items.back().name);
    return reply;
  }

  Result<json::Value> Update(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const json::Value document, TableInputOf(input));
    ASSIGN_OR_RETURN(const auto expected_version, ExpectedVersion(input));
    const catalog::Table table{.database = input["DatabaseName"].StringOr(""),
                               .name = document["Name"].StringOr(""),
                               .document = document,
                               .created = {},
                               .updated = call.now};
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return catalog.UpdateTable(transaction, table, expected_version);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Delete(const json::Value& input) const {
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return catalog.DeleteTable(transaction, input["DatabaseName"].StringOr(""),
                                 input["Name"].StringOr(""));
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> BatchDelete(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto names, json::Reader(input).Strings("TablesToDelete"));
    const std::string database_name = input["DatabaseName"].StringOr("");
    json::Array errors;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      errors.clear();
      for (const std::string& name : names) {
        const Status deleted = catalog.DeleteTable(transaction, database_name, name);
        if (deleted) continue;
        if (!ConcernsOneItem(deleted.error())) return deleted;
        errors.push_back({{"TableName", name}, {"ErrorDetail", ErrorDetail(deleted.error())}});
      }
      return {};
    }));
    return json::Value{{"Errors", std::move(errors)}};
  }
};

}  // namespace

Operations TableOperations(db::Database& database, const catalog::Store& catalog) {
  const Tables tables{database, catalog};
  return {
      {"CreateTable",
       [=](const json::Value& input, const Call& call) { return tables.Create(input, call); }},
      {"GetTable",
       [=](const json::Value& input, const Call& call) { return tables.Get(input, call); }},
      {"GetTables",
       [=](const json::Value& input, const Call& call) { return tables.List(input, call); }},
      {"UpdateTable",
       [=](const json::Value& input, const Call& call) { return tables.Update(input, call); }},
      {"DeleteTable", [=](const json::Value& input, const Call&) { return tables.Delete(input); }},
      {"BatchDeleteTable",
       [=](const json::Value& input, const Call&) { return tables.BatchDelete(input); }},
  };
}

}  // namespace tenon::api
