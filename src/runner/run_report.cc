#include "runner/run_report.h"

#include <algorithm>

namespace tenon::runner {

RunReport::RunReport(const jobs::Run& run, const Clock& clock)
    : started_(run.started), clock_(clock) {
  const json::Object* nodes = run.job_document["CodeGenConfigurationNodes"].AsObject();
  if (nodes == nullptr) return;
  for (const auto& [id, node] : nodes->members) node_ids_.push_back(id);
}

void RunReport::Add(const task::Event& event) {
  if (std::holds_alternative<task::Progress>(event)) {
    if (!first_row_) first_row_ = SinceStart();
  } else if (const auto* node = std::get_if<task::NodeRows>(&event)) {
    nodes_.push_back(*node);
  } else if (const auto* file = std::get_if<task::OutputFile>(&event)) {
    files_.push_back(*file);
  }
}

json::Value RunReport::EntryOf(const std::string& node_id) const {
  const auto node = std::ranges::find(nodes_, node_id, &task::NodeRows::node_id);
  if (node == nodes_.end()) {
    return {{"NodeId", node_id}, {"Note", "not counted: the optimizer has rewritten it away"}};
  }
  json::Value entry = {{"NodeId", node_id}};
  if (node->rows) entry.Set("Rows", static_cast<std::int64_t>(*node->rows));
  if (!node->note.empty()) entry.Set("Note", node->note);
  return entry;
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
