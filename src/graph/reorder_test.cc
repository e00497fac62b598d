#include "graph/reorder.h"

#include <doctest/doctest.h>

#include "graph/graph.h"
#include "graph/memory_environment.h"

namespace tenon::graph {
namespace {

json::Value TableOf(std::string_view columns) {
  json::Value list = json::Array{};
  const json::Value parsed = *json::Parse(columns);
  for (const auto& [name, type] : parsed.AsObject()->members) {
    list.Append({{"Name", name}, {"Type", type}});
  }
  return {{"Parameters", {{"classification", "csv"}}},
          {"StorageDescriptor", {{"Location", "s3://b/t/"}, {"Columns", list}}}};
}

json::Value ReadOf(std::string_view table) {
  return {{"S3CatalogSource", {{"Name", table}, {"Database", "d"}, {"Table", table}}}};
}

json::Value JoinOf(std::string_view type, std::string_view left, std::string_view left_key,
                   std::string_view right, std::string_view right_key) {
  const auto side = [](std::string_view from, std::string_view key) -> json::Value {
    return {{"From", from}, {"Keys", json::Array{json::Value(json::Array{key})}}};
  };
  return {{"Join",
           {{"Name", "j"},
            {"Inputs", json::Array{left, right}},
            {"JoinType", type},
            {"Columns", json::Array{side(left, left_key), side(right, right_key)}}}}};
}

json::Value WriteOf(std::string_view input) {
  return {{"S3DirectTarget",
           {{"Name", "t"},
            {"Inputs", json::Array{input}},
            {"Path", "s3://b/out/"},
            {"Format", "parquet"}}}};
}

// The views of a job over leads l(id, email), hits h(hit, lead), users u(mail, lead2).
std::vector<task::View> Views(std::vector<json::Member> nodes) {
  MemoryEnvironment environment;
  environment.tables = {{"d.l", TableOf(R"({"id":"bigint","email":"string"})")},
                        {"d.h", TableOf(R"({"hit":"bigint","lead":"bigint"})")},
                        {"d.u", TableOf(R"({"mail":"string","lead2":"bigint"})")}};
  for (const char* table : {"l", "h", "u"}) nodes.emplace_back(table, ReadOf(table));
  const auto graph = Graph::Parse(json::Object{std::move(nodes)});
  REQUIRE_MESSAGE(graph, graph.error().message);
  const auto plan = graph->Compile(environment, "p-");
  REQUIRE_MESSAGE(plan, plan.error().message);
  return plan->views;
}

}  // namespace

TEST_CASE("an inner join on the preserved side comes before the outer join") {
  const auto views = Views({{"j1", JoinOf("left", "l", "id", "h", "lead")},
                            {"j2", JoinOf("equijoin", "j1", "email", "u", "mail")},
                            {"t", WriteOf("j2")}});
  REQUIRE(views.size() == 2);
  CHECK(views[0].sql ==
        R"(SELECT a."id" AS "0.id", a."email" AS "0.email", b."mail" AS "1.mail", )"
        R"(b."lead2" AS "1.lead2" FROM "l" AS a INNER JOIN "u" AS b ON a."email" = b."mail")");
  CHECK(views[1].name == "j2");
  CHECK(views[1].sql ==
        R"(SELECT a."0.id" AS "id", a."0.email" AS "email", b."hit", b."lead", )"
        R"(a."1.mail" AS "mail", a."1.lead2" AS "lead2" FROM "j1 joined with u" AS a )"
        R"(LEFT JOIN "h" AS b ON a."0.id" = b."lead")");
}

TEST_CASE("it does so from either side, and below a right join too") {
  const auto views = Views({{"j1", JoinOf("right", "h", "lead", "l", "id")},
                            {"j2", JoinOf("equijoin", "u", "mail", "j1", "email")},
                            {"t", WriteOf("j2")}});
  REQUIRE(views.size() == 2);
  CHECK(views[0].sql.ends_with(R"(FROM "l" AS a INNER JOIN "u" AS b ON a."email" = b."mail")"));
  CHECK(views[1].sql ==
        R"(SELECT a."1.mail" AS "mail", a."1.lead2" AS "lead2", b."hit", b."lead", )"
        R"(a."0.id" AS "id", a."0.email" AS "email" FROM "j1 joined with u" AS a )"
        R"(LEFT JOIN "h" AS b ON a."0.id" = b."lead")");
}

TEST_CASE("joins stay where they are when moving would change rows or compute them twice") {
  struct Case {
    const char* why;
    std::vector<json::Member> nodes;
  };
  const std::vector<Case> cases = {
      {"the outer join has another reader",
       {{"j1", JoinOf("left", "l", "id", "h", "lead")},
        {"j2", JoinOf("equijoin", "j1", "email", "u", "mail")},
        {"t", WriteOf("j2")},
        {"t1", WriteOf("j1")}}},
      {"the join above is no inner one",
       {{"j1", JoinOf("left", "l", "id", "h", "lead")},
        {"j2", JoinOf("left", "j1", "email", "u", "mail")},
        {"t", WriteOf("j2")}}},
      {"both sides of the join below are kept",
       {{"j1", JoinOf("outer", "l", "id", "h", "lead")},
        {"j2", JoinOf("left", "j1", "email", "u", "mail")},
        {"t", WriteOf("j2")}}},
      {"both joins are inner, which is the engine's business",
       {{"j1", JoinOf("equijoin", "l", "id", "h", "lead")},
        {"j2", JoinOf("equijoin", "j1", "email", "u", "mail")},
        {"t", WriteOf("j2")}}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.why);
    const auto views = Views(one.nodes);
    REQUIRE(views.size() == 2);
    CHECK(views[0].name == "j1");
    CHECK(views[1].sql.find(R"("j1" AS a)") != std::string::npos);
  }
}

TEST_CASE("a join on the padded side's key is narrowed to an inner one, and stays") {
  const auto views = Views({{"j1", JoinOf("left", "l", "id", "h", "lead")},
                            {"j2", JoinOf("equijoin", "j1", "hit", "u", "lead2")},
                            {"t", WriteOf("j2")}});
  CHECK(views[0].sql.find("INNER JOIN") != std::string::npos);
  CHECK(views[0].name == "j1");
}

}  // namespace tenon::graph
