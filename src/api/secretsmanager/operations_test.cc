#include "api/secretsmanager/operations.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "api/model.h"
#include "api/validation.h"
#include "base/file.h"

namespace tenon::api {
namespace {

json::Value Json(const char* text) {
  const auto value = json::Parse(text);
  REQUIRE(value);
  return *value;
}

// The API over a database of its own. Inputs and outputs are held to the service model.
class SecretsManager {
 public:
  SecretsManager() : database_(*db::Database::Open(folder_.path() / "test.db")) {
    REQUIRE(secrets::Store::Migrate(*database_));
    operations_ = SecretsManagerOperations(*database_, store_);
  }

  Result<json::Value> Run(std::string_view name, const json::Value& input) {
    const ServiceModel& service = SecretsManagerModel();
    const OperationModel* model = service.FindOperation(name);
    REQUIRE(model != nullptr);
    const Status valid = validator_.CheckInput(service.shapes[model->input], input);
    REQUIRE_MESSAGE(valid, (valid ? "" : valid.error().message));
    const auto it = std::ranges::find(operations_, name, &Operation::name);
    REQUIRE(it != operations_.end());
    Result<json::Value> reply = it->run(input, call);
    if (reply && model->output != kNoShape) {
      const Status shaped = CheckOutput(service, name, *reply);
      CHECK_MESSAGE(shaped, (shaped ? "" : shaped.error().message));
    }
    return reply;
  }
  json::Value Must(std::string_view name, const char* input) {
    auto reply = Run(name, Json(input));
    REQUIRE_MESSAGE(reply, (reply ? "" : reply.error().message));
    return *reply;
  }
  Error Refused(std::string_view name, const char* input) {
    auto reply = Run(name, Json(input));
    REQUIRE_FALSE(reply);
    return reply.error();
  }
  // The names of the secrets that a list tells.
  std::vector<std::string> Names(const json::Value& list_input) {
    const auto reply = Run("ListSecrets", list_input);
    REQUIRE(reply);
    std::vector<std::string> names;
    for (const json::Value& secret : *(*reply)["SecretList"].AsArray()) {
      names.push_back(secret["Name"].StringOr("?"));
    }
    if (reply->Find("NextToken") != nullptr) names.emplace_back("...");
    return names;
  }

  Call call = {.request_id = "r",
               .access_key_id = "k",
               .now = Time(std::chrono::milliseconds(1'700'000'000'500))};

 private:
  TemporaryFolder folder_;
  std::unique_ptr<db::Database> database_;
  const auth::SealingKey key_ = *auth::SealingKey::OpenOrMake(folder_.path() / "sealing.key");
  const secrets::Store store_{key_};
  Validator validator_{SecretsManagerModel()};
  Operations operations_;
};

#define TOKEN_1 R"("ClientRequestToken": "00000000-0000-0000-0000-000000000001")"
#define TOKEN_2 R"("ClientRequestToken": "00000000-0000-0000-0000-000000000002")"
constexpr const char* kId1 = "00000000-0000-0000-0000-000000000001";

constexpr const char* kCreate = R"({"Name": "db", "Description": "d", "SecretString": "hunter2",
    "KmsKeyId": "alias/k", "Tags": [{"Key": "team", "Value": "a"}], )" TOKEN_1 "}";

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a secret is told whole, its value only by GetSecretValue") {
  SecretsManager manager;
  const json::Value created = manager.Must("CreateSecret", kCreate);
  const std::string arn = created["ARN"].StringOr("");
  CHECK(arn.starts_with("arn:aws:secretsmanager:us-east-1:000000000000:secret:db-"));
  CHECK(created == json::Value{{"ARN", arn}, {"Name", "db"}, {"VersionId", kId1}});
  CHECK(manager.Must("GetSecretValue", R"({"SecretId": "db"})") ==
        json::Value{{"ARN", arn},
                    {"Name", "db"},
                    {"VersionId", kId1},
                    {"VersionStages", json::Array{"AWSCURRENT"}},
                    {"CreatedDate", 1700000000.5},
                    {"SecretString", "hunter2"}});
  const json::Value described = {{"ARN", arn},
                                 {"Name", "db"},
                                 {"Description", "d"},
                                 {"KmsKeyId", "alias/k"},
                                 {"CreatedDate", 1700000000.5},
                                 {"LastChangedDate", 1700000000.5},
                                 {"LastAccessedDate", 1699920000.0},
                                 {"Tags", json::Array{{{"Key", "team"}, {"Value", "a"}}}}};
  json::Value expected = described;
  expected.Set("VersionIdsToStages", {{kId1, json::Array{"AWSCURRENT"}}});
  CHECK(manager.Must("DescribeSecret", R"({"SecretId": "db"})") == expected);
  expected = described;
  expected.Set("SecretVersionsToStages", {{kId1, json::Array{"AWSCURRENT"}}});
  CHECK(manager.Must("ListSecrets", "{}")["SecretList"] == json::Value(json::Array{expected}));
}

