// Any JSON text either is no job graph, or binds: with problems, or to a plan; and has a script or
// a reason for none.

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "graph/graph.h"
#include "graph/memory_environment.h"
#include "json/value.h"
#include "types/schema.h"

namespace {

tenon::graph::MemoryEnvironment World() {
  tenon::graph::MemoryEnvironment environment;
  environment.tables["db.t"] = *tenon::json::Parse(R"({"Parameters":{"classification":"csv"},
      "StorageDescriptor":{"Location":"s3://b/t/","Columns":[{"Name":"id","Type":"bigint"},
      {"Name":"s","Type":"string"},{"Name":"x","Type":"struct<y:int>"}]}})");
  environment.tables["db.p"] = *tenon::json::Parse(R"({"Parameters":{"connectionName":"pg",
      "jobBookmarkKeys":"id","writeMode":"merge","mergeKeys":"id"},
      "StorageDescriptor":{"Location":"shop.public.p","Columns":[{"Name":"id","Type":"bigint"}]}})");
  environment.tables["db.m"] = *tenon::json::Parse(R"({"Parameters":{"connectionName":"my"},
      "StorageDescriptor":{"Location":"shop.m","Columns":[{"Name":"id","Type":"bigint"}]}})");
  environment.connections["pg"] = {.name = "pg", .database = "shop"};
  environment.connections["my"] = {
      .name = "my", .kind = tenon::task::DatabaseKind::kMySql, .database = "shop"};
  environment.files["f"] = {{"id", tenon::TypeKind::kBigint}};
  environment.files["s3://b/f/"] = {{"id", tenon::TypeKind::kBigint}};
  environment.query_schema = {{"id", tenon::TypeKind::kBigint}};
  return environment;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto nodes = tenon::json::Parse({reinterpret_cast<const char*>(data), size});
  if (!nodes) return 0;
  const auto graph = tenon::graph::Graph::Parse(*nodes);
  if (!graph) return 0;
  auto environment = World();
  const tenon::graph::Binding binding = graph->Bind(environment);
  const auto plan = graph->Compile(environment, "run-1-part-");
  const bool wrong = std::ranges::any_of(binding.problems, [](const auto& problem) {
    return problem.severity != tenon::graph::Severity::kWarning;
  });
  CHECK(!(plan && wrong));
  const auto script = graph->ToScript(environment);
  CHECK(script ? script->ends_with("\njob.commit()\n") : !script.error().message.empty());
  using Rows = tenon::graph::Graph::Rows;
  for (const auto& [id, schema] : binding.schemas) {
    if (wrong) break;
    for (const Rows rows : {Rows::kAll, Rows::kFirst}) {
      CHECK(graph->CompileNode(environment, id, rows));
    }
  }
  return 0;
}
