#include "engine/database_scans.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "engine/database_error.h"
#include "json/value.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

using task::DatabaseKind;

struct Kind {
  std::string_view name;  // of the operator
  DatabaseKind kind;
};
constexpr Kind kScans[] = {{"POSTGRES_SCAN", DatabaseKind::kPostgres},
                           {"POSTGRES_QUERY", DatabaseKind::kPostgres},
                           {"MYSQL_SCAN", DatabaseKind::kMySql},
                           {"MYSQL_QUERY", DatabaseKind::kMySql}};

// A detail of an operator: one text, or a list of them.
std::vector<std::string> TextsOf(const json::Value& value) {
  std::vector<std::string> out;
  if (const std::string* text = value.AsString()) out.push_back(*text);
  if (const json::Array* array = value.AsArray()) {
    for (const json::Value& each : *array) out.push_back(each.StringOr(""));
  }
  return out;
}

// Operators that take all rows before the first comes out.
constexpr std::string_view kGathers[] = {"GROUP_BY", "AGGREGATE", "ORDER_BY",
                                         "TOP_N",    "WINDOW",    "LIMIT"};

// The operators of EXPLAIN's plan as JSON.
void AddOperators(const json::Value& at, DatabasePlan& plan) {
  if (const json::Array* array = at.AsArray()) {
    for (const json::Value& each : *array) AddOperators(each, plan);
    return;
  }
  const std::string name(Trim(at["name"].StringOr("")));
  for (const std::string_view gathers : kGathers) {
    plan.streams &= name.find(gathers) == std::string::npos;
  }
  bool is_scan = false;
  for (const Kind& kind : kScans) {
    if (kind.name != name) continue;
    is_scan = true;
    const json::Value& details = at["extra_info"];
    plan.scans.push_back({.kind = kind.kind,
                          .table = details["Table"].StringOr(""),
                          .names = TextsOf(details["Projections"])});
  }
  const json::Array* below = at["children"].AsArray();
  plan.streams &= is_scan || (below != nullptr && !below->empty());
  AddOperators(at["children"], plan);
}

// What an executed scan tells of itself: "{Table=hits, Projections=id\nname, Filters=...}".
DatabaseScan ReadDetails(std::string_view text) {
  const auto after = [&](std::string_view word) -> std::string_view {
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = text.substr(at + word.size());
    return rest.substr(0, rest.find_first_of(",}"));
  };
  DatabaseScan scan;
  scan.table = after("{Table=");
  std::string_view names = after("Projections=");
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('\n'), names.size());
    scan.names.emplace_back(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return scan;
}

// Keeps the rows of a source and calls `each`.
Status Keep(Connection& connection, const task::Source& source, const std::function<void()>& each) {
  const std::string name = SqlIdentifier(source.name);
  const std::string table = SqlIdentifier(source.name + " (kept)");
  const Status made =
      connection.Execute("CREATE OR REPLACE TEMP TABLE " + table + " AS FROM " + name);
  if (!made) {
    return WithContext(AtConnection(made.error(), source.database->connection), source.title);
  }
  each();
  return connection.Execute("CREATE OR REPLACE TEMP VIEW " + name + " AS FROM " + table);
}

}  // namespace

Result<DatabasePlan> PlanOf(Connection& connection, const std::string& select) {
  ASSIGN_OR_RETURN(const auto rows, connection.Query("EXPLAIN (FORMAT json) " + select));
  if (rows.empty() || rows[0].size() < 2) return Internal("the engine explains nothing");
  ASSIGN_OR_RETURN(const json::Value tree, json::Parse(rows[0][1].value_or("")));
  DatabasePlan plan;
  AddOperators(tree, plan);
  return plan;
}

std::set<std::size_t> SourcesOf(const DatabaseScan& scan, const task::Task& task) {
  std::set<std::size_t> of_kind;
  std::set<std::size_t> named;
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    const auto& database = task.sources[i].database;
    if (!database || database->connection.kind != scan.kind) continue;
    of_kind.insert(i);
    const auto is_own = [&](const std::string& name) { return IsOutput(name, i); };
    if (!scan.table.empty() ? database->table == scan.table
                            : std::ranges::any_of(scan.names, is_own)) {
      named.insert(i);
    }
  }
  return named.empty() ? of_kind : named;
}

std::optional<std::size_t> SourceScanned(const Operator& at, const task::Task& task) {
  if (at.type != "TABLE_SCAN") return std::nullopt;
  std::set<std::size_t> found;
  for (const auto& [name, value] : at.details) {
    const DatabaseScan scan = ReadDetails(value);
    for (std::size_t i = 0; i < task.sources.size(); ++i) {
      const auto& database = task.sources[i].database;
      if (!database) continue;
      const bool is_table = !scan.table.empty() && scan.table == database->table;
      const bool is_query = std::ranges::any_of(
          scan.names, [&](const std::string& column) { return IsOutput(column, i); });
      if (is_table || is_query) found.insert(i);
    }
  }
  return found.size() == 1 ? std::optional(*found.begin()) : std::nullopt;
}

Status KeepWhatIsReadTwice(Connection& connection, const task::Task& task,
                           const AttachedDatabases& databases, const DatabasePlan& plan,
                           std::set<std::size_t>& kept, const std::function<void()>& each) {
  // By what may be scanned once at a time.
  std::map<std::string, std::size_t> count;
  std::set<std::size_t> read;
  for (const DatabaseScan& scan : plan.scans) {
    std::set<std::string> attached;
    for (const std::size_t source : SourcesOf(scan, task)) {
      if (kept.contains(source)) continue;
      read.insert(source);
      attached.insert(databases.OfSource(source));
    }
    for (const std::string& name : attached) ++count[name];
  }
  for (const std::size_t source : read) {
    if (count[databases.OfSource(source)] < 2) continue;
    RETURN_IF_ERROR(Keep(connection, task.sources[source], each));
    kept.insert(source);
  }
  return {};
}

}  // namespace tenon::engine
