#include "engine/lock_down.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "base/file.h"
#include "engine/task_threads.h"
#include "engine/watch.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

// Everything that version 1 of Landlock (Linux 5.13) can forbid about files, and of the later
// versions truncating; what a kernel does not know is left out.
constexpr std::uint64_t kReadFile = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t kVersion1 = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14;  // version 3

struct PathRule {  // struct landlock_path_beneath_attr, which is packed
  std::uint64_t allowed_access;
  std::int32_t parent_fd;
} __attribute__((packed));

void Allow(int ruleset, const std::string& path, std::uint64_t access) {
  const Result<FileDescriptor> file = OpenFile(path, O_PATH);
  if (!file) return;  // reading it fails later, with a message that names it
  const PathRule rule{.allowed_access = access, .parent_fd = file->get()};
  syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

Status RestrictThread(const task::Task& task, std::span<const std::string> others) {
  const long version =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return {};
  const std::uint64_t handled = kVersion1 | (version >= 3 ? kTruncate : 0);
  const std::uint64_t attributes[1] = {handled};
  const FileDescriptor ruleset(
      static_cast<int>(syscall(SYS_landlock_create_ruleset, attributes, sizeof(attributes), 0)));
  if (!ruleset.is_open()) return SystemError("making a Landlock rule set", errno);
  for (const task::Source& source : task.sources) {
    for (const task::InputFile& file : source.files) Allow(ruleset.get(), file.path, kReadFile);
  }
  for (const std::string& path : others) Allow(ruleset.get(), path, kReadFile);
  if (!task.staging.empty()) Allow(ruleset.get(), task.staging, handled);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return SystemError("no_new_privs", errno);
  if (syscall(SYS_landlock_restrict_self, ruleset.get(), 0) != 0) {
    return SystemError("applying a Landlock rule set", errno);
  }
  return {};
}

std::string AllowedPaths(const task::Task& task) {
  std::string sql = "SET allowed_paths = [";
  for (const task::Source& source : task.sources) {
    for (const task::InputFile& file : source.files) sql += SqlString(file.path) + ',';
  }
  return sql + ']';
}

}  // namespace

Status LockDown(Connection& connection, const task::Task& task,
                std::span<const std::string> others) {
  if (task.threads < 1) return InvalidInput("threads must be at least 1");
  RETURN_IF_ERROR(RestrictThread(task, others));
  std::string sql = AllowedPaths(task) + ';';
  if (task.staging.empty()) {
    sql += "SET temp_directory = '';";
  } else {
    sql += "SET allowed_directories = [" + SqlString(task.staging + '/') + "];";
    sql += "SET temp_directory = " + SqlString(task.staging + "/spill") + ';';
  }
  if (!task.memory_limit.empty()) {
    sql += "SET memory_limit = " + SqlString(task.memory_limit) + ';';
  }
  if (!task.disk_limit.empty()) {
    sql += "SET max_temp_directory_size = " + SqlString(task.disk_limit) + ';';
  }
  if (!task.query_schema.empty()) {
    const std::string schema = SqlIdentifier(task.query_schema);
    sql +=
        "CREATE SCHEMA IF NOT EXISTS " + schema + "; SET search_path = " + SqlString(schema) + ';';
  }
  // The order of rows is the user's in a query, and nobody's in files of a job.
  if (task.kind != task::Kind::kQuery) sql += "SET preserve_insertion_order = false;";
  if (task.kind == task::Kind::kJobRun || task.kind == task::Kind::kSelect) {
    sql +=
        "PRAGMA enable_profiling = 'no_output'; SET custom_profiling_settings = "
        R"('{"OPERATOR_CARDINALITY":"true","OPERATOR_TYPE":"true","EXTRA_INFO":"true",)"
        R"("OPERATOR_TIMING":"true"}';)";
  }
  if (task.kind == task::Kind::kJobRun) sql += WatchScansSql(task);
  if (task.joins_as_written) {
    sql += "SET disabled_optimizers = 'join_order,build_side_probe_side';";
  }
  sql += "SET enable_progress_bar = true; SET enable_progress_bar_print = false;";
  sql += "SET TimeZone = 'UTC'; SET partitioned_write_max_open_files = 1000;";
  const std::string threads = std::to_string(task.threads);
  sql += "SET threads = " + threads + ';';
  if (BringsThreads(task)) sql += "SET external_threads = " + threads + ';';
  sql += "SET enable_external_access = false; SET lock_configuration = true";
  return connection.Execute(sql);
}

}  // namespace tenon::engine
