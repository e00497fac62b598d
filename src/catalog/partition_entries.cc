#include "catalog/partition_entries.h"

#include <algorithm>
#include <tuple>

#include "json/value.h"

namespace tenon::catalog {
namespace {

// Rows that are read at once: few after a jump, since the next one may be soon, more while what is
// read is wanted.
constexpr std::int64_t kFirstRead = 2;
constexpr std::int64_t kLargestRead = 256;

std::string EntryOf(const PartitionIndex& index, std::span<const std::string> encoded) {
  std::string entry;
  for (const std::size_t key : index.order) entry += encoded[key];
  return entry;
}

Result<std::vector<EntryPosition>> ReadAfter(db::Transaction& transaction, std::int64_t table_id,
                                             std::int64_t index_number, const EntryPosition& after,
                                             std::int64_t limit) {
  std::vector<EntryPosition> entries;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT entry, partition_id FROM catalog_partition_entries WHERE table_id = ?1 AND "
      "index_number = ?2 AND (entry, partition_id) > (?3, ?4) ORDER BY entry, partition_id LIMIT "
      "?5",
      {table_id, index_number, db::Bytes{after.entry}, after.partition_id, limit},
      [&](const db::Row& row) -> Status {
        entries.push_back({row.Text(0), row.Int(1)});
        return {};
      }));
  return entries;
}

// One walk over an index: says of each entry whether it matches, and where to go on if it lies
// outside the ranges.
class Walk {
 public:
  Walk(const PartitionIndex& index, std::span<const PartitionKey> keys,
       const PartitionFilter& filter)
      : index_(index), keys_(keys), filter_(filter), values_(keys.size()) {}

  // Where entries that can match begin.
  std::string First() const {
    std::string first;
    for (const std::size_t key : index_.order) {
      const auto& ranges = filter_.Ranges(key);
      if (!ranges) break;
      first += ranges->front().begin;
      if (!IsPoint(ranges->front())) break;
    }
    return first;
  }

  // nullopt if the entry lies within the ranges of every key; otherwise where the next such entry
  // can be at the earliest.
  std::optional<std::string> Outside(std::string_view entry) {
    std::size_t at = 0;
    for (const std::size_t key : index_.order) {
      const std::string_view value =
          entry.substr(at, EncodedLength(keys_[key].type, entry.substr(at)));
      values_[key] = value;
      if (const auto& ranges = filter_.Ranges(key)) {
        const auto range = std::ranges::find_if(*ranges, [&](const ByteRange& candidate) {
          return candidate.end.empty() || value < candidate.end;
        });
        const std::string_view before = entry.substr(0, at);
        if (range == ranges->end()) return std::string(before) + kBeyond;
        if (value < range->begin) return std::string(before) + range->begin;
      }
      at += value.size();
    }
    return std::nullopt;
  }

  // Of the entry that Outside has looked at last.
  bool Matches() const { return filter_.Matches(values_); }

 private:
  // No encoding begins with this byte, so that it is after all entries that begin as this one does.
  static constexpr char kBeyond = '\xff';

  const PartitionIndex& index_;
  std::span<const PartitionKey> keys_;
  const PartitionFilter& filter_;
  std::vector<std::string_view> values_;  // by position of the key
};

// (keys pinned to single values at the beginning, whether the next one is limited)
std::pair<int, bool> Rank(const PartitionIndex& index, const PartitionFilter& filter) {
  int pinned = 0;
  for (const std::size_t key : index.order) {
    const auto& ranges = filter.Ranges(key);
    if (!ranges) return {pinned, false};
    if (!std::ranges::all_of(*ranges, IsPoint)) return {pinned, true};
    ++pinned;
  }
  return {pinned, false};
}

}  // namespace

std::vector<PartitionIndex> AutomaticIndexes(std::size_t keys) {
  std::vector<PartitionIndex> indexes;
  for (std::size_t first = 0; first < keys; ++first) {
    PartitionIndex& index = indexes.emplace_back();
    index.number = static_cast<std::int64_t>(first);
    index.order.push_back(first);
    for (std::size_t key = 0; key < keys; ++key) {
      if (key != first) index.order.push_back(key);
    }
  }
  return indexes;
}

std::vector<std::string> EncodeValues(std::span<const PartitionKey> keys,
                                      std::span<const std::string> values) {
  std::vector<std::string> encoded;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    encoded.push_back(EncodeValue(keys[i].type, values[i]));
  }
  return encoded;
}

