#include "runner/hudi.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tenon::runner {
namespace {

struct Timeline {
  std::set<std::string, std::less<>> completed;  // instants that have written
  std::string first;                             // of all that are there
};

std::string_view NameOf(std::string_view key) {
  const std::size_t slash = key.rfind('/');
  return slash == std::string_view::npos ? key : key.substr(slash + 1);
}

Result<Timeline> ReadTimeline(const std::vector<std::string>& keys) {
  Timeline timeline;
  for (const std::string& key : keys) {
    if (!key.starts_with(".hoodie/")) continue;
    const std::string_view below = std::string_view(key).substr(8);
    const bool is_instant =
        below.find('/') == std::string_view::npos ||
        (below.starts_with("timeline/") && below.find('/', 9) == std::string_view::npos);
    const std::string_view name = NameOf(below);
    const std::size_t dot = name.find('.');
    const std::string_view instant = name.substr(0, name.find_first_of("._"));
    if (!is_instant || dot == std::string_view::npos || instant.empty() ||
        instant.find_first_not_of("0123456789") != std::string_view::npos) {
      continue;
    }
    const std::string_view action = name.substr(dot + 1);
    if (action == "deltacommit") {
      return Unsupported(
          "the table is merged on read, which is read by the Spark engine, and that "
          "is not built here yet");
    }
    if (action == "replacecommit" || action == "clustering") {
      return Unsupported(
          "file groups of the table were replaced (clustering, insert overwrite), "
          "which is read by the Spark engine, and that is not built here yet");
    }
    if (timeline.first.empty() || instant < timeline.first) timeline.first = instant;
    if (action == "commit") timeline.completed.emplace(instant);
  }
  if (timeline.first.empty()) {
    return InvalidInput("there is no table of Hudi: it has no timeline in .hoodie/");
  }
  return timeline;
}

}  // namespace

Result<std::vector<std::string>> NewestHudiFiles(const std::vector<std::string>& keys) {
  ASSIGN_OR_RETURN(const Timeline timeline, ReadTimeline(keys));
  // By folder and file id: the newest instant, and the key.
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> newest;
  for (const std::string& key : keys) {
    const std::string_view name = NameOf(key);
    if (key.starts_with(".hoodie/") || !name.ends_with(".parquet")) continue;
    const std::size_t end = name.size() - std::string_view(".parquet").size();
    const std::size_t last = name.rfind('_', end - 1);
    if (last == std::string_view::npos || last == 0) continue;
    const std::size_t id_end = name.rfind('_', last - 1);
    if (id_end == std::string_view::npos) continue;
    const std::string instant(name.substr(last + 1, end - last - 1));
    if (!timeline.completed.contains(instant) && instant >= timeline.first) continue;
    const std::string group =
        key.substr(0, key.size() - name.size()) + std::string(name.substr(0, id_end));
    auto& [known, file] = newest[group];
    if (known < instant) {
      known = instant;
      file = key;
    }
  }
  std::vector<std::string> files;
  for (auto& [group, found] : newest) files.push_back(std::move(found.second));
  std::ranges::sort(files);
  return files;
}

}  // namespace tenon::runner
