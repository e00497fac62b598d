#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"

// The document that Glue Studio's "Download" and "Upload" of a job exchange:
//
//   {"jobConfig": {...},       studio_job_config.h
//    "dag": {...},             studio_nodes.h; absent if the job has no graph
//    "hasBeenSaved": false, "usageProfileName": null,
//    "script": "...",          absent here: a job has its script in S3
//    "tenon": {"job": {...}}}  ours: members of CreateJob that jobConfig has no place for, as they
//                              are, null for those that jobConfig would wrongly give; mostly absent
//
// Job to document and back gives the same job, as GetJob tells it. A document holds more than a
// job: what its editor remembers. Document to job and back gives the same document if the original
// is given to CarryOver.
namespace tenon::api {

struct StudioImport {
  json::Value job;  // the input of CreateJob
  // What the document says that a job cannot hold: "node node-1.inferSchemaChanged".
  std::vector<std::string> warnings;
};

// kInvalidInput, with the member or node at fault, for what no job can be made of.
Result<StudioImport> ImportStudioJob(const json::Value& document);

// The document of CreateJob's input; Tags count too.
json::Value ExportStudioJob(const json::Value& job);

// `exported`, with what `original` has beside the job that it was imported as: `base` is that job,
// exported. Where `exported` differs from `base`, the job was changed since, and `exported` counts.
json::Value CarryOver(const json::Value& exported, const json::Value& base,
                      const json::Value& original);

}  // namespace tenon::api
