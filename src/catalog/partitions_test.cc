#include "catalog/partitions.h"

#include <doctest/doctest.h>

#include <set>

#include "base/file.h"
#include "catalog/partition_indexes.h"
#include "catalog/schema.h"
#include "catalog/sweep.h"

namespace tenon::catalog {
namespace {

using Values = std::vector<std::string>;
using Keys = std::vector<std::pair<std::string, std::string>>;
constexpr Time kNow = Time(std::chrono::milliseconds(1'700'000'000'123));

json::Value KeysDocument(const Keys& keys) {
  json::Array array;
  for (const auto& [name, type] : keys) array.push_back({{"Name", name}, {"Type", type}});
  return {{"PartitionKeys", std::move(array)}};
}

// A table "lake.orders" of its own for each test.
class Lake {
 public:
  explicit Lake(const Keys& keys = {{"year", "int"}, {"month", "string"}, {"day", "int"}}) {
    auto opened = db::Database::Open(folder_.path() / "test.db");
    REQUIRE(opened);
    database = *std::move(opened);
    REQUIRE(Migrate(*database));
    REQUIRE(database->Write([&](auto& t) -> Status {
      RETURN_IF_ERROR(catalog.CreateDatabase(t, {"lake", {{"Name", "lake"}}, kNow}));
      return catalog.CreateTable(t, {"lake", "orders", KeysDocument(keys), kNow, kNow, 0});
    }));
    auto created =
        database->ReadFor<Table>([&](auto& t) { return catalog.GetTable(t, "lake", "orders"); });
    REQUIRE(created);
    table = *std::move(created);
  }

  Status Write(const std::function<Status(db::Transaction&)>& work) const {
    return database->Write(work);
  }
  Status Create(const Values& values, const std::string& note = "") const {
    return Write([&](auto& t) { return store.Create(t, table, {values, {{"Note", note}}, kNow}); });
  }
  void Fill(int years, int months, int days) const {
    std::vector<Partition> all;
    for (int year = 0; year < years; ++year) {
      for (int month = 1; month <= months; ++month) {
        for (int day = 1; day <= days; ++day) {
          all.push_back({{std::to_string(2000 + year), std::to_string(month), std::to_string(day)},
                         json::Object{},
                         kNow});
        }
      }
    }
    REQUIRE(Write([&](auto& t) -> Status {
      ASSIGN_OR_RETURN(const int created, store.CreateMissing(t, table, all));
      CHECK(created == years * months * days);
      return {};
    }));
  }
  Result<PartitionPage> List(const PartitionRequest& request) const {
    return database->ReadFor<PartitionPage>([&](auto& t) { return store.List(t, table, request); });
  }
  // The values of all that match, read in pages of that size.
  std::vector<Values> Find(const std::string& expression, int limit = 1000,
                           Segment segment = {}) const {
    const auto keys = PartitionKeysOf(table.document);
    const auto filter = PartitionFilter::Parse(expression.empty() ? "1 = 1" : expression, keys);
    const bool is_filtered = !expression.empty();
    if (is_filtered) REQUIRE(filter);
    PartitionRequest request{.filter = is_filtered ? &*filter : nullptr,
                             .segment = segment,
                             .after = "",
                             .limit = limit};
    std::vector<Values> found;
    do {
      const auto page = List(request);
      REQUIRE(page);
      CHECK(static_cast<int>(page->items.size()) <= limit);
      for (const Partition& partition : page->items) found.push_back(partition.values);
      request.after = page->next;
    } while (!request.after.empty());
    return found;
  }

  std::unique_ptr<db::Database> database;
  const Store catalog{};
  const PartitionStore store{};
  const PartitionIndexStore indexes{};
  Table table;

 private:
  TemporaryFolder folder_;
};

// Counts the rows that are read.
class CountingTransaction final : public db::Transaction {
 public:
  explicit CountingTransaction(db::Transaction& inner) : inner_(inner) {}
  Result<std::int64_t> Execute(std::string_view sql,
                               std::span<const db::Parameter> parameters) override {
    return inner_.Execute(sql, parameters);
  }
  Status Query(std::string_view sql, std::span<const db::Parameter> parameters,
               const std::function<Status(const db::Row&)>& each) override {
    return inner_.Query(sql, parameters, [&](const db::Row& row) {
      ++rows_;
      return each(row);
    });
  }
  int rows() const { return rows_; }

