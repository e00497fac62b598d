#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "catalog/store.h"

namespace tenon::catalog {

inline constexpr Time kNow = Time(std::chrono::milliseconds(1'700'000'000'123));

// A catalog of its own for each test.
class Catalog {
 public:
  Catalog() {
    auto opened = db::Database::Open(folder_.path() / "test.db");
    REQUIRE(opened);
    database = *std::move(opened);
    REQUIRE(Store::Migrate(*database));
  }

  Status Write(const std::function<Status(db::Transaction&)>& work) {
    return database->Write(work);
  }
  Status CreateDatabase(const std::string& name) {
    return Write([&](auto& t) { return store.CreateDatabase(t, {name, {{"Name", name}}, kNow}); });
  }
  Status CreateTable(const std::string& database_name, const std::string& name,
                     json::Value document = json::Object{}) {
    return Write([&](auto& t) {
      return store.CreateTable(t, {database_name, name, document, kNow, kNow, 0});
    });
  }
  Status UpdateTable(const std::string& database_name, const std::string& name,
                     const json::Value& document, const TableUpdate& update = {}) {
    return Write([&](auto& t) {
      return store.UpdateTable(t, {database_name, name, document, kNow, kNow, 0}, update);
    });
  }
  Result<Table> GetTable(const std::string& database_name, const std::string& name) {
    return database->ReadFor<Table>(
        [&](auto& t) { return store.GetTable(t, database_name, name); });
  }
  Result<Page<Table>> ListTables(const std::string& database_name, const PageRequest& page) {
    return database->ReadFor<Page<Table>>(
        [&](auto& t) { return store.ListTables(t, database_name, page); });
  }

  const Store store{};
  std::unique_ptr<db::Database> database;

 private:
  TemporaryFolder folder_;
};

inline std::vector<std::string> NamesOf(const std::vector<Table>& tables) {
  std::vector<std::string> names;
  names.reserve(tables.size());
  for (const Table& table : tables) names.push_back(table.name);
  return names;
}

}  // namespace tenon::catalog
