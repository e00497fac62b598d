#include "api/model.h"

#include <doctest/doctest.h>

#include "api/pattern_set.h"

namespace tenon::api {
namespace {

TEST_CASE("the compiled models have what the published ones have") {
  const ServiceModel& glue = GlueModel();
  CHECK(glue.name == "glue");
  CHECK(glue.target_prefix == "AWSGlue");
  CHECK(glue.json_version == "1.1");
  CHECK(glue.operations.size() > 300);
  const OperationModel* create = glue.FindOperation("CreateDatabase");
  REQUIRE(create != nullptr);
  const auto members = glue.MembersOf(glue.shapes[create->input]);
  REQUIRE(members.size() >= 2);
  CHECK(members[1].name == "DatabaseInput");
  CHECK(members[1].required);
  CHECK(!members[0].required);
  CHECK(glue.FindOperation("createDatabase") == nullptr);
  CHECK(glue.FindError("EntityNotFoundException")->message_member == "Message");
  CHECK(glue.FindError("InternalServiceException")->status == 500);
  const Shape* worker = glue.FindShape("WorkerType");
  REQUIRE(worker != nullptr);
  CHECK(glue.EnumValuesOf(*worker)[1] == "G.1X");

  CHECK(StsModel().protocol == Protocol::kQuery);
  CHECK(StsModel().FindOperation("GetCallerIdentity")->result_wrapper == "GetCallerIdentityResult");
  CHECK(S3Model().protocol == Protocol::kRestXml);
  CHECK(S3Model().FindOperation("PutObject")->uri == "/{Bucket}/{Key+}");
  CHECK(AthenaModel().target_prefix == "AmazonAthena");
  CHECK(LogsModel().target_prefix == "Logs_20140328");
  CHECK(SecretsManagerModel().target_prefix == "secretsmanager");
  CHECK(TenonModel().FindOperation("ValidateGraph") != nullptr);
}

TEST_CASE("FindBadPattern names a pattern that RE2 does not read") {
  const PatternModel patterns[] = {{"a+", "a+"}, {"(?=a)b", "(?=a)b"}};
  ServiceModel service;
  service.patterns = std::span(patterns).first(1);
  CHECK(FindBadPattern(service).empty());
  service.patterns = patterns;
  CHECK(FindBadPattern(service).starts_with("(?=a)b: "));
}

}  // namespace
}  // namespace tenon::api
