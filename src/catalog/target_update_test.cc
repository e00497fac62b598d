#include "catalog/target_update.h"

#include <doctest/doctest.h>

#include "base/file.h"
#include "catalog/partitions.h"

namespace tenon::catalog {
namespace {

constexpr Time kNow = Time(std::chrono::milliseconds(1'700'000'000'123));
constexpr Time kLater = kNow + std::chrono::hours(1);

TargetTable Orders() {
  return {.database = "lake",
          .table = "Orders",
          .location = "s3://lake/orders/",
          .classification = "glueparquet",
          .schema = {{"ID", {TypeKind::kBigint}},
                     {"year", {TypeKind::kInt}},
                     {"note", {TypeKind::kString}}},
          .partition_keys = {"year"},
          .job = "etl",
          .run_id = "jr_1"};
}

json::Value ColumnsOf(const json::Value& table_input) {
  json::Value columns = json::Object{};
  for (const json::Value& column : *table_input["StorageDescriptor"]["Columns"].AsArray()) {
    columns.Set(*column["Name"].AsString(), column["Type"]);
  }
  return columns;
}

struct Fixture {
  Fixture() {
    auto opened = db::Database::Open(folder.path() / "test.db");
    REQUIRE(opened);
    database = *std::move(opened);
    REQUIRE(Store::Migrate(*database));
  }
  Status Update(const TargetTable& target, std::vector<PartitionFolder> partitions, Time now) {
    return database->Write(
        [&](auto& t) { return UpdateTarget(store, t, target, partitions, now); });
  }
  void CreateLake() {
    REQUIRE(database->Write(
        [&](auto& t) { return store.CreateDatabase(t, {"lake", json::Object{}, kNow}); }));
  }
  Table Get() {
    auto table =
        database->ReadFor<Table>([&](auto& t) { return store.GetTable(t, "lake", "orders"); });
    REQUIRE(table);
    return *table;
  }
  std::vector<Partition> Partitions() {
    auto partitions =
        database->ReadFor<std::vector<Partition>>([&](auto& t) -> Result<std::vector<Partition>> {
          ASSIGN_OR_RETURN(const auto table, store.GetTable(t, "lake", "orders"));
          return PartitionStore().ListAll(t, table);
        });
    REQUIRE(partitions);
    return *partitions;
  }

  TemporaryFolder folder;
  std::unique_ptr<db::Database> database;
  Store store;
};

}  // namespace

TEST_CASE("a table that a target creates is described as Glue describes it") {
  CHECK(*NewTableInput(Orders()) == *json::Parse(R"({
          "Name": "orders", "TableType": "EXTERNAL_TABLE", "Retention": 0,
          "StorageDescriptor": {
            "Columns": [{"Name": "id", "Type": "bigint"}, {"Name": "note", "Type": "string"}],
            "Location": "s3://lake/orders/",
            "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "Compressed": false, "NumberOfBuckets": 0,
            "SerdeInfo": {
              "SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
              "Parameters": {"serialization.format": "1"}},
            "SortColumns": [], "StoredAsSubDirectories": false},
          "PartitionKeys": [{"Name": "year", "Type": "int"}],
          "Parameters": {"classification": "glueparquet", "CreatedByJob": "etl",
                         "CreatedByJobRun": "jr_1"}})"));
}

TEST_CASE("each classification has its SerDe and its parameters") {
  struct Case {
    const char* classification;
    const char* serde;
    json::Value serde_parameters;
    json::Value parameters;
  };
  const Case cases[] = {
      {"parquet",
       "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
       {{"serialization.format", "1"}},
       {{"classification", "parquet"}, {"useGlueParquetWriter", "true"}}},
      {"csv",
       "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
       {{"field.delim", "|"}},
       {{"classification", "csv"}, {"delimiter", "|"}, {"skip.header.line.count", "1"}}},
      {"json",
       "org.openx.data.jsonserde.JsonSerDe",
       {{"paths", "ID,note"}},
       {{"classification", "json"}}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.classification);
    TargetTable target = Orders();
    target.classification = c.classification;
    target.separator = '|';
    target.job = target.run_id = "";
    const auto table = NewTableInput(target);
    REQUIRE(table);
    const json::Value& serde = (*table)["StorageDescriptor"]["SerdeInfo"];
    CHECK(serde["SerializationLibrary"] == json::Value(c.serde));
    CHECK(serde["Parameters"] == c.serde_parameters);
    CHECK((*table)["Parameters"] == c.parameters);
  }
}

TEST_CASE("a target that no table can describe is refused") {
  TargetTable target = Orders();
  target.classification = "orc";
  CHECK(NewTableInput(target).error().kind == ErrorKind::kInvalidInput);
  target = Orders();
  target.partition_keys = {"month"};
  CHECK(NewTableInput(target).error().message == "the partition key is no column: month");
}

TEST_CASE("a merge adds what is new, mends types and keeps the rest") {
  const json::Value stored = *json::Parse(R"({
      "Name": "orders", "Description": "kept",
      "StorageDescriptor": {"Location": "s3://elsewhere/", "Columns": [
        {"Name": "id", "Type": "integer", "Comment": "the key"}, {"Name": "old", "Type": "date"}]},
      "PartitionKeys": [{"Name": "Year", "Type": "int"}]})");
  const auto merged = MergedTableInput(stored, Orders());
  REQUIRE(merged);
  REQUIRE(merged->has_value());
  const json::Value& table = **merged;
  CHECK(ColumnsOf(table) == json::Value{{"id", "bigint"}, {"old", "date"}, {"note", "string"}});
  CHECK((*table["StorageDescriptor"]["Columns"].AsArray())[0]["Comment"] == json::Value("the key"));
  CHECK(table["StorageDescriptor"]["Location"] == json::Value("s3://elsewhere/"));
  CHECK(table["Description"] == json::Value("kept"));
}

