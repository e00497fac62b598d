#include "runner/run_end.h"

#include <map>

#include "base/crash_point.h"
#include "catalog/target_update.h"
#include "jobs/bookmarks.h"
#include "text/url.h"

namespace tenon::runner {
namespace {

std::string_view ContentType(task::Format format) {
  if (format == task::Format::kCsv) return "text/csv";
  if (format == task::Format::kJson) return "application/json";
  if (format == task::Format::kXml) return "application/xml";
  if (format == task::Format::kParquet) return "application/vnd.apache.parquet";
  return "binary/octet-stream";
}

// "s3://bucket/prefix/" of a target, its key ending in '/'.
Result<S3Location> FolderOf(const graph::Target& target) {
  ASSIGN_OR_RETURN(S3Location location, ParseS3Location(target.location));
  if (!location.key.empty() && !location.key.ends_with('/')) location.key += '/';
  return location;
}

// What becomes visible in one bucket.
using Batches = std::map<std::string, std::vector<objects::NewObject>>;

Result<Batches> AdoptFiles(objects::Store& store, std::span<const graph::Target> targets,
                           std::span<const task::OutputFile> files,
                           const std::filesystem::path& staging) {
  Batches batches;
  for (const task::OutputFile& file : files) {
    if (file.sink >= targets.size()) return Internal("the worker wrote to an unknown target");
    const graph::Target& target = targets[file.sink];
    ASSIGN_OR_RETURN(const S3Location folder, FolderOf(target));
    ASSIGN_OR_RETURN(const objects::Blob blob, store.AdoptStaged(staging / file.path));
    // The form of an ETag of an upload in parts: clients do not take it for an MD5, which would
    // cost another read of every byte.
    batches[folder.bucket].push_back(
        {.key = folder.key + file.key,
         .blob = blob,
         .attributes = {.etag = blob.id + "-1",
                        .content_type = std::string(ContentType(target.sink.format))}});
  }
  return batches;
}

// The folders of the partitions that a sink has written, each once.
Result<std::vector<catalog::PartitionFolder>> PartitionsOf(
    const graph::Target& target, std::size_t sink, std::span<const task::OutputFile> files) {
  ASSIGN_OR_RETURN(const S3Location folder, FolderOf(target));
  std::map<std::string, catalog::PartitionFolder> partitions;
  for (const task::OutputFile& file : files) {
    if (file.sink != sink || file.partition_values.empty()) continue;
    const std::string below = file.key.substr(0, file.key.rfind('/') + 1);
    partitions.try_emplace(
        below, catalog::PartitionFolder{
                   .values = file.partition_values,
                   .location = ToString(S3Location{folder.bucket, folder.key + below})});
  }
  std::vector<catalog::PartitionFolder> list;
  for (auto& [below, partition] : partitions) list.push_back(std::move(partition));
  return list;
}

catalog::TargetTable TargetTableOf(const graph::Target& target, const jobs::Run& run) {
  return {.database = target.catalog_update->database,
          .table = target.catalog_update->table,
          .location = target.location,
          .classification = std::string(task::NameOf(target.sink.format)),
          .schema = target.schema,
          .partition_keys = target.sink.partition_keys,
          .separator = target.sink.csv.separator,
          .header = target.sink.csv.header_lines > 0,
          .row_tag = target.sink.xml.row_tag,
          .update_schema = target.catalog_update->update_schema,
          .job = run.job,
          .run_id = run.id};
}

Status UpdateCatalog(const Stores& stores, db::Transaction& transaction, const jobs::Run& run,
                     std::span<const graph::Target> targets,
                     std::span<const task::OutputFile> files) {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (!targets[i].catalog_update) continue;
    ASSIGN_OR_RETURN(const auto partitions, PartitionsOf(targets[i], i, files));
    const Status updated =
        catalog::UpdateTarget(stores.catalog, transaction, TargetTableOf(targets[i], run),
                              partitions, stores.clock.Now());
    if (!updated) return WithContext(updated.error(), targets[i].sink.title);
  }
  return {};
}

}  // namespace

Status CheckTargets(const Stores& stores, const jobs::Run& run,
                    std::span<const graph::Target> targets) {
  for (const graph::Target& target : targets) {
    if (target.sink.database) continue;
    ASSIGN_OR_RETURN(const S3Location folder, FolderOf(target));
    const auto bucket = stores.objects.GetBucket(folder.bucket);
    if (!bucket) return WithContext(bucket.error(), target.sink.title);
    if (!target.catalog_update) continue;
    const Status fits = stores.database.Read([&](db::Transaction& transaction) {
      return catalog::CheckTarget(stores.catalog, transaction, TargetTableOf(target, run));
    });
    if (!fits) return WithContext(fits.error(), target.sink.title);
  }
  return {};
}

Status PublishRun(const Stores& stores, const jobs::Run& run,
                  std::span<const graph::Target> targets, std::span<const task::OutputFile> files,
                  const std::filesystem::path& staging, const json::Value& report,
                  const json::Value& bookmark) {
  CrashPoint("run.after_done");
  ASSIGN_OR_RETURN(const Batches batches, AdoptFiles(stores.objects, targets, files, staging));
  CrashPoint("run.after_adopt");
  std::vector<objects::Blob> blobs;
  for (const auto& [bucket, batch] : batches) {
    for (const objects::NewObject& object : batch) blobs.push_back(object.blob);
  }
  RETURN_IF_ERROR(stores.objects.SyncBlobs(blobs));
  CrashPoint("run.after_sync");
  RETURN_IF_ERROR(stores.database.Write([&](db::Transaction& transaction) -> Status {
    for (const auto& [bucket, batch] : batches) {
      RETURN_IF_ERROR(stores.objects.Publish(transaction, bucket, batch));
    }
    RETURN_IF_ERROR(UpdateCatalog(stores, transaction, run, targets, files));
    RETURN_IF_ERROR(stores.jobs.Advance(transaction, run.id, jobs::RunEvent::kSucceeded,
                                        stores.clock.Now(), {}, report));
    if (!bookmark.IsNull()) {
      RETURN_IF_ERROR(jobs::BookmarkStore().Move(transaction, run, bookmark));
    }
    CrashPoint("run.before_commit");
    return {};
  }));
  CrashPoint("run.after_commit");
  for (const auto& [bucket, batch] : batches) stores.objects.Published(bucket, batch);
  return {};
}

}  // namespace tenon::runner
