#include "api/glue/testing/glue.h"

namespace tenon::api::testing {
namespace {

constexpr const char* kVisualJob = R"({"Name": "ETL", "Role": "arn:aws:iam::0:role/r",
    "Command": {"Name": "glueetl", "ScriptLocation": "s3://a/b.py"}, "GlueVersion": "5.0",
    "WorkerType": "G.1X", "NumberOfWorkers": 2, "Tags": {"team": "x"},
    "DefaultArguments": {"--a": "b"},
    "CodeGenConfigurationNodes": {
      "node-1": {"S3CatalogSource": {"Name": "In", "Database": "d", "Table": "t"}},
      "node-2": {"S3DirectTarget": {"Name": "Out", "Inputs": ["node-1"], "PartitionKeys": [],
                 "Path": "s3://a/out/", "Format": "json", "Compression": "none"}}}})";

}  // namespace

TEST_CASE("a job is returned whole, with what Glue adds and without its tags") {
  Glue glue;
  CHECK(glue.Must("CreateJob", kVisualJob) == Json(R"({"Name": "ETL"})"));
  json::Value expected = Json(kVisualJob);
  expected.Erase("Tags");
  for (const auto& [name, value] :
       std::initializer_list<json::Member>{{"CreatedOn", 1700000000.5},
                                           {"LastModifiedOn", 1700000000.5},
                                           {"JobMode", "VISUAL"},
                                           {"MaxRetries", 0},
                                           {"ExecutionProperty", {{"MaxConcurrentRuns", 1}}},
                                           {"Timeout", 480},
                                           {"MaxCapacity", 2.0},
                                           {"AllocatedCapacity", 2}}) {
    expected.Set(name, value);
  }
  CHECK(glue.Must("GetJob", R"({"JobName": "ETL"})")["Job"] == expected);
}

TEST_CASE("who writes scripts is told of every job that is created or updated, once it is saved") {
  Glue glue;
  glue.Must("CreateJob", kVisualJob);
  CHECK_FALSE(glue.Run("CreateJob", Json(kVisualJob)));
  glue.Must("UpdateJob", R"({"JobName": "ETL", "JobUpdate": {"Role": "s",
      "Command": {"Name": "glueetl"}}})");
  CHECK(glue.saved == std::vector<std::string>{"ETL", "ETL"});
}

TEST_CASE("an update replaces the definition whole") {
  Glue glue;
  glue.Must("CreateJob", kVisualJob);
  glue.call.now += std::chrono::seconds(1);
  CHECK(glue.Must("UpdateJob", R"({"JobName": "ETL", "JobUpdate": {"Role": "s",
      "Command": {"Name": "glueetl"}}})") == Json(R"({"JobName": "ETL"})"));
  const json::Value job = glue.Must("GetJob", R"({"JobName": "ETL"})")["Job"];
  CHECK(job["Name"] == json::Value("ETL"));
  CHECK(job["Role"] == json::Value("s"));
  CHECK(job["JobMode"] == json::Value("SCRIPT"));
  CHECK(job.Find("DefaultArguments") == nullptr);
  CHECK(job["CreatedOn"] == json::Value(1700000000.5));
  CHECK(job["LastModifiedOn"] == json::Value(1700000001.5));
}

TEST_CASE("a job that makes no sense is refused when it is created and when it is updated") {
  struct Case {
    const char* what;
    const char* part;  // of the definition
    const char* told;  // in the message
  };
  const Case cases[] = {
      {"a missing input",
       R"({"CodeGenConfigurationNodes": {"node-1": {"S3CatalogSource":
             {"Name": "In", "Database": "d", "Table": "t"}},
           "node-2": {"SelectFields": {"Name": "Some", "Inputs": ["node-9"], "Paths": [["a"]]}}}})",
       "node-2"},
      {"two kinds in one node",
       R"({"CodeGenConfigurationNodes": {"node-1": {
             "S3CatalogSource": {"Name": "In", "Database": "d", "Table": "t"},
             "CatalogSource": {"Name": "In", "Database": "d", "Table": "t"}}}})",
       "node-1"},
      {"a size in two ways", R"({"WorkerType": "G.1X", "NumberOfWorkers": 2, "MaxCapacity": 2})",
       "Max Capacity"},
  };
  Glue glue;
  glue.Must("CreateJob", kVisualJob);
  for (const Case& c : cases) {
    CAPTURE(c.what);
    json::Value definition = Json(c.part);
    definition.Set("Role", "r");
    definition.Set("Command", {{"Name", "glueetl"}});
    const auto updated = glue.Run("UpdateJob", {{"JobName", "ETL"}, {"JobUpdate", definition}});
    definition.Set("Name", "Other");
    const auto created = glue.Run("CreateJob", definition);
    for (const auto& reply : {updated, created}) {
      REQUIRE_FALSE(reply);
      CHECK(reply.error().kind == ErrorKind::kInvalidInput);
      CHECK_MESSAGE(reply.error().message.find(c.told) != std::string::npos, reply.error().message);
    }
  }
  CHECK(glue.Must("ListJobs", "{}") == Json(R"({"JobNames": ["ETL"]})"));
}