TEST_CASE("a version needs a token and one value") {
  SecretsManager manager;
  const auto create = [&](const char* input) { return manager.Refused("CreateSecret", input); };
  CHECK(create(R"({"Name": "a", "SecretString": "x"})").reason == "InvalidRequestException");
  CHECK(create(R"({"Name": "a", "SecretString": "x", "SecretBinary": "eA==", )" TOKEN_1 "}")
            .message.starts_with("You can't specify both"));
  CHECK(create(R"({"Name": "a b", )" TOKEN_1 "}").reason == "ValidationException");
  CHECK(create(R"({"Name": "a", "Tags": [{"Value": "x"}], )" TOKEN_1 "}").kind ==
        ErrorKind::kInvalidInput);
  for (const char* unsupported :
       {R"("AddReplicaRegions": [{"Region": "eu-west-1"}])",
        R"("ForceOverwriteReplicaSecret": true)", R"("Type": "partner")"}) {
    const std::string input =
        R"({"Name": "a", "ClientRequestToken": "00000000-0000-0000-0000-000000000001", )" +
        std::string(unsupported) + "}";
    CHECK(create(input.c_str()).kind == ErrorKind::kUnsupported);
  }
  const json::Value empty = manager.Must("CreateSecret", R"({"Name": "a", "Type": "",
      "ForceOverwriteReplicaSecret": false, )" TOKEN_1 "}");
  CHECK(empty.Find("VersionId") == nullptr);
  CHECK(manager.Refused("PutSecretValue", R"({"SecretId": "a", )" TOKEN_1 "}").message ==
        "You must provide either SecretString or SecretBinary.");
  CHECK(manager.Must("UpdateSecret", R"({"SecretId": "a"})").Find("VersionId") == nullptr);
  CHECK(manager.Refused("UpdateSecret", R"({"SecretId": "a", "SecretString": "x"})").reason ==
        "InvalidRequestException");
}

TEST_CASE("versions are put, listed in pages, and told by label") {
  SecretsManager manager;
  manager.Must("CreateSecret", kCreate);
  const json::Value put = manager.Must(
      "PutSecretValue",
      R"({"SecretId": "db", "SecretBinary": "AAE=", "VersionStages": ["b", "a"], )" TOKEN_2 "}");
  CHECK(put["VersionStages"] == json::Value(json::Array{"a", "b"}));
  const json::Value told =
      manager.Must("GetSecretValue", R"({"SecretId": "db", "VersionStage": "a"})");
  CHECK(told["SecretBinary"] == json::Value("AAE="));
  CHECK(told.Find("SecretString") == nullptr);
  const json::Value first =
      manager.Must("ListSecretVersionIds", R"({"SecretId": "db", "MaxResults": 1})");
  CHECK(first["Versions"] == Json(R"([{"VersionId": "00000000-0000-0000-0000-000000000001",
                  "CreatedDate": 1700000000.5, "VersionStages": ["AWSCURRENT"],
                  "KmsKeyIds": ["alias/k"]}])"));
  const auto second =
      manager.Run("ListSecretVersionIds", {{"SecretId", "db"}, {"NextToken", first["NextToken"]}});
  REQUIRE(second);
  CHECK((*second)["Versions"].AsArray()->size() == 1);
  CHECK(second->Find("NextToken") == nullptr);
  CHECK(manager.Refused("ListSecretVersionIds", R"({"SecretId": "db", "NextToken": "x"})").reason ==
        "InvalidNextTokenException");
}

