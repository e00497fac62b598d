#include "api/glue/connections.h"

#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

constexpr const char* kSales = R"({"ConnectionInput": {"Name": "sales", "Description": "d",
    "ConnectionType": "JDBC", "MatchCriteria": ["prod"], "ConnectionProperties": {
      "JDBC_CONNECTION_URL": "jdbc:postgresql://db/x", "USERNAME": "u", "PASSWORD": "hunter2"},
    "PhysicalConnectionRequirements": {"SubnetId": "subnet-1"}}, "Tags": {"team": "a"}})";

json::Value Get(Glue& glue, const char* input) {
  return glue.Must("GetConnection", input)["Connection"];
}

}  // namespace

TEST_CASE("a connection is returned whole, with what Glue adds") {
  Glue glue;
  glue.call.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  CHECK(glue.Must("CreateConnection", kSales) == Json(R"({"CreateConnectionStatus": "READY"})"));
  CHECK(Get(glue, R"({"Name": "sales"})") == Json(R"({"Name": "sales", "Description": "d",
      "ConnectionType": "JDBC", "MatchCriteria": ["prod"], "ConnectionProperties": {
        "JDBC_CONNECTION_URL": "jdbc:postgresql://db/x", "USERNAME": "u", "PASSWORD": "hunter2"},
      "PhysicalConnectionRequirements": {"SubnetId": "subnet-1"},
      "CreationTime": 1700000000.5, "LastUpdatedTime": 1700000000.5, "Status": "READY",
      "ConnectionSchemaVersion": 1})"));
  CHECK(glue.Refused("CreateConnection", kSales).kind == ErrorKind::kAlreadyExists);
}

TEST_CASE("passwords are told to long-term keys alone, unless these ask to hide them") {
  struct Case {
    const char* key;
    bool hide;
    bool told;
  };
  Glue glue;
  glue.Must("CreateConnection", kSales);
  for (const auto& [key, hide, told] :
       {Case{"AKIAIOSFODNN7EXAMPLE", false, true}, Case{"AKIAIOSFODNN7EXAMPLE", true, false},
        Case{"ASIAIOSFODNN7EXAMPLE", false, false}, Case{"", false, false}}) {
    CAPTURE(key);
    CAPTURE(hide);
    glue.call.access_key_id = key;
    CHECK(MayReadSecrets(glue.call) == std::string_view(key).starts_with("AKIA"));
    const auto one = glue.Run("GetConnection", {{"Name", "sales"}, {"HidePassword", hide}});
    const auto all = glue.Run("GetConnections", {{"HidePassword", hide}});
    REQUIRE(one);
    REQUIRE(all);
    CHECK((json::Dump(*one).find("hunter2") != std::string::npos) == told);
    CHECK((json::Dump(*all).find("hunter2") != std::string::npos) == told);
    CHECK(json::Dump(*one).find("\"USERNAME\"") != std::string::npos);
  }
}

TEST_CASE("credentials of an AuthenticationConfiguration are never told") {
  Glue glue;
  glue.call.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  glue.Must("CreateConnection", R"({"ConnectionInput": {"Name": "c", "ConnectionType": "SALESFORCE",
      "ConnectionProperties": {}, "ValidateCredentials": false,
      "ValidateForComputeEnvironments": ["SPARK"],
      "AuthenticationConfiguration": {"AuthenticationType": "OAUTH2",
        "BasicAuthenticationCredentials": {"Username": "u", "Password": "p"},
        "CustomAuthenticationCredentials": {"k": "v"},
        "OAuth2Properties": {"OAuth2GrantType": "CLIENT_CREDENTIALS",
          "AuthorizationCodeProperties": {"AuthorizationCode": "x"},
          "OAuth2Credentials": {"UserManagedClientApplicationClientSecret": "s"}}}}})");
  const json::Value connection = Get(glue, R"({"Name": "c"})");
  CHECK(connection["AuthenticationConfiguration"] == Json(R"({"AuthenticationType": "OAUTH2",
      "OAuth2Properties": {"OAuth2GrantType": "CLIENT_CREDENTIALS"}})"));
  CHECK(connection["ConnectionSchemaVersion"] == json::Value(2));
}

TEST_CASE("properties of a compute environment take the place of the common ones if asked for") {
  Glue glue;
  glue.Must("CreateConnection", R"({"ConnectionInput": {"Name": "c", "ConnectionType": "POSTGRESQL",
      "ConnectionProperties": {"HOST": "h", "PORT": "1"},
      "SparkProperties": {"HOST": "spark", "fetchsize": "10"}}})");
  CHECK(Get(glue, R"({"Name": "c"})")["ConnectionProperties"]["HOST"] == json::Value("h"));
  CHECK(Get(glue, R"({"Name": "c", "ApplyOverrideForComputeEnvironment": "SPARK"})")
            ["ConnectionProperties"] == Json(R"({"HOST": "spark", "PORT": "1"})"));
  CHECK(Get(glue, R"({"Name": "c", "ApplyOverrideForComputeEnvironment": "ATHENA"})")
            ["ConnectionProperties"]["HOST"] == json::Value("h"));
}