TEST_CASE("jobs are listed by name in pages, whole or as names, and got in batches") {
  Glue glue;
  for (const char* name : {"c", "a", "b"}) {
    REQUIRE(
        glue.Run("CreateJob", {{"Name", name}, {"Role", "r"}, {"Command", {{"Name", "glueetl"}}}}));
  }
  const json::Value first = glue.Must("GetJobs", R"({"MaxResults": 2})");
  CHECK(Each(first["Jobs"], "Name") == std::vector<std::string>{"a", "b"});
  const auto second = glue.Run("GetJobs", {{"NextToken", first["NextToken"]}});
  REQUIRE(second);
  CHECK(Each((*second)["Jobs"], "Name") == std::vector<std::string>{"c"});
  CHECK(glue.Must("ListJobs", R"({"MaxResults": 3})") == Json(R"({"JobNames": ["a", "b", "c"]})"));
  const json::Value batch = glue.Must("BatchGetJobs", R"({"JobNames": ["b", "x", "a"]})");
  CHECK(Each(batch["Jobs"], "Name") == std::vector<std::string>{"b", "a"});
  CHECK(batch["JobsNotFound"] == Json(R"(["x"])"));
}

TEST_CASE("jobs are listed by their tags: those that have all of them, with these values") {
  Glue glue;
  const auto create = [&](const char* name, const char* tags) {
    REQUIRE(glue.Run(
        "CreateJob",
        {{"Name", name}, {"Role", "r"}, {"Command", {{"Name", "glueetl"}}}, {"Tags", Json(tags)}}));
  };
  create("d", R"({"team": "x"})");
  create("c", R"({"team": "x", "stage": "test"})");
  create("b", R"({"team": "y", "stage": "test"})");
  create("a", R"({"team": "x", "stage": "test", "more": ""})");
  const auto names = [&](const char* tags) {
    const auto reply = glue.Run("ListJobs", {{"Tags", Json(tags)}});
    REQUIRE(reply);
    return json::Dump((*reply)["JobNames"]);
  };
  CHECK(names(R"({"team": "x"})") == R"(["a","c","d"])");
  CHECK(names(R"({"stage": "test", "team": "x"})") == R"(["a","c"])");
  CHECK(names(R"({"more": ""})") == R"(["a"])");
  CHECK(names(R"({"team": "X"})") == "[]");
  CHECK(names("{}") == R"(["a","b","c","d"])");
  const json::Value first = glue.Must("ListJobs", R"({"Tags": {"team": "x"}, "MaxResults": 2})");
  CHECK(first["JobNames"] == Json(R"(["a", "c"])"));
  const auto second =
      glue.Run("ListJobs", {{"Tags", Json(R"({"team": "x"})")}, {"NextToken", first["NextToken"]}});
  REQUIRE(second);
  CHECK(*second == Json(R"({"JobNames": ["d"]})"));
  // Another filter's token would go on at a place that means nothing in this list.
  CHECK_FALSE(glue.Run("ListJobs", {{"NextToken", first["NextToken"]}}));
  glue.Must("DeleteJob", R"({"JobName": "a"})");
  CHECK(names(R"({"stage": "test", "team": "x"})") == R"(["c"])");
}

TEST_CASE("deleting a job succeeds, there or not, and stops its runs") {
  Glue glue;
  glue.Must("CreateJob", kVisualJob);
  const json::Value run = glue.Must("StartJobRun", R"({"JobName": "ETL"})");
  CHECK(glue.Must("DeleteJob", R"({"JobName": "ETL"})") == Json(R"({"JobName": "ETL"})"));
  CHECK(glue.launcher.stopped == std::vector<std::string>{"ETL/" + run["JobRunId"].StringOr("")});
  CHECK(glue.Must("DeleteJob", R"({"JobName": "ETL"})") == Json(R"({"JobName": "ETL"})"));
  CHECK(glue.Refused("GetJob", R"({"JobName": "ETL"})").message == "Job ETL not found.");
  CHECK(glue.Refused("UpdateJob", R"({"JobName": "ETL", "JobUpdate": {}})").kind ==
        ErrorKind::kNotFound);
}

TEST_CASE("a taken name is refused") {
  Glue glue;
  glue.Must("CreateJob", kVisualJob);
  const Error error = glue.Refused("CreateJob", kVisualJob);
  CHECK(error.kind == ErrorKind::kAlreadyExists);
  CHECK(error.message == "Job ETL already exists.");
}

}  // namespace tenon::api::testing
