#include "engine/node_rows.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/database_scans.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

bool Occurs(std::string_view needle, std::string_view text) {
  return text.find(needle) != std::string_view::npos;
}

// Whether any of the words stands in the SQL by itself, in any case.
bool HasWord(std::string_view sql, std::initializer_list<std::string_view> words) {
  const std::string lower = AsciiLower(sql);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  for (const std::string_view word : words) {
    for (std::size_t at = lower.find(word); at != std::string::npos;
         at = lower.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      const bool begins = at == 0 || !is_letter(lower[at - 1]);
      if (begins && (end == lower.size() || !is_letter(lower[end]))) return true;
    }
  }
  return false;
}

bool IsJoin(std::string_view type) { return Occurs("JOIN", type) || type == "CROSS_PRODUCT"; }

bool HasFilter(const Operator& at) {
  if (at.type == "FILTER") return true;
  if (at.type != "TABLE_SCAN") return false;
  return std::ranges::any_of(at.details, [](const auto& detail) {
    return Occurs("Filters", detail.first) || Occurs("Filters", detail.second);
  });
}

void AddScanned(const task::Task& task, const Operator& at, std::vector<task::Scanned>& scanned) {
  for (const Operator& child : at.children) AddScanned(task, child, scanned);
  if (!at.children.empty()) return;
  if (const auto source = SourceScanned(at, task)) scanned[*source].rows += at.rows;
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    const bool reads = std::ranges::any_of(task.sources[i].files, [&](const task::InputFile& file) {
      return std::ranges::any_of(
          at.details, [&](const auto& detail) { return Occurs(file.path, detail.second); });
    });
    if (reads) scanned[i].rows += at.rows;
  }
}

// The operator that writes files stands alone at the top, below nodes that stand for the statement.
std::optional<double> SecondsOfWriting(const Operator& plan) {
  if (Occurs("COPY_TO_FILE", plan.type)) return plan.seconds;
  return plan.children.size() == 1 ? SecondsOfWriting(plan.children[0]) : std::nullopt;
}

bool HasFilterBelow(const Operator& at) {
  return HasFilter(at) || std::ranges::any_of(at.children, &HasFilterBelow);
}

}  // namespace

std::vector<task::Scanned> RowsScanned(const task::Task& task, const Operator& plan) {
  std::vector<task::Scanned> scanned;
  for (const task::Source& source : task.sources) scanned.emplace_back(source.name, 0);
  AddScanned(task, plan, scanned);
  return scanned;
}

NodeRowCounter::NodeRowCounter(const task::Task& task) : task_(task) {
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    relations_[task.sources[i].name] = {i};
    for (const task::InputFile& file : task.sources[i].files) {
      const auto [it, added] = paths_.emplace(file.path, i);
      if (!added && it->second != i) it->second = task.sources.size();
    }
  }
  for (const task::View& view : task.views) {
    Sources sources;
    for (const auto& [name, below] : relations_) {
      if (Occurs(SqlIdentifier(name), view.sql)) sources.insert(below.begin(), below.end());
    }
    relations_[view.name] = std::move(sources);
  }
}

std::size_t NodeRowCounter::SourceOf(const Operator& scan) const {
  if (const auto source = SourceScanned(scan, task_)) return *source;
  for (const auto& [name, value] : scan.details) {
    for (const auto& [path, source] : paths_) {
      if (Occurs(path, value)) return source;
    }
  }
  return task_.sources.size();
}

NodeRowCounter::Sources NodeRowCounter::Walk(const Operator& at, bool cut_early,
                                             std::map<std::size_t, Found>& scans,
                                             std::map<Sources, Found>& joins) const {
  const bool cuts = Occurs("LIMIT", at.type) || (IsJoin(at.type) && at.rows == 0);
  Sources below;
  for (const Operator& child : at.children) {
    below.merge(Walk(child, cut_early || cuts, scans, joins));
  }
  const auto note = [&](Found& found) {
    ++found.operators;
    found.rows = at.rows;
    found.seconds += at.seconds;
    if (found.operators > 1) found.doubt = "it is read more than once in the plan";
    if (cut_early) found.doubt = "a limit or an empty join may have ended it early";
  };
  if (at.children.empty()) {
    const std::size_t source = SourceOf(at);
    if (source < task_.sources.size()) {
      note(scans[source]);
      if (HasFilter(at)) scans[source].doubt = "a filter went into the scan";
      below.insert(source);
    }
  } else if (IsJoin(at.type)) {
    note(joins[below]);
    if (HasFilterBelow(at)) joins[below].doubt = "filter below";
  }
  return below;
}

void NodeRowCounter::Add(std::size_t sink, const Written& written) {
  Output& output = written_[sink];
  output = {.rows = written.rows, .bytes = written.bytes, .seconds = {}};
  if (!written.plan) return;
  output.seconds = SecondsOfWriting(*written.plan);
  AddPlan(*written.plan);
}

void NodeRowCounter::AddKept(std::size_t view, const Operator& plan, std::uint64_t rows) {
  kept_[view] = rows;
  AddPlan(plan);
}

