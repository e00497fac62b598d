#include "engine/live_rows.h"

#include <algorithm>
#include <cstdlib>

#include "engine/record_size.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

constexpr std::size_t kFooters = 64;  // that are read at a time

std::uint64_t ToNumber(const Field& field) {
  return field ? std::strtoull(field->c_str(), nullptr, 10) : 0;
}

// A node that passes rows on and writes some beside is known by the former.
bool IsSinkAlone(const task::Task& task, const std::string& node_id) {
  const auto is_named = [&](const auto& relation) { return relation.name == node_id; };
  return std::ranges::none_of(task.sources, is_named) && std::ranges::none_of(task.views, is_named);
}

}  // namespace

LiveRows::LiveRows(const Connection& connection, const task::Task& task)
    : connection_(connection), task_(task), offsets_(task) {
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    for (const task::InputFile& file : task.sources[i].files) {
      const auto [it, added] = paths_.emplace(file.path, i);
      if (!added && it->second != i) it->second = task.sources.size();
    }
  }
}

std::optional<std::size_t> LiveRows::SourceOf(const std::string& path) const {
  if (const auto found = paths_.find(path); found != paths_.end()) {
    return found->second < task_.sources.size() ? std::optional(found->second) : std::nullopt;
  }
  // The files of Iceberg and Delta have names of their own below the table's root.
  for (std::size_t i = 0; i < task_.sources.size(); ++i) {
    const std::string& root = task_.sources[i].lake.root;
    if (!root.empty() && path.starts_with(root)) return i;
  }
  return std::nullopt;
}

void LiveRows::ReadFooters(const Activity::RowGroups& read) {
  std::string list;
  std::size_t asked = 0;
  for (const auto& [path, groups] : read) {
    if (footers_.contains(path) || !SourceOf(path)) continue;
    if (++asked > kFooters) break;
    list += SqlString(path) + ',';
    footers_[path] = {};
  }
  if (list.empty()) return;
  if (!own_) {
    Result<Connection> own = connection_.Another();
    if (!own) return;
    own_.emplace(std::move(*own));
  }
  const auto rows = own_->Query(
      "SELECT file_name, num_rows, CAST(num_row_groups AS BIGINT) FROM parquet_file_metadata([" +
      list + "])");
  if (!rows) return;
  for (const Row& row : *rows) {
    footers_[row[0].value_or("")] = {.rows = ToNumber(row[1]), .row_groups = ToNumber(row[2])};
  }
}

double LiveRows::RowsOfRowGroups(std::size_t source, const Activity::RowGroups& read) const {
  double all = 0;
  double known = 0;
  double rows_of_known = 0;
  for (const auto& [path, groups] : read) {
    if (SourceOf(path) != source) continue;
    const auto begun = static_cast<double>(groups.size());
    all += begun;
    const auto found = footers_.find(path);
    if (found == footers_.end() || found->second.row_groups == 0) continue;
    const Footer& footer = found->second;
    known += begun;
    rows_of_known +=
        static_cast<double>(footer.rows) * begun / static_cast<double>(footer.row_groups);
  }
  return known == 0 ? 0 : rows_of_known * all / known;
}

double LiveRows::RowsOfText(std::size_t source) {
  const std::uint64_t bytes = offsets_.BytesRead(source);
  if (bytes == 0) return 0;
  auto size = record_sizes_.find(source);
  if (size == record_sizes_.end()) {
    size = record_sizes_.emplace(source, RecordSize(task_.sources[source])).first;
  }
  return size->second ? static_cast<double>(bytes) / *size->second : 0;
}

bool LiveRows::HasWritten() const {
  for (std::size_t i = 0; i < task_.sinks.size(); ++i) {
    if (connection_.activity().RowsCounted(i) > 0) return true;
  }
  return false;
}

std::vector<task::RowsSoFar> LiveRows::SoFar() {
  const Activity::RowGroups read = connection_.activity().RowGroupsRead();
  ReadFooters(read);
  offsets_.Look();
  std::vector<task::RowsSoFar> out;
  for (std::size_t i = 0; i < task_.sources.size(); ++i) {
    const double rows = std::max(RowsOfRowGroups(i, read), RowsOfText(i));
    if (rows >= 1) out.push_back({task_.sources[i].name, static_cast<std::uint64_t>(rows), true});
  }
  for (std::size_t i = 0; i < task_.sinks.size(); ++i) {
    const std::uint64_t rows = connection_.activity().RowsCounted(i);
    const std::string& id = task_.sinks[i].node_id;
    if (rows > 0 && IsSinkAlone(task_, id)) out.push_back({id, rows, false});
  }
  return out;
}

}  // namespace tenon::engine
