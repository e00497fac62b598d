#include "db/database.h"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <thread>

#include "base/file.h"

namespace tenon::db {
namespace {

constexpr std::array kTables = {Migration{1, "CREATE TABLE t(a TEXT PRIMARY KEY, b INTEGER)"}};

std::unique_ptr<Database> OpenIn(const TemporaryFolder& folder) {
  auto database = Database::Open(folder.path() / "test.db");
  REQUIRE(database);
  REQUIRE((*database)->Migrate("test", kTables));
  return *std::move(database);
}

Status Insert(Transaction& transaction, std::string_view a, std::int64_t b) {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("INSERT INTO t VALUES (?1, ?2)", {a, b}));
  return {};
}

std::int64_t Count(const Database& database) {
  std::int64_t count = -1;
  REQUIRE(database.Read([&](Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN(const auto rows, transaction.QueryInt("SELECT count(*) FROM t", {}));
    count = *rows;
    return {};
  }));
  return count;
}

}  // namespace

TEST_CASE("what was written is there when the file is opened again") {
  const TemporaryFolder folder;
  REQUIRE(OpenIn(folder)->Write([](Transaction& t) { return Insert(t, "x", 1); }));
  CHECK(Count(*OpenIn(folder)) == 1);
}

TEST_CASE("a failed write leaves nothing behind") {
  const TemporaryFolder folder;
  const auto database = OpenIn(folder);
  const Status status = database->Write([](Transaction& t) -> Status {
    RETURN_IF_ERROR(Insert(t, "x", 1));
    return InvalidInput("no");
  });
  CHECK(status.error().message == "no");
  CHECK(Count(*database) == 0);
}

TEST_CASE("a taken key is kAlreadyExists") {
  const TemporaryFolder folder;
  const auto database = OpenIn(folder);
  REQUIRE(database->Write([](Transaction& t) { return Insert(t, "x", 1); }));
  const Status again = database->Write([](Transaction& t) { return Insert(t, "x", 2); });
  CHECK(again.error().kind == ErrorKind::kAlreadyExists);
}

TEST_CASE("concurrent writers each succeed or fail on their own") {
  const TemporaryFolder folder;
  const auto database = OpenIn(folder);
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 8; ++writer) {
      writers.emplace_back([&, writer] {
        for (int i = 0; i < 20; ++i) {
          // Every third is refused after it has already inserted something.
          const Status status = database->Write([&](Transaction& t) -> Status {
            RETURN_IF_ERROR(Insert(t, std::to_string(writer) + "/" + std::to_string(i), i));
            if (i % 3 == 0) return InvalidInput("refused");
            return {};
          });
          if (!status) ++refused;
        }
      });
    }
  }
  CHECK(refused == 8 * 7);
  CHECK(Count(*database) == 8 * 13);
}

TEST_CASE("a reader keeps its snapshot while others write") {
  const TemporaryFolder folder;
  const auto database = OpenIn(folder);
  REQUIRE(database->Read([&](Transaction& reader) -> Status {
    ASSIGN_OR_RETURN(const auto before, reader.QueryInt("SELECT count(*) FROM t", {}));
    RETURN_IF_ERROR(database->Write([](Transaction& t) { return Insert(t, "x", 1); }));
    ASSIGN_OR_RETURN(const auto after, reader.QueryInt("SELECT count(*) FROM t", {}));
    CHECK(*before == *after);
    return {};
  }));
  CHECK(Count(*database) == 1);
}

TEST_CASE("migrations run once, in order, with a copy of the file before") {
  const TemporaryFolder folder;
  REQUIRE(OpenIn(folder)->Write([](Transaction& t) { return Insert(t, "x", 1); }));
  auto database = Database::Open(folder.path() / "test.db");
  REQUIRE(database);
  const std::array newer = {kTables[0], Migration{2, "ALTER TABLE t ADD COLUMN c TEXT"}};
  REQUIRE((*database)->Migrate("test", newer));
  REQUIRE((*database)->Migrate("test", newer));
  CHECK(std::filesystem::exists(folder.path() / "test.db.before-test-2"));
  CHECK(Count(**database) == 1);
}

TEST_CASE("a file of a newer program is refused") {
  const TemporaryFolder folder;
  const auto database = OpenIn(folder);
  const Status status = database->Migrate("test", {});
  CHECK(status.error().kind == ErrorKind::kUnsupported);
}

TEST_CASE("a file that is no database is refused") {
  const TemporaryFolder folder;
  REQUIRE(WriteFileAtomically(folder.path() / "test.db", std::string(4096, 'x'), 0600));
  CHECK_FALSE(Database::Open(folder.path() / "test.db"));
}

}  // namespace tenon::db
