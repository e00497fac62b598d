#include "api/glue/testing/glue.h"

namespace tenon::api::testing {

TEST_CASE("a function is returned whole, with what Glue adds and without what it does not tell") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
  glue.Must("CreateUserDefinedFunction", R"({"DatabaseName": "Lake", "FunctionInput": {
      "FunctionName": "Mask", "ClassName": "org.Mask", "OwnerName": "me", "OwnerType": "USER",
      "ArtifactLocation": "s3://jars/",
      "ResourceUris": [{"ResourceType": "JAR", "Uri": "s3://jars/mask.jar", "LastModified": 1}]}})");
  CHECK(glue.Must("GetUserDefinedFunction",
                  R"({"DatabaseName": "LAKE", "FunctionName": "MASK"})") == Json(R"({
      "UserDefinedFunction": {"FunctionName": "mask", "DatabaseName": "lake",
        "ClassName": "org.Mask", "OwnerName": "me", "OwnerType": "USER",
        "ResourceUris": [{"ResourceType": "JAR", "Uri": "s3://jars/mask.jar"}],
        "CreateTime": 1700000000.5, "CatalogId": "000000000000",
        "GovernanceMode": "IAM_ONLY"}})"));
}

TEST_CASE("an update replaces a function whole, renames it, and keeps when it was created") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
  glue.Must("CreateUserDefinedFunction", R"({"DatabaseName": "lake", "FunctionInput": {
      "FunctionName": "f", "ClassName": "org.F", "OwnerName": "me"}})");
  glue.call.now += std::chrono::hours(1);
  glue.Must("UpdateUserDefinedFunction", R"({"DatabaseName": "lake", "FunctionName": "F",
      "FunctionInput": {"ClassName": "org.G"}})");
  const json::Value updated =
      glue.Must("GetUserDefinedFunction",
                R"({"DatabaseName": "lake", "FunctionName": "f"})")["UserDefinedFunction"];
  CHECK(updated["ClassName"] == json::Value("org.G"));
  CHECK(updated.Find("OwnerName") == nullptr);
  CHECK(updated["CreateTime"] == json::Value(1700000000.5));
  glue.Must("UpdateUserDefinedFunction", R"({"DatabaseName": "lake", "FunctionName": "f",
      "FunctionInput": {"FunctionName": "Renamed"}})");
  CHECK(glue.Refused("GetUserDefinedFunction", R"({"DatabaseName": "lake", "FunctionName": "f"})")
            .message == "Function f not found.");
  glue.Must("CreateUserDefinedFunction",
            R"({"DatabaseName": "lake", "FunctionInput": {"FunctionName": "f"}})");
  CHECK(glue.Refused("UpdateUserDefinedFunction", R"({"DatabaseName": "lake", "FunctionName": "f",
      "FunctionInput": {"FunctionName": "renamed"}})")
            .kind == ErrorKind::kInvalidInput);
}

TEST_CASE("functions of one database or of all are listed in pages") {
  Glue glue;
  for (const char* database : {"a", "b"}) {
    REQUIRE(glue.Run("CreateDatabase", {{"DatabaseInput", {{"Name", database}}}}));
    for (const char* name : {"g", "f"}) {
      REQUIRE(glue.Run("CreateUserDefinedFunction",
                       {{"DatabaseName", database}, {"FunctionInput", {{"FunctionName", name}}}}));
    }
  }
  std::vector<std::string> names;
  json::Value request = {{"Pattern", "*"}, {"MaxResults", 3}, {"NextToken", ""}};
  for (;;) {
    const auto page = glue.Run("GetUserDefinedFunctions", request);
    REQUIRE(page);
    for (const json::Value& function : *(*page)["UserDefinedFunctions"].AsArray()) {
      names.push_back(function["DatabaseName"].StringOr("") + "." +
                      function["FunctionName"].StringOr(""));
    }
    if (page->Find("NextToken") == nullptr) break;
    names.emplace_back("|");
    request.Set("NextToken", (*page)["NextToken"]);
  }
  CHECK(names == std::vector<std::string>{"a.f", "a.g", "b.f", "|", "b.g"});
  const auto other =
      glue.Run("GetUserDefinedFunctions", {{"Pattern", "f"}, {"NextToken", request["NextToken"]}});
  REQUIRE_FALSE(other);
  CHECK(other.error().kind == ErrorKind::kInvalidInput);
  CHECK(Each(glue.Must("GetUserDefinedFunctions",
                       R"({"DatabaseName": "B", "Pattern": "F"})")["UserDefinedFunctions"],
             "DatabaseName") == std::vector<std::string>{"b"});
}

TEST_CASE("a function has a name, and no governance by Lake Formation") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
  for (const char* input : {"{}", R"({"FunctionName": "f", "GovernanceMode": "LAKE_FORMATION"})"}) {
    CAPTURE(input);
    const auto reply = glue.Run("CreateUserDefinedFunction",
                                {{"DatabaseName", "lake"}, {"FunctionInput", Json(input)}});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind == ErrorKind::kInvalidInput);
  }
}

TEST_CASE("a deleted function is gone") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
  glue.Must("CreateUserDefinedFunction",
            R"({"DatabaseName": "lake", "FunctionInput": {"FunctionName": "f"}})");
  CHECK(glue.Refused("CreateUserDefinedFunction",
                     R"({"DatabaseName": "lake", "FunctionInput": {"FunctionName": "F"}})")
            .kind == ErrorKind::kAlreadyExists);
  glue.Must("DeleteUserDefinedFunction", R"({"DatabaseName": "lake", "FunctionName": "F"})");
  CHECK(
      glue.Refused("DeleteUserDefinedFunction", R"({"DatabaseName": "lake", "FunctionName": "f"})")
          .kind == ErrorKind::kNotFound);
}

}  // namespace tenon::api::testing
