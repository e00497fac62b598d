#include "api/glue/operations.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "api/glue/catalogs.h"
#include "api/glue/column_statistics.h"
#include "api/glue/databases.h"
#include "api/glue/functions.h"
#include "api/glue/job_bookmarks.h"
#include "api/glue/job_runs.h"
#include "api/glue/jobs.h"
#include "api/glue/partition_indexes.h"
#include "api/glue/partitions.h"
#include "api/glue/search.h"
#include "api/glue/table_versions.h"
#include "api/glue/tables.h"
#include "api/glue/tags.h"

namespace tenon::api {

Operations GlueOperations(db::Database& database, const catalog::Store& catalog,
                          const catalog::ConnectionStore& connections,
                          ConnectionTest test_connection, const jobs::Store& jobs,
                          jobs::Launcher& launcher, jobs::Saved job_saved) {
  Operations all;
  for (Operations& part : std::to_array<Operations>(
           {DatabaseOperations(database, catalog), TableOperations(database, catalog),
            TableVersionOperations(database), SearchOperations(database),
            PartitionOperations(database, catalog), PartitionIndexOperations(database, catalog),
            ColumnStatisticsOperations(database, catalog), CatalogOperations(),
            FunctionOperations(database, catalog.quotas()),
            ConnectionOperations(database, connections, std::move(test_connection)),
            TagOperations(database, {catalog, connections, jobs}),
            JobOperations(database, jobs, launcher, std::move(job_saved)),
            JobRunOperations(database, jobs, launcher), JobBookmarkOperations(database, jobs)})) {
    std::ranges::move(part, std::back_inserter(all));
  }
  for (Operation& operation : all) operation.run = InDefaultCatalog(std::move(operation.run));
  return all;
}

}  // namespace tenon::api
