#include "api/athena/queries.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "api/athena/batch.h"
#include "api/athena/work_group.h"
#include "api/page_token.h"
#include "query/result_reader.h"
#include "sql/names.h"
#include "text/url.h"

namespace tenon::api {
namespace {

constexpr int kMaxRows = 1000;
constexpr int kMaxExecutions = 50;

json::Value StatusOf(const query::Execution& execution) {
  json::Value status = {{"State", NameOf(execution.state)},
                        {"SubmissionDateTime", ToEpochSeconds(execution.submitted)}};
  if (execution.completed) status.Set("CompletionDateTime", ToEpochSeconds(*execution.completed));
  if (!execution.reason.empty()) status.Set("StateChangeReason", execution.reason);
  if (execution.state == query::State::kFailed) {
    // Categories of Athena's error reference: 1 system, 2 user.
    status.Set("AthenaError", {{"ErrorCategory", execution.is_user_error ? 2 : 1},
                               {"Retryable", !execution.is_user_error},
                               {"ErrorMessage", execution.reason}});
  }
  return status;
}

// EXPLAIN is a UTILITY statement to Athena; the others that can run are SELECTs.
bool IsExplain(const query::Execution& execution) {
  const auto tokens = sql::Tokenize(execution.statement);
  return tokens && sql::FirstKeyword(*tokens) == "EXPLAIN";
}

json::Value ToJson(const query::Execution& execution) {
  const bool is_explain = IsExplain(execution);
  json::Value context = json::Object{};
  if (!execution.database.empty()) context.Set("Database", execution.database);
  context.Set("Catalog", "AwsDataCatalog");
  return {
      {"QueryExecutionId", execution.id},
      {"Query", execution.statement},
      {"StatementType", is_explain ? "UTILITY" : "DML"},
      {"SubstatementType", is_explain ? "EXPLAIN" : "SELECT"},
      {"ResultConfiguration", {{"OutputLocation", execution.output}}},
      {"QueryExecutionContext", std::move(context)},
      {"Status", StatusOf(execution)},
      {"Statistics",
       {{"EngineExecutionTimeInMillis", execution.engine_millis},
        {"DataScannedInBytes", execution.bytes_scanned},
        {"TotalExecutionTimeInMillis", execution.queue_millis + execution.engine_millis},
        {"QueryQueueTimeInMillis", execution.queue_millis}}},
      {"WorkGroup", execution.work_group},
      {"EngineVersion",
       {{"SelectedEngineVersion", "AUTO"}, {"EffectiveEngineVersion", "Athena engine version 3"}}}};
}

Result<json::Value> Start(query::Executor& executor, const json::Value& input) {
  const json::Value& context = input["QueryExecutionContext"];
  const std::string catalog = context["Catalog"].StringOr("AwsDataCatalog");
  if (catalog != "AwsDataCatalog" && catalog != "awsdatacatalog") {
    return InvalidInput("Data catalog " + catalog + " does not exist; there is AwsDataCatalog");
  }
  RETURN_IF_ERROR(CheckWorkGroup(input));
  if (input["ExecutionParameters"].AsArray() != nullptr) {
    return InvalidInput("ExecutionParameters are not supported here yet");
  }
  ASSIGN_OR_RETURN(std::string id,
                   executor.Start({.statement = input["QueryString"].StringOr(""),
                                   .database = context["Database"].StringOr(""),
                                   .work_group = input["WorkGroup"].StringOr("primary"),
                                   .output_location =
                                       input["ResultConfiguration"]["OutputLocation"].StringOr(""),
                                   .request_token = input["ClientRequestToken"].StringOr("")}));
  return json::Value{{"QueryExecutionId", std::move(id)}};
}

// What Athena says of a result column's type: the name, and the figures that clients read.
json::Value ColumnInfo(const Column& column) {
  const Type& type = column.type;
  // Without its parameters: "decimal", with precision and scale beside it; nested types are bare.
  std::string name = AthenaName(type);
  name = name.substr(0, name.find('('));
  if (name == "string") name = "varchar";
  return {{"CatalogName", "hive"},
          {"SchemaName", ""},
          {"TableName", ""},
          {"Name", column.name},
          {"Label", column.name},
          {"Type", std::move(name)},
          {"Precision", type.precision},
          {"Scale", type.scale},
          {"Nullable", "UNKNOWN"},
          {"CaseSensitive", type.kind == TypeKind::kString}};
}

json::Value RowOf(const std::vector<query::Cell>& cells) {
  json::Value data = json::Array{};
  for (const query::Cell& cell : cells) {
    data.Append(cell ? json::Value{{"VarCharValue", *cell}} : json::Value(json::Object{}));
  }
  return {{"Data", std::move(data)}};
}

Status CheckReadable(const query::Execution& execution) {
  if (execution.state == query::State::kSucceeded) return {};
  if (execution.state == query::State::kFailed || execution.state == query::State::kCancelled) {
    return InvalidInput("Query did not finish successfully. Final query state: " +
                        std::string(NameOf(execution.state)));
  }
  return InvalidInput("Query has not yet finished. Current state: " +
                      std::string(NameOf(execution.state)));
}

Result<json::Value> Results(const query::Executor& executor, const objects::Store& objects,
                            const json::Value& input) {
  const std::string id = input["QueryExecutionId"].StringOr("");
  ASSIGN_OR_RETURN(const query::Execution execution, executor.Get(id));
  RETURN_IF_ERROR(CheckReadable(execution));
  const std::string scope = "GetQueryResults/" + id;
  ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, scope, kMaxRows));
  ASSIGN_OR_RETURN(const S3Location output, ParseS3Location(execution.output));
  ASSIGN_OR_RETURN(objects::OpenObject object, objects.Read(output.bucket, output.key));

