#include "api/tenon/operations.h"

#include "api/tenon/graphs.h"
#include "api/tenon/node_kinds.h"
#include "api/tenon/previews.h"
#include "api/tenon/studio_operations.h"

namespace tenon::api {
namespace {

Result<json::Value> GetRunReport(const TenonParts& parts, const json::Value& input) {
  ASSIGN_OR_RETURN(const jobs::Run run,
                   parts.database.ReadFor<jobs::Run>([&](db::Transaction& transaction) {
                     return parts.jobs.GetRun(transaction, input["JobName"].StringOr(""),
                                              input["RunId"].StringOr(""));
                   }));
  json::Value report = run.report;
  report.Set("State", NameOf(run.state));
  if (const auto fraction = parts.runs.ProgressOf(run.id)) {
    report.Set("Progress", {{"Fraction", *fraction}});
  }
  return json::Value{{"Report", std::move(report)}};
}

}  // namespace

Operations TenonOperations(const TenonParts& parts) {
  Operations operations = {
      {"GetRunReport",
       [parts](const json::Value& input, const Call&) { return GetRunReport(parts, input); }},
  };
  for (Operations more : {GraphOperations(parts), PreviewOperations(parts), NodeKindOperations(),
                          StudioOperations(parts.database, parts.jobs)}) {
    for (Operation& operation : more) operations.push_back(std::move(operation));
  }
  return operations;
}

}  // namespace tenon::api
