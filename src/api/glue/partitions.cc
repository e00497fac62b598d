#include "api/glue/partitions.h"

#include "api/glue/replies.h"
#include "api/page_token.h"
#include "text/utf8.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 1000;

// The table that a request is about.
struct Owner {
  explicit Owner(const json::Value& input)
      : database(AsciiLower(input["DatabaseName"].StringOr(""))),
        table(AsciiLower(input["TableName"].StringOr(""))) {}
  std::string database;
  std::string table;
};

json::Value ToJson(const catalog::Partition& partition, const Owner& owner, const Call& call) {
  json::Value reply = partition.document;
  reply.Set("Values", json::Array(partition.values.begin(), partition.values.end()));
  reply.Set("DatabaseName", owner.database);
  reply.Set("TableName", owner.table);
  reply.Set("CreationTime", ToEpochSeconds(partition.created));
  reply.Set("CatalogId", call.account);
  return reply;
}

Result<catalog::Partition> PartitionFrom(const json::Value& partition_input, const Call& call) {
  ASSIGN_OR_RETURN(auto values, json::Reader(partition_input).Strings("Values"));
  return catalog::Partition{std::move(values), partition_input, call.now};
}

void DropColumns(json::Value& partition) {
  json::Value storage = partition["StorageDescriptor"];
  if (storage.AsObject() == nullptr) return;
  storage.Erase("Columns");
  partition.Set("StorageDescriptor", std::move(storage));
}

struct Partitions {
  db::Database& database;
  const catalog::Store& catalog;

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    const Owner owner(input);
    ASSIGN_OR_RETURN(const auto partition, PartitionFrom(input["PartitionInput"], call));
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return catalog.CreatePartition(transaction, owner.database, owner.table, partition);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> BatchCreate(const json::Value& input, const Call& call) const {
    const Owner owner(input);
    std::vector<catalog::Partition> partitions;
    for (const json::Value& item : *input["PartitionInputList"].AsArray()) {
      ASSIGN_OR_RETURN(auto partition, PartitionFrom(item, call));
      partitions.push_back(std::move(partition));
    }
    json::Array errors;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      errors.clear();
      // A missing table fails the call, not each of its partitions.
      ASSIGN_OR_RETURN([[maybe_unused]] const auto table,
                       catalog.GetTable(transaction, owner.database, owner.table));
      for (const catalog::Partition& partition : partitions) {
        const Status created =
            catalog.CreatePartition(transaction, owner.database, owner.table, partition);
        if (created) continue;
        if (!ConcernsOneItem(created.error())) return created;
        errors.push_back(
            {{"PartitionValues", json::Array(partition.values.begin(), partition.values.end())},
             {"ErrorDetail", ErrorDetail(created.error())}});
      }
      return {};
    }));
    return json::Value{{"Errors", std::move(errors)}};
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    const Owner owner(input);
    ASSIGN_OR_RETURN(const auto values, json::Reader(input).Strings("PartitionValues"));
    ASSIGN_OR_RETURN(
        const auto found, database.ReadFor<catalog::Partition>([&](db::Transaction& transaction) {
          return catalog.GetPartition(transaction, owner.database, owner.table, values);
        }));
    return json::Value{{"Partition", ToJson(found, owner, call)}};
  }

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    const Owner owner(input);
    const std::string expression(Trim(input["Expression"].StringOr("")));
    if (!expression.empty()) {
      return Unsupported("GetPartitions lists all partitions of a table here, not those of an " +
                         ("Expression: " + expression));
    }
    const std::string scope = "GetPartitions/" + owner.database + "/" + owner.table;
    ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, scope, kLargestPage));
    ASSIGN_OR_RETURN(
        const auto found,
        database.ReadFor<catalog::Page<catalog::Partition>>([&](db::Transaction& transaction) {
          return catalog.ListPartitions(transaction, owner.database, owner.table,
                                        {page.after, page.limit});
        }));
    json::Value reply = {{"Partitions", json::Array{}}};
    // Segments have to be disjoint and complete: all partitions are in the first.
    if (input["Segment"]["SegmentNumber"].IntOr(0) > 0) return reply;
    json::Array list;
    for (const catalog::Partition& partition : found.items) {
      list.push_back(ToJson(partition, owner, call));
      if (input["ExcludeColumnSchema"].BoolOr(false)) DropColumns(list.back());
    }
    reply.Set("Partitions", std::move(list));
    if (found.more) SetNextToken(reply, scope, found.items.back().Key());
    return reply;
  }
};

}  // namespace

Operations PartitionOperations(db::Database& database, const catalog::Store& catalog) {
  const Partitions partitions{database, catalog};
  return {
      {"CreatePartition",
       [=](const json::Value& input, const Call& call) { return partitions.Create(input, call); }},
      {"BatchCreatePartition",
       [=](const json::Value& input, const Call& call) {
         return partitions.BatchCreate(input, call);
       }},
      {"GetPartition",
       [=](const json::Value& input, const Call& call) { return partitions.Get(input, call); }},
      {"GetPartitions",
       [=](const json::Value& input, const Call& call) { return partitions.List(input, call); }},
  };
}

}  // namespace tenon::api
