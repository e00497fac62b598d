#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "engine/duckdb.h"
#include "task/task.h"

// What a task's inputs need before the engine can scan them: extensions, which are loaded only for
// the tasks that need them, and a folder with files in another form:
//
//   <staging>/inputs/<source>/<n>        an input inflated (bzip2) or turned into JSON lines (XML)
//   <staging>/inputs/<source>/<key...>   links to blobs by the keys that a table's metadata names
//
// A task without staging folder gets a folder of its own below the system's for temporary files,
// which goes with this; what a worker that was killed has left there goes with the next one.
namespace tenon::engine {

// A folder that goes with this. The thread that removes it is started here, so that the confinement
// of others, which hold on to what is in the folder and not to the folder, does not hold it.
class OwnFolder {
 public:
  explicit OwnFolder(std::filesystem::path path);
  const std::filesystem::path& path() const { return path_; }

 private:
  const std::filesystem::path path_;
  std::jthread remover_;
};

// One thread at a time.
class PreparedTask {
 public:
  // Loads extensions and makes links; reads no data. Call before the process is confined.
  // kUnsupported if an extension is not installed.
  static Result<PreparedTask> Make(Connection& connection, const task::Task& task);
  // The task with inputs that can be scanned, once Convert has been called.
  const task::Task& task() const { return task_; }
  // The files that Convert reads.
  std::vector<std::string> originals() const;
  // Makes the files in another form. Call when the process is confined.
  Status Convert(const std::atomic<bool>& stop) const;

 private:
  struct Conversion {
    std::size_t source;  // of the task
    task::InputFile from;
    std::filesystem::path to;
  };

  explicit PreparedTask(task::Task task) : task_(std::move(task)) {}
  Result<std::filesystem::path> Folder(std::size_t source);
  Status PrepareText(std::size_t source);
  Status PrepareLake(std::size_t source);
  Status Convert(const Conversion& conversion, std::uint64_t limit,
                 const std::atomic<bool>& stop) const;

  task::Task task_;
  std::unique_ptr<OwnFolder> own_folder_;  // null if none was made
  std::vector<Conversion> conversions_;
};

// Removes what is left of a prepared task's inputs in a staging folder.
void RemoveInputs(const std::filesystem::path& staging);

}  // namespace tenon::engine
