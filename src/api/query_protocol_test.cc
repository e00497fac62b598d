#include "api/query_protocol.h"

#include <doctest/doctest.h>

namespace tenon::api {
namespace {

std::string Read(std::string_view operation, std::string_view form) {
  const ServiceModel& sts = StsModel();
  const Result<json::Value> value =
      ReadForm(sts, sts.shapes[sts.FindOperation(operation)->input], *ParseQuery(form, true));
  return value ? json::Dump(*value) : value.error().message;
}

TEST_CASE("forms are read by the shape of the input") {
  CHECK(Read("GetSessionToken", "Action=GetSessionToken&DurationSeconds=900&TokenCode=123456") ==
        R"({"DurationSeconds":900,"TokenCode":"123456"})");
  CHECK(Read("GetSessionToken", "DurationSeconds=9x") == R"({"DurationSeconds":"9x"})");
  CHECK(Read("GetSessionToken", "DurationSeconds=") == R"({"DurationSeconds":""})");
  CHECK(Read("GetCallerIdentity", "Unknown=1") == "{}");
}

TEST_CASE("lists and structures are read from dotted names") {
  CHECK(Read("AssumeRole",
             "RoleArn=r&Tags.member.1.Key=a+b&Tags.member.1.Value=%C3%A9&Tags.member.2.Key=c"
             "&Tags.member.4.Key=after+a+gap&TransitiveTagKeys.member.1=k") ==
        "{\"RoleArn\":\"r\",\"Tags\":[{\"Key\":\"a b\",\"Value\":\"\xC3\xA9\"},{\"Key\":\"c\"}],"
        "\"TransitiveTagKeys\":[\"k\"]}");
}

TEST_CASE("text that is not UTF-8 is refused") {
  CHECK(Read("GetSessionToken", "TokenCode=%FF") == "the form is not UTF-8");
}

TEST_CASE("results are written with lists, structures and times") {
  const ServiceModel& sts = StsModel();
  const std::string xml = WriteQueryResult(
      sts, *sts.FindOperation("GetSessionToken"),
      {{"Credentials", {{"AccessKeyId", "<id>"}, {"Expiration", 1769847330.5}}}}, "r");
  CHECK(xml ==
        "<GetSessionTokenResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
        "<GetSessionTokenResult><Credentials><AccessKeyId>&lt;id&gt;</AccessKeyId>"
        "<Expiration>2026-01-31T08:15:30.500Z</Expiration></Credentials></GetSessionTokenResult>"
        "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetSessionTokenResponse>");
}

}  // namespace
}  // namespace tenon::api