TEST_CASE("connections are listed in pages and by what a filter names") {
  Glue glue;
  for (const char* name : {"c", "a", "b"}) {
    REQUIRE(glue.Run("CreateConnection", {{"ConnectionInput",
                                           {{"Name", name},
                                            {"ConnectionType", "NETWORK"},
                                            {"MatchCriteria", json::Array{name}},
                                            {"ConnectionProperties", json::Object{}}}}}));
  }
  const json::Value first = glue.Must("GetConnections", R"({"MaxResults": 2, "NextToken": ""})");
  CHECK(Each(first["ConnectionList"], "Name") == std::vector<std::string>{"a", "b"});
  const auto second =
      glue.Run("GetConnections", {{"MaxResults", 2}, {"NextToken", first["NextToken"]}});
  REQUIRE(second);
  CHECK(Each((*second)["ConnectionList"], "Name") == std::vector<std::string>{"c"});
  CHECK(second->Find("NextToken") == nullptr);
  const auto filtered = [&](const char* filter) {
    const auto reply = glue.Run("GetConnections", {{"Filter", Json(filter)}});
    REQUIRE(reply);
    return Each((*reply)["ConnectionList"], "Name");
  };
  CHECK(filtered(R"({"MatchCriteria": ["b"]})") == std::vector<std::string>{"b"});
  CHECK(filtered(R"({"ConnectionType": "JDBC"})").empty());
  CHECK(filtered(R"({"ConnectionSchemaVersion": 1})").size() == 3);
  CHECK(filtered(R"({"ConnectionSchemaVersion": 2})").empty());
}

TEST_CASE("an update replaces a connection whole, but not its name, and keeps its tags") {
  Glue glue;
  glue.call.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  glue.Must("CreateConnection", kSales);
  glue.call.now += std::chrono::seconds(1);
  glue.Must("UpdateConnection", R"({"Name": "sales", "ConnectionInput": {"Name": "sales",
      "ConnectionType": "NETWORK", "ConnectionProperties": {}}})");
  CHECK(Get(glue, R"({"Name": "sales"})") == Json(R"({"Name": "sales",
      "ConnectionType": "NETWORK", "ConnectionProperties": {}, "CreationTime": 1700000000.5,
      "LastUpdatedTime": 1700000001.5, "Status": "READY", "ConnectionSchemaVersion": 1})"));
  CHECK(glue.Must("GetTags", R"({"ResourceArn": "arn:aws:glue:us-east-1:1:connection/sales"})") ==
        Json(R"({"Tags": {"team": "a"}})"));
  CHECK(glue.Refused("UpdateConnection", R"({"Name": "sales", "ConnectionInput": {"Name": "other",
      "ConnectionType": "NETWORK", "ConnectionProperties": {}}})")
            .kind == ErrorKind::kInvalidInput);
  CHECK(glue.Refused("UpdateConnection", R"({"Name": "other", "ConnectionInput": {"Name": "other",
      "ConnectionType": "NETWORK", "ConnectionProperties": {}}})")
            .kind == ErrorKind::kNotFound);
}

TEST_CASE("connections are deleted one by one or many at once, with their tags") {
  Glue glue;
  glue.Must("CreateConnection", kSales);
  CHECK(glue.Must("BatchDeleteConnection", R"({"ConnectionNameList": ["nothing", "sales"]})") ==
        Json(R"({"Succeeded": ["sales"], "Errors": {"nothing": {
            "ErrorCode": "EntityNotFoundException",
            "ErrorMessage": "Connection nothing not found."}}})"));
  CHECK(glue.Refused("GetConnection", R"({"Name": "sales"})").kind == ErrorKind::kNotFound);
  glue.Must("CreateConnection", R"({"ConnectionInput": {"Name": "sales",
      "ConnectionType": "NETWORK", "ConnectionProperties": {}}})");
  CHECK(glue.Must("GetTags", R"({"ResourceArn": "arn:aws:glue:us-east-1:1:connection/sales"})") ==
        Json(R"({"Tags": {}})"));
  glue.Must("DeleteConnection", R"({"ConnectionName": "sales"})");
  CHECK(glue.Refused("DeleteConnection", R"({"ConnectionName": "sales"})").kind ==
        ErrorKind::kNotFound);
}

TEST_CASE("TestConnection hands on what is asked, and what the database says") {
  Glue glue;
  CHECK(glue.Must("TestConnection", R"({"ConnectionName": "sales"})") == Json("{}"));
  REQUIRE(glue.tested.size() == 1);
  CHECK(glue.tested[0] == Json(R"({"ConnectionName": "sales"})"));
  glue.test_answer = InvalidInput("connection sales: connection refused");
  CHECK(glue.Refused("TestConnection", R"({"ConnectionName": "sales"})").message ==
        "connection sales: connection refused");
}

}  // namespace tenon::api::testing
