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
      {"CreateTable", R"({"DatabaseName": "lake", "Name": "t"})", ErrorKind::kInvalidInput,
       "a table is described by a TableInput"},
      {"CreateTable", R"({"DatabaseName": "lake", "Name": "t", "OpenTableFormatInput": {
         "IcebergInput": {"MetadataOperation": "CREATE"}}})",
       ErrorKind::kUnsupported,
       "this member of the request is not supported here: OpenTableFormatInput"},
      {"CreateTable", R"({"DatabaseName": "lake", "Name": "u", "TableInput": {"Name": "v"}})",
       ErrorKind::kInvalidInput, "Table cannot be renamed"},
      {"CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "v",
         "PartitionKeys": [{"Name": "d", "Parameters": {"a": "b"}}]}})",
       ErrorKind::kInvalidInput, "Parameters not supported for partition columns"},
      {"CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "v"},
         "TransactionId": "x"})",
       ErrorKind::kUnsupported, "this member of the request is not supported here: TransactionId"},
      {"GetTable", R"({"DatabaseName": "sea", "Name": "t"})", ErrorKind::kNotFound,
       "Database sea not found."},
      {"GetTable", R"({"DatabaseName": "lake", "Name": "t", "QueryAsOfTime": 1700000000})",
       ErrorKind::kUnsupported, "this member of the request is not supported here: QueryAsOfTime"},
      {"GetTable", R"({"DatabaseName": "lake", "Name": "t", "AttributesToGet": []})",
       ErrorKind::kInvalidInput,
       "AttributesToGet must be DEFAULT, LATEST_ICEBERG_METADATA or both"},
      {"GetTable", R"({"DatabaseName": "lake", "Name": "t",
         "AttributesToGet": ["DEFAULT", "LATEST_ICEBERG_METADATA"]})",
       ErrorKind::kUnsupported, "Iceberg metadata is not read here: LATEST_ICEBERG_METADATA"},
      {"GetTables", R"({"DatabaseName": "lake", "AttributesToGet": ["TABLE_TYPE"]})",
       ErrorKind::kInvalidInput, "AttributesToGet must be NAME, or NAME and TABLE_TYPE"},
      {"GetTables", R"({"DatabaseName": "lake", "Expression": "("})", ErrorKind::kInvalidInput,
       "Expression is not a valid pattern (missing ): (): ("},
      {"UpdateTable", R"({"DatabaseName": "lake", "Name": "t", "TableInput": {"Name": "u"}})",
       ErrorKind::kInvalidInput, "Table cannot be renamed"},
      {"UpdateTable", R"({"DatabaseName": "lake", "Name": "t", "UpdateOpenTableFormatInput": {}})",
       ErrorKind::kUnsupported,
       "this member of the request is not supported here: UpdateOpenTableFormatInput"},
      {"UpdateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t"},
         "ViewUpdateAction": "DROP"})",
       ErrorKind::kUnsupported,
       "this member of the request is not supported here: ViewUpdateAction"},
      {"BatchDeleteTable", R"({"DatabaseName": "sea", "TablesToDelete": ["t"]})",
       ErrorKind::kNotFound, "Database sea not found."},
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

TEST_CASE("a list may tell only the names and types of tables") {
  Lake glue;
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "v",
      "TableType": "VIRTUAL_VIEW", "ViewOriginalText": "SELECT 1"}})");
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t"}})");
  CHECK(glue.Must("GetTables", R"({"DatabaseName": "lake", "AttributesToGet": ["NAME"]})") ==
        Json(R"({"TableList": [{"Name": "t"}, {"Name": "v"}]})"));
  const json::Value first = glue.Must("GetTables", R"({"DatabaseName": "lake", "MaxResults": 1,
      "Expression": "v*", "AttributesToGet": ["NAME", "TABLE_TYPE"]})");
  CHECK(first == Json(R"({"TableList": [{"Name": "v", "TableType": "VIRTUAL_VIEW"}]})"));
  CHECK(glue.Must("GetTables", R"({"DatabaseName": "lake", "ResourceShareType": "FEDERATED"})") ==
        Json(R"({"TableList": []})"));
}

TEST_CASE("what a table says that nothing here reads is kept") {
  Lake glue;
  const json::Value input = Json(R"({"DatabaseName": "lake", "TableInput": {"Name": "link",
      "TargetTable": {"CatalogId": "123456789012", "DatabaseName": "Sea", "Name": "T"},
      "ViewOriginalText": "/* Presto View: e30= */", "ViewExpandedText": "/* Presto View */",
      "ViewDefinition": {"IsProtected": true, "SubObjects": ["arn:aws:glue:::table/a/b"]},
      "LastAccessTime": 1600000000, "Retention": 3}})");
  REQUIRE(glue.Run("CreateTable", input));
  const json::Value table = glue.Must("GetTable", R"({"DatabaseName": "lake", "Name": "link",
      "AttributesToGet": ["DEFAULT"], "IncludeStatusDetails": true,
      "AuditContext": {"AllColumnsRequested": true}})")["Table"];
  for (const auto& [name, value] : input["TableInput"].AsObject()->members) {
    CHECK_MESSAGE(table[name] == value, name);
  }
}

TEST_CASE("a table can be created with partition indexes, or not at all") {
  Lake glue;
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t",
      "PartitionKeys": [{"Name": "Year", "Type": "int"}, {"Name": "month", "Type": "int"}]},
      "PartitionIndexes": [{"IndexName": "by_month", "Keys": ["Month"]}]})");
  const json::Value indexes =
      glue.Must("GetPartitionIndexes", R"({"DatabaseName": "lake", "TableName": "t"})");
  CHECK(Each(indexes["PartitionIndexDescriptorList"], "IndexName") ==
        std::vector<std::string>{"by_month"});
  CHECK(glue.Refused("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "u"},
      "PartitionIndexes": [{"IndexName": "i", "Keys": ["x"]}]})")
            .kind == ErrorKind::kInvalidInput);
  CHECK(glue.Refused("GetTable", R"({"DatabaseName": "lake", "Name": "u"})").kind ==
        ErrorKind::kNotFound);
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
