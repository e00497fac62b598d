#include "catalog/partition_folders.h"

#include <optional>
#include <set>

#include "text/url.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

bool IsHidden(std::string_view name) { return name.starts_with('_') || name.starts_with('.'); }

// Takes "folder" off the beginning of "folder/rest"; nullopt if there is no folder left.
std::optional<std::string_view> TakeFolder(std::string_view& key) {
  const std::size_t slash = key.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view folder = key.substr(0, slash);
  key.remove_prefix(slash + 1);
  return folder;
}

// "year=2026" -> "2026" for the key year. nullopt for any other folder.
std::optional<std::string> ValueOf(std::string_view folder, const PartitionKey& key) {
  const std::size_t equals = folder.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  const auto name = UrlDecode(folder.substr(0, equals));
  if (!name || !EqualsIgnoringCase(*name, key.name)) return std::nullopt;
  auto value = UrlDecode(folder.substr(equals + 1));
  if (!value) return std::nullopt;
  return *std::move(value);
}

// The partition that an object belongs to: its values, and how much of its key is the folder.
struct Belonging {
  std::vector<std::string> values;
  std::size_t folder_size = 0;
};

std::optional<Belonging> BelongingOf(std::string_view relative_key,
                                     std::span<const PartitionKey> keys) {
  std::string_view rest = relative_key;
  Belonging belonging;
  for (const PartitionKey& key : keys) {
    const auto folder = TakeFolder(rest);
    if (!folder) return std::nullopt;
    auto value = ValueOf(*folder, key);
    if (!value) return std::nullopt;
    belonging.values.push_back(*std::move(value));
  }
  belonging.folder_size = relative_key.size() - rest.size();
  return belonging;
}

}  // namespace

bool IsData(std::string_view relative_key) {
  std::string_view name = relative_key;
  while (const auto folder = TakeFolder(name)) {
    if (IsHidden(*folder) && folder->find('=') == std::string_view::npos) return false;
  }
  return !name.empty() && !IsHidden(name);
}

std::vector<PartitionFolder> FindPartitionFolders(std::string_view location,
                                                  std::span<const PartitionKey> keys,
                                                  std::span<const std::string> relative_keys) {
  std::vector<PartitionFolder> folders;
  if (keys.empty()) return folders;
  std::set<std::vector<std::string>> seen;
  std::string_view last;  // the folder of the object before: objects of one come together
  for (const std::string& key : relative_keys) {
    if (!last.empty() && key.starts_with(last)) continue;
    if (!IsData(key)) continue;
    auto belonging = BelongingOf(key, keys);
    if (!belonging) continue;
    last = std::string_view(key).substr(0, belonging->folder_size);
    if (!seen.insert(belonging->values).second) continue;
    folders.push_back({std::move(belonging->values), std::string(location) + std::string(last)});
  }
  return folders;
}

Result<int> AddPartitionFolders(const PartitionStore& store, db::Transaction& transaction,
                                const Table& table, std::span<const PartitionFolder> folders,
                                Time now) {
  std::vector<Partition> partitions;
  for (const PartitionFolder& folder : folders) {
    json::Value storage = table.document["StorageDescriptor"];
    storage.Set("Location", folder.location);
    json::Value document = {
        {"Values", json::Array(folder.values.begin(), folder.values.end())},
        {"StorageDescriptor", std::move(storage)},
        {"Parameters", json::Object{}},
    };
    partitions.push_back({folder.values, std::move(document), now});
  }
  return store.CreateMissing(transaction, table, partitions);
}

}  // namespace tenon::catalog
