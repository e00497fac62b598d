#include <limits>

#include "catalog/rows.h"
#include "catalog/store.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

// Columns: key, document, created.
Result<Partition> ReadPartition(const db::Row& row) {
  ASSIGN_OR_RETURN(const json::Value key, json::Parse(row.Text(0)));
  ASSIGN_OR_RETURN(json::Value document, json::Parse(row.Text(1)));
  Partition partition{{}, std::move(document), FromMillis(row.Int(2))};
  for (const json::Value& value : *key.AsArray()) partition.values.push_back(value.StringOr(""));
  return partition;
}

std::size_t CountPartitionKeys(const Table& table) {
  const json::Array* keys = table.document["PartitionKeys"].AsArray();
  return keys == nullptr ? 0 : keys->size();
}

// Whether it was created: false if the table has a partition of these values.
Result<bool> Insert(db::Transaction& transaction, const Table& table, const Partition& partition) {
  if (partition.values.size() != CountPartitionKeys(table)) {
    return InvalidInput(
        "The number of partition keys do not match the number of partition values: " +
        table.database + "." + table.name + " has " + std::to_string(CountPartitionKeys(table)) +
        " keys, the partition " + std::to_string(partition.values.size()) + " values");
  }
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("INSERT INTO catalog_partitions(database_name, table_name, key, "
                          "document, created) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                          {table.database, table.name, partition.Key(),
                           json::Dump(partition.document), ToMillis(partition.created)}));
  return rows == 1;
}

}  // namespace

std::string Partition::Key() const { return json::Dump(json::Array(values.begin(), values.end())); }

Status Store::CreatePartition(db::Transaction& transaction, std::string_view database,
                              std::string_view table, const Partition& partition) const {
  ASSIGN_OR_RETURN(const Table owner, GetTable(transaction, database, table));
  ASSIGN_OR_RETURN(const bool created, Insert(transaction, owner, partition));
  if (!created) return AlreadyExists("Partition already exists.");
  return {};
}

Result<int> Store::CreatePartitions(db::Transaction& transaction, std::string_view database,
                                    std::string_view table,
                                    std::span<const Partition> partitions) const {
  ASSIGN_OR_RETURN(const Table owner, GetTable(transaction, database, table));
  int count = 0;
  for (const Partition& partition : partitions) {
    ASSIGN_OR_RETURN(const bool created, Insert(transaction, owner, partition));
    if (created) ++count;
  }
  return count;
}

Result<Partition> Store::GetPartition(db::Transaction& transaction, std::string_view database,
                                      std::string_view table,
                                      std::span<const std::string> values) const {
  ASSIGN_OR_RETURN(const Table owner, GetTable(transaction, database, table));
  const Partition wanted{{values.begin(), values.end()}, {}, {}};
  return QueryOne<Partition>(transaction,
                             "SELECT key, document, created FROM catalog_partitions "
                             "WHERE database_name = ?1 AND table_name = ?2 AND key = ?3",
                             {owner.database, owner.name, wanted.Key()}, ReadPartition,
                             NotFound("Cannot find partition."));
}

Result<Page<Partition>> Store::ListPartitions(db::Transaction& transaction,
                                              std::string_view database, std::string_view table,
                                              const PageRequest& page) const {
  ASSIGN_OR_RETURN(const Table owner, GetTable(transaction, database, table));
  return QueryPage<Partition>(
      transaction,
      "SELECT key, document, created FROM catalog_partitions WHERE database_name = ?1 "
      "AND table_name = ?2 AND key > ?3 ORDER BY key LIMIT ?4",
      {owner.database, owner.name, page.after, std::int64_t{page.limit} + 1}, page.limit,
      ReadPartition);
}

Result<std::vector<Partition>> Store::ListPartitions(db::Transaction& transaction,
                                                     std::string_view database,
                                                     std::string_view table) const {
  const PageRequest all{"", std::numeric_limits<int>::max()};
  ASSIGN_OR_RETURN(Page<Partition> page, ListPartitions(transaction, database, table, all));
  return std::move(page.items);
}

}  // namespace tenon::catalog
