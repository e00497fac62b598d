#include <set>

#include "graph/nodes/node_test.h"
#include "graph/pii_detector.h"

namespace tenon::graph {

TEST_CASE("PIIDetection refuses what is no type of it") {
  CHECK(ParseNode("PIIDetection", R"({"PiiType":"RowEating","EntityTypesToDetect":[]})")
            .error()
            .message ==
        "PiiType must be one of RowAudit, RowHashing, RowMasking, RowPartialMasking, ColumnAudit, "
        "ColumnHashing, ColumnMasking: RowEating");
  CHECK(ParseNode("PIIDetection",
                  R"({"PiiType":"RowAudit","EntityTypesToDetect":[],"SampleFraction":"x"})")
            .error()
            .message == "SampleFraction must be a number");
}

TEST_CASE("Every type of entity in Glue's model is detected, or refused with a reason") {
  for (const std::string_view type :
       {"PERSON_NAME", "DATE", "USA_SNN", "EMAIL", "USA_ITIN", "USA_PASSPORT_NUMBER",
        "PHONE_NUMBER", "BANK_ACCOUNT", "IP_ADDRESS", "MAC_ADDRESS", "USA_CPT_CODE",
        "USA_HCPCS_CODE", "USA_NATIONAL_DRUG_CODE", "USA_MEDICARE_BENEFICIARY_IDENTIFIER",
        "USA_HEALTH_INSURANCE_CLAIM_NUMBER", "CREDIT_CARD", "USA_NATIONAL_PROVIDER_IDENTIFIER",
        "USA_DEA_NUMBER", "USA_DRIVING_LICENSE"}) {
    CAPTURE(type);
    const auto detector = FindPiiDetector(type);
    CHECK((detector || detector.error().kind == ErrorKind::kUnsupported));
  }
}

TEST_CASE("A sensitivity that has no effect is a warning; detection parameters can be removed") {
  const BindResult high = BindNode(
      "PIIDetection",
      R"({"PiiType":"RowMasking","EntityTypesToDetect":["EMAIL"],"DetectionSensitivity":"HIGH"})",
      {"a string"});
  REQUIRE(high);
  REQUIRE(high->warnings.size() == 1);
  CHECK(high->warnings[0].field == "DetectionSensitivity");
  const BindResult parameters = BindNode(
      "PIIDetection",
      R"({"PiiType":"ColumnAudit","EntityTypesToDetect":["EMAIL"],"DetectionParameters":"{}"})",
      {"a string"});
  REQUIRE_FALSE(parameters);
  CHECK(parameters.error()[0].fixes ==
        std::vector<Fix>{{"Remove it", {SetParameter{"DetectionParameters", json::Value()}}}});
}

TEST_CASE("The column that tells what was found is made of all texts") {
  const BindResult bound =
      BindNode("PIIDetection", R"({"PiiType":"RowAudit","EntityTypesToDetect":["EMAIL"]})",
               {"id int, a string, b varchar(9)"});
  REQUIRE(bound);
  const auto& select = std::get<Select>(bound->part);
  CHECK(select.values.back() == std::vector<ColumnOf>{{0, 1}, {0, 2}});
  CHECK(bound->schema.back().name == "DetectedEntities");
}

}  // namespace tenon::graph