  std::uint64_t offset = 0;
  std::from_chars(page.after.data(), page.after.data() + page.after.size(), offset);
  query::ResultReader reader(std::move(object.file), offset);
  json::Value rows = json::Array{};
  // The header is the first row of the first page, as Athena answers a SELECT.
  for (int i = 0; i < page.limit; ++i) {
    ASSIGN_OR_RETURN(const auto row, reader.Next());
    if (!row) break;
    rows.Append(RowOf(*row));
  }
  json::Value columns = json::Array{};
  for (const Column& column : execution.columns) columns.Append(ColumnInfo(column));
  json::Value reply = {
      {"ResultSet",
       {{"Rows", std::move(rows)}, {"ResultSetMetadata", {{"ColumnInfo", std::move(columns)}}}}}};
  if (reader.offset() < object.object.blob.size) {
    reply.Set("NextToken", EncodePageToken(scope, std::to_string(reader.offset())));
  }
  return reply;
}

Result<json::Value> List(const query::Executor& executor, const json::Value& input) {
  RETURN_IF_ERROR(CheckWorkGroup(input));
  constexpr std::string_view kScope = "ListQueryExecutions";
  ASSIGN_OR_RETURN(const PageArguments page, ReadPageArguments(input, kScope, kMaxExecutions));
  ASSIGN_OR_RETURN(const std::int64_t before,
                   ReadNumberKey(page, std::numeric_limits<std::int64_t>::max()));
  ASSIGN_OR_RETURN(const auto found, executor.List(before, page.limit + 1));
  const std::size_t shown = std::min(found.size(), static_cast<std::size_t>(page.limit));
  json::Value ids = json::Array{};
  for (std::size_t i = 0; i < shown; ++i) ids.Append(found[i].id);
  json::Value reply = {{"QueryExecutionIds", std::move(ids)}};
  if (found.size() > shown) {
    reply.Set("NextToken", EncodePageToken(kScope, std::to_string(found[shown - 1].sequence)));
  }
  return reply;
}

// What is known of the query as a whole; its stages run fused, and have no figures of their own.
Result<json::Value> RuntimeStatistics(const query::Executor& executor, const json::Value& input) {
  ASSIGN_OR_RETURN(const auto execution, executor.Get(input["QueryExecutionId"].StringOr("")));
  json::Value statistics = {
      {"Timeline",
       {{"QueryQueueTimeInMillis", execution.queue_millis},
        {"EngineExecutionTimeInMillis", execution.engine_millis},
        {"TotalExecutionTimeInMillis", execution.queue_millis + execution.engine_millis}}}};
  if (execution.state == query::State::kSucceeded) {
    statistics.Set("Rows",
                   {{"InputBytes", execution.bytes_scanned}, {"OutputRows", execution.rows}});
  }
  return json::Value{{"QueryRuntimeStatistics", std::move(statistics)}};
}

Result<json::Value> BatchGetExecutions(const query::Executor& executor, const json::Value& input) {
  return BatchGet(input,
                  {.ids = "QueryExecutionIds",
                   .id = "QueryExecutionId",
                   .items = "QueryExecutions",
                   .unprocessed = "UnprocessedQueryExecutionIds"},
                  [&](const std::string& id) -> Result<json::Value> {
                    ASSIGN_OR_RETURN(const query::Execution execution, executor.Get(id));
                    return ToJson(execution);
                  });
}

}  // namespace

Operations AthenaOperations(query::Executor& executor, const objects::Store& objects) {
  return {
      {"StartQueryExecution",
       [&](const json::Value& input, const Call&) { return Start(executor, input); }},
      {"GetQueryExecution",
       [&](const json::Value& input, const Call&) -> Result<json::Value> {
         ASSIGN_OR_RETURN(const query::Execution execution,
                          executor.Get(input["QueryExecutionId"].StringOr("")));
         return json::Value{{"QueryExecution", ToJson(execution)}};
       }},
      {"BatchGetQueryExecution",
       [&](const json::Value& input, const Call&) { return BatchGetExecutions(executor, input); }},
      {"ListQueryExecutions",
       [&](const json::Value& input, const Call&) { return List(executor, input); }},
      {"GetQueryRuntimeStatistics",
       [&](const json::Value& input, const Call&) { return RuntimeStatistics(executor, input); }},
      {"GetQueryResults",
       [&](const json::Value& input, const Call&) { return Results(executor, objects, input); }},
      {"StopQueryExecution",
       [&](const json::Value& input, const Call&) -> Result<json::Value> {
         RETURN_IF_ERROR(executor.Stop(input["QueryExecutionId"].StringOr("")));
         return json::Value(json::Object{});
       }},
  };
}

}  // namespace tenon::api
