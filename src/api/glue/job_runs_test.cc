#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

// With a visual job "etl" of two concurrent runs and a job "nothing" that has nothing to run.
struct WithJobs : Glue {
  WithJobs() {
    Must("CreateJob", R"({"Name": "etl", "Role": "r", "Command": {"Name": "glueetl"},
        "GlueVersion": "5.0", "WorkerType": "G.1X", "NumberOfWorkers": 2,
        "ExecutionProperty": {"MaxConcurrentRuns": 2}, "DefaultArguments": {"--a": "job"},
        "CodeGenConfigurationNodes": {
          "node-1": {"S3CatalogSource": {"Name": "In", "Database": "d", "Table": "t"}},
          "node-2": {"S3DirectTarget": {"Name": "Out", "Inputs": ["node-1"], "PartitionKeys": [],
                     "Path": "s3://a/out/", "Format": "json", "Compression": "none"}}}})");
    Must("CreateJob", R"({"Name": "nothing", "Role": "r", "Command": {"Name": "glueetl"}})");
  }
  std::string Start(const json::Value& input = {{"JobName", "etl"}}) {
    const auto reply = Run("StartJobRun", input);
    REQUIRE_MESSAGE(reply, (reply ? "" : reply.error().message));
    return (*reply)["JobRunId"].StringOr("");
  }
  json::Value Get(const std::string& id) {
    const auto reply = Run("GetJobRun", {{"JobName", "etl"}, {"RunId", id}});
    REQUIRE(reply);
    return (*reply)["JobRun"];
  }
  void Advance(const std::string& id, jobs::RunEvent event, std::string_view message = {}) {
    REQUIRE(database->WriteFor<jobs::Run>([&](db::Transaction& transaction) {
      return jobs.Advance(transaction, id, event, call.now, message);
    }));
  }
};

}  // namespace

TEST_CASE("a started run is stored as STARTING and handed to the launcher") {
  WithJobs glue;
  const std::string id = glue.Start(Json(R"({"JobName": "etl", "Arguments": {"--b": "run"},
      "Timeout": 5, "NumberOfWorkers": 3, "WorkerType": "G.1X"})"));
  REQUIRE(glue.launcher.launched.size() == 1);
  CHECK(glue.launcher.launched[0].id == id);
  CHECK(glue.launcher.launched[0].job_document["DefaultArguments"]["--a"] == json::Value("job"));
  glue.call.now += std::chrono::milliseconds(1200);
  json::Value expected = Json(R"({"Attempt": 0, "JobName": "etl", "JobMode": "VISUAL",
      "StartedOn": 1700000000.5, "LastModifiedOn": 1700000000.5, "JobRunState": "STARTING",
      "Arguments": {"--b": "run"}, "PredecessorRuns": [], "AllocatedCapacity": 3,
      "ExecutionTime": 2, "Timeout": 5, "MaxCapacity": 3.0, "WorkerType": "G.1X",
      "NumberOfWorkers": 3, "LogGroupName": "/aws-glue/jobs", "GlueVersion": "5.0"})");
  expected.Set("Id", id);
  CHECK(glue.Get(id) == expected);
}

TEST_CASE("a run that has ended tells when and why") {
  WithJobs glue;
  const std::string id = glue.Start();
  glue.call.now += std::chrono::seconds(3);
  glue.Advance(id, jobs::RunEvent::kFailed, "the worker is gone");
  glue.call.now += std::chrono::seconds(60);
  const json::Value run = glue.Get(id);
  CHECK(run["JobRunState"] == json::Value("FAILED"));
  CHECK(run["ErrorMessage"] == json::Value("the worker is gone"));
  CHECK(run["CompletedOn"] == json::Value(1700000003.5));
  CHECK(run["LastModifiedOn"] == json::Value(1700000003.5));
  CHECK(run["ExecutionTime"] == json::Value(3));
}

TEST_CASE("a job runs as often at once as it says, and no more") {
  WithJobs glue;
  const std::string first = glue.Start();
  glue.Start();
  const Error error = glue.Refused("StartJobRun", R"({"JobName": "etl"})");
  CHECK(error.kind == ErrorKind::kLimitExceeded);
  CHECK(error.reason == "ConcurrentRunsExceededException");
  CHECK(error.message == "Concurrent runs exceeded for etl");
  CHECK(glue.launcher.launched.size() == 2);
  glue.Advance(first, jobs::RunEvent::kFailed);
  glue.Start();
}

