#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "catalog/store.h"
#include "db/database.h"
#include "graph/graph.h"
#include "graph/profile.h"
#include "objects/store.h"
#include "runner/databases.h"
#include "runner/stop_signal.h"
#include "runner/task_runner.h"
#include "types/schema.h"

namespace tenon::runner {

struct PreviewRequest {
  json::Value nodes;  // CodeGenConfigurationNodes; need not be saved anywhere
  std::string node_id;
  std::string frame = "";    // of a node that yields a collection
  std::string session = "";  // whose preview it is: see Previews::Show
  std::uint64_t rows = 200;  // 0: none wanted
  bool summary = false;
  bool detail = false;
  std::chrono::seconds time_limit = std::chrono::seconds(60);
};

// How far a source was read.
struct SourceRead {
  std::string node_id;
  std::string title;
  std::size_t files = 0;  // that there are; of a table in a database 0
  bool in_database = false;
  std::uint64_t bytes = 0;
  std::uint64_t rows = 0;  // that were read
  bool all = false;        // that there are
};

struct Preview {
  Schema schema;
  graph::DataRows rows;
  bool all_rows = false;         // there are no more
  std::vector<SourceRead> read;  // for the rows; for the summary if there are no rows
  std::optional<graph::Summary> summary;
  std::optional<graph::Detail> detail;
  std::vector<std::string> notes;  // warnings of the graph; fields that do not fit their types
};

// Shows the rows at any node of a job, and what their columns hold, out of the real data. It writes
// nothing. Each answer is kept by all that it hangs on (the plan above the node and the blobs that
// it reads), so that the same question, or that of a node which an edit does not touch, is answered
// at once. Thread-safe.
class Previews {
 public:
  struct Stores {
    const db::Database& database;
    const catalog::Store& catalog;
    objects::Store& objects;
    const Databases& databases;
  };
  struct Options {
    int threads = 2;
    std::string memory_limit = "";
    std::string disk_limit = "10GB";  // of what a preview spills
  };

  Previews(Stores stores, TaskRunner& tasks, Options options)
      : stores_(stores), tasks_(tasks), options_(std::move(options)) {}

  // Asking for the same parts of the same node in the same session again ends what is under way for
  // it with kConflict. Other failures are those of Graph::CompileNode, of the rows themselves
  // (kInvalidInput), and kLimitExceeded in words for time, memory and disk.
  Result<Preview> Show(const PreviewRequest& request);

 private:
  class Turn;  // of a session at a node
  using Selects = std::vector<task::Select>;
  using Answered = std::vector<PreviewAnswer>;

  Result<Answered> Ask(const PreviewRequest& request, graph::Plan plan, const Selects& selects,
                       const StopSignal& stop, Preview& preview);
  Result<Answered> Run(const PreviewRequest& request, task::Task task, const StopSignal& stop);

  const Stores stores_;
  TaskRunner& tasks_;
  const Options options_;
  std::mutex mutex_;
  // By session, node and parts; guarded by mutex_.
  std::map<std::string, std::shared_ptr<StopSignal>> live_;
};

}  // namespace tenon::runner