Status InsertEntries(db::Transaction& transaction, std::int64_t table_id,
                     std::span<const PartitionIndex> indexes, std::span<const std::string> encoded,
                     std::int64_t partition_id) {
  for (const PartitionIndex& index : indexes) {
    const std::string entry = EntryOf(index, encoded);
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto rows,
        transaction.Execute("INSERT INTO catalog_partition_entries(table_id, index_number, entry, "
                            "partition_id) VALUES (?1, ?2, ?3, ?4)",
                            {table_id, index.number, db::Bytes{entry}, partition_id}));
  }
  return {};
}

Status EraseEntries(db::Transaction& transaction, std::int64_t table_id,
                    std::span<const PartitionIndex> indexes, std::span<const std::string> encoded,
                    std::int64_t partition_id) {
  for (const PartitionIndex& index : indexes) {
    const std::string entry = EntryOf(index, encoded);
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto rows,
        transaction.Execute("DELETE FROM catalog_partition_entries WHERE table_id = ?1 AND "
                            "index_number = ?2 AND entry = ?3 AND partition_id = ?4",
                            {table_id, index.number, db::Bytes{entry}, partition_id}));
  }
  return {};
}

const PartitionIndex& ChooseIndex(std::span<const PartitionIndex> indexes,
                                  const PartitionFilter& filter) {
  return *std::ranges::max_element(
      indexes, {}, [&](const PartitionIndex& index) { return Rank(index, filter); });
}

Status FindEntries(db::Transaction& transaction, std::int64_t table_id, const PartitionIndex& index,
                   std::span<const PartitionKey> keys, const PartitionFilter& filter,
                   EntryPosition after, const std::function<bool(const EntryPosition&)>& each) {
  for (const std::size_t key : index.order) {
    const auto& ranges = filter.Ranges(key);
    if (ranges && ranges->empty()) return {};
  }
  Walk walk(index, keys, filter);
  if (std::string first = walk.First(); after.entry < first) after = {std::move(first), -1};
  std::int64_t size = kFirstRead;
  for (;;) {
    ASSIGN_OR_RETURN(const auto entries,
                     ReadAfter(transaction, table_id, index.number, after, size));
    const bool is_last = static_cast<std::int64_t>(entries.size()) < size;
    size = std::min(size * 2, kLargestRead);
    std::optional<std::string> jump;
    for (const EntryPosition& entry : entries) {
      if (jump && entry.entry < *jump) continue;  // read before it was known to be outside
      jump = walk.Outside(entry.entry);
      if (!jump && walk.Matches() && !each(entry)) return {};
    }
    if (is_last) return {};
    if (jump && entries.back().entry < *jump) {
      after = {*std::move(jump), -1};
      size = kFirstRead;
    } else {
      after = entries.back();
    }
  }
}

Status FillPartitionEntries(db::Transaction& transaction) {
  std::vector<std::pair<std::int64_t, std::vector<PartitionKey>>> tables;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT id, document FROM catalog_tables", {}, [&](const db::Row& row) -> Status {
        ASSIGN_OR_RETURN(const auto document, json::Parse(row.View(1)));
        tables.emplace_back(row.Int(0), PartitionKeysOf(document));
        return {};
      }));
  for (const auto& [table_id, keys] : tables) {
    RETURN_IF_ERROR(FillEntries(transaction, table_id, AutomaticIndexes(keys.size()), keys));
  }
  return {};
}

Status FillEntries(db::Transaction& transaction, std::int64_t table_id,
                   std::span<const PartitionIndex> indexes, std::span<const PartitionKey> keys) {
  return transaction.Query("SELECT id, key FROM catalog_partitions WHERE table_id = ?1", {table_id},
                           [&](const db::Row& row) -> Status {
                             ASSIGN_OR_RETURN(const auto values, ValuesOfKey(row.View(1)));
                             if (values.size() != keys.size()) return {};
                             return InsertEntries(transaction, table_id, indexes,
                                                  EncodeValues(keys, values), row.Int(0));
                           });
}

std::string KeyOfValues(std::span<const std::string> values) {
  return json::Dump(json::Array(values.begin(), values.end()));
}

Result<std::vector<std::string>> ValuesOfKey(std::string_view key) {
  ASSIGN_OR_RETURN(const json::Value parsed, json::Parse(key));
  std::vector<std::string> values;
  for (const json::Value& value : *parsed.AsArray()) values.push_back(value.StringOr(""));
  return values;
}

}  // namespace tenon::catalog
