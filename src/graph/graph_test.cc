#include "graph/graph.h"

#include <algorithm>
#include <set>

#include "graph/nodes/node_test.h"

namespace tenon::graph {

const char kSource[] = R"("s":{"S3CatalogSource":{"Name":"In","Database":"db","Table":"t"}})";

std::string Refusal(const std::string& nodes) {
  const Result<Graph> graph = Graph::Parse(*json::Parse("{" + nodes + "}"));
  if (graph) return "";
  CHECK(graph.error().kind == ErrorKind::kInvalidInput);
  return graph.error().message;
}

std::string Rename(const char* id, const char* input) {
  return R"(,")" + std::string(id) + R"(":{"RenameField":{"Name":"R","Inputs":[")" + input +
         R"("],"SourcePath":["a"],"TargetPath":["b"]}})";
}

// Answers that a SELECT has the columns of its first relation, and keeps what it was asked.
class Recording final : public Environment {
 public:
  Result<json::Value> Table(std::string_view, std::string_view) override {
    return json::Value{
        {"Parameters", {{"classification", "csv"}}},
        {"StorageDescriptor",
         {{"Location", "s3://b/"}, {"Columns", json::Array{{{"Name", "a"}, {"Type", "int"}}}}}}};
  }
  Result<task::DatabaseConnection> Connection(std::string_view) override {
    return NotFound("no connection");
  }
  Result<Schema> FileSchema(const Scan&) override { return NotFound("no file"); }
  Result<Schema> QuerySchema(std::string_view sql, std::span<const std::string>,
                             std::span<const Schema> schemas) override {
    asked.insert(std::string(sql) + " over " + Text(schemas[0]));
    return schemas[0];
  }
  std::uint64_t BytesOf(const Scan&) override { return 0; }
  Result<DataRows> QueryRows(const Plan&, std::string_view) override {
    return Unavailable("no data");
  }

  std::set<std::string> asked;
};

std::string Sql(const char* id, const char* input, const char* column) {
  return R"(,")" + std::string(id) + R"(":{"SparkSQL":{"Name":"Q","Inputs":[")" + input +
         R"("],"SqlQuery":"SELECT )" + column + " AS " + id +
         R"( FROM t","SqlAliases":[{"From":")" + input + R"(","Alias":"t"}]}})";
}

// What the engine is asked of a graph.
std::set<std::string> Asked(const std::string& nodes) {
  Recording environment;
  const Binding binding = Graph::Parse(*json::Parse("{" + nodes + "}"))->Bind(environment);
  for (const Problem& problem : binding.problems) FAIL(ToString(problem));
  return environment.asked;
}

// How many questions there are that were not asked before.
std::size_t New(const std::set<std::string>& asked, const std::set<std::string>& before) {
  return static_cast<std::size_t>(std::ranges::count_if(
      asked, [&](const std::string& question) { return !before.contains(question); }));
}

TEST_CASE("Parse refuses a graph of the wrong shape and names the node") {
  const std::string source = kSource;
  const std::string target =
      R"(,"t":{"S3DirectTarget":{"Name":"Out","Inputs":["s"],"Path":"s3://b/","Format":"json"}})";
  struct Case {
    std::string nodes;
    const char* message;
  };
  for (const Case& c : {
           Case{"", "the job has no source; add one"},
           Case{R"("x":{"Teleport":{"Name":"T"}})", "node x is of an unknown kind: Teleport"},
           Case{R"("x":{})", "node x must be of exactly one kind, but has none"},
           Case{R"("x":{"Filter":{},"Join":{}})",
                "node x must be of exactly one kind, but has Filter, Join"},
           Case{R"("x":{"Filter":7})", "node x: Filter must be an object"},
           Case{R"("x":7)", "node x must be an object"},
           Case{source + Rename("r", "nowhere"),
                "R (r): Inputs names a node that is not there: nowhere"},
           Case{source + Rename("r", "r"),
                "R (r): Inputs lead in a circle; connect it to a node that does not follow it"},
           Case{source + target + Rename("r", "t"),
                "R (r): Inputs names a target, which has no output: Out (t)"},
           Case{source + Rename("S", "s"),
                "two nodes have ids that differ only in upper and lower case: S"},
           Case{
               R"("s":{"S3CatalogSource":{"Name":"In","Database":"d","Table":"t","Inputs":["x"]}})",
               "In (s): S3CatalogSource is a source that takes no inputs, but Inputs has 1"},
           Case{source + R"(,"j":{"Join":{"Name":"J","Inputs":["s"]}})",
                "J (j): Join is a transform that takes exactly 2 inputs, but Inputs has 1"},
           Case{source + R"(,"j":{"Join":{"Name":"J","Inputs":["s","s"]}})",
                "J (j): Inputs names one node twice"},
           Case{source + R"(,"f":{"Filter":{"Name":"F"}})",
                "F (f): Filter is a transform that takes exactly 1 input, but Inputs has 0"},
           Case{source + R"(,"f":{"Filter":{"Name":"F","Inputs":"s"}})",
                "F (f): Inputs must be a list of strings"},
           Case{source + R"(,"u":{"Union":{"Name":"U","Inputs":["s"],"UnionType":"ALL"}})",
                "U (u): Union is a transform that takes exactly 2 inputs, but Inputs has 1"},
           Case{R"("s":{"CatalogSource":{"Name":"In","Database":"d"}})",
                "In (s): Table must be a string"},
       }) {
    CAPTURE(c.nodes);
    CHECK(Refusal(c.nodes) == c.message);
  }
}

