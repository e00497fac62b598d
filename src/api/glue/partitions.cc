#include "api/glue/partitions.h"

#include <functional>
#include <optional>
#include <span>

#include "api/glue/replies.h"
#include "api/glue/table_shapes.h"
#include "api/page_token.h"
#include "catalog/partition_filter.h"
#include "catalog/partitions.h"
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

json::Value ToJson(catalog::Partition partition, const Owner& owner, const Call& call) {
  json::Value reply = std::move(partition.document);
  reply.Set("Values", json::Array(partition.values.begin(), partition.values.end()));
  reply.Set("DatabaseName", owner.database);
  reply.Set("TableName", owner.table);
  reply.Set("CreationTime", ToEpochSeconds(partition.created));
  reply.Set("CatalogId", call.account);
  SetIfAbsent(reply, "Parameters", json::Object{});  // dbt indexes it without asking
  return reply;
}

Result<catalog::Partition> PartitionFrom(const json::Value& partition_input, const Call& call) {
  std::vector<std::string> values;
  if (!partition_input["Values"].IsNull()) {
    ASSIGN_OR_RETURN(values, json::Reader(partition_input).Strings("Values"));
  }
  return catalog::Partition{std::move(values), partition_input, call.now};
}

// One of a batch: the values of the partition that is meant, and what it is to be, if anything.
struct BatchItem {
  std::vector<std::string> values;
  catalog::Partition partition;
};

// {"PartitionValueList": [..], "PartitionInput": {..}}: an input without values keeps those.
Result<BatchItem> ReplacementFrom(const json::Value& input, const Call& call) {
  BatchItem item;
  ASSIGN_OR_RETURN(item.values, json::Reader(input).Strings("PartitionValueList"));
  ASSIGN_OR_RETURN(item.partition, PartitionFrom(input["PartitionInput"], call));
  if (item.partition.values.empty()) item.partition.values = item.values;
  return item;
}

// [{"Values": [..]}, ..]
Result<std::vector<std::vector<std::string>>> ValueLists(const json::Value& list) {
  std::vector<std::vector<std::string>> lists;
  for (const json::Value& item : *list.AsArray()) {
    ASSIGN_OR_RETURN(lists.emplace_back(), json::Reader(item).Strings("Values"));
  }
  return lists;
}

void DropColumns(json::Value& partition) {
  json::Value storage = partition["StorageDescriptor"];
  if (storage.AsObject() == nullptr) return;
  storage.Erase("Columns");
  partition.Set("StorageDescriptor", std::move(storage));
}

json::Value ToJson(const std::vector<std::string>& values) {
  return json::Array(values.begin(), values.end());
}

// Which part of a list a client asks for.
Result<catalog::Segment> SegmentFrom(const json::Value& segment) {
  const catalog::Segment part{segment["SegmentNumber"].IntOr(0), segment["TotalSegments"].IntOr(1)};
  if (part.number < part.total) return part;
  return InvalidInput("SegmentNumber is counted from 0 and below TotalSegments: " +
                      std::to_string(part.number) + " of " + std::to_string(part.total));
}

struct Partitions {
  db::Database& database;
  const catalog::Store& catalog;
  const catalog::PartitionStore store{catalog.quotas()};