void NodeRowCounter::AddPlan(const Operator& plan) {
  std::map<std::size_t, Found> scans;
  std::map<Sources, Found> joins;
  Walk(plan, false, scans, joins);
  // A node that several statements need is the same in each: the first clear count stands.
  const auto keep = [](auto& known, const auto& found) {
    for (const auto& [key, value] : found) {
      const auto [it, added] = known.emplace(key, value);
      if (!added && !it->second.doubt.empty()) it->second = value;
    }
  };
  keep(scans_, scans);
  keep(joins_, joins);
}

// Whether a node above this one drops rows, so that the engine may drop them below it.
bool NodeRowCounter::IsFilteredLater(std::size_t view) const {
  std::set<std::string> above = {task_.views[view].name};
  for (std::size_t i = view + 1; i < task_.views.size(); ++i) {
    const task::View& later = task_.views[i];
    const bool reads = std::ranges::any_of(
        above, [&](const std::string& name) { return Occurs(SqlIdentifier(name), later.sql); });
    if (!reads) continue;
    if (HasWord(later.sql, {"where", "having", "qualify", "limit", "semi", "anti"})) return true;
    above.insert(later.name);
  }
  return false;
}

task::NodeRows NodeRowCounter::CountOfSource(std::size_t source) const {
  task::NodeRows node{.node_id = task_.sources[source].name, .rows = {}, .note = {}};
  const bool has_files = !task_.sources[source].database;
  if (has_files) node.bytes = 0;
  for (const task::InputFile& file : task_.sources[source].files) *node.bytes += file.size;
  const auto found = scans_.find(source);
  if (found != scans_.end()) node.processor_seconds = found->second.seconds;
  if (has_files && *node.bytes == 0) {
    node.rows = 0;
  } else if (found == scans_.end()) {
    node.note = "not counted: no operator of the plan reads it by itself";
  } else if (!found->second.doubt.empty()) {
    node.note = "not counted: " + found->second.doubt;
  } else {
    node.rows = found->second.rows;
  }
  return node;
}

task::NodeRows NodeRowCounter::CountOfView(std::size_t index) const {
  const task::View& view = task_.views[index];
  task::NodeRows node{.node_id = view.name, .rows = {}, .note = {}};
  const Sources& sources = relations_.at(view.name);
  const auto same = std::ranges::count_if(task_.views, [&](const task::View& other) {
    return relations_.at(other.name) == sources && HasWord(other.sql, {"join"});
  });
  const auto found = joins_.find(sources);
  const bool is_join = HasWord(view.sql, {"join"});
  const bool is_alone = found != joins_.end() && found->second.operators == 1 && same == 1;
  if (is_join && is_alone) node.processor_seconds = found->second.seconds;
  if (const auto kept = kept_.find(index); kept != kept_.end()) {
    node.rows = kept->second;
  } else if (!is_join) {
    node.note = "not counted: fused with the nodes around it";
  } else if (!is_alone) {
    node.note = "not counted: the plan has no operator for this join alone";
  } else if (HasWord(view.sql, {"where", "limit", "qualify", "group", "distinct"})) {
    node.note = "not counted: more than a join";
  } else if (IsFilteredLater(index) || found->second.doubt.starts_with("filter")) {
    node.note = "not counted: a filter may have been applied before the join";
  } else if (!found->second.doubt.empty()) {
    node.note = "not counted: " + found->second.doubt;
  } else {
    node.rows = found->second.rows;
  }
  return node;
}

// Gives nodes without a count the one that follows from another's. `nodes` are sources and views.
void NodeRowCounter::Infer(std::vector<task::NodeRows>& nodes) const {
  const auto learn = [&](const std::string& name, std::uint64_t rows) {
    const auto node = std::ranges::find(nodes, name, &task::NodeRows::node_id);
    if (node == nodes.end() || node->rows) return;
    node->rows = rows;
    node->note.clear();
  };
  for (const auto& [sink, output] : written_) learn(task_.sinks[sink].input, output.rows);
  for (std::size_t i = task_.views.size(); i-- > 0;) {
    const task::NodeRows& view = nodes[task_.sources.size() + i];
    if (view.rows) learn(task_.views[i].rows_of, *view.rows);
  }
  for (const task::View& view : task_.views) {
    const auto of = std::ranges::find(nodes, view.rows_of, &task::NodeRows::node_id);
    if (of != nodes.end() && of->rows) learn(view.name, *of->rows);
  }
}

std::vector<task::NodeRows> NodeRowCounter::Counts() const {
  std::vector<task::NodeRows> out;
  for (std::size_t i = 0; i < task_.sources.size(); ++i) out.push_back(CountOfSource(i));
  for (std::size_t i = 0; i < task_.views.size(); ++i) out.push_back(CountOfView(i));
  Infer(out);
  for (const auto& [index, output] : written_) {
    const std::string& id = task_.sinks[index].node_id;
    if (relations_.contains(id)) continue;
    task::NodeRows sink{.node_id = id, .rows = output.rows, .note = {}};
    if (!task_.sinks[index].database) sink.bytes = output.bytes;
    sink.processor_seconds = output.seconds;
    out.push_back(std::move(sink));
  }
  return out;
}

}  // namespace tenon::engine
