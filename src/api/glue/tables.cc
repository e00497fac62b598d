#include "api/glue/tables.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "api/glue/replies.h"
#include "api/glue/table_shapes.h"
#include "api/page_token.h"
#include "catalog/partition_indexes.h"
#include "text/utf8.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 100;

// The TableInput of CreateTable and UpdateTable, which is also the only way here to describe a
// table. The request may name the table itself, beside it.
Result<json::Value> TableInputOf(const json::Value& input) {
  RETURN_IF_ERROR(RefuseMembers(input, {"OpenTableFormatInput", "UpdateOpenTableFormatInput",
                                        "ViewUpdateAction", "TransactionId"}));
  json::Value document = input["TableInput"];
  if (document.IsNull()) return InvalidInput("a table is described by a TableInput");
  return document;
}

// What GetTables is to tell of each table.
enum class Attributes { kAll, kName, kNameAndType };

Result<Attributes> AttributesOfList(const json::Value& input) {
  if (input["AttributesToGet"].IsNull()) return Attributes::kAll;
  ASSIGN_OR_RETURN(std::vector<std::string> names, json::Reader(input).Strings("AttributesToGet"));
  std::ranges::sort(names);
  if (names == std::vector<std::string>{"NAME"}) return Attributes::kName;
  if (names == std::vector<std::string>{"NAME", "TABLE_TYPE"}) return Attributes::kNameAndType;
  return InvalidInput("AttributesToGet must be NAME, or NAME and TABLE_TYPE");
}

Status CheckAttributesOfTable(const json::Value& input) {
  if (input["AttributesToGet"].IsNull()) return {};
  ASSIGN_OR_RETURN(const auto names, json::Reader(input).Strings("AttributesToGet"));
  if (std::ranges::find(names, "LATEST_ICEBERG_METADATA") != names.end()) {
    return Unsupported("Iceberg metadata is not read here: LATEST_ICEBERG_METADATA");
  }
  if (names == std::vector<std::string>{"DEFAULT"}) return {};
  return InvalidInput("AttributesToGet must be DEFAULT, LATEST_ICEBERG_METADATA or both");
}

json::Value ToJson(const catalog::TableName& table, Attributes attributes) {
  json::Value reply = {{"Name", table.name}};
  if (attributes == Attributes::kNameAndType && !table.type.empty()) {
    reply.Set("TableType", table.type);
  }
  return reply;
}

// The reply of GetTables, each of the page's tables as `shape` makes it.
template <typename T, typename Shape>
json::Value ToReply(catalog::Page<T> page, std::string_view scope, const Shape& shape) {
  const std::string last = page.more ? page.items.back().name : "";
  json::Array list;
  for (T& table : page.items) list.push_back(shape(std::move(table)));
  json::Value reply = ObjectOf("TableList", std::move(list));
  if (page.more) SetNextToken(reply, scope, last);
  return reply;
}

