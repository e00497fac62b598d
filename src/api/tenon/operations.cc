#include "api/tenon/operations.h"

#include "api/tenon/graphs.h"
#include "api/tenon/job_history.h"
#include "api/tenon/job_notes.h"
#include "api/tenon/node_kinds.h"
#include "api/tenon/previews.h"
#include "api/tenon/query_results.h"
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
  if (run.job_version > 0) report.Set("JobVersion", run.job_version);
  if (const auto progress = parts.runs.ProgressOf(run.id)) {
    report.Set("Progress", {{"Fraction", progress->fraction}});
    if (report["Nodes"].IsNull()) report.Set("Nodes", progress->nodes);
  }
  return json::Value{{"Report", std::move(report)}};
}

// Only for those who have a lasting key: a session that the link begins would outlast the key else.
Result<json::Value> CreateSignInLink(auth::SignInLinks& links, const Call& call) {
  if (call.access_key_id.starts_with("ASIA")) {
    return Error{ErrorKind::kAccessDenied, "A temporary access key cannot make a sign-in link"};
  }
  const auth::SignInLinks::Link link = links.Make(call.access_key_id);
  return json::Value{{"Token", link.token}, {"ExpiresAt", ToEpochSeconds(link.expires)}};
}

}  // namespace

Operations TenonOperations(const TenonParts& parts) {
  Operations operations = {
      {"CreateSignInLink",
       [parts](const json::Value&, const Call& call) {
         return CreateSignInLink(parts.sign_in_links, call);
       }},
      {"GetRunReport",
       [parts](const json::Value& input, const Call&) { return GetRunReport(parts, input); }},
  };
  for (Operations more :
       {GraphOperations(parts), PreviewOperations(parts), NodeKindOperations(),
        JobHistoryOperations(parts.database, parts.jobs, parts.job_saved),
        JobNoteOperations(parts.database, parts.jobs), QueryResultOperations(parts.parquet),
        StudioOperations(parts.database, parts.jobs)}) {
    for (Operation& operation : more) operations.push_back(std::move(operation));
  }
  return operations;
}

}  // namespace tenon::api
