#include "catalog/partitions.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "catalog/partition_entries.h"
#include "catalog/partition_indexes.h"
#include "catalog/rows.h"

namespace tenon::catalog {
namespace {

constexpr std::int64_t kPlaces = std::int64_t{1} << 32;  // ids of one table
constexpr std::int64_t kBlock = 1024;                    // ids that one segment has in a row

// Columns: id, key, document, created.
Result<Partition> ReadPartition(const db::Row& row) {
  ASSIGN_OR_RETURN(auto values, ValuesOfKey(row.View(1)));
  ASSIGN_OR_RETURN(json::Value document, json::Parse(row.View(2)));
  return Partition{std::move(values), std::move(document), FromMillis(row.Int(3)), row.Int(0)};
}

// What every change of a table's partitions needs to know of it.
struct Shape {
  std::vector<PartitionKey> keys;
  std::vector<PartitionIndex> indexes;
};

Result<Shape> ShapeOf(db::Transaction& transaction, const Table& table) {
  Shape shape{PartitionKeysOf(table.document), {}};
  ASSIGN_OR_RETURN(shape.indexes, IndexesOf(transaction, table.id, shape.keys));
  return shape;
}

Status CheckCount(const Table& table, std::size_t values) {
  const json::Array* array = table.document["PartitionKeys"].AsArray();
  const std::size_t keys = array == nullptr ? 0 : array->size();
  if (values == keys) return {};
  return InvalidInput("The number of partition keys do not match the number of partition values: " +
                      table.database + "." + table.name + " has " + std::to_string(keys) +
                      " keys, the partition " + std::to_string(values) + " values");
}

// The last id that a partition of the table has; the table's number * 2^32 if there is none.
Result<std::int64_t> LastId(db::Transaction& transaction, std::int64_t table_id) {
  const std::int64_t base = table_id * kPlaces;
  ASSIGN_OR_RETURN(
      const auto last,
      transaction.QueryInt("SELECT id FROM catalog_partitions WHERE id > ?1 AND id < ?2 "
                           "ORDER BY id DESC LIMIT 1",
                           {base, base + kPlaces}));
  return last.value_or(base);
}

// Adds partitions to one table: what is the same for all of them is read once.
class Inserter {
 public:
  static Result<Inserter> Start(db::Transaction& transaction, const Table& table) {
    ASSIGN_OR_RETURN(Shape shape, ShapeOf(transaction, table));
    ASSIGN_OR_RETURN(const std::int64_t last, LastId(transaction, table.id));
    return Inserter(transaction, table, std::move(shape), last);
  }

  // kAlreadyExists if the table has a partition of these values.
  Status Insert(const Partition& partition) {
    RETURN_IF_ERROR(CheckCount(table_, partition.values.size()));
    const std::int64_t id = last_ + 1;
    ASSIGN_OR_RETURN(
        const auto rows,
        transaction_.Execute("INSERT INTO catalog_partitions(id, table_id, key, document, created) "
                             "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                             {id, table_.id, KeyOfValues(partition.values),
                              json::Dump(partition.document), ToMillis(partition.created)}));
    if (rows == 0) return AlreadyExists("Partition already exists.");
    last_ = id;
    return InsertEntries(transaction_, table_.id, shape_.indexes,
                         EncodeValues(shape_.keys, partition.values), id);
  }

  // kLimitExceeded if the table has more partitions than that. Up to it, the place of the last one
  // is as good as a count.
  Status CheckQuota(std::int64_t most) const {
    if (last_ - table_.id * kPlaces <= most) return {};
    return catalog::CheckQuota(transaction_, {"PARTITION", "TABLE", most},
                               "SELECT count(*) FROM catalog_partitions WHERE id > ?1 AND id <= ?2",
                               {table_.id * kPlaces, last_});
  }

 private:
  Inserter(db::Transaction& transaction, const Table& table, Shape shape, std::int64_t last)
      : transaction_(transaction), table_(table), shape_(std::move(shape)), last_(last) {}

  db::Transaction& transaction_;
  const Table& table_;
  Shape shape_;
  std::int64_t last_;  // the last id that is taken
};

Result<Partition> Find(db::Transaction& transaction, const Table& table,
                       std::span<const std::string> values) {
  RETURN_IF_ERROR(CheckCount(table, values.size()));
  return QueryOne<Partition>(transaction,
                             "SELECT id, key, document, created FROM catalog_partitions "
                             "WHERE table_id = ?1 AND key = ?2",
                             {table.id, KeyOfValues(values)}, ReadPartition,
                             NotFound("Cannot find partition."));
}

Result<std::int64_t> ToNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto [rest, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || rest != text.data() + text.size()) {
    return InvalidInput("The NextToken is not one that this operation has returned");
  }
  return number;
}