TEST_CASE("a run that cannot be is refused and not launched") {
  WithJobs glue;
  const Error nothing = glue.Refused("StartJobRun", R"({"JobName": "nothing"})");
  CHECK(nothing.kind == ErrorKind::kInvalidInput);
  CHECK(nothing.message.starts_with("Job nothing has neither a visual graph"));
  CHECK(glue.Refused("StartJobRun", R"({"JobName": "x"})").message == "Job x not found.");
  CHECK(glue.Refused("StartJobRun", R"({"JobName": "etl", "JobRunId": "jr_x"})").message ==
        "Job run jr_x not found.");
  CHECK(glue.Refused("StartJobRun", R"({"JobName": "etl", "WorkerType": "G.1X",
      "NumberOfWorkers": 2, "MaxCapacity": 2})")
            .kind == ErrorKind::kInvalidInput);
  CHECK(glue.launcher.launched.empty());
  CHECK(glue.Must("GetJobRuns", R"({"JobName": "etl"})") == Json(R"({"JobRuns": []})"));
}

TEST_CASE("a run that is tried again counts its attempts and keeps its arguments") {
  WithJobs glue;
  const std::string first = glue.Start(Json(R"({"JobName": "etl", "Arguments": {"--b": "run"}})"));
  glue.Advance(first, jobs::RunEvent::kFailed);
  const std::string second = glue.Start({{"JobName", "etl"}, {"JobRunId", first}});
  CHECK(second != first);
  const json::Value run = glue.Get(second);
  CHECK(run["Attempt"] == json::Value(1));
  CHECK(run["PreviousRunId"] == json::Value(first));
  CHECK(run["Arguments"] == Json(R"({"--b": "run"})"));
}

TEST_CASE("runs are listed newest first in pages") {
  WithJobs glue;
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    ids.insert(ids.begin(), glue.Start());
    glue.Advance(ids.front(), jobs::RunEvent::kFailed);
  }
  const json::Value first = glue.Must("GetJobRuns", R"({"JobName": "etl", "MaxResults": 2})");
  CHECK(Each(first["JobRuns"], "Id") == std::vector<std::string>{ids[0], ids[1]});
  const auto second =
      glue.Run("GetJobRuns", {{"JobName", "etl"}, {"NextToken", first["NextToken"]}});
  REQUIRE(second);
  CHECK(Each((*second)["JobRuns"], "Id") == std::vector<std::string>{ids[2]});
  CHECK(second->Find("NextToken") == nullptr);
  CHECK(glue.Refused("GetJobRuns", R"({"JobName": "x"})").message == "Job x not found.");
}

TEST_CASE("a batch stops what is live and tells what is not") {
  WithJobs glue;
  const std::string ended = glue.Start();
  glue.Advance(ended, jobs::RunEvent::kFailed);
  const std::string live = glue.Start();
  const auto reply = glue.Run(
      "BatchStopJobRun", {{"JobName", "etl"}, {"JobRunIds", json::Array{live, ended, "jr_x"}}});
  REQUIRE(reply);
  CHECK((*reply)["SuccessfulSubmissions"] ==
        json::Value(json::Array{json::Value{{"JobName", "etl"}, {"JobRunId", live}}}));
  CHECK(Each((*reply)["Errors"], "JobRunId") == std::vector<std::string>{ended, "jr_x"});
  const json::Array& errors = *(*reply)["Errors"].AsArray();
  CHECK(errors[0]["ErrorDetail"]["ErrorCode"] == json::Value("JobRunInTerminalStateException"));
  CHECK(errors[1]["ErrorDetail"]["ErrorCode"] == json::Value("EntityNotFoundException"));
  CHECK(glue.Get(live)["JobRunState"] == json::Value("STOPPING"));
  CHECK(glue.launcher.stopped == std::vector<std::string>{"etl/" + live});
}

}  // namespace tenon::api::testing
