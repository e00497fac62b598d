#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

struct Lake : Glue {
  Lake() {
    Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
    Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t",
        "PartitionKeys": [{"Name": "year", "Type": "int"}]}})");
  }
};

constexpr const char* kPartition2025 = R"({"DatabaseName": "lake", "TableName": "t",
    "PartitionInput": {"Values": ["2025"], "Parameters": {"a": "b"}, "StorageDescriptor": {
      "Location": "s3://lake/t/year=2025/", "Columns": [{"Name": "id", "Type": "int"}]}}})";

}  // namespace

TEST_CASE("a partition is returned whole, with what Glue adds") {
  Lake glue;
  glue.Must("CreatePartition", kPartition2025);
  CHECK(glue.Must("GetPartition",
                  R"({"DatabaseName": "Lake", "TableName": "T", "PartitionValues": ["2025"]})") ==
        Json(R"({"Partition": {"Values": ["2025"], "DatabaseName": "lake", "TableName": "t",
          "Parameters": {"a": "b"}, "StorageDescriptor": {"Location": "s3://lake/t/year=2025/",
            "Columns": [{"Name": "id", "Type": "int"}]},
          "CreationTime": 1700000000.5, "CatalogId": "000000000000"}})"));
}

TEST_CASE("what cannot be done to a partition is refused in Glue's words") {
  struct Case {
    const char* operation;
    const char* input;
    ErrorKind kind;
    const char* message;
  };
  const Case cases[] = {
      {"CreatePartition", kPartition2025, ErrorKind::kAlreadyExists, "Partition already exists."},
      {"CreatePartition", R"({"DatabaseName": "lake", "TableName": "x",
           "PartitionInput": {"Values": ["1"]}})",
       ErrorKind::kNotFound, "Table x not found."},
      {"BatchCreatePartition", R"({"DatabaseName": "lake", "TableName": "x",
           "PartitionInputList": [{"Values": ["1"]}]})",
       ErrorKind::kNotFound, "Table x not found."},
      {"CreatePartition", R"({"DatabaseName": "lake", "TableName": "t", "PartitionInput": {}})",
       ErrorKind::kInvalidInput,
       "The number of partition keys do not match the number of partition values: lake.t has 1 "
       "keys, the partition 0 values"},
      {"GetPartition", R"({"DatabaseName": "lake", "TableName": "t", "PartitionValues": ["1"]})",
       ErrorKind::kNotFound, "Cannot find partition."},
      {"GetPartitions", R"({"DatabaseName": "lake", "TableName": "t", "Expression": "week > 1"})",
       ErrorKind::kInvalidInput,
       "invalid expression at character 1 (no partition key is named week; the table has the "
       "partition keys year): week > 1"},
      {"GetPartitions", R"({"DatabaseName": "lake", "TableName": "t",
           "Segment": {"SegmentNumber": 5, "TotalSegments": 5}})",
       ErrorKind::kInvalidInput, "SegmentNumber is counted from 0 and below TotalSegments: 5 of 5"},
  };
  Lake glue;
  glue.Must("CreatePartition", kPartition2025);
  for (const Case& c : cases) {
    CAPTURE(c.input);
    const Error error = glue.Refused(c.operation, c.input);
    CHECK(error.kind == c.kind);
    CHECK(error.message == c.message);
  }
}

TEST_CASE("a batch creates what is new and tells what is taken") {
  Lake glue;
  glue.Must("CreatePartition", kPartition2025);
  const json::Value reply =
      glue.Must("BatchCreatePartition",
                R"({"DatabaseName": "lake", "TableName": "t", "PartitionInputList": [
        {"Values": ["2025"]}, {"Values": ["2026"]}, {"Values": ["2026", "1"]}]})");
  const json::Array& errors = *reply["Errors"].AsArray();
  REQUIRE(errors.size() == 2);
  CHECK(errors[0] == Json(R"({"PartitionValues": ["2025"], "ErrorDetail": {
      "ErrorCode": "AlreadyExistsException", "ErrorMessage": "Partition already exists."}})"));
  CHECK(errors[1]["ErrorDetail"]["ErrorCode"] == json::Value("InvalidInputException"));
  CHECK(glue.Must("GetPartitions", R"({"DatabaseName": "lake", "TableName": "t"})")["Partitions"]
            .AsArray()
            ->size() == 2);
}

TEST_CASE("partitions are listed in pages, in segments and without columns") {
  Lake glue;
  glue.Must("CreatePartition", kPartition2025);
  glue.Must("BatchCreatePartition", R"({"DatabaseName": "lake", "TableName": "t",
      "PartitionInputList": [{"Values": ["2027"]}, {"Values": ["2026"]}]})");
  json::Value input = Json(R"({"DatabaseName": "lake", "TableName": "t", "MaxResults": 2,
      "Expression": " ", "ExcludeColumnSchema": true,
      "Segment": {"SegmentNumber": 0, "TotalSegments": 5}})");
  const auto first = glue.Run("GetPartitions", input);
  REQUIRE(first);
  const json::Array& partitions = *(*first)["Partitions"].AsArray();
  REQUIRE(partitions.size() == 2);
  CHECK(partitions[0]["StorageDescriptor"] == Json(R"({"Location": "s3://lake/t/year=2025/"})"));
  CHECK(partitions[1]["Values"] == Json(R"(["2027"])"));
  input.Set("NextToken", (*first)["NextToken"]);
  const auto second = glue.Run("GetPartitions", input);
  REQUIRE(second);
  CHECK((*second)["Partitions"].AsArray()->size() == 1);
  CHECK(second->Find("NextToken") == nullptr);

  CHECK(glue.Must("GetPartitions", R"({"DatabaseName": "lake", "TableName": "t",
      "Segment": {"SegmentNumber": 4, "TotalSegments": 5}})") == Json(R"({"Partitions": []})"));
}

}  // namespace tenon::api::testing
