#include "catalog/table_input.h"

#include <doctest/doctest.h>

namespace tenon::catalog {
namespace {

json::Value Json(const char* text) {
  const auto value = json::Parse(text);
  REQUIRE(value);
  return *value;
}

}  // namespace

TEST_CASE("the names of columns and partition keys are folded, and nothing else") {
  json::Value input = Json(R"({"Name": "T", "Owner": "Me",
      "StorageDescriptor": {"Location": "s3://B/T/", "BucketColumns": ["UserId"], "Columns": [
        {"Name": "UserId", "Type": "struct<Id:int>", "Comment": "Who"}, {"Name": "ÄÖ"}]},
      "PartitionKeys": [{"Name": "Day", "Type": "date", "Parameters": {}}],
      "Parameters": {"Key": "Value"}})");
  REQUIRE(NormalizeTableInput(input));
  CHECK(input == Json(R"({"Name": "T", "Owner": "Me",
      "StorageDescriptor": {"Location": "s3://B/T/", "BucketColumns": ["UserId"], "Columns": [
        {"Name": "userid", "Type": "struct<Id:int>", "Comment": "Who"}, {"Name": "ÄÖ"}]},
      "PartitionKeys": [{"Name": "day", "Type": "date", "Parameters": {}}],
      "Parameters": {"Key": "Value"}})"));
}

TEST_CASE("a table may leave everything out, and may have a column that is a partition key") {
  for (
      const char* text :
      {"{}", R"({"StorageDescriptor": {}})",
       R"({"StorageDescriptor": {"SchemaReference": {"SchemaVersionNumber": 1}, "Columns": []}})",
       R"({"StorageDescriptor": {"Columns": [{"Name": "d"}]}, "PartitionKeys": [{"Name": "d"}]})"}) {
    json::Value input = Json(text);
    CAPTURE(text);
    CHECK(NormalizeTableInput(input));
    CHECK(input == Json(text));
  }
}

TEST_CASE("what Glue does not store is refused in its words") {
  struct Case {
    const char* input;
    const char* message;
  };
  const Case cases[] = {
      {R"({"PartitionKeys": [{"Name": "d", "Parameters": {"a": "b"}}]})",
       "Parameters not supported for partition columns"},
      {R"({"StorageDescriptor": {"SchemaReference": {"SchemaVersionNumber": 1},
           "Columns": [{"Name": "a"}]}})",
       "Both SchemaReference and Columns are populated, only one of them should be populated."},
  };
  for (const Case& c : cases) {
    json::Value input = Json(c.input);
    const Status refused = NormalizeTableInput(input);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::kInvalidInput);
    CHECK(refused.error().message == c.message);
  }
}

}  // namespace tenon::catalog