 private:
  db::Transaction& inner_;
  int rows_ = 0;
};

template <typename T>
std::set<T> ToSet(const std::vector<T>& list) {
  return {list.begin(), list.end()};
}

}  // namespace

TEST_CASE("a partition is created once and told apart by the text of its values") {
  const Lake lake;
  REQUIRE(lake.Create({"2026", "1", "2"}, "first"));
  REQUIRE(lake.Create({"2026", "01", "2"}, "another text"));
  REQUIRE(lake.Create({"2026", "a\",\"b", "é"}, "odd"));
  const Status taken = lake.Create({"2026", "1", "2"}, "second");
  CHECK(taken.error().kind == ErrorKind::kAlreadyExists);
  CHECK(taken.error().message == "Partition already exists.");
  const Status short_of_one = lake.Create({"2026", "1"});
  CHECK(short_of_one.error().kind == ErrorKind::kInvalidInput);
  CHECK(short_of_one.error().message ==
        "The number of partition keys do not match the number of partition values: lake.orders "
        "has 3 keys, the partition 2 values");
  REQUIRE(lake.Write([&](auto& t) -> Status {
    ASSIGN_OR_RETURN(const auto found, lake.store.Get(t, lake.table, Values{"2026", "1", "2"}));
    CHECK(found.document["Note"] == json::Value("first"));
    CHECK(found.created == kNow);
    const auto none = lake.store.Get(t, lake.table, Values{"x", "y", "z"});
    CHECK(none.error().message == "Cannot find partition.");
    return {};
  }));
}

TEST_CASE("an expression finds what a look at every partition finds, in pages of any size") {
  const Lake lake;
  lake.Fill(4, 12, 9);
  struct Case {
    const char* expression;
    std::size_t count;
  };
  for (const auto& [expression, count] : std::initializer_list<Case>{
           {"", 432},
           {"year = 2001", 108},
           {"year = 2001 and month = '3' and day = 7", 1},
           {"day = 7", 48},
           {"month = '3'", 36},
           {"month = '3' and day = 7", 4},
           {"year >= 2002 and day > 7", 48},
           {"year between 2001 and 2002 and month in ('1', '12')", 36},
           {"(year = 2000 and month = '1') or (year = 2003 and day = 9)", 21},
           {"month like '1%'", 144},
           {"not (year = 2000)", 324},
           {"year = 1999", 0},
           {"year = 2000 and year = 2001", 0},
           {"day <> 1 and day not in (2, 3)", 288},
       }) {
    CAPTURE(expression);
    const auto whole = lake.Find(expression);
    CHECK(whole.size() == count);
    CHECK(ToSet(whole).size() == count);
    for (const int limit : {1, 7, 36}) CHECK(lake.Find(expression, limit) == whole);
  }
}

TEST_CASE("segments are disjoint and complete, with an expression and without") {
  const Lake lake(Keys{{"n", "int"}});
  std::vector<Partition> all;
  for (int n = 0; n < 5000; ++n) all.push_back({{std::to_string(n)}, json::Object{}, kNow});
  REQUIRE(lake.Write([&](auto& t) -> Status {
    ASSIGN_OR_RETURN(const int created, lake.store.CreateMissing(t, lake.table, all));
    CHECK(created == 5000);
    return {};
  }));
  for (const char* expression : {"", "n >= 1000"}) {
    for (const int total : {1, 2, 3, 10}) {
      CAPTURE(total);
      std::size_t count = 0;
      std::set<Values> seen;
      for (int number = 0; number < total; ++number) {
        const auto part = lake.Find(expression, 999, {number, total});
        count += part.size();
        seen.insert(part.begin(), part.end());
      }
      CHECK(count == (*expression == '\0' ? 5000 : 4000));
      CHECK(seen.size() == count);
    }
  }
}

TEST_CASE("a look-up reads what it returns, not what the table has") {
  const Lake lake;
  lake.Fill(20, 12, 28);
  const auto keys = PartitionKeysOf(lake.table.document);
  struct Case {
    const char* expression;
    std::size_t count;
    int most;  // rows that may be read for it, of 6720 partitions
  };
  for (const auto& [expression, count, most] : std::initializer_list<Case>{
           {"day = 7 and month = '3' and year = 2011", 1, 20},
           {"day = 7 and year = 2011", 12, 40},
           {"month = '3' and day = 7", 20, 120},
           {"year = 2011", 336, 2 * 336 + 256},
           {"day = 28", 240, 2 * 240 + 256},
           {"year > 2018 and day = 28", 12, 250},
           {"year = 1", 0, 20},
       }) {
    CAPTURE(expression);
    const auto filter = PartitionFilter::Parse(expression, keys);
    REQUIRE(filter);
    REQUIRE(lake.Write([&](auto& t) -> Status {
      CountingTransaction counting(t);
      ASSIGN_OR_RETURN(const auto page,
                       lake.store.List(counting, lake.table, {.filter = &*filter}));
      CHECK(page.items.size() == count);
      CHECK(counting.rows() <= most);
      return {};
    }));
  }
}

TEST_CASE("an update replaces document and values, a deletion removes the partition everywhere") {
  const Lake lake;
  lake.Fill(2, 2, 2);
  REQUIRE(lake.Write([&](auto& t) -> Status {
    const Partition moved{{"2050", "1", "1"}, {{"Note", "moved"}}, {}};
    RETURN_IF_ERROR(lake.store.Update(t, lake.table, Values{"2000", "1", "1"}, moved));
    const auto taken = lake.store.Update(t, lake.table, Values{"2000", "1", "2"}, moved);
    CHECK(taken.error().kind == ErrorKind::kAlreadyExists);
    const auto none = lake.store.Update(t, lake.table, Values{"2000", "1", "1"}, moved);
    CHECK(none.error().kind == ErrorKind::kNotFound);
    ASSIGN_OR_RETURN(const auto found, lake.store.Get(t, lake.table, Values{"2050", "1", "1"}));
    CHECK(found.document["Note"] == json::Value("moved"));
    CHECK(found.created == kNow);
    return lake.store.Delete(t, lake.table, Values{"2001", "2", "2"});
  }));
  CHECK(lake.Find("year = 2050") == std::vector<Values>{{"2050", "1", "1"}});
  CHECK(lake.Find("year = 2000").size() == 3);
  CHECK(lake.Find("month = '2' and day = 2") == std::vector<Values>{{"2000", "2", "2"}});
  CHECK(lake.Find("").size() == 7);
}

TEST_CASE("a partition index is built from what is there, kept, and used") {
  const Lake lake;
  lake.Fill(3, 12, 5);
  const auto create = [&](const NamedPartitionIndex& index) {
    return lake.Write([&](auto& t) { return lake.indexes.Create(t, lake.table, index); });
  };
  REQUIRE(create({"by_day", {"Day", "month"}}));
  REQUIRE(lake.Create({"2050", "3", "4"}));
  const auto keys = PartitionKeysOf(lake.table.document);
  const auto filter = PartitionFilter::Parse("day = 4 and month = '3'", keys);
  REQUIRE(filter);
  REQUIRE(lake.Write([&](auto& t) -> Status {
    ASSIGN_OR_RETURN(const auto indexes, IndexesOf(t, lake.table.id, keys));
    REQUIRE(indexes.size() == 4);
    CHECK(indexes[3].order == std::vector<std::size_t>{2, 1, 0});
    int found = 0;
    RETURN_IF_ERROR(FindEntries(t, lake.table.id, indexes[3], keys, *filter, {},
                                [&](const EntryPosition&) { return ++found > 0; }));
    CHECK(found == 4);
    return {};
  }));
  CHECK(create({"by_day", {"year"}}).error().kind == ErrorKind::kAlreadyExists);
  CHECK(create({"same", {"day", "month"}}).error().kind == ErrorKind::kAlreadyExists);
  CHECK(create({"none", {}}).error().kind == ErrorKind::kInvalidInput);
  CHECK(create({"twice", {"day", "day"}}).error().kind == ErrorKind::kInvalidInput);
  CHECK(create({"unknown", {"week"}}).error().message ==
        "the partition index unknown names a key that lake.orders is not partitioned by: week");
  REQUIRE(create({"second", {"month"}}));
  REQUIRE(create({"third", {"year", "day"}}));
  CHECK(create({"fourth", {"month", "day"}}).error().kind == ErrorKind::kLimitExceeded);
  REQUIRE(lake.Write([&](auto& t) { return lake.indexes.Delete(t, lake.table, "by_day"); }));
  CHECK(lake.Write([&](auto& t) { return lake.indexes.Delete(t, lake.table, "by_day"); })
            .error()
            .kind == ErrorKind::kNotFound);
  CHECK(lake.Find("day = 4 and month = '3'").size() == 4);
}

TEST_CASE("a page goes on after its last partition whatever was added and removed meanwhile") {
  const Lake lake(Keys{{"n", "int"}});
  for (const char* n : {"10", "20", "30", "40"}) REQUIRE(lake.Create({n}));
  const auto keys = PartitionKeysOf(lake.table.document);
  const auto filter = PartitionFilter::Parse("n > 0", keys);
  REQUIRE(filter);
  const auto page = lake.List({.filter = &*filter, .limit = 2});
  REQUIRE(page);
  REQUIRE(lake.Create({"5"}));
  REQUIRE(lake.Create({"25"}));
  REQUIRE(lake.Write([&](auto& t) { return lake.store.Delete(t, lake.table, Values{"20"}); }));
  const auto rest = lake.List({.filter = &*filter, .after = page->next, .limit = 10});
  REQUIRE(rest);
  REQUIRE(rest->items.size() == 3);
  CHECK(rest->items[0].values == Values{"25"});
  CHECK(rest->next.empty());
}

TEST_CASE("other types of the keys bring the look-ups up to date, another number is refused") {
  Lake lake(Keys{{"n", "string"}});
  for (const char* n : {"9", "10"}) REQUIRE(lake.Create({n}));
  CHECK(lake.Find("n > '5'") == std::vector<Values>{{"9"}});
  const Table before = lake.table;
  lake.table.document = KeysDocument({{"n", "int"}});
  REQUIRE(lake.Write([&](auto& t) { return lake.store.KeysChanged(t, before, lake.table); }));
  CHECK(lake.Find("n > 5") == std::vector<Values>{{"9"}, {"10"}});
  Table wider = lake.table;
  wider.document = KeysDocument({{"n", "int"}, {"m", "int"}});
  const Status refused =
      lake.Write([&](auto& t) { return lake.store.KeysChanged(t, lake.table, wider); });
  CHECK(refused.error().kind == ErrorKind::kInvalidInput);
}

TEST_CASE("what a dropped table leaves behind is swept in steps") {
  const Lake lake;
  lake.Fill(5, 12, 28);
  REQUIRE(lake.Write([&](auto& t) { return lake.catalog.DeleteTable(t, "lake", "orders"); }));
  int steps = 0;
  for (bool more = true; more; ++steps) {
    const auto swept = lake.database->WriteFor<bool>(&SweepSome);
    REQUIRE(swept);
    more = *swept;
  }
  CHECK(steps > 4);
  for (const char* table : {"catalog_partitions", "catalog_partition_entries",
                            "catalog_dropped_tables", "catalog_partition_indexes"}) {
    CAPTURE(table);
    const auto left = lake.database->ReadFor<std::optional<std::int64_t>>(
        [&](auto& t) { return t.QueryInt("SELECT count(*) FROM " + std::string(table), {}); });
    REQUIRE(left);
    CHECK(**left == 0);
  }
}

}  // namespace tenon::catalog
