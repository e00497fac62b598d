#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

struct Lake : Glue {
  Lake() { Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})"); }
};

}  // namespace

TEST_CASE("a table is returned whole, with what Glue adds") {
  Lake glue;
  glue.Must("CreateTable", R"({"DatabaseName": "Lake", "TableInput": {"Name": "Users",
      "Owner": "me", "TableType": "EXTERNAL_TABLE",
      "StorageDescriptor": {"Location": "s3://lake/users/",
        "Columns": [{"Name": "id", "Type": "bigint"}]}}})");
  CHECK(glue.Must("GetTable", R"({"DatabaseName": "lake", "Name": "USERS"})") ==
        Json(R"({"Table": {"Name": "users", "DatabaseName": "lake", "Owner": "me",
          "TableType": "EXTERNAL_TABLE", "Retention": 0, "Parameters": {}, "PartitionKeys": [],
          "StorageDescriptor": {"Location": "s3://lake/users/",
            "Columns": [{"Name": "id", "Type": "bigint"}]},
          "CreateTime": 1700000000.5, "UpdateTime": 1700000000.5, "VersionId": "0",
          "CatalogId": "000000000000", "IsRegisteredWithLakeFormation": false}})"));
}

TEST_CASE("an update replaces a table whole and counts its version up") {
  Lake glue;
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t",
      "Parameters": {"a": "b"}}})");
  glue.call.now += std::chrono::seconds(1);
  glue.Must("UpdateTable", R"({"DatabaseName": "lake", "VersionId": "0", "SkipArchive": true,
      "TableInput": {"Name": "T", "Description": "new"}})");
  const json::Value table =
      glue.Must("GetTable", R"({"DatabaseName": "lake", "Name": "t"})")["Table"];
  CHECK(table["Parameters"] == json::Value(json::Object{}));
  CHECK(table["Description"] == json::Value("new"));
  CHECK(table["VersionId"] == json::Value("1"));
  CHECK(table["CreateTime"] == json::Value(1700000000.5));
  CHECK(table["UpdateTime"] == json::Value(1700000001.5));
}

TEST_CASE("what cannot be done to a table is refused in Glue's words") {
  struct Case {
    const char* operation;
    const char* input;
    ErrorKind kind;
    const char* message;
  };
  const Case cases[] = {
      {"CreateTable", R"({"DatabaseName": "sea", "TableInput": {"Name": "t"}})",
       ErrorKind::kNotFound, "Database sea not found."},
      {"CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "T"}})",
       ErrorKind::kAlreadyExists, "Table t already exists."},
      {"CreateTable", R"({"DatabaseName": "lake", "Name": "t"})", ErrorKind::kUnsupported,
       "a table is described by a TableInput here: OpenTableFormatInput"},
      {"GetTable", R"({"DatabaseName": "lake", "Name": "x"})", ErrorKind::kNotFound,
       "Table x not found."},
      {"GetTables", R"({"DatabaseName": "sea"})", ErrorKind::kNotFound, "Database sea not found."},
      {"UpdateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "x"}})",
       ErrorKind::kNotFound, "Table x not found."},
      {"UpdateTable", R"({"DatabaseName": "lake", "VersionId": "7", "TableInput": {"Name": "t"}})",
       ErrorKind::kConflict, "Update table failed due to concurrent modifications."},
      {"UpdateTable", R"({"DatabaseName": "lake", "VersionId": "x1", "TableInput": {"Name": "t"}})",
       ErrorKind::kInvalidInput, "VersionId is not a number: x1"},
      {"DeleteTable", R"({"DatabaseName": "lake", "Name": "x"})", ErrorKind::kNotFound,
       "Table x not found."},
  };
  Lake glue;
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t"}})");
  for (const Case& c : cases) {
    CAPTURE(c.input);
    const Error error = glue.Refused(c.operation, c.input);
    CHECK(error.kind == c.kind);
    CHECK(error.message == c.message);
  }
}

TEST_CASE("tables are listed in pages and by expression") {
  Lake glue;
  for (const char* name : {"leads", "users", "leads_raw", "leads_old"}) {
    REQUIRE(glue.Run("CreateTable", {{"DatabaseName", "lake"}, {"TableInput", {{"Name", name}}}}));
  }
  json::Value input = Json(R"({"DatabaseName": "LAKE", "Expression": "leads*", "MaxResults": 2})");
  const auto first = glue.Run("GetTables", input);
  REQUIRE(first);
  CHECK(Each((*first)["TableList"], "Name") == std::vector<std::string>{"leads", "leads_old"});
  input.Set("NextToken", (*first)["NextToken"]);
  const auto second = glue.Run("GetTables", input);
  REQUIRE(second);
  CHECK(Each((*second)["TableList"], "Name") == std::vector<std::string>{"leads_raw"});
  CHECK(second->Find("NextToken") == nullptr);
}

TEST_CASE("a batch deletes what is there and tells what is not") {
  Lake glue;
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t"}})");
  CHECK(glue.Must("BatchDeleteTable",
                  R"({"DatabaseName": "lake", "TablesToDelete": ["x", "T", "t"]})") ==
        Json(R"({"Errors": [
          {"TableName": "x", "ErrorDetail": {"ErrorCode": "EntityNotFoundException",
                                             "ErrorMessage": "Table x not found."}},
          {"TableName": "t", "ErrorDetail": {"ErrorCode": "EntityNotFoundException",
                                             "ErrorMessage": "Table t not found."}}]})"));
  CHECK(glue.Must("GetTables", R"({"DatabaseName": "lake"})")["TableList"].AsArray()->empty());
}

}  // namespace tenon::api::testing
