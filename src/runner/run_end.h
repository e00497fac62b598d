#pragma once

#include <span>
#include <vector>

#include "base/clock.h"
#include "catalog/store.h"
#include "db/database.h"
#include "graph/plan.h"
#include "jobs/store.h"
#include "objects/store.h"
#include "runner/databases.h"
#include "task/event.h"

namespace tenon::runner {

// The stores that the end of a run changes together. They share `database`.
struct Stores {
  db::Database& database;
  objects::Store& objects;
  const catalog::Store& catalog;
  const jobs::Store& jobs;
  const Clock& clock;
  const Databases& databases;
};

// Whether the end of the run will find its buckets and catalog databases, so that it can fail
// before it reads a row. Errors begin with the target's name.
Status CheckTargets(const Stores& stores, const jobs::Run& run,
                    std::span<const graph::Target> targets);

// Makes a run's result visible, all at once: takes the staged files in as blobs, makes them
// durable, and in one transaction adds their objects, brings the catalog up to date and sets the
// run SUCCEEDED, and its job's bookmark what is given, unless that is null. After a failure nothing
// of it is visible and the run is as it was.
Status PublishRun(const Stores& stores, const jobs::Run& run,
                  std::span<const graph::Target> targets, std::span<const task::OutputFile> files,
                  const std::filesystem::path& staging, const json::Value& report,
                  const json::Value& bookmark);

}  // namespace tenon::runner
