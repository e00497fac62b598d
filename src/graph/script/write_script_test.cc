// Runs every case of tests/golden/graph and of tests/golden/scripts, which hold a job and the world
// around it (golden_case.h): tests/golden/scripts/NAME.py is its script, or "# refused: " and why
// there is none. TENON_UPDATE_GOLDEN=1 writes the texts anew, for review.

#include "graph/script/write_script.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/file.h"
#include "graph/golden_case.h"
#include "graph/nodes/registry.h"
#include "graph/script/sql_script.h"

namespace tenon::graph {
namespace {

namespace fs = std::filesystem;

// Kinds without a script, each for a reason that no_script or refusal gives.
const std::set<std::string_view> kWithoutScript = {
    // Their rows here are not those of AWS's own implementation.
    "EvaluateDataQuality", "EvaluateDataQualityMultiFrame", "PIIDetection", "Recipe",
    // Open-source Spark cannot read them.
    "S3ExcelSource"};

std::vector<fs::path> Cases() {
  std::vector<fs::path> cases;
  for (const char* folder : {TENON_GOLDEN, TENON_GOLDEN_SCRIPTS}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".json") cases.push_back(entry.path());
    }
  }
  std::ranges::sort(cases, {}, [](const fs::path& path) { return path.filename(); });
  return cases;
}

json::Value ReadCase(const fs::path& path) {
  const Result<std::string> text = ReadFile(path);
  REQUIRE(text);
  Result<json::Value> input = json::Parse(*text);
  REQUIRE_MESSAGE(input, input.error().message);
  return *std::move(input);
}

Result<std::string> ScriptOf(const json::Value& input) {
  ASSIGN_OR_RETURN(const Graph graph, Graph::Parse(input["Nodes"]));
  MemoryEnvironment environment = EnvironmentOf(input);
  return graph.ToScript(environment);
}

// A job of one source, the node and nothing else. `node` lacks its Inputs.
Result<std::string> ScriptOfNode(std::string_view kind, json::Value node) {
  node.Set("Inputs", json::Array{"node-1"});
  json::Value source = {{"Name", "Source"}, {"Database", "sales"}, {"Table", "orders"}};
  return ScriptOf(
      {{"Nodes",
        {{"node-1", {{"CatalogSource", std::move(source)}}},
         {"node-2", json::Object{{{std::string(kind), std::move(node)}}}}}},
       {"Tables",
        {{"sales.orders",
          {{"Parameters", {{"classification", "parquet"}}},
           {"StorageDescriptor",
            {{"Location", "s3://sales/orders/"},
             {"Columns", json::Array{{{"Name", "id"}, {"Type", "bigint"}},
                                     {{"Name", "it's \"q\""}, {"Type", "string"}}}}}}}}}}});
}

TEST_CASE("every golden graph has its script, or a reason for none") {
  const bool update = std::getenv("TENON_UPDATE_GOLDEN") != nullptr;  // NOLINT
  for (const fs::path& path : Cases()) {
    CAPTURE(path.filename().string());
    const Result<std::string> script = ScriptOf(ReadCase(path));
    const std::string outcome = script ? *script : "# refused: " + script.error().message + '\n';
    const fs::path expected =
        fs::path(TENON_GOLDEN_SCRIPTS) / path.filename().replace_extension(".py");
    if (update) REQUIRE(WriteFileAtomically(expected, outcome, 0644));
    const Result<std::string> golden = ReadFile(expected);
    REQUIRE_MESSAGE(golden, "TENON_UPDATE_GOLDEN=1 writes it");
    CHECK(outcome == *golden);
  }
}

TEST_CASE("every kind that runs here has a script, or is known to have none") {
  for (const NodeKind* kind : NodeKinds()) {
    CAPTURE(kind->name);
    // Custom code runs on Spark only, so it has a script and nothing else.
    const bool is_wanted =
        kind->parse == nullptr ? kind->name == "CustomCode" : !kWithoutScript.contains(kind->name);
    CHECK((kind->script != nullptr) == is_wanted);
    if (kind->script != nullptr) {
      CHECK(kind->no_script.empty());
    } else {
      CHECK_FALSE((kind->no_script.empty() && kind->refusal.empty()));
    }
  }
}

