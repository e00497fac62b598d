#include "graph/nodes/node_test.h"

namespace tenon::graph {

std::string SampleSql(std::string_view more) {
  const BindResult bound =
      BindNode("Spigot", R"({"Path":"s3://b/sample")" + std::string(more) + "}",
               {"a int, b map<string,int>"});
  REQUIRE(FaultsOf(bound) == "");
  CHECK(SqlOf(bound) == R"(SELECT "a", "b" FROM "n1")");
  REQUIRE(bound->side);
  CHECK(bound->side->target.location == "s3://b/sample/");
  CHECK(bound->side->target.sink.format == task::Format::kJson);
  CHECK(Text(bound->side->schema) == "a int, b map<string,int>");
  return ToSql(bound->side->select);
}

TEST_CASE("Spigot passes the rows on and writes a sample") {
  CHECK(SampleSql("") == R"(SELECT "a", "b" FROM "n1" LIMIT 100)");
  CHECK(SampleSql(R"(,"Topk":3)") == R"(SELECT "a", "b" FROM "n1" LIMIT 3)");
  CHECK(SampleSql(R"(,"Prob":0.25)") == R"(SELECT "a", "b" FROM "n1" WHERE random() < 0.25)");
  CHECK(SampleSql(R"(,"Topk":3,"Prob":1)") ==
        R"(SELECT "a", "b" FROM "n1" WHERE random() < 1.0 LIMIT 3)");
}

TEST_CASE("Spigot refuses a place that is not in S3, and numbers out of range") {
  CHECK(FaultsOf(BindNode("Spigot", R"({"Path":"/sample"})", {"a int"})) ==
        "Path: the target must begin with s3://bucket/, unlike this one: /sample");
  struct Case {
    const char* parameters;
    const char* message;
  };
  for (const Case& c : {
           Case{R"({"Path":"s3://b/","Topk":101})", "Topk must be from 0 to 100: 101"},
           Case{R"({"Path":"s3://b/","Prob":1.5})", "Prob must be from 0 to 1: 1.5"},
           Case{R"({"Path":"s3://b/","Prob":"x"})", "Prob must be a number"},
           Case{R"({"Topk":1})", "Path must be a string"},
       }) {
    CAPTURE(c.parameters);
    CHECK(ParseNode("Spigot", c.parameters).error().message == c.message);
  }
}

}  // namespace tenon::graph
