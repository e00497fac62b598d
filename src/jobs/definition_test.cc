#include "jobs/definition.h"

#include <doctest/doctest.h>

namespace tenon::jobs {
namespace {

json::Value Json(const char* text) {
  auto value = json::Parse(text);
  REQUIRE(value);
  return *value;
}

}  // namespace

TEST_CASE("what a definition leaves out is filled in as Glue fills it in") {
  struct Case {
    const char* document;
    const char* expected;  // the members that matter
  };
  const Case cases[] = {
      {R"({"Command":{"Name":"glueetl"}})",
       R"({"GlueVersion":"6.0","JobMode":"SCRIPT","MaxRetries":0,"Timeout":480,
           "ExecutionProperty":{"MaxConcurrentRuns":1},"MaxCapacity":10.0,"AllocatedCapacity":10})"},
      {R"({"GlueVersion":"4.0"})", R"({"Timeout":2880})"},
      {R"({"GlueVersion":"5.0"})", R"({"Timeout":480})"},
      {R"({"GlueVersion":"auto"})", R"({"Timeout":480})"},
      {R"({"GlueVersion":"4.0","Timeout":5})", R"({"Timeout":5})"},
      {R"({"CodeGenConfigurationNodes":{"a":{}}})", R"({"JobMode":"VISUAL"})"},
      {R"({"CodeGenConfigurationNodes":{}})", R"({"JobMode":"SCRIPT"})"},
      {R"({"WorkerType":"G.1X","NumberOfWorkers":2})",
       R"({"MaxCapacity":2.0,"AllocatedCapacity":2,"WorkerType":"G.1X","NumberOfWorkers":2})"},
      {R"({"WorkerType":"G.025X","NumberOfWorkers":2})",
       R"({"MaxCapacity":0.5,"AllocatedCapacity":0})"},
      {R"({"WorkerType":"G.8X","NumberOfWorkers":3})", R"({"MaxCapacity":24.0})"},
      {R"({"MaxCapacity":4})", R"({"MaxCapacity":4.0,"AllocatedCapacity":4})"},
      {R"({"AllocatedCapacity":3})", R"({"MaxCapacity":3.0})"},
      {R"({"Command":{"Name":"pythonshell"}})", R"({"MaxCapacity":0.0625,"AllocatedCapacity":0})"},
      {R"({"ExecutionProperty":{"MaxConcurrentRuns":7},"MaxRetries":2})",
       R"({"ExecutionProperty":{"MaxConcurrentRuns":7},"MaxRetries":2})"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.document);
    const json::Value filled = WithDefaults(Json(c.document));
    const json::Value expected = Json(c.expected);
    for (const auto& [name, value] : expected.AsObject()->members) {
      CAPTURE(name);
      CHECK(json::Dump(filled[name]) == json::Dump(value));
    }
  }
}

TEST_CASE("a streaming job has no timeout of its own") {
  CHECK(WithDefaults(Json(R"({"Command":{"Name":"gluestreaming"}})")).Find("Timeout") == nullptr);
}

TEST_CASE("a size given in two ways is refused") {
  CHECK(CheckDefinition(Json(R"({"WorkerType":"G.1X","NumberOfWorkers":2})")));
  CHECK(CheckDefinition(Json(R"({"MaxCapacity":2})")));
  CHECK(CheckDefinition(Json(R"({"WorkerType":"G.1X","MaxCapacity":2})")).error().kind ==
        ErrorKind::kInvalidInput);
}

TEST_CASE("a run's settings replace the job's") {
  Run run;
  run.job_document = Json(
      R"({"Timeout":10,"WorkerType":"G.1X","NumberOfWorkers":2,"GlueVersion":"5.0","Role":"r"})");
  run.request = Json(R"({"JobName":"j","Timeout":3,"NumberOfWorkers":4})");
  json::Value settings = SettingsOf(run);
  CHECK(settings["Timeout"] == json::Value(3));
  CHECK(settings["MaxCapacity"] == json::Value(4.0));
  CHECK(settings["Role"] == json::Value("r"));

  run.request = Json(R"({"MaxCapacity":8})");
  settings = SettingsOf(run);
  CHECK(settings["Timeout"] == json::Value(10));
  CHECK(settings["MaxCapacity"] == json::Value(8.0));
  CHECK(settings.Find("WorkerType") == nullptr);

  run.job_document = Json(R"({"MaxCapacity":8})");
  run.request = Json(R"({"WorkerType":"G.2X","NumberOfWorkers":3})");
  CHECK(SettingsOf(run)["MaxCapacity"] == json::Value(6.0));
}

TEST_CASE(
    "arguments of the run lie over the job's, but not over those that may not be overridden") {
  Run run;
  run.job_document = Json(R"({"DefaultArguments":{"--a":"job","--b":"job"},
                              "NonOverridableArguments":{"--c":"fixed"}})");
  run.request = Json(R"({"Arguments":{"--b":"run","--c":"run","--d":"run"}})");
  CHECK(ArgumentsOf(run) == Json(R"({"--a":"job","--b":"run","--c":"fixed","--d":"run"})"));
  CHECK(ArgumentsOf(Run{}) == Json("{}"));
}

TEST_CASE("a job with a graph runs it unless its script was taken over") {
  struct Case {
    const char* document;
    bool runs_graph;
  };
  for (const auto& [document, runs_graph] :
       {Case{R"({"CodeGenConfigurationNodes":{"a":{}}})", true},
        Case{R"({"CodeGenConfigurationNodes":{"a":{}},"JobMode":"VISUAL"})", true},
        Case{R"({"CodeGenConfigurationNodes":{"a":{}},"JobMode":"SCRIPT"})", false},
        Case{R"({"CodeGenConfigurationNodes":{}})", false}, Case{R"({})", false}}) {
    CAPTURE(document);
    CHECK(RunsGraph(*json::Parse(document)) == runs_graph);
  }
}

}  // namespace tenon::jobs
