#include "query/executor.h"

#include <set>

#include "base/log.h"
#include "base/random.h"
#include "graph/table_scan.h"
#include "runner/environment.h"
#include "sql/names.h"
#include "text/url.h"

namespace tenon::query {
namespace {

// Athena's own words; clients look for "output location".
constexpr std::string_view kNoOutput =
    "No output location provided. An output location is required either through the Workgroup "
    "result configuration setting or as an API input";

Status CheckStatement(const std::string& statement) {
  ASSIGN_OR_RETURN(const auto tokens, sql::Tokenize(statement));
  const auto explained = sql::ExplainedStatement(statement, tokens);
  const std::string keyword =
      explained ? sql::FirstKeyword({tokens.begin() + 1, tokens.end()}) : sql::FirstKeyword(tokens);
  if (explained && keyword == "ANALYZE") {
    return InvalidInput("EXPLAIN ANALYZE cannot be executed here yet; EXPLAIN can");
  }
  if (keyword == "SELECT" || keyword == "WITH" || keyword == "VALUES") return {};
  if (keyword.empty()) return InvalidInput("Query string is empty or begins with no keyword");
  return InvalidInput("only SELECT, WITH, VALUES and EXPLAIN can be executed here yet, not " +
                      keyword);
}

// A task's staging folder, removed with the result that was taken out of it or never was.
struct Discard {
  objects::Store& store;
  const std::string& id;
  ~Discard() { store.DiscardStaging(id); }
};

}  // namespace

Executor::Executor(Stores stores, runner::TaskRunner& tasks, Options options)
    : stores_(stores), tasks_(tasks), options_(std::move(options)), live_(options_.concurrent) {}

Status Executor::RecoverExecutions() {
  return stores_.database.Write([&](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN(const auto live, store_.Live(transaction));
    for (Execution execution : live) {
      execution.state = State::kFailed;
      execution.reason = "the server ended while this query was running; start it again";
      execution.completed = stores_.clock.Now();
      RETURN_IF_ERROR(store_.Put(transaction, execution));
    }
    return {};
  });
}

Result<std::string> Executor::Start(const Request& request) {
  RETURN_IF_ERROR(CheckStatement(request.statement));
  if (request.output_location.empty()) return InvalidInput(std::string(kNoOutput));
  ASSIGN_OR_RETURN(S3Location output, ParseS3Location(request.output_location));
  RETURN_IF_ERROR(stores_.objects.GetBucket(output.bucket));
  const std::string id = RandomUuid();
  if (!output.key.empty() && !output.key.ends_with('/')) output.key += '/';
  output.key += id + ".csv";
  const Execution execution{.id = id,
                            .statement = request.statement,
                            .database = request.database,
                            .work_group = request.work_group,
                            .output = ToString(output),
                            .request_token = request.request_token,
                            .reason = {},
                            .submitted = stores_.clock.Now(),
                            .completed = std::nullopt,
                            .columns = {}};
  ASSIGN_OR_RETURN(std::string started,
                   stores_.database.WriteFor<std::string>(
                       [&](db::Transaction& transaction) -> Result<std::string> {
                         if (!request.request_token.empty()) {
                           ASSIGN_OR_RETURN(const auto earlier,
                                            store_.FindByToken(transaction, request.request_token));
                           if (earlier) return earlier->id;
                         }
                         RETURN_IF_ERROR(store_.Put(transaction, execution));
                         return id;
                       }));
  if (started == id) {
    live_.Start(id, [this, execution](const runner::StopSignal& stop) { Run(execution, stop); });
  }
  return started;
}

void Executor::Run(Execution execution, const runner::StopSignal& stop) {
  execution.queue_millis = ToMillis(stores_.clock.Now()) - ToMillis(execution.submitted);
  execution.state = State::kRunning;
  Status status = stop.requested() ? Status(Error{ErrorKind::kStopped, "", {}}) : Save(execution);
  if (status) status = Execute(execution, stop);
  execution.completed = stores_.clock.Now();
  execution.engine_millis =
      ToMillis(*execution.completed) - ToMillis(execution.submitted) - execution.queue_millis;
  if (status) {
    execution.state = State::kSucceeded;
  } else if (status.error().kind == ErrorKind::kStopped) {
    execution.state = State::kCancelled;
    execution.reason = "Query cancelled by user";
  } else {
    execution.state = State::kFailed;
    execution.reason = status.error().message;
    execution.is_user_error = status.error().kind == ErrorKind::kInvalidInput ||
                              status.error().kind == ErrorKind::kNotFound;
  }
  if (const Status saved = Save(execution); !saved) {
    Log(LogLevel::kError, "end of a query not recorded",
        {{"query_execution_id", execution.id}, {"error", saved.error().message}});
  }
}

Result<std::vector<catalog::Table>> Executor::Tables(const Execution& execution) const {
  ASSIGN_OR_RETURN(const auto tokens, sql::Tokenize(execution.statement));
  std::vector<catalog::Table> tables;
  std::set<sql::TableName> seen;
  RETURN_IF_ERROR(stores_.database.Read([&](db::Transaction& transaction) -> Status {
    for (sql::TableName name : sql::PossibleTables(tokens)) {
      if (name.database.empty()) name.database = execution.database;
      if (!seen.insert(name).second) continue;
      auto table = stores_.catalog.GetTable(transaction, name.database, name.table);
      if (table) {
        tables.push_back(*std::move(table));
      } else if (table.error().kind != ErrorKind::kNotFound) {
        return table.error();
      }
      // Most names of a statement are no tables; the engine will miss those that had to be.
    }
    return {};
  }));
  return tables;
}

Result<runner::Inputs> Executor::ResolveTables(const Execution& execution,
                                               const runner::StopSignal& stop) const {
  ASSIGN_OR_RETURN(const auto tables, Tables(execution));
  runner::CatalogEnvironment environment(stores_.database, stores_.catalog, stores_.objects,
                                         stores_.databases, tasks_, stop);
  std::vector<graph::Scan> scans;
  for (const catalog::Table& table : tables) {
    ASSIGN_OR_RETURN(scans.emplace_back(),
                     graph::ScanOfTable(table.database, table.name, environment));
  }
  RETURN_IF_ERROR(runner::AddPartitions(scans, stores_.database, stores_.catalog));
  return runner::ResolveInputs(scans, stores_.objects);
}

Status Executor::Execute(Execution& execution, const runner::StopSignal& stop) {
  ASSIGN_OR_RETURN(runner::Inputs inputs, ResolveTables(execution, stop));
  ASSIGN_OR_RETURN(auto tokens, sql::Tokenize(execution.statement));
  const auto explained = sql::ExplainedStatement(execution.statement, tokens);
  const std::string statement = explained.value_or(execution.statement);
  if (explained) {
    ASSIGN_OR_RETURN(tokens, sql::Tokenize(statement));
  }
  ASSIGN_OR_RETURN(const auto staging, stores_.objects.NewStaging(execution.id));
  const Discard discard{stores_.objects, execution.id};
  const task::Task task{.id = execution.id,
                        .kind = task::Kind::kQuery,
                        .staging = staging.string(),
                        .threads = options_.threads,
                        .memory_limit = options_.memory_limit,
                        .sources = std::move(inputs.sources),
                        .query = sql::WithoutCatalog(statement, tokens),
                        .explain = explained.has_value(),
                        .query_schema = execution.database};
  ASSIGN_OR_RETURN(const task::Done done,
                   tasks_.Run(task, {.stop = stop}, [&](const task::Event& event) {
                     if (const auto* described = std::get_if<task::Described>(&event)) {
                       execution.columns = described->schema;
                     }
                   }));
  execution.bytes_scanned = static_cast<std::int64_t>(done.bytes_scanned);
  execution.rows = static_cast<std::int64_t>(done.rows);
  return PutResult(execution, staging / "result.csv");
}

Status Executor::PutResult(const Execution& execution, const std::filesystem::path& file) {
  ASSIGN_OR_RETURN(const S3Location output, ParseS3Location(execution.output));
  ASSIGN_OR_RETURN(const objects::Blob blob, stores_.objects.AdoptStaged(file));
  RETURN_IF_ERROR(stores_.objects.Put(output.bucket, output.key, blob,
                                      {.etag = blob.id + "-1", .content_type = "text/csv"}));
  return {};
}

Status Executor::Save(const Execution& execution) {
  return stores_.database.Write(
      [&](db::Transaction& transaction) { return store_.Put(transaction, execution); });
}

Status Executor::Stop(std::string_view id) {
  RETURN_IF_ERROR(Get(id));
  live_.RequestStop(id);
  return {};
}

Result<Execution> Executor::Get(std::string_view id) const {
  return stores_.database.ReadFor<Execution>(
      [&](db::Transaction& transaction) { return store_.Get(transaction, id); });
}

Result<std::vector<Listed>> Executor::List(std::int64_t before, int limit) const {
  return stores_.database.ReadFor<std::vector<Listed>>(
      [&](db::Transaction& transaction) { return store_.List(transaction, before, limit); });
}

}  // namespace tenon::query
