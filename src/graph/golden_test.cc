// Runs every case of tests/golden/graph: NAME.json holds a job and the world around it
// (golden_case.h), and NAME.txt the plan that it compiles to, or the problems.
// TENON_UPDATE_GOLDEN=1 writes the texts anew, for review.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "base/file.h"
#include "graph/database_table.h"
#include "graph/golden_case.h"
#include "task/task.h"
#include "types/type.h"

namespace tenon::graph {

namespace fs = std::filesystem;

std::string Columns(const Schema& schema) {
  std::string out;
  for (const Column& column : schema) {
    out += (out.empty() ? "" : ", ") + column.name + ' ' + HiveName(column.type);
  }
  return out;
}

std::string List(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

// "field: value" on a line of its own, if there is a value.
std::string Line(std::string_view field, const std::string& value) {
  return value.empty() ? "" : "  " + std::string(field) + ": " + value + "\n";
}

std::string Describe(const Scan& scan) {
  const task::Source& source = scan.source;
  if (source.database) {
    return "scan " + source.name + " (" + source.title + ")\n" +
           Line("of", ToString(*source.database)) + Line("columns", Columns(source.columns));
  }
  std::string out = "scan " + source.name + " (" + source.title + "), " +
                    std::string(task::NameOf(source.format)) + "\n";
  out += Line("locations", List(scan.locations) + (scan.recurse ? " and below" : ""));
  out += Line("exclusions", List(scan.exclusions));
  out += Line("columns", Columns(source.columns));
  out += Line("partition columns", Columns(source.partition_columns));
  out += Line("partition predicate", scan.partition_predicate);
  if (source.format != task::Format::kCsv) return out;
  const task::CsvOptions& csv = source.csv;
  for (const auto& [name, character] :
       {std::pair{"separator", csv.separator}, {"quote", csv.quote}, {"escape", csv.escape}}) {
    const bool printable = character > ' ' && character < '\x7f';
    out += Line(name, printable ? std::string(1, character)
                                : "byte " + std::to_string(static_cast<unsigned char>(character)));
  }
  return out + Line("header lines", std::to_string(csv.header_lines)) +
         Line("multiline", csv.multiline ? "yes" : "no");
}

std::string Describe(const Target& target) {
  const task::Sink& sink = target.sink;
  if (sink.database) {
    return "target " + sink.node_id + " (" + sink.title + ")\n" + Line("input", sink.input) +
           Line("to", ToString(*sink.database)) + Line("columns", Columns(target.schema));
  }
  std::string out = "target " + sink.node_id + " (" + sink.title + "), " +
                    std::string(task::NameOf(sink.format)) + ", " + sink.compression + "\n";
  out += Line("input", sink.input) + Line("location", target.location);
  out += Line("columns", Columns(target.schema));
  out += Line("partition keys", List(sink.partition_keys));
  out += Line("file prefix", sink.file_prefix) + Line("files", std::to_string(sink.files));
  if (const auto& update = target.catalog_update) {
    out += Line("catalog", update->database + "." + update->table +
                               (update->update_schema ? ", schema updated" : ", schema kept"));
  }
  return out;
}

std::string Describe(const Plan& plan) {
  std::string out;
  for (const Scan& scan : plan.scans) out += Describe(scan);
  for (const task::View& view : plan.views) {
    out += "view " + view.name + " (" + view.title + ")\n  " + view.sql + "\n";
  }
  for (const Target& target : plan.targets) out += Describe(target);
  return out;
}

// What becomes of the case: refused, problems, or a plan.
std::string Outcome(const json::Value& input) {
  const Result<Graph> graph = Graph::Parse(input["Nodes"]);
  if (!graph) return "refused: " + graph.error().message + "\n";
  MemoryEnvironment environment = EnvironmentOf(input);
  const Binding binding = graph->Bind(environment);
  std::string out;
  for (const Problem& problem : binding.problems) out += "problem: " + ToString(problem) + "\n";
  const Result<Plan> plan = graph->Compile(environment, "run-1-part-");
  if (!plan) return out + "compile: " + plan.error().message + "\n";
  return out + Describe(*plan);
}

TEST_CASE("every golden graph compiles to its plan") {
  std::vector<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(TENON_GOLDEN)) {
    if (entry.path().extension() == ".json") cases.push_back(entry.path());
  }
  std::ranges::sort(cases);
  REQUIRE_FALSE(cases.empty());
  const bool update = std::getenv("TENON_UPDATE_GOLDEN") != nullptr;  // NOLINT
  for (const fs::path& path : cases) {
    CAPTURE(path.filename().string());
    const Result<std::string> text = ReadFile(path);
    REQUIRE(text);
    const Result<json::Value> input = json::Parse(*text);
    REQUIRE_MESSAGE(input, input.error().message);
    const std::string outcome = Outcome(*input);
    const fs::path expected = fs::path(path).replace_extension(".txt");
    if (update) {
      REQUIRE(WriteFileAtomically(expected, outcome, 0644));
    }
    const Result<std::string> golden = ReadFile(expected);
    REQUIRE_MESSAGE(golden, "TENON_UPDATE_GOLDEN=1 writes it");
    CHECK(outcome == *golden);
  }
}

}  // namespace tenon::graph
