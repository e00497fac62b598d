#include "catalog/partition_folders.h"

#include <doctest/doctest.h>

namespace tenon::catalog {

TEST_CASE("data are objects that neither they nor a folder of theirs hide") {
  for (const std::string_view key : {"a.csv", "x/y/a.csv", "year=2026/a", "_year=2026/a"}) {
    CAPTURE(key);
    CHECK(IsData(key));
  }
  for (const std::string_view key :
       {"", "landing/", "_SUCCESS", ".hidden", "x/_temporary/0/a.csv", ".hive/a", "x/.a"}) {
    CAPTURE(key);
    CHECK_FALSE(IsData(key));
  }
}

TEST_CASE("folders of partitions are found by the keys of objects, each once") {
  const std::vector<PartitionKey> keys = {{"year", {TypeKind::kInt}}, {"city", {}}};
  const std::vector<std::string> objects = {
      "readme.txt",
      "year=2025/a.csv",
      "year=2025/city=Bern/a.csv",
      "year=2025/city=Bern/b.csv",
      "year=2025/city=Bern/deeper/c.csv",
      "year=2025/city=Z%C3%BCrich%2FWest/a.csv",
      "Year=2026/CITY=Bern/",
      "Year=2026/CITY=Bern/a.csv",
      "year=2026/_temporary/city=x/a.csv",
      "year=2026/city=Bern/again.csv",
      "year=2026/city=__HIVE_DEFAULT_PARTITION__/a.csv",
      "year=2026/country=ch/a.csv",
      "year=2027/city=Basel/_SUCCESS",
  };
  CHECK(FindPartitionFolders("s3://lake/orders/", keys, objects) ==
        std::vector<PartitionFolder>{
            {{"2025", "Bern"}, "s3://lake/orders/year=2025/city=Bern/"},
            {{"2025", "Zürich/West"}, "s3://lake/orders/year=2025/city=Z%C3%BCrich%2FWest/"},
            {{"2026", "Bern"}, "s3://lake/orders/Year=2026/CITY=Bern/"},
            {{"2026", "__HIVE_DEFAULT_PARTITION__"},
             "s3://lake/orders/year=2026/city=__HIVE_DEFAULT_PARTITION__/"},
        });
  CHECK(FindPartitionFolders("s3://lake/orders/", {}, objects).empty());
}

}  // namespace tenon::catalog
