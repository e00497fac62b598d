#include "runner/run_report.h"

namespace tenon::runner {

RunReport::RunReport(const jobs::Run& run, const Clock& clock)
    : started_(run.started), clock_(clock) {
  const json::Object* nodes = run.job_document["CodeGenConfigurationNodes"].AsObject();
  if (nodes == nullptr) return;
  for (const auto& [id, node] : nodes->members) node_ids_.push_back(id);
}

void RunReport::Add(const task::Event& event) {
  if (const auto* progress = std::get_if<task::Progress>(&event)) {
    if (!first_row_) first_row_ = SinceStart();
    for (const task::RowsSoFar& node : progress->rows) so_far_.insert_or_assign(node.node_id, node);
  } else if (const auto* node = std::get_if<task::NodeRows>(&event)) {
    nodes_.insert_or_assign(node->node_id, *node);
  } else if (const auto* file = std::get_if<task::OutputFile>(&event)) {
    files_.push_back(*file);
  } else if (const auto* moved = std::get_if<task::BookmarkMoved>(&event)) {
    bookmarks_.insert_or_assign(moved->source, moved->value);
  }
}

json::Value RunReport::EntryOf(const std::string& node_id) const {
  const auto found = nodes_.find(node_id);
  if (found == nodes_.end()) {
    return {{"NodeId", node_id}, {"Note", "not counted: the optimizer has rewritten it away"}};
  }
  const task::NodeRows& node = found->second;
  json::Value entry = {{"NodeId", node_id}};
  if (node.rows) entry.Set("Rows", static_cast<std::int64_t>(*node.rows));
  if (node.bytes) entry.Set("Bytes", static_cast<std::int64_t>(*node.bytes));
  if (node.processor_seconds) entry.Set("ProcessorMilliseconds", *node.processor_seconds * 1000);
  if (!node.note.empty()) entry.Set("Note", node.note);
  return entry;
}

json::Value RunReport::Counted() const {
  json::Value nodes = json::Array{};
  for (const std::string& id : node_ids_) {
    if (nodes_.contains(id)) {
      nodes.Append(EntryOf(id));
    } else if (const auto found = so_far_.find(id); found != so_far_.end()) {
      const task::RowsSoFar& node = found->second;
      json::Value entry = {
          {"NodeId", id}, {"Rows", static_cast<std::int64_t>(node.rows)}, {"SoFar", true}};
      if (node.is_estimate) entry.Set("Estimate", true);
      nodes.Append(std::move(entry));
    }
  }
  return nodes;
}

json::Value RunReport::Finish(const task::Done& done) const {
  json::Value nodes = json::Array{};
  for (const std::string& id : node_ids_) nodes.Append(EntryOf(id));
  json::Value millis = {{"ToResult", SinceStart()}};
  if (first_row_) millis.Set("ToFirstRow", *first_row_);
  return {{"Rows", static_cast<std::int64_t>(done.rows)},
          {"BytesScanned", static_cast<std::int64_t>(done.bytes_scanned)},
          {"Milliseconds", std::move(millis)},
          {"Nodes", std::move(nodes)}};
}

}  // namespace tenon::runner