struct Tables {
  db::Database& database;
  const catalog::Store& catalog;

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(json::Value document, TableInputOf(input));
    const std::string database_name = input["DatabaseName"].StringOr("");
    const std::string name = document["Name"].StringOr("");
    RETURN_IF_ERROR(CheckName(input, name));
    catalog::Table table{.database = database_name,
                         .name = name,
                         .document = std::move(document),
                         .created = call.now,
                         .updated = call.now};
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      RETURN_IF_ERROR(catalog.CreateTable(transaction, std::move(table)));
      return CreateIndexes(transaction, database_name, name, input["PartitionIndexes"]);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    RETURN_IF_ERROR(RefuseMembers(input, {"TransactionId", "QueryAsOfTime"}));
    RETURN_IF_ERROR(CheckAttributesOfTable(input));
    ASSIGN_OR_RETURN(auto table,
                     database.ReadFor<catalog::Table>([&](db::Transaction& transaction) {
                       return catalog.GetTable(transaction, input["DatabaseName"].StringOr(""),
                                               input["Name"].StringOr(""));
                     }));
    return ObjectOf("Table", api::ToJson(std::move(table), call));
  }

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    RETURN_IF_ERROR(RefuseMembers(input, {"TransactionId", "QueryAsOfTime"}));
    ASSIGN_OR_RETURN(const Attributes attributes, AttributesOfList(input));
    const std::string name = AsciiLower(input["DatabaseName"].StringOr(""));
    const std::string scope = "GetTables/" + name;
    ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, scope, kLargestPage));
    if (input["ResourceShareType"].StringOr("ALL") == "FEDERATED") {  // nothing is, here
      return ObjectOf("TableList", json::Array{});
    }
    const catalog::PageRequest request{page.after, page.limit, input["Expression"].StringOr("")};
    if (attributes == Attributes::kAll) {
      ASSIGN_OR_RETURN(auto found, database.ReadFor<catalog::Page<catalog::Table>>(
                                       [&](db::Transaction& transaction) {
                                         return catalog.ListTables(transaction, name, request);
                                       }));
      return ToReply(std::move(found), scope,
                     [&](catalog::Table table) { return api::ToJson(std::move(table), call); });
    }
    ASSIGN_OR_RETURN(auto found, database.ReadFor<catalog::Page<catalog::TableName>>(
                                     [&](db::Transaction& transaction) {
                                       return catalog.ListTableNames(transaction, name, request);
                                     }));
    return ToReply(std::move(found), scope,
                   [&](const catalog::TableName& table) { return ToJson(table, attributes); });
  }

  Result<json::Value> Update(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(json::Value document, TableInputOf(input));
    ASSIGN_OR_RETURN(const auto expected_version, ReadVersionId(input));
    const std::string name = document["Name"].StringOr("");
    RETURN_IF_ERROR(CheckName(input, name));
    catalog::Table table{.database = input["DatabaseName"].StringOr(""),
                         .name = name,
                         .document = std::move(document),
                         .created = {},
                         .updated = call.now};
    const catalog::TableUpdate update{.expected_version = expected_version,
                                      .archive = !input["SkipArchive"].BoolOr(false)};
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return catalog.UpdateTable(transaction, std::move(table), update);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Delete(const json::Value& input) const {
    RETURN_IF_ERROR(RefuseMembers(input, {"TransactionId"}));
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return catalog.DeleteTable(transaction, input["DatabaseName"].StringOr(""),
                                 input["Name"].StringOr(""));
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> BatchDelete(const json::Value& input) const {
    RETURN_IF_ERROR(RefuseMembers(input, {"TransactionId"}));
    ASSIGN_OR_RETURN(const auto names, json::Reader(input).Strings("TablesToDelete"));
    const std::string database_name = input["DatabaseName"].StringOr("");
    json::Array errors;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      errors.clear();
      ASSIGN_OR_RETURN([[maybe_unused]] const auto found,
                       catalog.GetDatabase(transaction, database_name));
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

 private:
  // Glue renames no table: the Name beside a TableInput can only be the same.
  static Status CheckName(const json::Value& input, std::string_view name) {
    if (EqualsIgnoringCase(input["Name"].StringOr(name), name)) return {};
    return InvalidInput("Table cannot be renamed");
  }

  Status CreateIndexes(db::Transaction& transaction, std::string_view database_name,
                       std::string_view name, const json::Value& indexes) const {
    if (indexes.AsArray() == nullptr) return {};
    ASSIGN_OR_RETURN(const auto table, catalog.GetTable(transaction, database_name, name));
    for (const json::Value& index : *indexes.AsArray()) {
      ASSIGN_OR_RETURN(std::vector<std::string> keys, json::Reader(index).Strings("Keys"));
      for (std::string& key : keys) key = AsciiLower(key);
      RETURN_IF_ERROR(catalog::PartitionIndexStore().Create(
          transaction, table, {index["IndexName"].StringOr(""), std::move(keys)}));
    }
    return {};
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
