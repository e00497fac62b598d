#include "task/types_only.h"

#include <doctest/doctest.h>

namespace tenon::task {

TEST_CASE("A task asks for types only if it describes and has neither files nor folders") {
  Source source;
  source.name = "t";
  Task task{.id = "t", .kind = Kind::kDescribe, .sources = {source}};
  CHECK(AsksTypesOnly(task));
  task.staging = "/staging";
  CHECK_FALSE(AsksTypesOnly(task));
  task.staging.clear();
  task.query_schema = "sales";
  CHECK_FALSE(AsksTypesOnly(task));
  task.query_schema.clear();
  task.kind = Kind::kSelect;
  CHECK_FALSE(AsksTypesOnly(task));
  task.kind = Kind::kDescribe;
  task.sources[0].files = {{"/blob", "s3://b/t.csv", 1, {}}};
  CHECK_FALSE(AsksTypesOnly(task));
}

}  // namespace tenon::task
