#include "catalog/partition_indexes.h"

#include <algorithm>
#include <set>

#include "json/value.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

constexpr std::size_t kMostIndexes = 3;       // of a table: Glue's quota
constexpr std::int64_t kFirstNumber = 1'000;  // below it are the indexes that every table has

struct Stored {
  std::int64_t number = 0;
  std::string name;
  std::vector<std::size_t> keys;  // positions
};

Result<std::vector<Stored>> ReadAll(db::Transaction& transaction, std::int64_t table_id) {
  std::vector<Stored> indexes;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT number, name, keys FROM catalog_partition_indexes WHERE table_id = ?1 "
      "ORDER BY number",
      {table_id}, [&](const db::Row& row) -> Status {
        Stored& index = indexes.emplace_back(Stored{row.Int(0), row.Text(1), {}});
        ASSIGN_OR_RETURN(const json::Value keys, json::Parse(row.View(2)));
        for (const json::Value& key : *keys.AsArray()) {
          index.keys.push_back(static_cast<std::size_t>(key.IntOr(0)));
        }
        return {};
      }));
  return indexes;
}

// Its own keys, then the table's others in their order.
PartitionIndex ToIndex(const Stored& stored, std::size_t keys) {
  PartitionIndex index{stored.number, stored.keys};
  for (std::size_t key = 0; key < keys; ++key) {
    if (std::ranges::find(stored.keys, key) == stored.keys.end()) index.order.push_back(key);
  }
  return index;
}

Result<std::vector<std::size_t>> Positions(const NamedPartitionIndex& index, const Table& table,
                                           std::span<const PartitionKey> keys) {
  std::vector<std::size_t> positions;
  for (const std::string& name : index.keys) {
    const auto key = std::ranges::find(keys, AsciiLower(name), &PartitionKey::name);
    if (key == keys.end()) {
      return InvalidInput("the partition index " + index.name + " names a key that " +
                          table.database + "." + table.name + " is not partitioned by: " + name);
    }
    const auto position = static_cast<std::size_t>(key - keys.begin());
    if (std::ranges::find(positions, position) != positions.end()) {
      return InvalidInput("the partition index " + index.name + " names a key twice: " + name);
    }
    positions.push_back(position);
  }
  if (positions.empty()) return InvalidInput("the partition index has no key: " + index.name);
  return positions;
}

}  // namespace

Result<std::vector<PartitionIndex>> IndexesOf(db::Transaction& transaction, std::int64_t table_id,
                                              std::span<const PartitionKey> keys) {
  std::vector<PartitionIndex> indexes = AutomaticIndexes(keys.size());
  ASSIGN_OR_RETURN(const auto own, ReadAll(transaction, table_id));
  for (const Stored& stored : own) indexes.push_back(ToIndex(stored, keys.size()));
  return indexes;
}

Status PartitionIndexStore::Create(db::Transaction& transaction, const Table& table,
                                   const NamedPartitionIndex& index) const {
  const std::vector<PartitionKey> keys = PartitionKeysOf(table.document);
  Stored created{.number = kFirstNumber, .name = index.name, .keys = {}};
  ASSIGN_OR_RETURN(created.keys, Positions(index, table, keys));
  ASSIGN_OR_RETURN(const auto others, ReadAll(transaction, table.id));
  for (const Stored& other : others) {
    if (EqualsIgnoringCase(other.name, index.name)) {
      return AlreadyExists("Partition index already exists: " + index.name);
    }
    if (other.keys == created.keys) {
      return AlreadyExists("The partition index " + other.name + " has the same keys");
    }
    created.number = std::max(created.number, other.number + 1);
  }
  if (others.size() >= kMostIndexes) {
    return Error{ErrorKind::kLimitExceeded,
                 "a table can have " + std::to_string(kMostIndexes) +
                     " partition indexes: " + table.database + "." + table.name,
                 {}};
  }
  json::Array positions;
  for (const std::size_t key : created.keys) positions.emplace_back(key);
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "INSERT INTO catalog_partition_indexes(table_id, number, name, keys) "
          "VALUES (?1, ?2, ?3, ?4)",
          {table.id, created.number, created.name, json::Dump(json::Value(std::move(positions)))}));
  const PartitionIndex entries = ToIndex(created, keys.size());
  return FillEntries(transaction, table.id, {&entries, 1}, keys);
}

Status PartitionIndexStore::Delete(db::Transaction& transaction, const Table& table,
                                   std::string_view name) const {
  ASSIGN_OR_RETURN(const auto indexes, ReadAll(transaction, table.id));
  const auto index = std::ranges::find_if(
      indexes, [&](const Stored& stored) { return EqualsIgnoringCase(stored.name, name); });
  if (index == indexes.end()) {
    return NotFound("Partition index " + std::string(name) + " not found.");
  }
  for (const std::string_view sql :
       {"DELETE FROM catalog_partition_entries WHERE table_id = ?1 AND index_number = ?2",
        "DELETE FROM catalog_partition_indexes WHERE table_id = ?1 AND number = ?2"}) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                     transaction.Execute(sql, {table.id, index->number}));
  }
  return {};
}

Result<std::vector<NamedPartitionIndex>> PartitionIndexStore::List(db::Transaction& transaction,
                                                                   const Table& table) const {
  const std::vector<PartitionKey> keys = PartitionKeysOf(table.document);
  ASSIGN_OR_RETURN(const auto indexes, ReadAll(transaction, table.id));
  std::vector<NamedPartitionIndex> named;
  for (const Stored& stored : indexes) {
    NamedPartitionIndex& index = named.emplace_back(NamedPartitionIndex{stored.name, {}});
    for (const std::size_t key : stored.keys) {
      if (key < keys.size()) index.keys.push_back(keys[key].name);
    }
  }
  return named;
}

}  // namespace tenon::catalog
