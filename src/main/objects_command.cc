#include "main/objects_command.h"

#include <functional>
#include <iostream>

#include "main/data_folder.h"
#include "objects/adopt.h"
#include "objects/rebuild.h"

namespace tenon {
namespace {

// Does the work while this process holds the data folder.
int WithFolder(const cli::Config& config, const std::function<Status(db::Database&)>& work) {
  const auto run = [&]() -> Status {
    ASSIGN_OR_RETURN(const FileDescriptor lock, LockDataFolder(config.data));
    ASSIGN_OR_RETURN(const auto database, db::Database::Open(config.data / "tenon.db"));
    return work(*database);
  };
  const Status status = run();
  if (status) return 0;
  std::cerr << "tenon: " << status.error().message << '\n';
  return 1;
}

}  // namespace

int AdoptObjects(const cli::Config& config, const std::string& bucket,
                 const std::filesystem::path& folder, const std::string& prefix) {
  return WithFolder(config, [&](db::Database& database) -> Status {
    const SystemClock clock;
    ASSIGN_OR_RETURN(const auto store,
                     objects::Store::Open(config.data / "objects", database, clock));
    if (!store->GetBucket(bucket)) {
      RETURN_IF_ERROR(store->CreateBucket({.name = bucket, .created = clock.Now()}));
    }
    ASSIGN_OR_RETURN(const auto report, objects::Adopt(*store, database, bucket, folder, prefix));
    for (const std::string& skipped : report.skipped)
      std::cout << "passed over " << skipped << '\n';
    std::cout << report.objects << " objects, " << report.bytes << " bytes, in s3://" << bucket
              << '/' << prefix << '\n';
    return {};
  });
}

int RebuildObjects(const cli::Config& config) {
  return WithFolder(config, [&](db::Database& database) -> Status {
    ASSIGN_OR_RETURN(const auto report,
                     objects::Rebuild(config.data / "objects", database, SystemClock()));
    std::cout << report.objects << " objects in " << report.buckets << " buckets\n";
    if (report.lost > 0) {
      std::cout << report.lost << " files that nothing names are in "
                << (config.data / "objects/lost").string() << '\n';
    }
    return {};
  });
}

}  // namespace tenon
