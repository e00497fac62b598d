// What a graph is with nodes over databases.

#include "graph/database_test.h"
#include "graph/graph.h"

namespace tenon::graph {
namespace {

std::string Writing(const char* id, const char* connection, const char* table,
                    const char* mode = "append") {
  return R"(,")" + std::string(id) + R"(":{"JDBCConnectorTarget":{"Name":"Out","Inputs":["s"],)" +
         R"("ConnectionName":")" + connection + R"(","ConnectionTable":")" + table +
         R"(","AdditionalOptions":{"writeMode":")" + mode + R"("}}})";
}

std::string Reading(const char* id, const char* options = "{}") {
  return R"(")" + std::string(id) +
         R"(":{"JDBCConnectorSource":{"Name":"In","ConnectionName":"pg","ConnectionTable":"hits",)" +
         R"("AdditionalOptions":)" + options + "}}";
}

MemoryEnvironment World() {
  MemoryEnvironment world = DatabaseWorld();
  world.files["hits"] = Columns("id bigint");
  world.connections["other"] = world.connections["pg"];
  world.connections["other"].name = "other";
  return world;
}

Graph Parsed(const std::string& nodes) { return *Graph::Parse(*json::Parse("{" + nodes + "}")); }

}  // namespace

TEST_CASE("a run writes to one database, and no target drops what another has written") {
  struct Case {
    std::string targets;
    const char* problem;
  };
  for (const Case& c : {
           Case{Writing("t", "pg", "a") + Writing("u", "pg", "b", "overwrite"), ""},
           Case{Writing("t", "pg", "a") + Writing("u", "pg", "public.a"), ""},
           Case{Writing("t", "pg", "a", "overwrite") + Writing("u", "pg", "sales.a", "overwrite"),
                ""},
           Case{Writing("t", "pg", "a") + Writing("u", "other", "b"),
                "Out (u): a run writes to one database, as only there it is one transaction: Out "
                "(t) writes by connection pg, and this node by other; write one of them with a job "
                "of its own"},
           Case{Writing("t", "pg", "a") + Writing("u", "my", "a"),
                "Out (u): a run writes to one database, as only there it is one transaction: Out "
                "(t) writes by connection pg, and this node by my; write one of them with a job of "
                "its own"},
           Case{Writing("t", "pg", "a") + Writing("u", "pg", "public.a", "overwrite"),
                "Out (u): Out (t) writes the table a as well, and one of the two overwrites it; "
                "put the inputs together with a Union node, or append with both"},
       }) {
    CAPTURE(c.targets);
    MemoryEnvironment world = World();
    const Binding binding = Parsed(Reading("s") + c.targets).Bind(world);
    CHECK((binding.problems.empty() ? "" : ToString(binding.problems[0])) == c.problem);
  }
}

TEST_CASE("sources that read the same are read once, but each bookmark is its own") {
  struct Case {
    const char* options;
    std::size_t scans;
  };
  for (const Case& c : {Case{"{}", 1}, Case{R"({"JobBookmarkKeys":["id"]})", 2}}) {
    CAPTURE(c.options);
    MemoryEnvironment world = World();
    const Graph graph =
        Parsed(Reading("s", c.options) + "," + Reading("r", c.options) +
               R"(,"u":{"Union":{"Name":"U","Inputs":["s","r"],"UnionType":"ALL"}},)" +
               R"("t":{"JDBCConnectorTarget":{"Name":"Out","Inputs":["u"],"ConnectionName":"pg",)" +
               R"("ConnectionTable":"a"}})");
    const Result<Plan> plan = graph.Compile(world, "");
    REQUIRE_MESSAGE(plan, plan.error().message);
    CHECK(plan->scans.size() == c.scans);
  }
}

TEST_CASE("a preview of a target in a database shows what it is given") {
  MemoryEnvironment world = World();
  const auto plan =
      Parsed(Reading("s") + Writing("t", "pg", "a")).CompileNode(world, "t", Graph::Rows::kFirst);
  REQUIRE_MESSAGE(plan, plan.error().message);
  CHECK(plan->relation == "s");
  CHECK(plan->plan.targets.empty());
}

TEST_CASE("a node below a database that does not answer waits for it") {
  MemoryEnvironment world = DatabaseWorld();
  const Graph graph = Parsed(Reading("s") + Writing("t", "pg", "a"));
  const Binding binding = graph.Bind(world);
  REQUIRE(binding.problems.size() == 1);
  CHECK(binding.problems[0].severity == Severity::kUnknown);
  CHECK(graph.Compile(world, "").error().message ==
        "In (s): ConnectionTable: the columns cannot be told: the database does "
        "not answer");
}

}  // namespace tenon::graph
