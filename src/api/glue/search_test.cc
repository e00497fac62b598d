#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

using Names = std::vector<std::string>;

struct Lake : Glue {
  Lake() {
    Must("CreateDatabase", R"({"DatabaseInput": {"Name": "lake"}})");
    Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "users",
        "Owner": "ann", "Parameters": {"classification": "csv"}}})");
    call.now += std::chrono::seconds(60);
    Must("CreateTable", R"({"DatabaseName": "lake", "TableInput": {"Name": "leads",
        "Owner": "bob", "Description": "may become users"}})");
  }
  Names Found(const char* input) { return Each(Must("SearchTables", input)["TableList"], "Name"); }
};

}  // namespace

TEST_CASE("a search finds whole tables by text, filters and order") {
  Lake glue;
  CHECK(glue.Must("SearchTables", R"({"SearchText": "BECOME"})") == Json(R"({"TableList": [{
      "Name": "leads", "DatabaseName": "lake", "Owner": "bob", "Description": "may become users",
      "CreateTime": 1700000060.5, "UpdateTime": 1700000060.5, "VersionId": "0", "Retention": 0,
      "Parameters": {}, "PartitionKeys": [], "CatalogId": "000000000000",
      "IsRegisteredWithLakeFormation": false}]})"));
  CHECK(glue.Found("{}") == Names{"leads", "users"});
  CHECK(glue.Found(R"({"SearchText": "users"})") == Names{"leads", "users"});
  CHECK(glue.Found(R"({"SearchText": "\"users\""})") == Names{"users"});
  CHECK(glue.Found(R"({"Filters": [{"Key": "Owner", "Value": "ANN"}]})") == Names{"users"});
  CHECK(glue.Found(R"({"Filters": [{"Key": "CreateTime", "Value": "1700000001",
                                    "Comparator": "GREATER_THAN"}]})") == Names{"leads"});
  CHECK(glue.Found(R"({"SortCriteria": [{"FieldName": "Name", "Sort": "DESC"}]})") ==
        Names{"users", "leads"});
  CHECK(glue.Found(R"({"SortCriteria": [{"FieldName": "CreateTime"}]})") ==
        Names{"users", "leads"});
  CHECK(glue.Found(R"({"SortCriteria": []})") == Names{"leads", "users"});
  CHECK(glue.Found(R"({"ResourceShareType": "FOREIGN"})").empty());
  CHECK(glue.Found(R"({"ResourceShareType": "ALL"})") == Names{"leads", "users"});
}

TEST_CASE("a search is answered in pages, whose tokens belong to it") {
  Lake glue;
  const json::Value first =
      glue.Must("SearchTables", R"({"SearchText": "users", "MaxResults": 1})");
  CHECK(Each(first["TableList"], "Name") == Names{"leads"});
  json::Value input = Json(R"({"SearchText": "users", "MaxResults": 1})");
  input.Set("NextToken", first["NextToken"]);
  const auto second = glue.Run("SearchTables", input);
  REQUIRE(second);
  CHECK(Each((*second)["TableList"], "Name") == Names{"users"});
  CHECK(second->Find("NextToken") == nullptr);
  input.Set("SearchText", "lake");
  CHECK(glue.Run("SearchTables", input).error().kind == ErrorKind::kInvalidInput);
  CHECK(glue.Found(R"({"NextToken": ""})") == Names{"leads", "users"});
}

TEST_CASE("what cannot be searched by is refused") {
  Lake glue;
  for (const char* input :
       {R"({"Filters": [{"Key": "Colour", "Value": "red"}]})", R"({"Filters": [{"Key": "Name"}]})",
        R"({"Filters": [{}]})", R"({"Filters": [{"Key": "CreateTime", "Value": "soon"}]})",
        R"({"SortCriteria": [{"FieldName": "Colour"}]})"}) {
    CAPTURE(input);
    CHECK(glue.Refused("SearchTables", input).kind == ErrorKind::kInvalidInput);
  }
}

}  // namespace tenon::api::testing
