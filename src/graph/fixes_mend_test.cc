// Every fix that a problem offers mends it: applied to the graph, the problem is gone.

#include <doctest/doctest.h>

#include <algorithm>

#include "graph/fix.h"
#include "graph/memory_environment.h"

namespace tenon::graph {
namespace {

json::Value Table(const std::string& name, std::string_view columns) {
  return {{"Name", name},
          {"Parameters", {{"classification", "csv"}}},
          {"StorageDescriptor",
           {{"Location", "s3://b/" + name + "/"}, {"Columns", *json::Parse(columns)}}}};
}

MemoryEnvironment Catalog() {
  MemoryEnvironment environment;
  environment.tables["d.leads"] = Table("leads", R"([{"Name":"id","Type":"bigint"},
      {"Name":"email","Type":"string"},{"Name":"at","Type":"struct<day:date,hour:int>"}])");
  environment.tables["d.users"] = Table("users", R"([{"Name":"EMAIL","Type":"string"},
      {"Name":"id","Type":"int"},{"Name":"right_email","Type":"string"}])");
  environment.tables["d.swapped"] = Table("swapped", R"([{"Name":"flag","Type":"string"},
      {"Name":"label","Type":"string"},{"Name":"code","Type":"string"}])");
  environment.tables["d.codes"] = Table("codes", R"([{"Name":"code","Type":"string"},
      {"Name":"label","Type":"string"},{"Name":"flag","Type":"boolean"}])");
  environment.connections["pg"] = {.name = "pg", .database = "shop"};
  environment.tables["d.visits"] = {
      {"Parameters", {{"connectionName", "pg"}}},
      {"StorageDescriptor",
       {{"Location", "shop.public.visits"},
        {"Columns", *json::Parse(R"([{"Name":"Id","Type":"bigint"}])")}}}};
  return environment;
}

// A source for each table, and the node "n".
json::Value Job(std::string_view node) {
  json::Value nodes = {};
  for (const char* table : {"leads", "users", "codes", "swapped"}) {
    nodes.Set(table, {{"S3CatalogSource", {{"Name", table}, {"Database", "d"}, {"Table", table}}}});
  }
  nodes.Set("n", *json::Parse(node));
  return nodes;
}

std::vector<Problem> ProblemsOf(const json::Value& nodes) {
  MemoryEnvironment environment = Catalog();
  const Result<Graph> graph = Graph::Parse(nodes);
  REQUIRE_MESSAGE(graph, graph.error().message, " in ", json::Dump(nodes));
  return graph->Bind(environment).problems;
}

bool Has(const std::vector<Problem>& problems, const std::string& message) {
  return std::ranges::find(problems, message, &Problem::message) != problems.end();
}

struct Case {
  const char* node;
  std::size_t fixes;  // of all its problems
};

