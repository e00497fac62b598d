// Runs every case of tests/golden/rows: blocks with an empty line between them, of
//   the node: "gs_concat colName=c; colList=a,b" for a managed transform, else its kind and its
//     parameters as JSON, on one line
//   the SELECT whose rows go in; beside them there is a table of the catalog, shop.users
//   the columns and the rows that come out, or what is wrong
// TENON_UPDATE_GOLDEN=1 writes the last part anew, for review.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/file.h"
#include "engine/testing/row_bench.h"
#include "graph/managed/managed_transform.h"
#include "graph/pii_detector.h"
#include "graph/recipe/recipe_operation.h"
#include "json/value.h"

namespace tenon::engine {
namespace {

struct Case {
  std::string node;
  std::string input;
  std::string rows;
};

// The text up to `end` (not in it), which is taken away with it.
std::string Take(std::string_view& text, std::string_view end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string taken(text.substr(0, at));
  text.remove_prefix(std::min(at + end.size(), text.size()));
  return taken;
}

std::vector<Case> ReadCases(const std::string& file) {
  const Result<std::string> content = ReadFile(file);
  REQUIRE(content);
  std::vector<Case> cases;
  for (std::string_view text = *content; !text.empty();) {
    const std::string block = Take(text, "\n\n");
    std::string_view rest = block;
    Case read;
    read.node = Take(rest, "\n");
    read.input = Take(rest, "\n");
    read.rows = rest;
    while (read.rows.ends_with('\n')) read.rows.pop_back();
    cases.push_back(std::move(read));
  }
  return cases;
}

// A DynamicTransform with the arguments "colName=c; colList=a,b".
std::string ManagedNode(const std::string& function, std::string_view arguments) {
  json::Array parameters;
  while (!arguments.empty()) {
    std::string argument = Take(arguments, "; ");
    const std::size_t equals = argument.find('=');
    parameters.push_back({{"Name", argument.substr(0, equals)},
                          {"Type", "str"},
                          {"Value", json::Array{argument.substr(equals + 1)}}});
  }
  return json::Dump({{"Name", "Node"},
                     {"TransformName", function},
                     {"FunctionName", function},
                     {"Path", "s3://transforms/" + function + ".py"},
                     {"Inputs", json::Array{"n1"}},
                     {"Parameters", parameters}});
}

std::string RowsOf(const Case& given) {
  RowBench bench(given.input);
  bench.AddTable("shop.users",
                 "SELECT * FROM (VALUES (1, 'de', 'ann'), (2, 'de', 'bob'), (2, 'fr', 'bo'), "
                 "(NULL, 'de', 'none')) t(id, region, name)");
  std::string_view rest = given.node;
  const std::string kind = Take(rest, " ");
  std::string rows = kind.starts_with("gs_")
                         ? bench.Rows("DynamicTransform", ManagedNode(kind, rest))
                         : bench.Rows(kind, rest);
  while (rows.ends_with('\n')) rows.pop_back();
  return rows;
}

std::vector<std::string> GoldenFiles() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(TENON_GOLDEN_ROWS)) {
    files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

TEST_CASE("Every golden case of rows comes out as written") {
  for (const std::string& file : GoldenFiles()) {
    std::string anew;
    for (const Case& expected : ReadCases(file)) {
      const std::string rows = RowsOf(expected);
      if (std::getenv("TENON_UPDATE_GOLDEN") == nullptr) {
        CHECK_MESSAGE(rows == expected.rows, expected.node, " of ", expected.input);
      }
      anew +=
          (anew.empty() ? "" : "\n") + expected.node + '\n' + expected.input + '\n' + rows + '\n';
    }
    if (std::getenv("TENON_UPDATE_GOLDEN") != nullptr) {
      REQUIRE(WriteFileAtomically(file, anew, 0644));
    }
  }
}

TEST_CASE("Every managed transform has a golden case of its rows") {
  std::set<std::string> tested;
  for (const std::string& file : GoldenFiles()) {
    for (const Case& read : ReadCases(file))
      tested.insert(read.node.substr(0, read.node.find(' ')));
  }
  for (const graph::ManagedTransform* transform : graph::ManagedTransforms()) {
    CHECK_MESSAGE(tested.contains(std::string(transform->name)), transform->name);
  }
}

TEST_CASE("Every detector of personal data and every recipe operation has a golden case") {
  std::string nodes;
  for (const std::string& file : GoldenFiles()) {
    for (const Case& read : ReadCases(file)) nodes += read.node + '\n';
  }
  const auto is_tested = [&](std::string_view name) {
    return nodes.find('"' + std::string(name) + '"') != std::string::npos;
  };
  for (const graph::PiiDetector& detector : graph::PiiDetectors()) {
    CHECK_MESSAGE(is_tested(detector.name), detector.name);
  }
  for (const graph::RecipeOperation* operation : graph::RecipeOperations()) {
    CHECK_MESSAGE(is_tested(operation->name), operation->name);
  }
}

}  // namespace tenon::engine
