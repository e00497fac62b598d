#include "api/glue/partition_indexes.h"

#include <algorithm>

#include "api/glue/replies.h"
#include "api/page_token.h"
#include "catalog/partition_indexes.h"

namespace tenon::api {
namespace {

// Glue's model lets a client not ask for a size; a table has three indexes at most.
constexpr int kLargestPage = 3;

json::Value ToJson(const catalog::NamedPartitionIndex& index,
                   std::span<const catalog::PartitionKey> keys) {
  json::Array schema;
  for (const std::string& name : index.keys) {
    const auto key = std::ranges::find(keys, name, &catalog::PartitionKey::name);
    schema.push_back({{"Name", name}, {"Type", HiveName(key->type)}});
  }
  return {{"IndexName", index.name}, {"Keys", std::move(schema)}, {"IndexStatus", "ACTIVE"}};
}

struct PartitionIndexes {
  db::Database& database;
  const catalog::Store& catalog;
  catalog::PartitionIndexStore store = {};

  Result<catalog::Table> TableOf(db::Transaction& transaction, const json::Value& input) const {
    return catalog.GetTable(transaction, input["DatabaseName"].StringOr(""),
                            input["TableName"].StringOr(""));
  }

  Result<json::Value> Create(const json::Value& input) const {
    const json::Value& index = input["PartitionIndex"];
    ASSIGN_OR_RETURN(auto keys, json::Reader(index).Strings("Keys"));
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const auto table, TableOf(transaction, input));
      return store.Create(transaction, table, {index["IndexName"].StringOr(""), keys});
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Delete(const json::Value& input) const {
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const auto table, TableOf(transaction, input));
      return store.Delete(transaction, table, input["IndexName"].StringOr(""));
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> List(const json::Value& input) const {
    ASSIGN_OR_RETURN([[maybe_unused]] const PageArguments page,
                     ReadPageArguments(input, "GetPartitionIndexes", kLargestPage));
    json::Array list;
    RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const auto table, TableOf(transaction, input));
      ASSIGN_OR_RETURN(const auto indexes, store.List(transaction, table));
      const auto keys = catalog::PartitionKeysOf(table.document);
      for (const auto& index : indexes) list.push_back(ToJson(index, keys));
      return {};
    }));
    return json::Value{{"PartitionIndexDescriptorList", std::move(list)}};
  }
};

}  // namespace

Operations PartitionIndexOperations(db::Database& database, const catalog::Store& catalog) {
  const PartitionIndexes indexes{database, catalog};
  return {
      {"CreatePartitionIndex",
       [=](const json::Value& input, const Call&) { return indexes.Create(input); }},
      {"DeletePartitionIndex",
       [=](const json::Value& input, const Call&) { return indexes.Delete(input); }},
      {"GetPartitionIndexes",
       [=](const json::Value& input, const Call&) { return indexes.List(input); }},
  };
}

}  // namespace tenon::api
