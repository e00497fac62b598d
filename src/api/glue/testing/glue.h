#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "api/glue/operations.h"
#include "api/model.h"
#include "api/validation.h"
#include "base/file.h"

namespace tenon::api::testing {

// Keeps what it is told instead of running anything.
class RecordingLauncher final : public jobs::Launcher {
 public:
  void Launch(const jobs::Run& run) override { launched.push_back(run); }
  Status Stop(std::string_view job, std::string_view run_id) override {
    stopped.push_back(std::string(job) + "/" + std::string(run_id));
    return {};
  }

  std::vector<jobs::Run> launched;
  std::vector<std::string> stopped;
};

// The Glue API over a database of its own. Inputs and outputs are held to the service model.
class Glue {
 public:
  Glue() {
    auto opened = db::Database::Open(folder_.path() / "test.db");
    REQUIRE(opened);
    database = *std::move(opened);
    REQUIRE(catalog::Store::Migrate(*database));
    REQUIRE(jobs::Store::Migrate(*database));
    operations_ = GlueOperations(
        *database, catalog_, connections_,
        [this](const json::Value& input) {
          tested.push_back(input);
          return test_answer;
        },
        jobs, launcher, [this](const std::string& job) { saved.push_back(job); });
  }

  Result<json::Value> Run(std::string_view name, const json::Value& input) {
    const OperationModel* model = GlueModel().FindOperation(name);
    REQUIRE(model != nullptr);
    const Status valid = validator_.CheckInput(GlueModel().shapes[model->input], input);
    REQUIRE_MESSAGE(valid, (valid ? "" : valid.error().message));
    const auto it = std::ranges::find(operations_, name, &Operation::name);
    REQUIRE(it != operations_.end());
    Result<json::Value> reply = it->run(input, call);
    if (reply) {
      const Status shaped = CheckOutput(GlueModel(), name, *reply);
      CHECK_MESSAGE(shaped, (shaped ? "" : shaped.error().message));
    }
    return reply;
  }
  // The same for a call that has to succeed, with the input as text.
  json::Value Must(std::string_view name, const char* input) {
    const auto parsed = json::Parse(input);
    REQUIRE(parsed);
    auto reply = Run(name, *parsed);
    REQUIRE_MESSAGE(reply, (reply ? "" : reply.error().message));
    return *reply;
  }
  // The same for a call that has to fail.
  Error Refused(std::string_view name, const char* input) {
    const auto parsed = json::Parse(input);
    REQUIRE(parsed);
    auto reply = Run(name, *parsed);
    REQUIRE_FALSE(reply);
    return reply.error();
  }

  Call call = {.request_id = "r",
               .access_key_id = "k",
               .now = Time(std::chrono::milliseconds(1'700'000'000'500))};
  RecordingLauncher launcher;
  std::unique_ptr<db::Database> database;
  jobs::Store jobs;
  std::vector<json::Value> tested;  // inputs of TestConnection
  Status test_answer;               // to each of them
  std::vector<std::string> saved;   // names of jobs, each time that one is saved

 private:
  TemporaryFolder folder_;
  catalog::Store catalog_;
  const auth::SealingKey key_ = *auth::SealingKey::OpenOrMake(folder_.path() / "sealing.key");
  const catalog::ConnectionStore connections_{key_};
  Validator validator_{GlueModel()};
  Operations operations_;
};

// A JSON text as a value.
inline json::Value Json(const char* text) {
  const auto value = json::Parse(text);
  REQUIRE(value);
  return *value;
}

// The member `key` of each element: the names in a list.
inline std::vector<std::string> Each(const json::Value& list, std::string_view key) {
  std::vector<std::string> all;
  REQUIRE(list.AsArray() != nullptr);
  for (const json::Value& item : *list.AsArray()) all.push_back(item[key].StringOr("?"));
  return all;
}

}  // namespace tenon::api::testing
