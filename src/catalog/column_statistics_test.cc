#include "catalog/column_statistics.h"

#include <doctest/doctest.h>

#include "base/file.h"

namespace tenon::catalog {
namespace {

json::Value Json(const char* text) {
  const auto value = json::Parse(text);
  REQUIRE_MESSAGE(value, text);
  return *value;
}

json::Value LongStatistics(std::string_view column, int nulls) {
  return {
      {"ColumnName", column},
      {"ColumnType", "bigint"},
      {"AnalyzedTime", 1'700'000'000},
      {"StatisticsData",
       {{"Type", "LONG"},
        {"LongColumnStatisticsData", {{"NumberOfNulls", nulls}, {"NumberOfDistinctValues", 1}}}}}};
}

const StatisticsOwner kOwner = {.id = 1, .columns = {{"id", "bigint"}, {"name", "string"}}};

class Statistics {
 public:
  Statistics() : database_(*db::Database::Open(folder_.path() / "test.db")) {
    REQUIRE(Store::Migrate(*database_));
  }
  Status Put(const StatisticsOwner& owner, const json::Value& statistics) {
    return database_->Write([&](db::Transaction& transaction) {
      return ColumnStatisticsStore().Put(transaction, owner, statistics);
    });
  }
  Result<json::Value> Get(const StatisticsOwner& owner, std::string_view column) {
    return database_->ReadFor<json::Value>([&](db::Transaction& transaction) {
      return ColumnStatisticsStore().Get(transaction, owner, column);
    });
  }
  Status Delete(const StatisticsOwner& owner, std::string_view column) {
    return database_->Write([&](db::Transaction& transaction) {
      return ColumnStatisticsStore().Delete(transaction, owner, column);
    });
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<db::Database> database_;
};

}  // namespace

TEST_CASE("statistics come back whole, replace those before, and are each owner's own") {
  Statistics statistics;
  REQUIRE(statistics.Put(kOwner, LongStatistics("ID", 1)));
  REQUIRE(statistics.Put(kOwner, LongStatistics("ID", 2)));
  StatisticsOwner other = kOwner;
  other.id = 2;
  REQUIRE(statistics.Put(other, LongStatistics("id", 3)));
  CHECK(*statistics.Get(kOwner, "Id") == LongStatistics("ID", 2));
  CHECK(*statistics.Get(other, "id") == LongStatistics("id", 3));
  const auto missing = statistics.Get(kOwner, "name");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::kNotFound);
  CHECK(missing.error().message == "Statistics do not exist for this column");
}

TEST_CASE("deleted statistics are gone, and deleting them again succeeds") {
  Statistics statistics;
  REQUIRE(statistics.Put(kOwner, LongStatistics("id", 1)));
  REQUIRE(statistics.Delete(kOwner, "ID"));
  REQUIRE(statistics.Delete(kOwner, "id"));
  CHECK(statistics.Get(kOwner, "id").error().kind == ErrorKind::kNotFound);
}

TEST_CASE("only columns that are there have statistics, and only for the type that they had") {
  Statistics statistics;
  const Status refused = statistics.Put(kOwner, LongStatistics("Nothing", 1));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::kNotFound);
  CHECK(refused.error().message == "Column nothing not found.");
  REQUIRE(statistics.Put(kOwner, LongStatistics("id", 1)));
  const StatisticsOwner without = {.id = kOwner.id, .columns = {{"name", "string"}}};
  CHECK(statistics.Get(without, "id").error().kind == ErrorKind::kNotFound);
  const StatisticsOwner changed = {.id = kOwner.id, .columns = {{"id", "string"}}};
  CHECK(statistics.Get(changed, "id").error().kind == ErrorKind::kNotFound);
}

TEST_CASE("statistics have exactly the data of their type") {
  const struct {
    const char* type;
    const char* member;
  } kTypes[] = {
      {"BOOLEAN", "BooleanColumnStatisticsData"}, {"DATE", "DateColumnStatisticsData"},
      {"DECIMAL", "DecimalColumnStatisticsData"}, {"DOUBLE", "DoubleColumnStatisticsData"},
      {"LONG", "LongColumnStatisticsData"},       {"STRING", "StringColumnStatisticsData"},
      {"BINARY", "BinaryColumnStatisticsData"}};
  for (const auto& given : kTypes) {
    for (const auto& asked : kTypes) {
      CAPTURE(given.member);
      CAPTURE(asked.type);
      json::Value data = {{"Type", asked.type}, {given.member, json::Object{}}};
      const std::string_view type = given.type;
      CHECK(CheckStatistics({{"StatisticsData", data}}).has_value() == (type == asked.type));
      if (type == asked.type) continue;
      data.Set(asked.member, json::Object{});
      CHECK_FALSE(CheckStatistics({{"StatisticsData", data}}));
    }
    CHECK(CheckStatistics({{"StatisticsData", {{"Type", given.type}}}}).error().kind ==
          ErrorKind::kInvalidInput);
  }
}

TEST_CASE("a table's columns and keys have statistics, a partition's own columns or the table's") {
  const Table table = {.database = "db",
                       .name = "t",
                       .document = Json(R"({"StorageDescriptor": {"Columns": [
                           {"Name": "Id", "Type": "bigint"}]},
                           "PartitionKeys": [{"Name": "Day", "Type": "date"}]})"),
                       .created = {},
                       .updated = {},
                       .version = 0,
                       .id = 7};
  const auto names = [](const StatisticsOwner& owner) {
    std::string all;
    for (const auto& column : owner.columns) all += column.name + ":" + column.type + " ";
    return all;
  };
  CHECK(StatisticsOwner::Of(table).id == std::int64_t{7} << 32);
  CHECK(names(StatisticsOwner::Of(table)) == "id:bigint day:date ");
  Partition partition;
  partition.id = (std::int64_t{7} << 32) + 3;
  CHECK(StatisticsOwner::Of(table, partition).id == partition.id);
  CHECK(names(StatisticsOwner::Of(table, partition)) == "id:bigint ");
  partition.document =
      Json(R"({"StorageDescriptor": {"Columns": [{"Name": "id", "Type": "int"}]}})");
  CHECK(names(StatisticsOwner::Of(table, partition)) == "id:int ");
}

}  // namespace tenon::catalog
