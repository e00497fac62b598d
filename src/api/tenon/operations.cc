#include "api/tenon/operations.h"

#include "runner/environment.h"
#include "task/task.h"

namespace tenon::api {
namespace {

json::Value ToJson(const graph::Problem& problem) {
  json::Value value = {
      {"NodeId", problem.node_id}, {"NodeName", problem.node_name}, {"Message", problem.message}};
  if (!problem.field.empty()) value.Set("Field", problem.field);
  return value;
}

Result<json::Value> ValidateGraph(const TenonParts& parts, const json::Value& input) {
  ASSIGN_OR_RETURN(const graph::Graph graph,
                   graph::Graph::Parse(input["CodeGenConfigurationNodes"]));
  const runner::StopSignal never;
  runner::CatalogEnvironment environment(parts.database, parts.catalog, parts.objects, parts.tasks,
                                         never);
  const graph::Binding binding = graph.Bind(environment);
  json::Value nodes = json::Array{};
  for (const auto& [id, schema] : binding.schemas) {
    nodes.Append({{"NodeId", id}, {"Columns", task::ToJson(schema)}});
  }
  json::Value problems = json::Array{};
  for (const graph::Problem& problem : binding.problems) problems.Append(ToJson(problem));
  return json::Value{{"Nodes", std::move(nodes)}, {"Problems", std::move(problems)}};
}

Result<json::Value> GetRunReport(const TenonParts& parts, const json::Value& input) {
  ASSIGN_OR_RETURN(const jobs::Run run,
                   parts.database.ReadFor<jobs::Run>([&](db::Transaction& transaction) {
                     return parts.jobs.GetRun(transaction, input["JobName"].StringOr(""),
                                              input["RunId"].StringOr(""));
                   }));
  json::Value report = run.report;
  report.Set("State", NameOf(run.state));
  if (const auto fraction = parts.runs.ProgressOf(run.id)) {
    report.Set("Progress", {{"Fraction", *fraction}});
  }
  return json::Value{{"Report", std::move(report)}};
}

}  // namespace

Operations TenonOperations(const TenonParts& parts) {
  return {
      {"ValidateGraph",
       [parts](const json::Value& input, const Call&) { return ValidateGraph(parts, input); }},
      {"GetRunReport",
       [parts](const json::Value& input, const Call&) { return GetRunReport(parts, input); }},
  };
}

}  // namespace tenon::api
