#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

json::Value TagsOf(Glue& glue, const std::string& resource) {
  const auto reply =
      glue.Run("GetTags", {{"ResourceArn", "arn:aws:glue:us-east-1:000000000000:" + resource}});
  REQUIRE_MESSAGE(reply, (reply ? "" : reply.error().message));
  return (*reply)["Tags"];
}

}  // namespace

TEST_CASE("tags that a resource is created with are those of its ARN, and no part of itself") {
  Glue glue;
  glue.Must("CreateDatabase",
            R"({"DatabaseInput": {"Name": "Lake"}, "Tags": {"team": "a", "stage": "test"}})");
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "T"}})");
  glue.Must("CreateJob", R"({"Name": "etl", "Role": "r", "Command": {"Name": "glueetl"},
      "Tags": {"team": "b"}})");
  CHECK(TagsOf(glue, "database/lake") == Json(R"({"team": "a", "stage": "test"})"));
  CHECK(TagsOf(glue, "job/etl") == Json(R"({"team": "b"})"));
  CHECK(TagsOf(glue, "table/lake/t") == Json("{}"));
  CHECK(glue.Must("GetDatabase", R"({"Name": "lake"})")["Database"].Find("Tags") == nullptr);
  CHECK(glue.Must("GetJob", R"({"JobName": "etl"})")["Job"].Find("Tags") == nullptr);
}

TEST_CASE("tags are added, replaced and removed, and updates of the resource leave them") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}, "Tags": {"a": "1"}})");
  glue.Must("TagResource", R"({"ResourceArn": "arn:aws:glue:eu-west-1:123456789012:database/lake",
      "TagsToAdd": {"a": "2", "b": "3"}})");
  glue.Must("UpdateDatabase", R"({"Name": "lake", "DatabaseInput": {"Name": "lake"}})");
  CHECK(TagsOf(glue, "database/lake") == Json(R"({"a": "2", "b": "3"})"));
  glue.Must("UntagResource", R"({"ResourceArn": "arn:aws:glue:us-east-1:1:database/lake",
      "TagsToRemove": ["a", "never there"]})");
  CHECK(TagsOf(glue, "database/lake") == Json(R"({"b": "3"})"));
}

TEST_CASE("what is created again under an old name has no tags of the one before") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}, "Tags": {"a": "1"}})");
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t"}})");
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "u"}})");
  for (const char* name : {"t", "u"}) {
    REQUIRE(glue.Run("TagResource",
                     {{"ResourceArn", std::string("arn:aws:glue:us-east-1:1:table/lake/") + name},
                      {"TagsToAdd", {{"a", "1"}}}}));
  }
  glue.Must("CreateJob", R"({"Name": "etl", "Role": "r", "Command": {"Name": "glueetl"},
      "Tags": {"a": "1"}})");
  glue.Must("DeleteTable", R"({"DatabaseName": "lake", "Name": "t"})");
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "t"}})");
  CHECK(TagsOf(glue, "table/lake/t") == Json("{}"));
  CHECK(TagsOf(glue, "table/lake/u") == Json(R"({"a": "1"})"));

  glue.Must("DeleteDatabase", R"({"Name": "lake"})");
  glue.Must("DeleteJob", R"({"JobName": "etl"})");
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
  glue.Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "u"}})");
  glue.Must("CreateJob", R"({"Name": "etl", "Role": "r", "Command": {"Name": "glueetl"}})");
  for (const char* resource : {"database/lake", "table/lake/u", "job/etl"}) {
    CAPTURE(resource);
    CHECK(TagsOf(glue, resource) == Json("{}"));
  }
}

TEST_CASE("tags of what is not there are refused, in other words than those of what is no ARN") {
  struct Case {
    const char* resource;
    ErrorKind kind;
  };
  Glue glue;
  glue.Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
  for (const auto& [resource, kind] :
       {Case{"database/nowhere", ErrorKind::kNotFound}, Case{"table/lake/t", ErrorKind::kNotFound},
        Case{"table/nowhere/t", ErrorKind::kNotFound}, Case{"job/j", ErrorKind::kNotFound},
        Case{"connection/c", ErrorKind::kNotFound}, Case{"blueprint/b", ErrorKind::kNotFound},
        Case{"table/lake", ErrorKind::kInvalidInput}, Case{"lake", ErrorKind::kInvalidInput},
        Case{"catalog", ErrorKind::kInvalidInput}}) {
    CAPTURE(resource);
    const std::string arn = std::string("arn:aws:glue:us-east-1:1:") + resource;
    for (const auto& reply :
         {glue.Run("GetTags", {{"ResourceArn", arn}}),
          glue.Run("TagResource", {{"ResourceArn", arn}, {"TagsToAdd", {{"a", "b"}}}}),
          glue.Run("UntagResource", {{"ResourceArn", arn}, {"TagsToRemove", json::Array{"a"}}})}) {
      REQUIRE_FALSE(reply);
      CHECK(reply.error().kind == kind);
    }
  }
}

TEST_CASE("a resource whose tags are refused is not created") {
  Glue glue;
  CHECK(glue.Refused("CreateDatabase",
                     R"({"DatabaseInput": {"Name": "lake"}, "Tags": {"aws:x": "y"}})")
            .kind == ErrorKind::kInvalidInput);
  CHECK(glue.Refused("GetDatabase", R"({"Name": "lake"})").kind == ErrorKind::kNotFound);
}

}  // namespace tenon::api::testing
