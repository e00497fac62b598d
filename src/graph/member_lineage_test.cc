// The lineage of the golden job of every transform.

#include <doctest/doctest.h>

#include "base/file.h"
#include "graph/graph.h"
#include "graph/memory_environment.h"

namespace tenon::graph {
namespace {

std::string Text(const SourceColumns& columns) {
  std::string out;
  for (const SourceColumn& column : columns) {
    out += (out.empty() ? "" : " ") + column.node_id + '.' + column.column;
  }
  return out;
}

}  // namespace

TEST_CASE("Every column of every transform is traced to the columns of the sources") {
  const Result<std::string> text = ReadFile(std::string(TENON_GOLDEN) + "/member-transforms.json");
  REQUIRE(text);
  const json::Value document = *json::Parse(*text);
  MemoryEnvironment environment;
  for (const auto& [name, table] : document["Tables"].AsObject()->members) {
    environment.tables[name] = table;
  }
  const Result<Graph> graph = Graph::Parse(document["Nodes"]);
  REQUIRE(graph);
  const std::map<std::string, Lineage> traced = graph->Trace(environment);
  for (const auto& [node, lineage] : traced) {
    CAPTURE(node);
    CHECK(lineage.gaps.empty());
  }
  struct Case {
    const char* node;
    const char* column;
    const char* values;
    const char* deciding;
  };
  for (const Case& c : {
           Case{"merge", "qty", "news.qty stock.qty", "news.id stock.id"},
           Case{"merge", "kind", "news.kind", "news.id stock.id"},
           Case{"route/many", "id", "news.id stock.id", "news.id news.qty stock.id stock.qty"},
           Case{"many", "price", "stock.price", "news.id news.qty stock.id stock.qty"},
           Case{"names", "name", "news.name stock.name",
                "news.id news.kind news.name news.qty stock.id stock.name stock.price stock.qty"},
           Case{"filled", "qty_filled", "news.qty stock.qty",
                "news.id news.kind news.name news.qty stock.id stock.name stock.price stock.qty"},
           Case{"sums", "max(price)", "stock.price",
                "news.id news.kind news.name news.qty stock.id stock.name stock.price stock.qty"},
           Case{"outcomes", "Rule", "", ""},
           Case{"rules/rowLevelOutcomes", "price", "stock.price", ""},
       }) {
    CAPTURE(c.node);
    const auto lineage = traced.find(c.node);
    REQUIRE(lineage != traced.end());
    CHECK(Text(lineage->second.deciding) == c.deciding);
    bool found = false;
    for (const Lineage::Output& output : lineage->second.columns) {
      if (output.name != c.column) continue;
      found = true;
      CHECK(Text(output.values) == c.values);
    }
    CHECK(found);
  }
}

}  // namespace tenon::graph