const Case kCases[] = {
    {R"({"Join":{"Name":"J","Inputs":["leads","users"],"JoinType":"left","Columns":[
        {"From":"leads","Keys":[["email"]]},{"From":"users","Keys":[["EMAIL"]]}]}})",
     4},
    {R"({"Join":{"Name":"J","Inputs":["leads","codes"],"JoinType":"outer","Columns":[
        {"From":"codes","Keys":[["cod"],["code"]]},{"From":"leads","Keys":[["email"],["id"]]}]}})",
     3},
    {R"({"Join":{"Name":"J","Inputs":["leads","codes"],"JoinType":"equijoin","Columns":[
        {"From":"leads","Keys":[["at","dya"]]},{"From":"codes","Keys":[["code"]]}]}})",
     1},
    {R"({"Union":{"Name":"U","Inputs":["users","codes"],"UnionType":"ALL"}})", 1},
    {R"({"Union":{"Name":"U","Inputs":["leads","users"],"UnionType":"ALL"}})", 0},
    {R"({"Union":{"Name":"U","Inputs":["codes","swapped"],"UnionType":"ALL"}})", 1},
    {R"({"Merge":{"Name":"M","Inputs":["leads","users"],"Source":"x","PrimaryKeys":[["id"]]}})", 2},
    {R"({"Merge":{"Name":"M","Inputs":["users","leads"],"Source":"users",
        "PrimaryKeys":[["emial"]]}})",
     2},
    {R"({"ApplyMapping":{"Name":"A","Inputs":["leads"],"Mapping":[
        {"ToKey":"x","FromPath":["emial"]},{"ToKey":"y","FromPath":["at","hours"]}]}})",
     2},
    {R"({"RenameField":{"Name":"R","Inputs":["leads"],"SourcePath":["at","day"],
        "TargetPath":["date"]}})",
     1},
    {R"({"SelectFields":{"Name":"S","Inputs":["users"],"Paths":[["email"],["id"]]}})", 1},
    {R"({"DropFields":{"Name":"D","Inputs":["leads"],"Paths":[["at","dai"]]}})", 1},
    {R"({"SplitFields":{"Name":"D","Inputs":["leads"],"Paths":[["Id"]]}})", 1},
    {R"({"DropDuplicates":{"Name":"D","Inputs":["leads"],"Columns":[["mail"]]}})", 1},
    {R"({"Aggregate":{"Name":"G","Inputs":["leads"],"Groups":[["emails"]],"Aggs":[
        {"Column":["at","our"],"AggFunc":"sum"}]}})",
     2},
    {R"({"Filter":{"Name":"F","Inputs":["leads"],"LogicalOperator":"AND","Filters":[
        {"Operation":"EQ","Values":[{"Type":"COLUMNEXTRACTED","Value":["emal"]},
                                    {"Type":"CONSTANT","Value":["emal"]}]}]}})",
     1},
    {R"({"Filter":{"Name":"F","Inputs":["leads"],"LogicalOperator":"AND","Filters":[
        {"Operation":"REGEX","Values":[{"Type":"COLUMNEXTRACTED","Value":["id"]},
                                       {"Type":"CONSTANT","Value":["1"]}]},
        {"Operation":"LT","Values":[{"Type":"COLUMNEXTRACTED","Value":["id"]},
                                    {"Type":"COLUMNEXTRACTED","Value":["email"]}]}]}})",
     2},
    {R"({"Merge":{"Name":"M","Inputs":["codes","swapped"],"Source":"swapped",
        "PrimaryKeys":[["code"]]}})",
     1},
    {R"({"FillMissingValues":{"Name":"F","Inputs":["codes"],"ImputedPath":"lable"}})", 1},
    {R"({"PostgreSQLCatalogTarget":{"Name":"T","Inputs":["users"],"Database":"d",
        "Table":"visits"}})",
     1},
    {R"({"PostgreSQLCatalogTarget":{"Name":"T","Inputs":["codes"],"Database":"d",
        "Table":"visits"}})",
     0},
};

}  // namespace

TEST_CASE("Every fix mends the problem that offers it") {
  for (const Case& c : kCases) {
    CAPTURE(c.node);
    const json::Value nodes = Job(c.node);
    std::size_t fixes = 0;
    for (const Problem& problem : ProblemsOf(nodes)) {
      CAPTURE(problem.message);
      for (const Fix& fix : problem.fixes) {
        CAPTURE(fix.title);
        ++fixes;
        const Result<json::Value> fixed = ApplyFix(nodes, problem.node_id, fix);
        REQUIRE_MESSAGE(fixed, fixed.error().message);
        CHECK_FALSE(Has(ProblemsOf(*fixed), problem.message));
      }
    }
    CHECK_MESSAGE(fixes == c.fixes, c.node);
  }
}

TEST_CASE("Resolve it leaves a join without a problem") {
  const json::Value nodes = Job(kCases[0].node);
  const std::vector<Problem> problems = ProblemsOf(nodes);
  REQUIRE_FALSE(problems.empty());
  for (const Fix& fix : problems[0].fixes) {
    CAPTURE(fix.title);
    CHECK(ProblemsOf(*ApplyFix(nodes, "n", fix)).empty());
  }
}

}  // namespace tenon::graph
