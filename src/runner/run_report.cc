#include "runner/run_report.h"

namespace tenon::runner {

void RunReport::Add(const task::Event& event) {
  if (std::holds_alternative<task::Progress>(event)) {
    if (!first_row_) first_row_ = SinceStart();
  } else if (const auto* node = std::get_if<task::NodeRows>(&event)) {
    nodes_.push_back(*node);
  } else if (const auto* file = std::get_if<task::OutputFile>(&event)) {
    files_.push_back(*file);
  }
}

json::Value RunReport::Finish(const task::Done& done) const {
  json::Value nodes = json::Array{};
  for (const task::NodeRows& node : nodes_) {
    json::Value entry = {{"NodeId", node.node_id}};
    if (node.rows) entry.Set("Rows", static_cast<std::int64_t>(*node.rows));
    if (!node.note.empty()) entry.Set("Note", node.note);
    nodes.Append(std::move(entry));
  }
  json::Value millis = {{"ToResult", SinceStart()}};
  if (first_row_) millis.Set("ToFirstRow", *first_row_);
  return {{"Rows", static_cast<std::int64_t>(done.rows)},
          {"BytesScanned", static_cast<std::int64_t>(done.bytes_scanned)},
          {"Milliseconds", std::move(millis)},
          {"Nodes", std::move(nodes)}};
}

}  // namespace tenon::runner
