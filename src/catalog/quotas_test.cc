#include "catalog/quotas.h"

#include "catalog/connections.h"
#include "catalog/functions.h"
#include "catalog/partitions.h"
#include "catalog/store_fixture.h"

namespace tenon::catalog {
namespace {

constexpr Quotas kSmall = {.databases = 2,
                           .tables_per_database = 2,
                           .versions_per_table = 3,
                           .partitions_per_table = 2,
                           .functions_per_database = 1,
                           .connections = 1};

void CheckRefused(const Status& status, std::string_view message) {
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::kLimitExceeded);
  CHECK(status.error().message == message);
}

// A catalog with small quotas and a database `d` with a table `t`, partitioned by day.
struct SmallCatalog : Catalog {
  SmallCatalog() {
    REQUIRE(AddDatabase("d"));
    REQUIRE(AddTable("d", "t"));
  }

  Status AddDatabase(const std::string& name) {
    return Write([&](auto& t) { return small.CreateDatabase(t, {name, {}, kNow}); });
  }
  Status AddTable(const std::string& database_name, const std::string& name) {
    const json::Value document = {
        {"PartitionKeys", json::Array{json::Value{{"Name", "day"}, {"Type", "string"}}}}};
    return Write([&](auto& t) {
      return small.CreateTable(t, {database_name, name, document, kNow, kNow, 0});
    });
  }
  Status ReplaceTable(bool archive) {
    const json::Value document = GetTable("d", "t")->document;
    return Write([&](auto& t) {
      return small.UpdateTable(t, {"d", "t", document, kNow, kNow, 0}, {.archive = archive});
    });
  }
  Status AddPartitions(const std::vector<std::string>& days) {
    const Table table = *GetTable("d", "t");
    std::vector<Partition> added;
    for (const std::string& day : days) added.push_back({{day}, json::Object{}, kNow});
    return Write([&](auto& t) -> Status {
      if (added.size() == 1) return partitions.Create(t, table, added.front());
      ASSIGN_OR_RETURN([[maybe_unused]] const auto outcomes,
                       partitions.CreateEach(t, table, added));
      return {};
    });
  }
  Status DeletePartition(const std::string& day) {
    const Table table = *GetTable("d", "t");
    return Write(
        [&](auto& t) { return partitions.Delete(t, table, std::vector<std::string>{day}); });
  }

  const Store small{kSmall};
  const PartitionStore partitions{kSmall};
};

}  // namespace

TEST_CASE("one database more than the quota is refused, until one is deleted") {
  SmallCatalog catalog;
  REQUIRE(catalog.AddDatabase("e"));
  CheckRefused(catalog.AddDatabase("f"),
               "Number of DATABASE resources exceeds the account limit 2");
  CHECK(catalog.AddDatabase("e").error().kind == ErrorKind::kAlreadyExists);
  REQUIRE(catalog.Write([&](auto& t) { return catalog.small.DeleteDatabase(t, "d"); }));
  CHECK(catalog.AddDatabase("f"));
}

TEST_CASE("each database has as many tables as the quota, however many there are elsewhere") {
  SmallCatalog catalog;
  REQUIRE(catalog.AddDatabase("e"));
  REQUIRE(catalog.AddTable("e", "t"));
  REQUIRE(catalog.AddTable("e", "u"));
  REQUIRE(catalog.AddTable("d", "u"));
  for (const char* name : {"d", "e"}) {
    CheckRefused(catalog.AddTable(name, "more"),
                 "Number of TABLE resources exceeds the limit 2 per DATABASE");
  }
  REQUIRE(catalog.Write([&](auto& t) { return catalog.small.DeleteTable(t, "d", "t"); }));
  CHECK(catalog.AddTable("d", "more"));
}

TEST_CASE("a table beyond its versions can still be replaced without keeping one") {
  SmallCatalog catalog;
  REQUIRE(catalog.ReplaceTable(true));
  REQUIRE(catalog.ReplaceTable(true));
  CheckRefused(catalog.ReplaceTable(true),
               "Number of TABLE_VERSION resources exceeds the limit 3 per TABLE");
  CHECK(catalog.GetTable("d", "t")->version == 2);
  CHECK(catalog.ReplaceTable(false));
}

TEST_CASE("partitions beyond the quota are refused, alone and all of a batch") {
  SmallCatalog catalog;
  constexpr const char* kMessage = "Number of PARTITION resources exceeds the limit 2 per TABLE";
  REQUIRE(catalog.AddPartitions({"a"}));
  CheckRefused(catalog.AddPartitions({"b", "c"}), kMessage);
  REQUIRE(catalog.AddPartitions({"a", "b"}));
  CheckRefused(catalog.AddPartitions({"c"}), kMessage);
  CHECK(catalog.AddPartitions({"b"}).error().kind == ErrorKind::kAlreadyExists);
  // The first one's place is not taken again: they have to be counted from then on.
  REQUIRE(catalog.DeletePartition("a"));
  REQUIRE(catalog.AddPartitions({"c"}));
  CheckRefused(catalog.AddPartitions({"d"}), kMessage);
}

TEST_CASE("one function or connection more than the quota is refused") {
  SmallCatalog catalog;
  const FunctionStore functions{kSmall};
  const auto add_function = [&](const char* name) {
    return catalog.Write([&](auto& t) { return functions.Create(t, {"d", name, {}, kNow}); });
  };
  REQUIRE(add_function("f"));
  CheckRefused(add_function("g"), "Number of FUNCTION resources exceeds the limit 1 per DATABASE");

  const TemporaryFolder folder;
  const auto key = *auth::SealingKey::OpenOrMake(folder.path() / "sealing.key");
  const ConnectionStore connections{key, kSmall};
  const json::Value network = {{"ConnectionType", "NETWORK"},
                               {"ConnectionProperties", json::Object{}}};
  const auto add_connection = [&](const char* name) {
    return catalog.Write(
        [&](auto& t) { return connections.Create(t, {name, network, kNow, kNow}); });
  };
  REQUIRE(add_connection("c"));
  CheckRefused(add_connection("d"), "Number of CONNECTION resources exceeds the account limit 1");
}

}  // namespace tenon::catalog
