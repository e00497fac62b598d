// tenon-load-sqlite: the same work as tenon-load's, done straight on a SQLite file.

#include "load/measure.h"
#include "load/options.h"
#include "load/sqlite_catalog.h"

namespace tenon::load {
namespace {

Result<json::Value> Run(const Options& options) {
  ASSIGN_OR_RETURN(const Work work, WorkNamed(options.work));
  const Workload workload(work, options.catalog);
  std::vector<Worker> workers;
  for (int i = 0; i < options.clients; ++i) {
    ASSIGN_OR_RETURN(std::shared_ptr<SqliteCatalog> catalog,
                     SqliteCatalog::Open(options.target, workload));
    workers.emplace_back([catalog](Schedule& schedule, Recorder& recorder) {
      return catalog->Run(schedule, recorder);
    });
  }
  return Measure(workers, options.extent);
}

}  // namespace
}  // namespace tenon::load

int main(int argc, char** argv) {
  using namespace tenon::load;  // NOLINT(google-build-using-namespace)
  return Report(Run(
      ReadOptions(argc, argv,
                  "The same work straight on a SQLite file, measured; prints the figures as JSON. "
                  "Every client is a thread, so --threads says nothing.",
                  "the file, made if it is not there")));
}
