#include "api/glue/operations.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "api/glue/databases.h"
#include "api/glue/job_runs.h"
#include "api/glue/jobs.h"
#include "api/glue/partitions.h"
#include "api/glue/tables.h"

namespace tenon::api {

Operations GlueOperations(db::Database& database, const catalog::Store& catalog,
                          const jobs::Store& jobs, jobs::Launcher& launcher) {
  Operations all;
  for (Operations& part : std::to_array<Operations>(
           {DatabaseOperations(database, catalog), TableOperations(database, catalog),
            PartitionOperations(database, catalog), JobOperations(database, jobs, launcher),
            JobRunOperations(database, jobs, launcher)})) {
    std::ranges::move(part, std::back_inserter(all));
  }
  return all;
}

}  // namespace tenon::api
