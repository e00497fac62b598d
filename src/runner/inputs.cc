#include "runner/inputs.h"

#include <algorithm>
#include <iterator>

#include "catalog/partition_filter.h"
#include "catalog/partition_folders.h"
#include "catalog/partitions.h"
#include "runner/hudi.h"
#include "text/glob.h"
#include "text/url.h"

namespace tenon::runner {
namespace {

using catalog::kNullPartition;

std::vector<std::string_view> Folders(std::string_view key) {
  std::vector<std::string_view> folders;
  for (std::size_t slash = key.find('/'); slash != std::string_view::npos; slash = key.find('/')) {
    folders.push_back(key.substr(0, slash));
    key.remove_prefix(slash + 1);
  }
  return folders;
}

// The partitions of a table that can match the predicate, which is exact only once it is applied to
// rows: what the catalog's own language cannot say leaves out none.
Result<std::vector<catalog::Partition>> PartitionsOf(db::Transaction& transaction,
                                                     const catalog::Table& table,
                                                     const std::string& predicate) {
  const catalog::PartitionStore store;
  const auto keys = catalog::PartitionKeysOf(table.document);
  const auto filter = catalog::PartitionFilter::Parse(predicate, keys);
  if (predicate.empty() || !filter) return store.ListAll(transaction, table);
  std::vector<catalog::Partition> found;
  catalog::PartitionRequest request{.filter = &*filter, .limit = 10'000};
  do {
    ASSIGN_OR_RETURN(catalog::PartitionPage page, store.List(transaction, table, request));
    std::ranges::move(page.items, std::back_inserter(found));
    request.after = std::move(page.next);
  } while (!request.after.empty());
  return found;
}

// The part of an object's key below a location: what stands after the last '/' of the prefix when
// the prefix names an object or the beginning of one.
std::string_view Below(const S3Location& location, std::string_view key) {
  const std::string_view prefix = location.key;
  if (prefix.empty() || prefix.ends_with('/')) return key.substr(prefix.size());
  if (key.size() > prefix.size() && key[prefix.size()] == '/') return key.substr(prefix.size() + 1);
  const std::size_t slash = prefix.rfind('/');
  return slash == std::string_view::npos ? key : key.substr(slash + 1);
}

// A location without a trailing '/' names a folder or one object, not every key that begins so.
bool Belongs(const S3Location& location, std::string_view key) {
  if (location.key.empty() || location.key.ends_with('/')) return true;
  return key.size() == location.key.size() || key[location.key.size()] == '/';
}

bool IsExcluded(const graph::Scan& scan, std::string_view relative) {
  return std::ranges::any_of(scan.exclusions,
                             [&](const std::string& glob) { return MatchesGlob(glob, relative); });
}

// One place that a scan reads, and the values of the partition that it is.
struct Place {
  S3Location location;
  std::optional<std::vector<std::optional<std::string>>> values;  // absent: told by the keys
};

Result<std::vector<Place>> PlacesOf(const graph::Scan& scan) {
  std::vector<Place> places;
  if (scan.table.empty()) {
    for (const std::string& text : scan.locations) {
      ASSIGN_OR_RETURN(S3Location location, ParseS3Location(text));
      places.push_back({std::move(location), std::nullopt});
    }
  }
  for (const graph::ScanPartition& partition : scan.partitions) {
    ASSIGN_OR_RETURN(S3Location location, ParseS3Location(partition.location));
    places.push_back({std::move(location), partition.values});
  }
  return places;
}

// How a text file is packed: by the end of its name, else as the node says.
std::string CompressionOf(const graph::Scan& scan, std::string_view key) {
  const task::Format format = scan.source.format;
  if (format != task::Format::kCsv && format != task::Format::kJson &&
      format != task::Format::kXml) {
    return "";
  }
  if (key.ends_with(".gz") || key.ends_with(".gzip")) return "gzip";
  if (key.ends_with(".bz2")) return "bzip2";
  if (key.ends_with(".zst") || key.ends_with(".zstd")) return "zstd";
  return scan.compression;
}

// Leaves the first files that the scan's bounds allow.
void Bound(const graph::Scan& scan, std::vector<task::InputFile>& files) {
  if (scan.bounded_files > 0 && files.size() > scan.bounded_files) {
    files.resize(static_cast<std::size_t>(scan.bounded_files));
  }
  if (scan.bounded_size == 0) return;
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    size += files[i].size;
    if (size <= scan.bounded_size || i == 0) continue;
    files.resize(i);
    return;
  }
}

Status AddFiles(const graph::Scan& scan, const Place& place, const objects::Snapshot& snapshot,
                std::vector<task::InputFile>& files) {
  const S3Location& location = place.location;
  for (const objects::Snapshot::File& file : snapshot.files()) {
    const std::string& key = file.object.key;
    if (file.object.bucket != location.bucket || !key.starts_with(location.key)) continue;
    if (!Belongs(location, key)) continue;
    const std::string_view relative = Below(location, key);
    // What a table's own metadata tells of need not look like data.
    if (!scan.source.lake.root.empty() || scan.is_hudi) {
      files.push_back({.path = file.path.string(),
                       .name = ToString(S3Location{location.bucket, key}),
                       .size = file.object.blob.size});
      continue;
    }
    if (!catalog::IsData(relative) || IsExcluded(scan, relative)) continue;
    const Schema& partitions = scan.source.partition_columns;
    if (!scan.recurse && partitions.empty() && relative.find('/') != std::string_view::npos) {
      continue;
    }
    task::InputFile input{.path = file.path.string(),
                          .name = ToString(S3Location{location.bucket, key}),
                          .size = file.object.blob.size,
                          .compression = CompressionOf(scan, key)};
    if (place.values) {
      input.partition_values = *place.values;
    } else {
      ASSIGN_OR_RETURN(input.partition_values, PartitionValues(relative, partitions));
    }
    files.push_back(std::move(input));
  }
  return {};
}

// Leaves the files that make the newest state of a Hudi table.
Status KeepNewest(const graph::Scan& scan, std::vector<task::InputFile>& files) {
  if (files.empty()) return {};
  std::vector<std::string> keys;
  for (const task::InputFile& file : files) {
    keys.push_back(file.name.substr(scan.locations.front().size()));
  }
  ASSIGN_OR_RETURN(const auto newest, NewestHudiFiles(keys));
  std::erase_if(files, [&](const task::InputFile& file) {
    return !std::ranges::binary_search(newest, file.name.substr(scan.locations.front().size()));
  });
  return {};
}

}  // namespace

Result<std::vector<std::optional<std::string>>> PartitionValues(std::string_view relative_key,
                                                                const Schema& partition_columns) {
  std::vector<std::optional<std::string>> values;
  const auto folders = Folders(relative_key);
  for (const Column& column : partition_columns) {
    const auto folder = std::ranges::find_if(folders, [&](std::string_view text) {
      return text.starts_with(column.name) && text.substr(column.name.size()).starts_with('=');
    });
    if (folder == folders.end()) {
      return InvalidInput("no folder " + column.name + "=... in the key " +
                          std::string(relative_key) + ", though the table is partitioned by " +
                          column.name);
    }
    ASSIGN_OR_RETURN(std::string value, UrlDecode(folder->substr(column.name.size() + 1)));
    if (value == kNullPartition) {
      values.emplace_back(std::nullopt);
    } else {
      values.emplace_back(std::move(value));
    }
  }
  return values;
}

void AddPredicates(std::vector<graph::Scan>& scans, std::vector<task::View>& views) {
  std::vector<task::View> filtered;
  for (graph::Scan& scan : scans) {
    if (scan.partition_predicate.empty()) continue;
    const std::string node = scan.source.name;
    scan.source.name += " (all partitions)";
    filtered.push_back(
        {node, scan.source.title,
         "SELECT * FROM \"" + scan.source.name + "\" WHERE (" + scan.partition_predicate + "\n)"});
  }
  views.insert(views.begin(), filtered.begin(), filtered.end());
}

Status AddPartitions(std::span<graph::Scan> scans, const db::Database& database,
                     const catalog::Store& catalog) {
  return database.Read([&](db::Transaction& transaction) -> Status {
    for (graph::Scan& scan : scans) {
      if (scan.table.empty()) continue;
      ASSIGN_OR_RETURN(const auto table, catalog.GetTable(transaction, scan.database, scan.table));
      ASSIGN_OR_RETURN(const auto partitions,
                       PartitionsOf(transaction, table, scan.partition_predicate));
      for (const catalog::Partition& partition : partitions) {
        graph::ScanPartition& added = scan.partitions.emplace_back();
        added.location = partition.document["StorageDescriptor"]["Location"].StringOr("");
        for (const std::string& value : partition.values) {
          added.values.push_back(value == kNullPartition ? std::nullopt : std::optional(value));
        }
      }
    }
    return {};
  });
}

Result<Inputs> ResolveInputs(std::span<const graph::Scan> scans, const objects::Store& store) {
  std::vector<std::vector<Place>> places;
  std::vector<objects::Prefix> prefixes;
  for (const graph::Scan& scan : scans) {
    ASSIGN_OR_RETURN(places.emplace_back(), PlacesOf(scan));
    for (const Place& place : places.back()) {
      prefixes.push_back({place.location.bucket, place.location.key});
    }
  }
  ASSIGN_OR_RETURN(objects::Snapshot snapshot, store.TakeSnapshot(prefixes));
  Inputs inputs;
  for (std::size_t i = 0; i < scans.size(); ++i) {
    task::Source source = scans[i].source;
    for (const Place& place : places[i]) {
      const Status added = AddFiles(scans[i], place, snapshot, source.files);
      if (!added) return WithContext(added.error(), source.title);
    }
    if (scans[i].is_hudi) {
      const Status kept = KeepNewest(scans[i], source.files);
      if (!kept) return WithContext(kept.error(), source.title);
    }
    Bound(scans[i], source.files);
    inputs.sources.push_back(std::move(source));
  }
  inputs.snapshot = std::move(snapshot);
  return inputs;
}

}  // namespace tenon::runner