  // Runs `work` with the table that the request names.
  Status Write(const Owner& owner,
               const std::function<Status(db::Transaction&, const catalog::Table&)>& work) const {
    return database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const auto table,
                       catalog.GetTable(transaction, owner.database, owner.table));
      return work(transaction, table);
    });
  }
  template <typename T>
  Result<T> Read(
      const Owner& owner,
      const std::function<Result<T>(db::Transaction&, const catalog::Table&)>& work) const {
    return database.ReadFor<T>([&](db::Transaction& transaction) -> Result<T> {
      ASSIGN_OR_RETURN(const auto table,
                       catalog.GetTable(transaction, owner.database, owner.table));
      return work(transaction, table);
    });
  }

  // Does `work` for each item of a batch. What fails for one item alone is told in Errors under
  // `name`, beside the item's values.
  Result<json::Value> Batch(
      const Owner& owner, std::string_view name, std::span<const BatchItem> items,
      const std::function<Status(db::Transaction&, const catalog::Table&, const BatchItem&)>& work)
      const {
    json::Array errors;
    RETURN_IF_ERROR(Write(owner, [&](db::Transaction& transaction, const auto& table) -> Status {
      errors.clear();
      for (const BatchItem& item : items) {
        const Status done = work(transaction, table, item);
        if (done) continue;
        if (!ConcernsOneItem(done.error())) return done;
        json::Value error = {{"ErrorDetail", ErrorDetail(done.error())}};
        error.Set(name, ToJson(item.values));
        errors.push_back(std::move(error));
      }
      return {};
    }));
    return json::Value{{"Errors", std::move(errors)}};
  }

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const auto partition, PartitionFrom(input["PartitionInput"], call));
    RETURN_IF_ERROR(Write(Owner(input), [&](db::Transaction& transaction, const auto& table) {
      return store.Create(transaction, table, partition);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> BatchCreate(const json::Value& input, const Call& call) const {
    std::vector<catalog::Partition> partitions;
    for (const json::Value& item : *input["PartitionInputList"].AsArray()) {
      ASSIGN_OR_RETURN(partitions.emplace_back(), PartitionFrom(item, call));
    }
    json::Array errors;
    RETURN_IF_ERROR(Write(Owner(input), [&](auto& transaction, const auto& table) -> Status {
      errors.clear();
      ASSIGN_OR_RETURN(const auto outcomes, store.CreateEach(transaction, table, partitions));
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (outcomes[i]) continue;
        if (!ConcernsOneItem(outcomes[i].error())) return outcomes[i];
        errors.push_back({{"PartitionValues", ToJson(partitions[i].values)},
                          {"ErrorDetail", ErrorDetail(outcomes[i].error())}});
      }
      return {};
    }));
    return json::Value{{"Errors", std::move(errors)}};
  }

  Result<json::Value> Get(const json::Value& input, const Call& call) const {
    const Owner owner(input);
    ASSIGN_OR_RETURN(const auto values, json::Reader(input).Strings("PartitionValues"));
    ASSIGN_OR_RETURN(auto found,
                     Read<catalog::Partition>(owner, [&](auto& transaction, const auto& table) {
                       return store.Get(transaction, table, values);
                     }));
    return json::Value{{"Partition", ToJson(std::move(found), owner, call)}};
  }

  // Those that are there; the others are told as keys that were not processed.
  Result<json::Value> BatchGet(const json::Value& input, const Call& call) const {
    const Owner owner(input);
    ASSIGN_OR_RETURN(const auto keys, ValueLists(input["PartitionsToGet"]));
    return Read<json::Value>(owner,
                             [&](auto& transaction, const auto& table) -> Result<json::Value> {
                               json::Array found;
                               json::Array missing;
                               for (const auto& values : keys) {
                                 const auto partition = store.Get(transaction, table, values);
                                 if (partition) {
                                   found.push_back(ToJson(*partition, owner, call));
                                 } else if (partition.error().kind == ErrorKind::kNotFound) {
                                   missing.push_back(json::Value{{"Values", ToJson(values)}});
                                 } else {
                                   return partition.error();
                                 }
                               }
                               return json::Value{{"Partitions", std::move(found)},
                                                  {"UnprocessedKeys", std::move(missing)}};
                             });
  }

  Result<json::Value> List(const json::Value& input, const Call& call) const {
    RETURN_IF_ERROR(RefuseMembers(input, {"TransactionId", "QueryAsOfTime"}));
    const Owner owner(input);
    const std::string expression(Trim(input["Expression"].StringOr("")));
    ASSIGN_OR_RETURN(const catalog::Segment segment, SegmentFrom(input["Segment"]));
    const std::string scope = "GetPartitions/" + owner.database + "/" + owner.table + "/" +
                              std::to_string(segment.number) + "/" + std::to_string(segment.total) +
                              "/" + expression;
    ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, scope, kLargestPage));
    ASSIGN_OR_RETURN(
        auto found,
        Read<catalog::PartitionPage>(
            owner, [&](auto& transaction, const auto& table) -> Result<catalog::PartitionPage> {
              std::optional<catalog::PartitionFilter> filter;
              if (!expression.empty()) {
                const auto keys = catalog::PartitionKeysOf(table.document);
                ASSIGN_OR_RETURN(filter, catalog::PartitionFilter::Parse(expression, keys));
              }
              return store.List(transaction, table,
                                {.filter = filter ? &*filter : nullptr,
                                 .segment = segment,
                                 .after = page.after,
                                 .limit = page.limit});
            }));
    json::Array list;
    for (catalog::Partition& partition : found.items) {
      list.push_back(ToJson(std::move(partition), owner, call));
      if (input["ExcludeColumnSchema"].BoolOr(false)) DropColumns(list.back());
    }
    json::Value reply = {{"Partitions", std::move(list)}};
    if (!found.next.empty()) SetNextToken(reply, scope, found.next);
    return reply;
  }

  Result<json::Value> Update(const json::Value& input, const Call& call) const {
    ASSIGN_OR_RETURN(const BatchItem item, ReplacementFrom(input, call));
    RETURN_IF_ERROR(Write(Owner(input), [&](db::Transaction& transaction, const auto& table) {
      return store.Update(transaction, table, item.values, item.partition);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> BatchUpdate(const json::Value& input, const Call& call) const {
    std::vector<BatchItem> items;
    for (const json::Value& entry : *input["Entries"].AsArray()) {
      ASSIGN_OR_RETURN(items.emplace_back(), ReplacementFrom(entry, call));
    }
    return Batch(Owner(input), "PartitionValueList", items,
                 [&](db::Transaction& transaction, const auto& table, const BatchItem& item) {
                   return store.Update(transaction, table, item.values, item.partition);
                 });
  }

  Result<json::Value> Delete(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto values, json::Reader(input).Strings("PartitionValues"));
    RETURN_IF_ERROR(Write(Owner(input), [&](db::Transaction& transaction, const auto& table) {
      return store.Delete(transaction, table, values);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> BatchDelete(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto lists, ValueLists(input["PartitionsToDelete"]));
    std::vector<BatchItem> items;
    for (const auto& values : lists) items.push_back({values, {}});
    return Batch(Owner(input), "PartitionValues", items,
                 [&](db::Transaction& transaction, const auto& table, const BatchItem& item) {
                   return store.Delete(transaction, table, item.values);
                 });
  }
};

}  // namespace

Operations PartitionOperations(db::Database& database, const catalog::Store& catalog) {
  const Partitions partitions{database, catalog};
  const auto with_call = [&](Result<json::Value> (Partitions::*run)(const json::Value&, const Call&)
                                 const) {
    return [partitions, run](const json::Value& input, const Call& call) {
      return (partitions.*run)(input, call);
    };
  };
  return {
      {"CreatePartition", with_call(&Partitions::Create)},
      {"BatchCreatePartition", with_call(&Partitions::BatchCreate)},
      {"GetPartition", with_call(&Partitions::Get)},
      {"BatchGetPartition", with_call(&Partitions::BatchGet)},
      {"GetPartitions", with_call(&Partitions::List)},
      {"UpdatePartition", with_call(&Partitions::Update)},
      {"BatchUpdatePartition", with_call(&Partitions::BatchUpdate)},
      {"DeletePartition",
       [=](const json::Value& input, const Call&) { return partitions.Delete(input); }},
      {"BatchDeletePartition",
       [=](const json::Value& input, const Call&) { return partitions.BatchDelete(input); }},
  };
}

}  // namespace tenon::api