TEST_CASE("a merge that changes nothing says so") {
  const json::Value same = *json::Parse(R"({
      "StorageDescriptor": {"Columns": [{"Name": "ID", "Type": "LONG"},
                                        {"Name": "note", "Type": "string"}]},
      "PartitionKeys": [{"Name": "year", "Type": "int"}]})");
  CHECK(*MergedTableInput(same, Orders()) == std::nullopt);
  TargetTable log = Orders();
  log.update_schema = false;
  log.schema.push_back({"extra", {TypeKind::kDate}});
  CHECK(*MergedTableInput(same, log) == std::nullopt);
}

TEST_CASE("a table with other partition keys is refused, LOG or not") {
  const json::Value stored = *json::Parse(R"({"PartitionKeys": [{"Name": "m", "Type": "int"}]})");
  for (const bool update_schema : {true, false}) {
    TargetTable target = Orders();
    target.update_schema = update_schema;
    const auto merged = MergedTableInput(stored, target);
    CHECK(merged.error().kind == ErrorKind::kInvalidInput);
    CHECK(merged.error().message.find("(m), the target by (year)") != std::string::npos);
  }
}

TEST_CASE("the first run creates the table, the next ones bring it up to date") {
  Fixture catalog;
  catalog.CreateLake();
  REQUIRE(catalog.Update(Orders(), {{{"2025"}, "s3://lake/orders/year=2025/"}}, kNow));
  CHECK(catalog.Get().version == 0);
  CHECK(catalog.Get().created == kNow);

  // The same again: nothing to store.
  REQUIRE(catalog.Update(Orders(), {{{"2025"}, "s3://lake/orders/year=2025/"}}, kLater));
  CHECK(catalog.Get().version == 0);
  CHECK(catalog.Get().updated == kNow);

  TargetTable wider = Orders();
  wider.schema.push_back({"total", {TypeKind::kDecimal, 10, 2}});
  REQUIRE(catalog.Update(wider, {{{"2026"}, "s3://lake/orders/year=2026/"}}, kLater));
  const Table table = catalog.Get();
  CHECK(table.version == 1);
  CHECK(table.updated == kLater);
  CHECK(ColumnsOf(table.document) ==
        json::Value{{"id", "bigint"}, {"note", "string"}, {"total", "decimal(10,2)"}});

  const auto partitions = catalog.Partitions();
  REQUIRE(partitions.size() == 2);
  CHECK(partitions[0].values == std::vector<std::string>{"2025"});
  CHECK(partitions[0].created == kNow);
  const json::Value& storage = partitions[1].document["StorageDescriptor"];
  CHECK(storage["Location"] == json::Value("s3://lake/orders/year=2026/"));
  CHECK(storage["Columns"].AsArray()->size() == 3);
}

TEST_CASE("LOG creates a missing table and adds partitions, and keeps the schema") {
  Fixture catalog;
  catalog.CreateLake();
  TargetTable target = Orders();
  target.update_schema = false;
  REQUIRE(catalog.Update(target, {}, kNow));
  target.schema.push_back({"extra", {TypeKind::kDate}});
  REQUIRE(catalog.Update(target, {{{"2026"}, "s3://lake/orders/year=2026/"}}, kLater));
  CHECK(ColumnsOf(catalog.Get().document) == json::Value{{"id", "bigint"}, {"note", "string"}});
  CHECK(catalog.Partitions().size() == 1);
}

TEST_CASE("a missing database is told, before the run and at its end") {
  Fixture catalog;
  const Status early =
      catalog.database->Write([&](auto& t) { return CheckTarget(catalog.store, t, Orders()); });
  const Status late = catalog.Update(Orders(), {}, kNow);
  for (const Status& status : {early, late}) {
    REQUIRE_FALSE(status);
    CHECK(status.error().kind == ErrorKind::kNotFound);
    CHECK(status.error().message ==
          "the target's table cannot be created in the catalog: Database lake not found.");
  }
}

}  // namespace tenon::catalog
