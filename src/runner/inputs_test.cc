#include "runner/inputs.h"

#include <doctest/doctest.h>

#include "base/file.h"

namespace tenon::runner {
namespace {

struct Bucket {
  TemporaryFolder folder;
  SystemClock clock;
  std::unique_ptr<db::Database> database = *db::Database::Open(folder.path() / "index.db");
  std::unique_ptr<objects::Store> store =
      *objects::Store::Open(folder.path() / "objects", *database, clock);

  explicit Bucket(std::initializer_list<const char*> keys) {
    REQUIRE(store->CreateBucket({.name = "lake", .created = clock.Now()}));
    for (const char* key : keys) Put(key);
  }
  void Put(const std::string& key) {
    auto writer = store->NewBlob();
    REQUIRE(writer);
    REQUIRE((*writer)->Append(key));
    REQUIRE(store->Put("lake", key, *(*writer)->Finish(), {.etag = "x"}));
  }
  std::vector<std::string> Names(const graph::Scan& scan) const {
    const auto inputs = ResolveInputs({&scan, 1}, *store);
    REQUIRE(inputs);
    std::vector<std::string> names;
    for (const task::InputFile& file : inputs->sources.front().files) names.push_back(file.name);
    return names;
  }
};

using Names = std::vector<std::string>;

const Schema kYear = {{"year", TypeKind::kInt}};

}  // namespace

TEST_CASE("partition values come from Hive's folders, decoded") {
  const Schema columns = {{"year", TypeKind::kInt}, {"city", {}}};
  using Values = std::vector<std::optional<std::string>>;
  CHECK(*PartitionValues("year=2026/city=a%2Fb/x", columns) == Values{"2026", "a/b"});
  CHECK(*PartitionValues("city=b/year=1/x", columns) == Values{"1", "b"});
  CHECK(*PartitionValues("year=__HIVE_DEFAULT_PARTITION__/city=/x", columns) ==
        Values{std::nullopt, ""});
  CHECK(PartitionValues("year=2026/x", columns).error().kind == ErrorKind::kInvalidInput);
}

TEST_CASE("a location yields what lies below it, and not what merely begins alike") {
  const Bucket bucket({"in/", "in/a.csv", "in/d/b.csv", "in/_SUCCESS", "in2/c.csv", "in"});
  CHECK(bucket.Names({.locations = {"s3://lake/in/"}}) ==
        Names{"s3://lake/in/a.csv", "s3://lake/in/d/b.csv"});
  CHECK(bucket.Names({.locations = {"s3://lake/in"}}) ==
        Names{"s3://lake/in", "s3://lake/in/a.csv", "s3://lake/in/d/b.csv"});
  CHECK(bucket.Names({.locations = {"s3://lake/in/a.csv"}}) == Names{"s3://lake/in/a.csv"});
  CHECK(bucket.Names({.locations = {"s3://lake/in/"}, .recurse = false}) ==
        Names{"s3://lake/in/a.csv"});
  CHECK(bucket.Names({.locations = {"s3://lake/in/"}, .exclusions = {"d/**"}}) ==
        Names{"s3://lake/in/a.csv"});
  CHECK(bucket.Names({.locations = {"s3://lake/none/"}}).empty());
}

TEST_CASE("files of a partitioned table carry their values, wherever the table's folder is") {
  const Bucket bucket({"t/year=2025/a.csv", "t/year=2026/b.csv"});
  const graph::Scan scan{.source = {.partition_columns = kYear}, .locations = {"s3://lake/t/"}};
  const auto inputs = ResolveInputs({&scan, 1}, *bucket.store);
  REQUIRE(inputs);
  const auto& files = inputs->sources.front().files;
  REQUIRE(files.size() == 2);
  CHECK(files[0].partition_values == std::vector<std::optional<std::string>>{"2025"});
  CHECK(files[1].partition_values == std::vector<std::optional<std::string>>{"2026"});
}

TEST_CASE("of a table, the partitions that the catalog lists are read, wherever they are") {
  const Bucket bucket({"t/year=2025/a.csv", "t/year=2026/b.csv", "elsewhere/c.csv"});
  const graph::Scan scan{.source = {.partition_columns = kYear},
                         .locations = {"s3://lake/t/"},
                         .database = "d",
                         .table = "t",
                         .partitions = {{{"2026"}, "s3://lake/t/year=2026/"},
                                        {{std::nullopt}, "s3://lake/elsewhere/"}}};
  const auto inputs = ResolveInputs({&scan, 1}, *bucket.store);
  REQUIRE(inputs);
  const auto& files = inputs->sources.front().files;
  REQUIRE(files.size() == 2);
  CHECK(files[0].name == "s3://lake/t/year=2026/b.csv");
  CHECK(files[0].partition_values == std::vector<std::optional<std::string>>{"2026"});
  CHECK(files[1].name == "s3://lake/elsewhere/c.csv");
  CHECK(files[1].partition_values == std::vector<std::optional<std::string>>{std::nullopt});
}

TEST_CASE("inputs stay readable when their objects are deleted meanwhile") {
  const Bucket bucket({"in/a.csv"});
  const graph::Scan scan{.locations = {"s3://lake/in/"}};
  std::optional<Inputs> inputs = *ResolveInputs({&scan, 1}, *bucket.store);
  const std::string path = inputs->sources.front().files.front().path;
  REQUIRE(bucket.store->Delete("lake", "in/a.csv"));
  CHECK(*ReadFile(path) == "in/a.csv");
  inputs.reset();
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a bucket that is not there fails with its name") {
  const Bucket bucket({});
  const graph::Scan scan{.locations = {"s3://none/in/"}};
  const auto inputs = ResolveInputs({&scan, 1}, *bucket.store);
  REQUIRE_FALSE(inputs);
  CHECK(inputs.error().kind == ErrorKind::kNotFound);
}

}  // namespace tenon::runner
