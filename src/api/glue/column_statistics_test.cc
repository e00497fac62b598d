#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

// A table of two columns and one partition.
void CreateTable(Glue& glue) {
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t",
      "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "bigint"},
                                        {"Name": "name", "Type": "string"}]},
      "PartitionKeys": [{"Name": "day", "Type": "date"}]}})");
  glue.Must("CreatePartition", R"({"DatabaseName": "lake", "TableName": "t",
      "PartitionInput": {"Values": ["2026-01-01"]}})");
}

constexpr const char* kLong = R"({"ColumnName": "ID", "ColumnType": "bigint",
    "AnalyzedTime": 1700000000, "StatisticsData": {"Type": "LONG", "LongColumnStatisticsData": {
      "MinimumValue": -1, "MaximumValue": 9, "NumberOfNulls": 0, "NumberOfDistinctValues": 4}}})";
constexpr const char* kString = R"({"ColumnName": "name", "ColumnType": "string",
    "AnalyzedTime": 1700000000.5, "StatisticsData": {"Type": "STRING",
      "StringColumnStatisticsData": {"MaximumLength": 3, "AverageLength": 1.5, "NumberOfNulls": 1,
        "NumberOfDistinctValues": 2}}})";

// The request for the table, or for its partition, with one member more.
json::Value Request(bool of_partition, std::string_view member, json::Value value) {
  json::Value request = {{"DatabaseName", "Lake"}, {"TableName", "T"}};
  if (of_partition) request.Set("PartitionValues", json::Array{"2026-01-01"});
  request.Set(member, std::move(value));
  return request;
}

std::string Name(const char* verb, bool of_partition) {
  return std::string(verb) + "ColumnStatisticsFor" + (of_partition ? "Partition" : "Table");
}

}  // namespace

TEST_CASE("statistics of columns come back whole, and those that are missing are named") {
  for (const bool of_partition : {false, true}) {
    CAPTURE(of_partition);
    Glue glue;
    CreateTable(glue);
    const auto updated = glue.Run(
        Name("Update", of_partition),
        Request(of_partition, "ColumnStatisticsList", json::Array{Json(kLong), Json(kString)}));
    REQUIRE(updated);
    CHECK(*updated == Json(R"({"Errors": []})"));
    const json::Value asked = json::Array{"id", "nothing", "Name"};
    const auto got =
        glue.Run(Name("Get", of_partition), Request(of_partition, "ColumnNames", asked));
    REQUIRE(got);
    CHECK((*got)["ColumnStatisticsList"] == json::Value(json::Array{Json(kLong), Json(kString)}));
    CHECK((*got)["Errors"] == Json(R"([{"ColumnName": "nothing", "Error": {
        "ErrorCode": "EntityNotFoundException",
        "ErrorMessage": "Statistics do not exist for this column"}}])"));
    const auto other =
        glue.Run(Name("Get", !of_partition), Request(!of_partition, "ColumnNames", asked));
    REQUIRE(other);
    CHECK((*other)["ColumnStatisticsList"].AsArray()->empty());

    for (int i = 0; i < 2; ++i) {
      REQUIRE(glue.Run(Name("Delete", of_partition), Request(of_partition, "ColumnName", "ID")));
    }
    const auto rest =
        glue.Run(Name("Get", of_partition), Request(of_partition, "ColumnNames", asked));
    REQUIRE(rest);
    CHECK((*rest)["ColumnStatisticsList"] == json::Value(json::Array{Json(kString)}));
  }
}

TEST_CASE("an update takes what it can and tells what it cannot") {
  Glue glue;
  CreateTable(glue);
  json::Value unknown = Json(kLong);
  unknown.Set("ColumnName", "nothing");
  json::Value mistyped = Json(kString);
  json::Value data = mistyped["StatisticsData"];
  data.Set("Type", "LONG");
  mistyped.Set("StatisticsData", data);
  const auto reply =
      glue.Run("UpdateColumnStatisticsForTable",
               Request(false, "ColumnStatisticsList", json::Array{unknown, Json(kLong), mistyped}));
  REQUIRE(reply);
  const json::Array& errors = *(*reply)["Errors"].AsArray();
  REQUIRE(errors.size() == 2);
  CHECK(errors[0]["ColumnStatistics"] == unknown);
  CHECK(errors[0]["Error"]["ErrorCode"] == json::Value("EntityNotFoundException"));
  CHECK(errors[1]["ColumnStatistics"] == mistyped);
  CHECK(errors[1]["Error"]["ErrorCode"] == json::Value("InvalidInputException"));
  const auto got =
      glue.Run("GetColumnStatisticsForTable", Request(false, "ColumnNames", json::Array{"id"}));
  CHECK((*got)["ColumnStatisticsList"].AsArray()->size() == 1);
}

TEST_CASE("statistics of what is not there fail the call") {
  Glue glue;
  CreateTable(glue);
  for (const char* verb : {"Get", "Update", "Delete"}) {
    CAPTURE(verb);
    const std::string_view of = verb;
    const char* member = of == "Get"      ? "ColumnNames"
                         : of == "Update" ? "ColumnStatisticsList"
                                          : "ColumnName";
    const json::Value value = of == "Delete" ? json::Value("id") : json::Value(json::Array{});
    for (const char* missing : {"DatabaseName", "TableName"}) {
      json::Value request = Request(false, member, value);
      request.Set(missing, "nowhere");
      const auto reply = glue.Run(Name(verb, false), request);
      REQUIRE_FALSE(reply);
      CHECK(reply.error().kind == ErrorKind::kNotFound);
    }
    json::Value request = Request(true, member, value);
    request.Set("PartitionValues", json::Array{"2026-01-02"});
    const auto reply = glue.Run(Name(verb, true), request);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind == ErrorKind::kNotFound);
  }
}

TEST_CASE("statistics go with their partition, and with a column of the type that they describe") {
  Glue glue;
  CreateTable(glue);
  const json::Value list = json::Array{Json(kLong)};
  REQUIRE(
      glue.Run("UpdateColumnStatisticsForPartition", Request(true, "ColumnStatisticsList", list)));
  REQUIRE(glue.Run("UpdateColumnStatisticsForTable", Request(false, "ColumnStatisticsList", list)));
  glue.Must("DeletePartition", R"({"DatabaseName": "lake", "TableName": "t",
      "PartitionValues": ["2026-01-01"]})");
  glue.Must("CreatePartition", R"({"DatabaseName": "lake", "TableName": "t",
      "PartitionInput": {"Values": ["2026-01-01"]}})");
  glue.Must("UpdateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t",
      "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "string"}]},
      "PartitionKeys": [{"Name": "day", "Type": "date"}]}})");
  for (const bool of_partition : {false, true}) {
    const auto got = glue.Run(Name("Get", of_partition),
                              Request(of_partition, "ColumnNames", json::Array{"id"}));
    REQUIRE(got);
    CHECK((*got)["ColumnStatisticsList"].AsArray()->empty());
    CHECK((*got)["Errors"].AsArray()->size() == 1);
  }
}

}  // namespace tenon::api::testing
