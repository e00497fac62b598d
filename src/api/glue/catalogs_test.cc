#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

constexpr const char* kDefault = R"({"CatalogId": "000000000000", "Name": "000000000000",
    "ResourceArn": "arn:aws:glue:us-east-1:000000000000:catalog", "Parameters": {},
    "CreateTableDefaultPermissions": [{
      "Principal": {"DataLakePrincipalIdentifier": "IAM_ALLOWED_PRINCIPALS"},
      "Permissions": ["ALL"]}],
    "CreateDatabaseDefaultPermissions": [{
      "Principal": {"DataLakePrincipalIdentifier": "IAM_ALLOWED_PRINCIPALS"},
      "Permissions": ["ALL"]}]})";

}  // namespace

TEST_CASE("the account's number is its default catalog, and there is no other") {
  Glue glue;
  for (const char* id : {"000000000000", "123456789012"}) {
    const auto reply = glue.Run("GetCatalog", {{"CatalogId", id}});
    REQUIRE(reply);
    CHECK((*reply)["Catalog"] == Json(kDefault));
  }
  for (const char* id : {"s3tablescatalog", "123456789012:rs/dev", "12345678901", "12345678901x"}) {
    CAPTURE(id);
    const auto reply = glue.Run("GetCatalog", {{"CatalogId", id}});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().kind == ErrorKind::kNotFound);
  }
}

TEST_CASE(
    "other catalogs are not found by any operation, and any account's number is the default") {
  Glue glue;
  glue.Must("CreateDatabase", R"({"CatalogId": "123456789012", "DatabaseInput": {"Name": "d"}})");
  CHECK(glue.Must("GetDatabases", R"({"CatalogId": "000000000000"})")["DatabaseList"]
            .AsArray()
            ->size() == 1);
  const Error error = glue.Refused("GetDatabases", R"({"CatalogId": "s3tablescatalog"})");
  CHECK(error.kind == ErrorKind::kNotFound);
  CHECK(error.message == "Catalog s3tablescatalog not found.");
  CHECK(glue.Refused("DeleteDatabase", R"({"CatalogId": "x", "Name": "d"})").kind ==
        ErrorKind::kNotFound);
}

TEST_CASE("the default catalog is listed on request") {
  Glue glue;
  CHECK(*glue.Must("GetCatalogs", "{}")["CatalogList"].AsArray() == json::Array{});
  CHECK(*glue.Must("GetCatalogs", R"({"Recursive": true, "NextToken": ""})")["CatalogList"]
             .AsArray() == json::Array{});
  for (const char* input : {R"({"IncludeRoot": true, "MaxResults": 1})",
                            R"({"IncludeRoot": true, "ParentCatalogId": "000000000000"})"}) {
    const json::Value reply = glue.Must("GetCatalogs", input);
    CHECK(reply["CatalogList"] == json::Value(json::Array{Json(kDefault)}));
    CHECK(reply.Find("NextToken") == nullptr);
  }
}

TEST_CASE("what GetCatalogs cannot list is refused") {
  Glue glue;
  CHECK(glue.Refused("GetCatalogs", R"({"ParentCatalogId": "other"})").kind ==
        ErrorKind::kNotFound);
  CHECK(glue.Refused("GetCatalogs", R"({"ParentCatalogId": "other", "IncludeRoot": false})").kind ==
        ErrorKind::kInvalidInput);
  CHECK(glue.Refused("GetCatalogs", R"({"NextToken": "made up"})").kind ==
        ErrorKind::kInvalidInput);
}

}  // namespace tenon::api::testing
