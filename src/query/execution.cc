#include "query/execution.h"

#include <algorithm>
#include <array>

#include "json/value.h"
#include "task/task.h"

namespace tenon::query {
namespace {

constexpr std::array kMigrations = {
    db::Migration{1,
                  "CREATE TABLE query_executions(id TEXT PRIMARY KEY, request_token TEXT UNIQUE,"
                  " live INTEGER NOT NULL, document TEXT NOT NULL);"
                  "CREATE INDEX query_executions_live ON query_executions(live) WHERE live = 1"},
    // Rows were numbered in the order of their insertion already; here the number gets a name.
    db::Migration{2,
                  "ALTER TABLE query_executions ADD COLUMN sequence INTEGER;"
                  "UPDATE query_executions SET sequence = rowid;"
                  "CREATE UNIQUE INDEX query_executions_sequence ON query_executions(sequence)"}};

constexpr std::array<std::string_view, 5> kStates = {"QUEUED", "RUNNING", "SUCCEEDED", "FAILED",
                                                     "CANCELLED"};

json::Value ToJson(const Execution& execution) {
  json::Value document = {{"id", execution.id},
                          {"statement", execution.statement},
                          {"database", execution.database},
                          {"work_group", execution.work_group},
                          {"output", execution.output},
                          {"request_token", execution.request_token},
                          {"state", NameOf(execution.state)},
                          {"reason", execution.reason},
                          {"is_user_error", execution.is_user_error},
                          {"submitted", ToMillis(execution.submitted)},
                          {"queue_millis", execution.queue_millis},
                          {"engine_millis", execution.engine_millis},
                          {"bytes_scanned", execution.bytes_scanned},
                          {"rows", execution.rows},
                          {"columns", task::ToJson(execution.columns)}};
  if (execution.completed) document.Set("completed", ToMillis(*execution.completed));
  return document;
}

Result<Execution> Parse(const std::string& text) {
  ASSIGN_OR_RETURN(const json::Value document, json::Parse(text));
  const auto state = std::ranges::find(kStates, document["state"].StringOr(""));
  if (state == kStates.end()) return Internal("stored query execution has no state");
  Execution execution{.id = document["id"].StringOr(""),
                      .statement = document["statement"].StringOr(""),
                      .database = document["database"].StringOr(""),
                      .work_group = document["work_group"].StringOr(""),
                      .output = document["output"].StringOr(""),
                      .request_token = document["request_token"].StringOr(""),
                      .state = static_cast<State>(state - kStates.begin()),
                      .reason = document["reason"].StringOr(""),
                      .is_user_error = document["is_user_error"].BoolOr(false),
                      .submitted = FromMillis(document["submitted"].IntOr(0)),
                      .completed = std::nullopt,
                      .queue_millis = document["queue_millis"].IntOr(0),
                      .engine_millis = document["engine_millis"].IntOr(0),
                      .bytes_scanned = document["bytes_scanned"].IntOr(0),
                      .rows = document["rows"].IntOr(0),
                      .columns = {}};
  if (const auto* completed = document["completed"].AsInt()) {
    execution.completed = FromMillis(*completed);
  }
  ASSIGN_OR_RETURN(execution.columns, task::ParseSchema(document["columns"]));
  return execution;
}

}  // namespace

std::string_view NameOf(State state) { return kStates[static_cast<std::size_t>(state)]; }

bool IsFinal(State state) { return state != State::kQueued && state != State::kRunning; }

Status ExecutionStore::Migrate(db::Database& database) {
  return database.Migrate("query", kMigrations);
}

Status ExecutionStore::Put(db::Transaction& transaction, const Execution& execution) const {
  const std::string document = json::Dump(ToJson(execution));
  const db::Parameter token = execution.request_token.empty()
                                  ? db::Parameter(nullptr)
                                  : db::Parameter(std::string_view(execution.request_token));
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "INSERT INTO query_executions(id, request_token, live, document, sequence) "
          "SELECT ?1, ?2, ?3, ?4, coalesce(max(sequence), 0) + 1 FROM query_executions "
          "WHERE true ON CONFLICT (id) DO "
          "UPDATE SET live = excluded.live, document = excluded.document",
          {execution.id, token, std::int64_t{IsFinal(execution.state) ? 0 : 1}, document}));
  return {};
}

Result<Execution> ExecutionStore::Get(db::Transaction& transaction, std::string_view id) const {
  ASSIGN_OR_RETURN(
      const auto document,
      transaction.QueryText("SELECT document FROM query_executions WHERE id = ?1", {id}));
  if (!document) return NotFound("QueryExecution " + std::string(id) + " was not found");
  return Parse(*document);
}

Result<std::optional<Execution>> ExecutionStore::FindByToken(db::Transaction& transaction,
                                                             std::string_view request_token) const {
  ASSIGN_OR_RETURN(
      const auto document,
      transaction.QueryText("SELECT document FROM query_executions WHERE request_token = ?1",
                            {request_token}));
  if (!document) return std::optional<Execution>();
  ASSIGN_OR_RETURN(Execution execution, Parse(*document));
  return std::optional(std::move(execution));
}

Result<std::vector<Listed>> ExecutionStore::List(db::Transaction& transaction, std::int64_t before,
                                                 int limit) const {
  std::vector<Listed> listed;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT sequence, id FROM query_executions WHERE sequence < ?1 ORDER BY sequence DESC "
      "LIMIT ?2",
      {before, std::int64_t{limit}}, [&](const db::Row& row) -> Status {
        listed.push_back({row.Int(0), row.Text(1)});
        return {};
      }));
  return listed;
}

Result<std::vector<Execution>> ExecutionStore::Live(db::Transaction& transaction) const {
  std::vector<Execution> live;
  RETURN_IF_ERROR(transaction.Query("SELECT document FROM query_executions WHERE live = 1", {},
                                    [&](const db::Row& row) -> Status {
                                      ASSIGN_OR_RETURN(live.emplace_back(), Parse(row.Text(0)));
                                      return {};
                                    }));
  return live;
}

}  // namespace tenon::query