TEST_CASE("Parse accepts nodes in any order and kinds that are not built") {
  CHECK(Refusal(Rename("r", "s").substr(1) + "," + kSource) == "");
  CHECK(Refusal(std::string(kSource) + R"(,"u":{"CustomCode":{"Name":"U","Inputs":["s"]}})") == "");
}

TEST_CASE("Bind gives the schemas above a problem and tells only the first problem of a branch") {
  MemoryEnvironment environment;
  environment.tables["db.t"] = {
      {"Parameters", {{"classification", "csv"}}},
      {"StorageDescriptor",
       {{"Location", "s3://b/"}, {"Columns", json::Array{{{"Name", "a"}, {"Type", "int"}}}}}}};
  const std::string nodes =
      "{" + std::string(kSource) + Rename("r", "s") + Rename("q", "r") + Rename("p", "q") + "}";
  const Binding binding = Graph::Parse(*json::Parse(nodes))->Bind(environment);
  CHECK(binding.schemas.size() == 2);
  CHECK(Text(binding.schemas.at("r")) == "b int");
  REQUIRE(binding.problems.size() == 1);
  CHECK(ToString(binding.problems[0]) == "R (q): SourcePath: there is no column a; there are: b");
}

TEST_CASE("An edit asks nothing new of the engine but for what lies below it") {
  // Two branches: q1, q2 and q3 one below the other, and p.
  const std::string source = kSource;
  const std::string branch = Sql("p", "s", "a");
  const auto before =
      Asked(source + Sql("q1", "s", "a") + Sql("q2", "q1", "a") + Sql("q3", "q2", "a") + branch);
  CHECK(before.size() == 4);
  CHECK(New(Asked(source + Sql("q1", "s", "a") + Sql("q2", "q1", "a + 1") + Sql("q3", "q2", "a") +
                  branch),
            before) == 1);
  CHECK(New(Asked(source + Sql("q1", "s", "a") + Rename("r", "q1") + Sql("q2", "r", "b") +
                  Sql("q3", "q2", "b") + branch),
            before) == 2);
  CHECK(New(Asked(source + Sql("q1", "s", "a") + Sql("q2", "q1", "a") + Sql("q3", "q2", "a")),
            before) == 0);
}

TEST_CASE("two columns of one name are a problem wherever they arise") {
  MemoryEnvironment environment;
  environment.tables["db.t"] = {{"Parameters", {{"classification", "csv"}}},
                                {"StorageDescriptor",
                                 {{"Location", "s3://b/"},
                                  {"Columns", json::Array{{{"Name", "a"}, {"Type", "int"}},
                                                          {{"Name", "A"}, {"Type", "int"}}}}}}};
  const Graph graph = *Graph::Parse(*json::Parse("{" + std::string(kSource) + "}"));
  const Binding binding = graph.Bind(environment);
  REQUIRE(binding.problems.size() == 1);
  CHECK(ToString(binding.problems[0]) ==
        "In (s): two columns have the name A (upper and lower case do not tell them apart); rename "
        "one of them or drop it");
}

TEST_CASE("every kind has one name, and each that is built has words for the console") {
  CHECK(NodeKinds().size() == 79);
  for (const NodeKind* kind : NodeKinds()) {
    CAPTURE(kind->name);
    CHECK(FindNodeKind(kind->name) == kind);
    CHECK((kind->parse == nullptr || (!kind->title.empty() && !kind->documentation.empty())));
    CHECK((kind->category == Category::kSource) == (kind->most_inputs == 0));
  }
  CHECK(FindNodeKind("applymapping") == nullptr);
}

}  // namespace tenon::graph