// Appends up to `limit` partitions of the ids after `after` and up to `last`.
Status AppendRange(db::Transaction& transaction, std::int64_t after, std::int64_t last,
                   std::size_t limit, std::vector<Partition>& found) {
  return transaction.Query(
      "SELECT id, key, document, created FROM catalog_partitions WHERE id > ?1 AND id <= ?2 "
      "ORDER BY id LIMIT ?3",
      {after, last, static_cast<std::int64_t>(limit)}, [&](const db::Row& row) -> Status {
        ASSIGN_OR_RETURN(found.emplace_back(), ReadPartition(row));
        return {};
      });
}

// The partitions by id, block by block of the segment.
Result<PartitionPage> ListById(db::Transaction& transaction, const Table& table,
                               const PartitionRequest& request) {
  const std::int64_t base = table.id * kPlaces;
  std::int64_t after = base;
  if (!request.after.empty()) {
    ASSIGN_OR_RETURN(after, ToNumber(request.after));
  }
  ASSIGN_OR_RETURN(const std::int64_t last, LastId(transaction, table.id));
  const auto wanted = static_cast<std::size_t>(request.limit) + 1;  // one more: is there a next?
  const Segment& segment = request.segment;
  PartitionPage page;
  while (after < last && page.items.size() < wanted) {
    const std::int64_t block = (after + 1 - base) / kBlock;
    const std::int64_t ahead =
        (segment.number - block % segment.total + segment.total) % segment.total;
    std::int64_t end = last;
    if (segment.total > 1) {
      const std::int64_t begin = base + (block + ahead) * kBlock;
      after = std::max(after, begin - 1);
      end = std::min(last, begin + kBlock - 1);
    }
    RETURN_IF_ERROR(AppendRange(transaction, after, end, wanted - page.items.size(), page.items));
    after = end;
  }
  if (page.items.size() == wanted) {
    page.items.pop_back();
    page.next = std::to_string(page.items.back().id);
  }
  return page;
}

// A place in an index as a page tells it to the next: "number/partition/" and the entry's bytes.
struct Bookmark {
  std::int64_t index = -1;
  EntryPosition position;
};

std::string ToText(const Bookmark& bookmark) {
  return std::to_string(bookmark.index) + '/' + std::to_string(bookmark.position.partition_id) +
         '/' + bookmark.position.entry;
}

Result<Bookmark> ParseBookmark(std::string_view text) {
  const std::size_t first = text.find('/');
  const std::size_t second = first == std::string_view::npos ? first : text.find('/', first + 1);
  if (second == std::string_view::npos) {
    return InvalidInput("The NextToken is not one that this operation has returned");
  }
  Bookmark bookmark;
  ASSIGN_OR_RETURN(bookmark.index, ToNumber(text.substr(0, first)));
  ASSIGN_OR_RETURN(bookmark.position.partition_id,
                   ToNumber(text.substr(first + 1, second - first - 1)));
  bookmark.position.entry = text.substr(second + 1);
  return bookmark;
}

// The index that a list is read by: of its first page the best one, then the same.
Result<PartitionIndex> IndexFor(std::span<const PartitionIndex> indexes,
                                const PartitionFilter& filter, const Bookmark& bookmark) {
  if (bookmark.index < 0) return ChooseIndex(indexes, filter);
  const auto found = std::ranges::find(indexes, bookmark.index, &PartitionIndex::number);
  if (found != indexes.end()) return *found;
  return InvalidInput(
      "The NextToken has expired: the partition index that it belongs to was deleted");
}

// The partitions that match, in the order of the index that serves the filter best.
Result<PartitionPage> ListByIndex(db::Transaction& transaction, const Table& table,
                                  const PartitionRequest& request) {
  ASSIGN_OR_RETURN(const Shape shape, ShapeOf(transaction, table));
  Bookmark bookmark;
  if (!request.after.empty()) {
    ASSIGN_OR_RETURN(bookmark, ParseBookmark(request.after));
  }
  ASSIGN_OR_RETURN(const PartitionIndex index, IndexFor(shape.indexes, *request.filter, bookmark));
  std::vector<EntryPosition> found;
  const auto wanted = static_cast<std::size_t>(request.limit) + 1;
  RETURN_IF_ERROR(FindEntries(transaction, table.id, index, shape.keys, *request.filter,
                              bookmark.position, [&](const EntryPosition& entry) {
                                if (request.segment.Holds(entry.partition_id)) {
                                  found.push_back(entry);
                                }
                                return found.size() < wanted;
                              }));
  PartitionPage page;
  if (found.size() == wanted) {
    found.pop_back();
    page.next = ToText({index.number, found.back()});
  }
  for (const EntryPosition& entry : found) {
    RETURN_IF_ERROR(
        AppendRange(transaction, entry.partition_id - 1, entry.partition_id, 1, page.items));
  }
  return page;
}

}  // namespace

bool Segment::Holds(std::int64_t partition_id) const {
  return (partition_id % kPlaces) / kBlock % total == number;
}

Status PartitionStore::Create(db::Transaction& transaction, const Table& table,
                              const Partition& partition) const {
  ASSIGN_OR_RETURN(Inserter inserter, Inserter::Start(transaction, table));
  RETURN_IF_ERROR(inserter.Insert(partition));
  return inserter.CheckQuota(quotas_.partitions_per_table);
}

