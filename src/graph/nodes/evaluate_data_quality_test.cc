#include "graph/nodes/node_test.h"

namespace tenon::graph {

constexpr const char* kOutcomes =
    "Rule string, Outcome string, FailureReason string, EvaluatedMetrics map<string,double>, "
    "EvaluatedRule string";

TEST_CASE("EvaluateDataQuality passes the rows and says that no rule is evaluated") {
  const BindResult bound =
      BindNode("EvaluateDataQuality", R"({"Ruleset":"Rules = []"})", {"a int"});
  CHECK(SqlOf(bound) == R"(SELECT "a" FROM "n1")");
  REQUIRE(bound->warnings.size() == 1);
  CHECK(bound->warnings[0].field == "Ruleset");
  CHECK(bound->warnings[0].message.starts_with("the rules are not evaluated yet"));
}

TEST_CASE("EvaluateDataQuality yields outcomes where they are wanted, none yet") {
  const BindResult bound =
      BindNode("EvaluateDataQuality", R"({"Ruleset":"","Output":"EvaluationResults"})", {"a int"});
  CHECK(SqlOf(bound).ends_with(R"(FROM "n1" WHERE false)"));
  CHECK(Text(bound->schema) == kOutcomes);
  CHECK(bound->warnings.size() == 1);
  CHECK(ParseNode("EvaluateDataQuality", R"({"Ruleset":"","Output":"x"})").error().message ==
        "Output must be PrimaryInput or EvaluationResults: x");
  CHECK(ParseNode("EvaluateDataQuality", "{}").error().message == "Ruleset must be a string");
}

TEST_CASE("EvaluateDataQualityMultiFrame yields rows and outcomes") {
  const BindResult bound =
      BindNode("EvaluateDataQualityMultiFrame", R"({"Ruleset":""})", {"a int", "b int"});
  REQUIRE(bound);
  const auto& frames = std::get<Frames>(bound->part);
  REQUIRE(frames.size() == 2);
  CHECK(frames[0].name == "rowLevelOutcomes");
  CHECK(Text(frames[0].schema) ==
        "a int, DataQualityRulesPass array<string>, DataQualityRulesFail array<string>, "
        "DataQualityRulesSkip array<string>, DataQualityEvaluationResult string");
  CHECK(frames[1].name == "ruleOutcomes");
  CHECK(Text(frames[1].schema) == kOutcomes);
  CHECK(bound->warnings.size() == 1);
}

}  // namespace tenon::graph
