#include "runner/job_scripts.h"

#include "base/digest.h"
#include "base/hex.h"
#include "base/log.h"
#include "graph/graph.h"
#include "jobs/definition.h"
#include "objects/names.h"
#include "runner/environment.h"
#include "text/url.h"

namespace tenon::runner {
namespace {

// For whoever waits for CreateJob's answer.
constexpr std::chrono::seconds kLongestWait(10);

}  // namespace

Result<jobs::Job> JobScripts::Newest(const std::string& job) const {
  return database_.ReadFor<jobs::Job>(
      [&](db::Transaction& transaction) { return jobs_.GetJob(transaction, job); });
}

void JobScripts::Write(const std::string& job) const {
  Result<jobs::Job> saved = Newest(job);
  while (saved) {
    if (const Status written = WriteOne(*saved); !written) {
      Log(LogLevel::kWarning, "script of a job not written",
          {{"job", job}, {"error", written.error().message}});
      return;
    }
    // A save meanwhile may have written its script before this one.
    Result<jobs::Job> newest = Newest(job);
    if (!newest || newest->version == saved->version) return;
    saved = std::move(newest);
  }
}

Status JobScripts::WriteOne(const jobs::Job& job) const {
  if (!jobs::RunsGraph(job.document)) return {};
  const std::string location = job.document["Command"]["ScriptLocation"].StringOr("");
  if (location.empty()) return {};
  ASSIGN_OR_RETURN(const S3Location place, ParseS3Location(location));
  if (place.key.empty() || place.key.ends_with('/')) {
    return InvalidInput("ScriptLocation names a folder, not an object");
  }
  RETURN_IF_ERROR(objects::CheckKey(place.key));
  // The bucket that Glue Studio names is there on AWS only, and nothing is amiss without it.
  if (!objects_.GetBucket(place.bucket)) return {};
  ASSIGN_OR_RETURN(const graph::Graph graph,
                   graph::Graph::Parse(job.document["CodeGenConfigurationNodes"]));
  const StopSignal never;
  CatalogEnvironment environment(database_, catalog_, objects_, databases_, tasks_, never,
                                 DataAccess::kSchemasOnly,
                                 std::chrono::steady_clock::now() + kLongestWait);
  ASSIGN_OR_RETURN(const std::string script, graph.ToScript(environment));
  ASSIGN_OR_RETURN(const auto writer, objects_.NewBlob());
  RETURN_IF_ERROR(writer->Append(script));
  ASSIGN_OR_RETURN(const objects::Blob blob, writer->Finish());
  const objects::Attributes attributes{.etag = ToHex(Md5(script)), .content_type = "text/x-python"};
  RETURN_IF_ERROR(objects_.Put(place.bucket, place.key, blob, attributes));
  return {};
}

}  // namespace tenon::runner
