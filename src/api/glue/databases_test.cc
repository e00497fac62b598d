#include "api/glue/testing/glue.h"

namespace tenon::api::testing {

TEST_CASE("a database is returned whole, with what Glue adds") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "Lake", "Description": "raw",
      "Parameters": {"a": "b"}}, "Tags": {"team": "x"}})");
  CHECK(glue.Must("GetDatabase", R"({"Name": "LAKE"})") == Json(R"({"Database": {
      "Name": "lake", "Description": "raw", "Parameters": {"a": "b"},
      "CreateTime": 1700000000.5, "CatalogId": "000000000000",
      "CreateTableDefaultPermissions": [{
        "Principal": {"DataLakePrincipalIdentifier": "IAM_ALLOWED_PRINCIPALS"},
        "Permissions": ["ALL"]}]}})"));
}

TEST_CASE("an update replaces a database whole, but not its name") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake", "Description": "raw"}})");
  glue.Must("UpdateDatabase", R"({"Name": "lake", "DatabaseInput": {"Name": "LAKE",
      "LocationUri": "s3://lake/"}})");
  const json::Value database = glue.Must("GetDatabase", R"({"Name": "lake"})")["Database"];
  CHECK(database.Find("Description") == nullptr);
  CHECK(database["LocationUri"] == json::Value("s3://lake/"));
  const Error renamed =
      glue.Refused("UpdateDatabase", R"({"Name": "lake", "DatabaseInput": {"Name": "sea"}})");
  CHECK(renamed.kind == ErrorKind::kInvalidInput);
  CHECK(renamed.message == "Database cannot be renamed");
  CHECK(glue.Refused("UpdateDatabase", R"({"Name": "sea", "DatabaseInput": {"Name": "sea"}})")
            .message == "Database sea not found.");
}

TEST_CASE("a list may tell only the names and targets of databases") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "link", "Description": "d",
      "TargetDatabase": {"CatalogId": "123456789012", "DatabaseName": "sea"}}})");
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
  CHECK(glue.Must("GetDatabases", R"({"AttributesToGet": ["NAME"]})") ==
        Json(R"({"DatabaseList": [{"Name": "lake"}, {"Name": "link"}]})"));
  CHECK(glue.Must("GetDatabases", R"({"AttributesToGet": ["TARGET_DATABASE", "NAME"]})") ==
        Json(R"({"DatabaseList": [{"Name": "lake"}, {"Name": "link", "TargetDatabase":
          {"CatalogId": "123456789012", "DatabaseName": "sea"}}]})"));
  for (const char* input :
       {R"({"AttributesToGet": []})", R"({"AttributesToGet": ["TARGET_DATABASE"]})"}) {
    CHECK(glue.Refused("GetDatabases", input).kind == ErrorKind::kInvalidInput);
  }
  for (const char* input :
       {R"({"ResourceShareType": "FOREIGN"})", R"({"ResourceShareType": "FEDERATED"})"}) {
    CHECK(glue.Must("GetDatabases", input) == Json(R"({"DatabaseList": []})"));
  }
}

TEST_CASE("databases are listed in pages, and the last page has no token") {
  Glue glue;
  for (const char* name : {"c", "a", "b"}) {
    REQUIRE(glue.Run("CreateDatabase", {{"DatabaseInput", {{"Name", name}}}}));
  }
  const json::Value first = glue.Must("GetDatabases", R"({"MaxResults": 2, "NextToken": ""})");
  CHECK(Each(first["DatabaseList"], "Name") == std::vector<std::string>{"a", "b"});
  const auto second =
      glue.Run("GetDatabases", {{"MaxResults", 2}, {"NextToken", first["NextToken"]}});
  REQUIRE(second);
  CHECK(Each((*second)["DatabaseList"], "Name") == std::vector<std::string>{"c"});
  CHECK(second->Find("NextToken") == nullptr);
  CHECK(glue.Refused("GetDatabases", R"({"NextToken": "made up"})").kind ==
        ErrorKind::kInvalidInput);
}

TEST_CASE("a deleted database is gone") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t"}})");
  glue.Must("DeleteDatabase", R"({"Name": "lake"})");
  CHECK(glue.Refused("GetDatabase", R"({"Name": "lake"})").message == "Database lake not found.");
  CHECK(glue.Refused("DeleteDatabase", R"({"Name": "lake"})").kind == ErrorKind::kNotFound);
}

}  // namespace tenon::api::testing
