#include "engine/prepare.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <set>
#include <stop_token>
#include <string_view>
#include <utility>

#include "engine/bzip2.h"
#include "engine/extensions.h"
#include "engine/xml_lines.h"

namespace tenon::engine {
namespace {

namespace fs = std::filesystem;
using task::Format;
using task::InputFile;
using task::Source;

constexpr std::string_view kOwnPrefix = "tenon-inputs-";
// Of what a description looks at.
constexpr std::uint64_t kBeginning = 16 << 20;
constexpr std::uint64_t kAll = ~std::uint64_t{0};

// What the formats that a task reads and writes need, in the order in which they are to be loaded.
std::vector<std::string> ExtensionsOf(const task::Task& task) {
  std::set<Format> formats;
  for (const Source& source : task.sources) {
    if (!source.files.empty()) formats.insert(source.format);
  }
  for (const task::Sink& sink : task.sinks) formats.insert(sink.format);
  std::vector<std::string> names;
  // Iceberg's manifests are files of Avro.
  if (formats.contains(Format::kAvro) || formats.contains(Format::kIceberg)) {
    names.emplace_back("avro");
  }
  if (formats.contains(Format::kExcel)) names.emplace_back("excel");
  if (formats.contains(Format::kIceberg)) names.emplace_back("iceberg");
  if (formats.contains(Format::kDelta)) names.emplace_back("delta");
  return names;
}

// Removes the folders of processes that are gone.
void Sweep(const fs::path& temporary) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(temporary, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kOwnPrefix)) continue;
    pid_t pid = 0;
    std::from_chars(name.data() + kOwnPrefix.size(), name.data() + name.size(), pid);
    if (pid > 0 && kill(pid, 0) != 0 && errno == ESRCH) fs::remove_all(entry.path(), ignored);
  }
}

Result<fs::path> MakeOwnFolder() {
  std::error_code failure;
  const fs::path temporary = fs::temp_directory_path(failure);
  if (failure) return SystemError("finding the folder for temporary files", failure.value());
  Sweep(temporary);
  std::string path =
      (temporary / (std::string(kOwnPrefix) + std::to_string(getpid()) + "-XXXXXX")).string();
  if (mkdtemp(path.data()) == nullptr) return SystemError("making a temporary folder", errno);
  return fs::path(path);
}

// A key below a table's location as a path below a folder; "" for one that a folder cannot hold.
fs::path LocalPath(std::string_view root, std::string_view name) {
  if (!name.starts_with(root) || name.ends_with('/')) return {};
  const fs::path path(name.substr(root.size()));
  if (path.is_absolute() || path.empty()) return {};
  const bool plain = std::ranges::all_of(
      path, [](const fs::path& part) { return part != "." && part != ".." && !part.empty(); });
  return plain ? path : fs::path();
}

}  // namespace

OwnFolder::OwnFolder(fs::path path)
    : path_(std::move(path)), remover_([folder = path_](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any woken;
        std::unique_lock lock(mutex);
        woken.wait(lock, stop, [] { return false; });
        std::error_code ignored;
        fs::remove_all(folder, ignored);
      }) {}

Result<PreparedTask> PreparedTask::Make(Connection& connection, const task::Task& task) {
  PreparedTask prepared(task);
  for (const std::string& name : ExtensionsOf(task)) {
    RETURN_IF_ERROR(LoadExtension(connection, name));
  }
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    const Source& source = task.sources[i];
    const bool is_lake = source.format == Format::kIceberg || source.format == Format::kDelta;
    const Status done = is_lake ? prepared.PrepareLake(i) : prepared.PrepareText(i);
    if (!done) return WithContext(done.error(), source.title);
  }
  return prepared;
}

Result<fs::path> PreparedTask::Folder(std::size_t source) {
  if (task_.staging.empty()) {
    ASSIGN_OR_RETURN(fs::path path, MakeOwnFolder());
    task_.staging = path.string();
    own_folder_ = std::make_unique<OwnFolder>(std::move(path));
  }
  const fs::path folder = fs::path(task_.staging) / "inputs" / std::to_string(source);
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return SystemError("making a folder for inputs", failure.value());
  return folder;
}

Status PreparedTask::PrepareText(std::size_t index) {
  Source& source = task_.sources[index];
  const bool is_xml = source.format == Format::kXml;
  for (InputFile& file : source.files) {
    if (file.size == 0 || (!is_xml && file.compression != "bzip2")) continue;
    ASSIGN_OR_RETURN(const fs::path folder, Folder(index));
    const fs::path to = folder / std::to_string(conversions_.size());
    conversions_.push_back({index, file, to});
    file.path = to.string();
    file.compression.clear();
  }
  return {};
}

Status PreparedTask::PrepareLake(std::size_t index) {
  Source& source = task_.sources[index];
  if (source.files.empty()) return {};
  ASSIGN_OR_RETURN(const fs::path folder, Folder(index));
  std::string metadata;
  for (const InputFile& file : source.files) {
    const fs::path below = LocalPath(source.lake.root, file.name);
    if (below.empty()) continue;
    const fs::path link = folder / below;
    std::error_code failure;
    fs::create_directories(link.parent_path(), failure);
    if (!failure) fs::create_symlink(file.path, link, failure);
    if (failure) return SystemError("linking " + file.name, failure.value());
    const bool is_metadata = file.name == source.lake.metadata &&
                             below.parent_path() == "metadata" &&
                             file.name.ends_with(".metadata.json");
    if (is_metadata) metadata = link.string();
  }
  if (source.format == Format::kIceberg && metadata.empty()) {
    return NotFound(
        "the table's metadata file is not there, or not <location>/metadata/*.metadata.json: " +
        source.lake.metadata);
  }
  source.lake.root = folder.string();
  source.lake.metadata = metadata;
  return {};
}

std::vector<std::string> PreparedTask::originals() const {
  std::vector<std::string> paths;
  for (const Conversion& conversion : conversions_) paths.push_back(conversion.from.path);
  return paths;
}

Status PreparedTask::Convert(const Conversion& conversion, std::uint64_t limit,
                             const std::atomic<bool>& stop) const {
  const Source& source = task_.sources[conversion.source];
  const bool is_packed = conversion.from.compression == "bzip2";
  if (source.format != Format::kXml) {
    return InflateBzip2(conversion.from.path, conversion.to, limit, stop);
  }
  XmlInput input{.path = conversion.from.path, .compression = conversion.from.compression};
  if (is_packed) {
    const fs::path inflated = conversion.to.string() + ".xml";
    RETURN_IF_ERROR(InflateBzip2(input.path, inflated, kAll, stop));
    input = {.path = inflated, .compression = ""};
  }
  return WriteXmlAsLines(input, source.xml, source.columns, conversion.to);
}

Status PreparedTask::Convert(const std::atomic<bool>& stop) const {
  const bool describes = task_.kind == task::Kind::kDescribe;
  for (const Conversion& conversion : conversions_) {
    const Status done = Convert(conversion, describes ? kBeginning : kAll, stop);
    if (!done) return WithContext(done.error(), conversion.from.name);
  }
  return {};
}

void RemoveInputs(const fs::path& staging) {
  std::error_code ignored;
  if (!staging.empty()) fs::remove_all(staging / "inputs", ignored);
}

}  // namespace tenon::engine
