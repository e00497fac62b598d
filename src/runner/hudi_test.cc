#include "runner/hudi.h"

#include <doctest/doctest.h>

namespace tenon::runner {

TEST_CASE("of each file group the newest completed file is the table's") {
  const auto files = NewestHudiFiles({
      ".hoodie/20260101000000000.commit",
      ".hoodie/20260102000000000.commit",
      ".hoodie/20260103000000000.commit.requested",
      ".hoodie/20260103000000000.inflight",
      ".hoodie/hoodie.properties",
      ".hoodie/archived/x",
      "p=1/a-0_1-0-1_20260101000000000.parquet",
      "p=1/a-0_1-0-2_20260102000000000.parquet",
      "p=1/b-0_1-0-1_20260102000000000.parquet",
      "p=1/b-0_1-0-1_20260103000000000.parquet",  // not completed
      "p=2/a-0_1-0-1_20251231000000000.parquet",  // archived
      "p=2/.hoodie_partition_metadata",
      "p=2/stray.parquet",
  });
  REQUIRE_MESSAGE(files, files.error().message);
  CHECK(*files == std::vector<std::string>{"p=1/a-0_1-0-2_20260102000000000.parquet",
                                           "p=1/b-0_1-0-1_20260102000000000.parquet",
                                           "p=2/a-0_1-0-1_20251231000000000.parquet"});
}

TEST_CASE("the timeline of version 8 lies in a folder of its own") {
  const auto files = NewestHudiFiles({".hoodie/timeline/20260101000000000_20260101000009000.commit",
                                      "a-0_1-0-1_20260101000000000.parquet"});
  REQUIRE(files);
  CHECK(files->size() == 1);
}

TEST_CASE("what cannot be read by names alone is refused in words") {
  CHECK(NewestHudiFiles({"a_1_2.parquet"}).error().message ==
        "there is no table of Hudi: it has no timeline in .hoodie/");
  CHECK(NewestHudiFiles({".hoodie/20260101000000000.deltacommit"}).error().message ==
        "the table is merged on read, which is read by the Spark engine, and that is not built "
        "here yet");
  CHECK(NewestHudiFiles({".hoodie/20260101000000000.replacecommit"}).error().kind ==
        ErrorKind::kUnsupported);
}

}  // namespace tenon::runner