Result<std::vector<Status>> PartitionStore::CreateEach(
    db::Transaction& transaction, const Table& table, std::span<const Partition> partitions) const {
  ASSIGN_OR_RETURN(Inserter inserter, Inserter::Start(transaction, table));
  std::vector<Status> outcomes;
  for (const Partition& partition : partitions) outcomes.push_back(inserter.Insert(partition));
  RETURN_IF_ERROR(inserter.CheckQuota(quotas_.partitions_per_table));
  return outcomes;
}

Result<int> PartitionStore::CreateMissing(db::Transaction& transaction, const Table& table,
                                          std::span<const Partition> partitions) const {
  ASSIGN_OR_RETURN(const auto outcomes, CreateEach(transaction, table, partitions));
  int count = 0;
  for (const Status& outcome : outcomes) {
    if (outcome) {
      ++count;
    } else if (outcome.error().kind != ErrorKind::kAlreadyExists) {
      return outcome.error();
    }
  }
  return count;
}

Result<Partition> PartitionStore::Get(db::Transaction& transaction, const Table& table,
                                      std::span<const std::string> values) const {
  return Find(transaction, table, values);
}

Result<PartitionPage> PartitionStore::List(db::Transaction& transaction, const Table& table,
                                           const PartitionRequest& request) const {
  const bool by_index = request.filter != nullptr;
  return by_index ? ListByIndex(transaction, table, request)
                  : ListById(transaction, table, request);
}

Result<std::vector<Partition>> PartitionStore::ListAll(db::Transaction& transaction,
                                                       const Table& table) const {
  const PartitionRequest everything{.limit = std::numeric_limits<int>::max() - 1};
  ASSIGN_OR_RETURN(PartitionPage page, List(transaction, table, everything));
  return std::move(page.items);
}

Status PartitionStore::Update(db::Transaction& transaction, const Table& table,
                              std::span<const std::string> values,
                              const Partition& partition) const {
  ASSIGN_OR_RETURN(const Partition stored, Find(transaction, table, values));
  ASSIGN_OR_RETURN(const Shape shape, ShapeOf(transaction, table));
  RETURN_IF_ERROR(CheckCount(table, partition.values.size()));
  if (partition.values != stored.values) {
    const auto taken = Find(transaction, table, partition.values);
    if (taken) return AlreadyExists("Partition already exists.");
    RETURN_IF_ERROR(EraseEntries(transaction, table.id, shape.indexes,
                                 EncodeValues(shape.keys, stored.values), stored.id));
    RETURN_IF_ERROR(InsertEntries(transaction, table.id, shape.indexes,
                                  EncodeValues(shape.keys, partition.values), stored.id));
  }
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute(
                       "UPDATE catalog_partitions SET key = ?2, document = ?3 WHERE id = ?1",
                       {stored.id, KeyOfValues(partition.values), json::Dump(partition.document)}));
  return {};
}

Status PartitionStore::Delete(db::Transaction& transaction, const Table& table,
                              std::span<const std::string> values) const {
  ASSIGN_OR_RETURN(const Partition stored, Find(transaction, table, values));
  ASSIGN_OR_RETURN(const Shape shape, ShapeOf(transaction, table));
  RETURN_IF_ERROR(EraseEntries(transaction, table.id, shape.indexes,
                               EncodeValues(shape.keys, stored.values), stored.id));
  for (const std::string_view sql : {"DELETE FROM catalog_partitions WHERE id = ?1",
                                     "DELETE FROM catalog_column_statistics WHERE owner_id = ?1"}) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows, transaction.Execute(sql, {stored.id}));
  }
  return {};
}

Status PartitionStore::KeysChanged(db::Transaction& transaction, const Table& before,
                                   const Table& after) const {
  const std::vector<PartitionKey> old_keys = PartitionKeysOf(before.document);
  const std::vector<PartitionKey> new_keys = PartitionKeysOf(after.document);
  if (old_keys == new_keys) return {};
  ASSIGN_OR_RETURN(const std::int64_t last, LastId(transaction, before.id));
  const bool has_partitions = last != before.id * kPlaces;
  if (has_partitions && old_keys.size() != new_keys.size()) {
    return InvalidInput("the partition keys of " + before.database + "." + before.name +
                        " cannot become more or fewer while it has partitions: it has " +
                        std::to_string(old_keys.size()) + " keys, the new table " +
                        std::to_string(new_keys.size()));
  }
  if (old_keys.size() != new_keys.size()) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto dropped,
                     transaction.Execute(
                         "DELETE FROM catalog_partition_indexes WHERE table_id = ?1", {before.id}));
  }
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("DELETE FROM catalog_partition_entries WHERE table_id = ?1",
                                       {before.id}));
  ASSIGN_OR_RETURN(const auto indexes, IndexesOf(transaction, before.id, new_keys));
  return FillEntries(transaction, before.id, indexes, new_keys);
}

}  // namespace tenon::catalog
