#include "load/sqlite_catalog.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "base/file.h"

namespace tenon::load {

TEST_CASE("bare SQLite brings as many tables and partitions as a server would") {
  const TemporaryFolder folder;
  const auto items = [&](std::string_view work, std::int64_t requests) {
    const Workload workload(*WorkNamed(work), {.tables = 200, .partitions = 2000});
    const auto catalog = SqliteCatalog::Open(folder.path() / "bare.db", workload);
    REQUIRE(catalog);
    Schedule schedule({.requests = requests});
    Recorder recorder;
    REQUIRE((*catalog)->Run(schedule, recorder));
    return recorder.Summary(std::chrono::seconds(1))["items"].IntOr(-1);
  };
  CHECK(items("create-table", 200) == 0);
  CHECK(items("batch-create-partition", 20) == 0);
  const std::map<std::string, std::int64_t> brought = {{"get-table", 1},
                                                       {"get-tables", 100},
                                                       {"select-partitions", 10},
                                                       {"page-partitions", 1000},
                                                       {"list-partitions", 2000}};
  for (const auto& [work, count] : brought) {
    CAPTURE(work);
    CHECK(items(work, 5) == 5 * count);
  }
}

}  // namespace tenon::load
