#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

// The table lake.t, updated twice: versions 0, 1 and 2.
struct Lake : Glue {
  Lake() {
    Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
    Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t",
        "Description": "0"}})");
    Update(R"({"DatabaseName": "lake", "TableInput": {"Name": "t", "Description": "1"}})");
    Update(R"({"DatabaseName": "lake", "TableInput": {"Name": "t", "Description": "2"}})");
  }
  void Update(const char* input) {
    call.now += std::chrono::seconds(1);
    Must("UpdateTable", input);
  }
  std::vector<std::string> Numbers() {
    return Each(
        Must("GetTableVersions", R"({"DatabaseName": "lake", "TableName": "t"})")["TableVersions"],
        "VersionId");
  }
};

using Numbers = std::vector<std::string>;

}  // namespace

TEST_CASE("versions are whole tables, newest first") {
  Lake glue;
  const json::Value versions =
      glue.Must("GetTableVersions", R"({"DatabaseName": "Lake", "TableName": "T"})");
  CHECK(Each(versions["TableVersions"], "VersionId") == Numbers{"2", "1", "0"});
  CHECK(versions.Find("NextToken") == nullptr);
  CHECK(versions["TableVersions"].AsArray()->at(1) == Json(R"({"VersionId": "1", "Table": {
      "Name": "t", "DatabaseName": "lake", "Description": "1", "VersionId": "1",
      "CreateTime": 1700000000.5, "UpdateTime": 1700000001.5, "Retention": 0, "Parameters": {},
      "PartitionKeys": [], "CatalogId": "000000000000", "IsRegisteredWithLakeFormation": false}})"));
}

TEST_CASE("one version is read by its number, the current one without") {
  Lake glue;
  const auto read = [&](const char* input) {
    return glue.Must("GetTableVersion", input)["TableVersion"]["Table"]["Description"];
  };
  CHECK(read(R"({"DatabaseName": "lake", "TableName": "t"})") == json::Value("2"));
  CHECK(read(R"({"DatabaseName": "lake", "TableName": "t", "VersionId": "2"})") ==
        json::Value("2"));
  CHECK(read(R"({"DatabaseName": "lake", "TableName": "t", "VersionId": "0"})") ==
        json::Value("0"));
}

TEST_CASE("versions are listed in pages") {
  Lake glue;
  const json::Value first = glue.Must(
      "GetTableVersions", R"({"DatabaseName": "lake", "TableName": "t", "MaxResults": 2})");
  CHECK(Each(first["TableVersions"], "VersionId") == Numbers{"2", "1"});
  json::Value input = Json(R"({"DatabaseName": "lake", "TableName": "t", "MaxResults": 2})");
  input.Set("NextToken", first["NextToken"]);
  const auto second = glue.Run("GetTableVersions", input);
  REQUIRE(second);
  CHECK(Each((*second)["TableVersions"], "VersionId") == Numbers{"0"});
  CHECK(second->Find("NextToken") == nullptr);
  input.Set("TableName", "u");
  CHECK(glue.Run("GetTableVersions", input).error().kind == ErrorKind::kInvalidInput);
}

TEST_CASE("an update that archives nothing leaves a gap in the versions") {
  Lake glue;
  glue.Update(R"({"DatabaseName": "lake", "SkipArchive": true, "TableInput": {"Name": "t"}})");
  CHECK(glue.Numbers() == Numbers{"3", "1", "0"});
}

TEST_CASE("versions are deleted one by one, and in batches that tell what they could not delete") {
  Lake glue;
  glue.Must("DeleteTableVersion",
            R"({"DatabaseName": "lake", "TableName": "t", "VersionId": "1"})");
  CHECK(glue.Numbers() == Numbers{"2", "0"});
  CHECK(glue.Must("BatchDeleteTableVersion", R"({"DatabaseName": "lake", "TableName": "T",
            "VersionIds": ["0", "1", "2", "x"]})") == Json(R"({"Errors": [
          {"TableName": "t", "VersionId": "1", "ErrorDetail": {
             "ErrorCode": "EntityNotFoundException",
             "ErrorMessage": "Version 1 of table t not found."}},
          {"TableName": "t", "VersionId": "2", "ErrorDetail": {
             "ErrorCode": "InvalidInputException", "ErrorMessage":
             "The current version of table t cannot be deleted, only the table itself: 2"}},
          {"TableName": "t", "VersionId": "x", "ErrorDetail": {
             "ErrorCode": "InvalidInputException",
             "ErrorMessage": "VersionId is not a number: x"}}]})"));
  CHECK(glue.Numbers() == Numbers{"2"});
}

TEST_CASE("versions of what is not there are refused in Glue's words") {
  struct Case {
    const char* operation;
    const char* input;
    ErrorKind kind;
    const char* message;
  };
  const Case cases[] = {
      {"GetTableVersions", R"({"DatabaseName": "lake", "TableName": "x"})", ErrorKind::kNotFound,
       "Table x not found."},
      {"GetTableVersions", R"({"DatabaseName": "sea", "TableName": "t"})", ErrorKind::kNotFound,
       "Database sea not found."},
      {"GetTableVersion", R"({"DatabaseName": "lake", "TableName": "t", "VersionId": "9"})",
       ErrorKind::kNotFound, "Version 9 of table t not found."},
      {"GetTableVersion", R"({"DatabaseName": "lake", "TableName": "t", "VersionId": "1.0"})",
       ErrorKind::kInvalidInput, "VersionId is not a number: 1.0"},
      {"DeleteTableVersion", R"({"DatabaseName": "lake", "TableName": "t", "VersionId": "2"})",
       ErrorKind::kInvalidInput,
       "The current version of table t cannot be deleted, only the table itself: 2"},
      {"DeleteTableVersion", R"({"DatabaseName": "lake", "TableName": "t", "VersionId": "7"})",
       ErrorKind::kNotFound, "Version 7 of table t not found."},
      {"DeleteTableVersion", R"({"DatabaseName": "lake", "TableName": "x", "VersionId": "0"})",
       ErrorKind::kNotFound, "Table x not found."},
      {"BatchDeleteTableVersion",
       R"({"DatabaseName": "lake", "TableName": "x", "VersionIds": ["0"]})", ErrorKind::kNotFound,
       "Table x not found."},
  };
  Lake glue;
  for (const Case& c : cases) {
    CAPTURE(c.input);
    const Error error = glue.Refused(c.operation, c.input);
    CHECK(error.kind == c.kind);
    CHECK(error.message == c.message);
  }
}

}  // namespace tenon::api::testing
