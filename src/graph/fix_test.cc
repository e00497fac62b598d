#include "graph/fix.h"

#include <doctest/doctest.h>

namespace tenon::graph {

const json::Value kNodes = *json::Parse(R"({
  "node-7": {"S3CsvSource": {"Name": "Left"}},
  "right": {"S3CsvSource": {"Name": "Right"}},
  "node-12": {"Join": {"Name": "right", "Inputs": ["node-7", "right"], "JoinType": "left",
    "Columns": [{"From": "right", "Keys": [["right"]]}, {"From": "node-7", "Keys": [["id"]]}]}}})");

const InsertNode kRename = {1, "ApplyMapping", {{"Name", "Renamed"}, {"Mapping", json::Array{}}}};

TEST_CASE("A fix sets and removes parameters") {
  const auto fixed =
      ApplyFix(kNodes, "node-12",
               {"", {SetParameter{"JoinType", "outer"}, SetParameter{"Columns", json::Value()}}});
  REQUIRE(fixed);
  CHECK((*fixed)["node-12"] == *json::Parse(R"({"Join": {"Name": "right",
      "Inputs": ["node-7", "right"], "JoinType": "outer"}})"));
  CHECK((*fixed)["node-7"] == kNodes["node-7"]);
}

TEST_CASE("A fix puts a node before an input, which the node then knows by the new name") {
  const auto fixed = ApplyFix(kNodes, "node-12", {"", {kRename}});
  REQUIRE(fixed);
  CHECK(json::Dump((*fixed)["node-13"]) ==
        R"({"ApplyMapping":{"Name":"Renamed","Mapping":[],"Inputs":["right"]}})");
  CHECK(json::Dump((*fixed)["node-12"]) ==
        R"({"Join":{"Name":"right","Inputs":["node-7","node-13"],"JoinType":"left",)"
        R"("Columns":[{"From":"node-13","Keys":[["right"]]},{"From":"node-7","Keys":[["id"]]}]}})");
  CHECK(fixed->AsObject()->members[2].first == "node-13");
}

TEST_CASE("Parameters are set before nodes are put in, and two nodes get two names") {
  const auto fixed =
      ApplyFix(kNodes, "node-12",
               {"",
                {kRename, InsertNode{0, "DropFields", {{"Name", "Fewer"}}},
                 SetParameter{"Columns", *json::Parse(R"([{"From":"right","Keys":[["k"]]}])")}}});
  REQUIRE(fixed);
  CHECK(json::Dump((*fixed)["node-12"]["Join"]["Inputs"]) == R"(["node-14","node-13"])");
  CHECK(json::Dump((*fixed)["node-12"]["Join"]["Columns"]) ==
        R"([{"From":"node-13","Keys":[["k"]]}])");
}

TEST_CASE("A fix for what is not there is refused") {
  CHECK(ApplyFix(kNodes, "node-1", {"", {}}).error().kind == ErrorKind::kNotFound);
  CHECK(ApplyFix(json::Value(), "node-1", {"", {}}).error().kind == ErrorKind::kNotFound);
  CHECK(ApplyFix(kNodes, "node-7", {"", {kRename}}).error().message ==
        "node node-7 has no input of number 2");
}

}  // namespace tenon::graph