TEST_CASE("secrets are listed as they are asked for") {
  SecretsManager manager;
  for (const char* name : {"b", "a", "c"}) {
    REQUIRE(manager.Run("CreateSecret",
                        {{"Name", name}, {"ClientRequestToken", kId1}, {"SecretString", "x"}}));
    manager.call.now += std::chrono::days(1);
  }
  manager.Must("UpdateSecret", R"({"SecretId": "a"})");
  manager.Must("GetSecretValue", R"({"SecretId": "b"})");
  manager.Must("DeleteSecret", R"({"SecretId": "c", "RecoveryWindowInDays": 7})");
  struct Case {
    const char* input;
    Names names;
  };
  const Case cases[] = {
      {"{}", {"b", "a"}},
      {R"({"SortOrder": "desc"})", {"a", "b"}},
      {R"({"SortBy": "name"})", {"a", "b"}},
      {R"({"SortBy": "last-changed-date"})", {"b", "a"}},
      {R"({"SortBy": "last-accessed-date"})", {"a", "b"}},
      {R"({"IncludePlannedDeletion": true})", {"b", "a", "c"}},
      {R"({"IncludePlannedDeletion": true, "MaxResults": 2})", {"b", "a", "..."}},
      {R"({"Filters": [{"Key": "name", "Values": ["!a"]}]})", {"b"}},
      {R"({"Filters": [{"Key": "name", "Values": ["x"]}]})", {}},
  };
  for (const auto& [input, names] : cases) {
    CAPTURE(input);
    CHECK(manager.Names(Json(input)) == names);
  }
  for (const char* filters :
       {R"({"Filters": [{"Values": ["x"]}]})", R"({"Filters": [{"Key": "name"}]})"}) {
    CHECK(manager.Refused("ListSecrets", filters).kind == ErrorKind::kInvalidInput);
  }
  for (const char* order : {"asc", "desc"}) {
    for (const char* sort_by : {"name", "created-date"}) {
      json::Value input = {{"SortOrder", order}, {"SortBy", sort_by}, {"MaxResults", 1}};
      Names names;
      while (true) {
        const auto reply = manager.Run("ListSecrets", input);
        REQUIRE(reply);
        for (const auto& secret : *(*reply)["SecretList"].AsArray()) {
          names.push_back(secret["Name"].StringOr(""));
        }
        if (reply->Find("NextToken") == nullptr) break;
        input.Set("NextToken", (*reply)["NextToken"]);
        REQUIRE(names.size() < 3);
      }
      input.Erase("NextToken");
      input.Erase("MaxResults");
      CHECK(names == manager.Names(input));
      CHECK(names.size() == 2);
    }
  }
  // A token belongs to its list.
  const json::Value page = manager.Must("ListSecrets", R"({"MaxResults": 1})");
  const auto other =
      manager.Run("ListSecrets", {{"NextToken", page["NextToken"]}, {"SortOrder", "desc"}});
  REQUIRE_FALSE(other);
  CHECK(other.error().reason == "InvalidNextTokenException");
}

TEST_CASE("a deletion is planned, undone, done at once, or refused") {
  SecretsManager manager;
  manager.Must("CreateSecret", kCreate);
  const json::Value planned = manager.Must("DeleteSecret", R"({"SecretId": "db"})");
  CHECK(planned["DeletionDate"] == json::Value(1700000000.5 + 30 * 86400));
  CHECK(manager.Must("DescribeSecret", R"({"SecretId": "db"})")["DeletedDate"] ==
        json::Value(1700000000.5));
  CHECK(manager.Refused("GetSecretValue", R"({"SecretId": "db"})").message ==
        "You can't perform this operation on the secret because it was marked for deletion.");
  manager.Must("RestoreSecret", R"({"SecretId": "db"})");
  manager.Must("GetSecretValue", R"({"SecretId": "db"})");
  for (const char* input :
       {R"({"SecretId": "db", "RecoveryWindowInDays": 6})",
        R"({"SecretId": "db", "RecoveryWindowInDays": 31})",
        R"({"SecretId": "db", "RecoveryWindowInDays": 7, "ForceDeleteWithoutRecovery": true})"}) {
    CHECK(manager.Refused("DeleteSecret", input).kind == ErrorKind::kInvalidInput);
  }
  // Its time comes, and the next write finds it gone.
  manager.Must("DeleteSecret", R"({"SecretId": "db", "RecoveryWindowInDays": 7})");
  manager.call.now += std::chrono::days(7);
  CHECK(manager.Refused("RestoreSecret", R"({"SecretId": "db"})").kind == ErrorKind::kNotFound);
  manager.Must("CreateSecret", kCreate);
  manager.Must("DeleteSecret", R"({"SecretId": "db", "ForceDeleteWithoutRecovery": true})");
  const json::Value again =
      manager.Must("DeleteSecret", R"({"SecretId": "db", "ForceDeleteWithoutRecovery": true})");
  CHECK(again == json::Value{{"Name", "db"}, {"DeletionDate", 1700000000.5 + 7 * 86400}});
  CHECK(manager.Refused("DeleteSecret", R"({"SecretId": "db"})").kind == ErrorKind::kNotFound);
}

TEST_CASE("tags come and go") {
  SecretsManager manager;
  manager.Must("CreateSecret", kCreate);
  manager.Must("TagResource",
               R"({"SecretId": "db", "Tags": [{"Key": "b"}, {"Key": "c", "Value": "1"}]})");
  manager.Must("UntagResource", R"({"SecretId": "db", "TagKeys": ["team", "x"]})");
  CHECK(manager.Must("DescribeSecret", R"({"SecretId": "db"})")["Tags"] ==
        Json(R"([{"Key": "b", "Value": ""}, {"Key": "c", "Value": "1"}])"));
}

}  // namespace tenon::api