TEST_CASE("every kind with a script is in a golden case") {
  std::set<std::string> seen;
  for (const fs::path& path : Cases()) {
    const json::Value input = ReadCase(path);
    if (!ScriptOf(input)) continue;
    for (const auto& [id, node] : input["Nodes"].AsObject()->members) {
      seen.insert(node.AsObject()->members.front().first);
    }
  }
  for (const NodeKind* kind : NodeKinds()) {
    CAPTURE(kind->name);
    if (kind->script != nullptr) CHECK(seen.contains(std::string(kind->name)));
  }
}

TEST_CASE("what a job says cannot leave the literal or comment that it is in") {
  const std::string evil = "x\"\"\"\n'''\\\nimport os  # \r\u00e9";
  const auto renamed = ScriptOfNode(
      "RenameField",
      {{"Name", evil}, {"SourcePath", json::Array{evil}}, {"TargetPath", json::Array{"y"}}});
  REQUIRE(renamed);
  CHECK_FALSE(renamed->contains("\nimport os"));
  CHECK(renamed->contains("# Script generated for node x\"\"\" '''\\ import os  #  \u00e9\n"));
  const auto query =
      ScriptOfNode("SparkSQL", {{"Name", "q"},
                                {"SqlQuery", "SELECT '\"\"\"' AS a, \"\\n\" AS b\nFROM t"},
                                {"SqlAliases", json::Array{{{"From", "node-1"}, {"Alias", "t"}}}}});
  REQUIRE(query);
  CHECK(
      query->contains("q_node2_query = \"\"\"\nSELECT '\"\\\"\\\"' AS a, \"\\\\n\" AS b\nFROM t\n"
                      "\"\"\"\n"));
}

TEST_CASE("a filter compares with literals of the columns' types, and looks at None first") {
  const auto filter = [](std::string_view operation, bool negated, std::string_view column,
                         std::string_view constant) {
    const auto script = ScriptOfNode(
        "Filter",
        {{"Name", "f"},
         {"LogicalOperator", "AND"},
         {"Filters",
          json::Array{{{"Operation", operation},
                       {"Negated", negated},
                       {"Values",
                        json::Array{{{"Type", "COLUMNEXTRACTED"}, {"Value", json::Array{column}}},
                                    {{"Type", "CONSTANT"}, {"Value", json::Array{constant}}}}}}}}});
    REQUIRE_MESSAGE(script, script.error().message);
    const std::size_t begin = script->find("lambda row: ") + 12;
    return script->substr(begin, script->find(",\n", begin) - begin);
  };
  CHECK(filter("EQ", false, "ID", "007") == R"(row["id"] == 7)");
  CHECK(filter("EQ", true, "id", "7") == R"(not (row["id"] == 7))");
  CHECK(filter("GT", true, "id", "7") == R"((row["id"] is not None and not (row["id"] > 7)))");
  CHECK(filter("EQ", false, "it's \"q\"", "7") == R"(row["it's \"q\""] == "7")");
  CHECK(filter("REGEX", false, "it's \"q\"", "a\\d") ==
        R"((row["it's \"q\""] is not None and bool(re.match("a\\d", row["it's \"q\""]))))");
}

TEST_CASE("a plan as SQL is a view a step, with sources and targets in comments") {
  const Result<Graph> graph =
      Graph::Parse(ReadCase(fs::path(TENON_GOLDEN) / "tutorial.json")["Nodes"]);
  REQUIRE(graph);
  MemoryEnvironment environment = EnvironmentOf(ReadCase(fs::path(TENON_GOLDEN) / "tutorial.json"));
  const Result<Explanation> explained = graph->Explain(environment);
  REQUIRE(explained);
  const std::string sql = ToSqlScript(explained->optimized);
  CHECK(sql.starts_with("-- Users CSV File\n-- reads csv s3://"));
  CHECK(sql.contains("\n\n-- Join User Data\nCREATE VIEW \"node-1732000000007\" AS\nSELECT "));
  CHECK(
      sql.ends_with("-- Transformed Zone\n-- writes \"node-1732000000007\" to "
                    "s3://ccbda-data/transformed_zone/ as parquet\n"));
}

TEST_CASE("a kind without a script is refused by the node's name, the kind and the reason") {
  const auto script = ScriptOfNode("Recipe", {{"Name", "Clean"}, {"RecipeSteps", json::Array{}}});
  REQUIRE_FALSE(script);
  CHECK(script.error().kind == ErrorKind::kUnsupported);
  CHECK(script.error().message.starts_with(
      "Clean (node-2): there is no script for the kind Recipe: DataBrew runs recipes"));
}

}  // namespace
}  // namespace tenon::graph
