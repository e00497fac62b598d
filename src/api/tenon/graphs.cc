#include "api/tenon/graphs.h"

#include "graph/database_table.h"
#include "graph/fix.h"
#include "graph/script/sql_script.h"
#include "runner/environment.h"
#include "task/task.h"

namespace tenon::api {
namespace {

std::string_view NameOf(graph::Severity severity) {
  switch (severity) {
    case graph::Severity::kError:
      return "ERROR";
    case graph::Severity::kWarning:
      return "WARNING";
    case graph::Severity::kUnknown:
      return "UNKNOWN";
  }
  return "ERROR";
}

// The nodes that a fix changes or adds, whole, for an editor to put in their places.
Result<json::Value> EditsOf(const json::Value& nodes, const graph::Problem& problem,
                            const graph::Fix& fix) {
  ASSIGN_OR_RETURN(const json::Value fixed, graph::ApplyFix(nodes, problem.node_id, fix));
  json::Value edits = json::Array{};
  for (const auto& [id, node] : fixed.AsObject()->members) {
    if (nodes[id] != node) edits.Append({{"NodeId", id}, {"Node", node}});
  }
  return edits;
}

json::Value ToJson(const json::Value& nodes, const graph::Problem& problem) {
  json::Value value = {{"NodeId", problem.node_id},
                       {"NodeName", problem.node_name},
                       {"Severity", NameOf(problem.severity)},
                       {"Message", problem.message}};
  if (!problem.field.empty()) value.Set("Field", problem.field);
  json::Value fixes = json::Array{};
  for (const graph::Fix& fix : problem.fixes) {
    Result<json::Value> edits = EditsOf(nodes, problem, fix);
    if (edits) fixes.Append({{"Title", fix.title}, {"Edits", *std::move(edits)}});
  }
  if (!problem.fixes.empty()) value.Set("Fixes", std::move(fixes));
  return value;
}

json::Value ToJson(const json::Value& nodes, const std::vector<graph::Problem>& problems) {
  json::Value list = json::Array{};
  for (const graph::Problem& problem : problems) list.Append(ToJson(nodes, problem));
  return list;
}

json::Value ToJson(const json::Value& document, const graph::Binding& binding) {
  json::Value nodes = json::Array{};
  for (const auto& [id, schema] : binding.schemas) {
    nodes.Append({{"NodeId", id}, {"Columns", task::ToJson(schema)}});
  }
  for (const auto& [id, tables] : binding.collections) {
    for (const auto& [name, schema] : tables) {
      nodes.Append({{"NodeId", id}, {"Table", name}, {"Columns", task::ToJson(schema)}});
    }
  }
  return {{"Nodes", std::move(nodes)}, {"Problems", ToJson(document, binding.problems)}};
}

json::Value ToJson(const graph::SourceColumns& columns) {
  json::Value list = json::Array{};
  for (const graph::SourceColumn& column : columns) {
    list.Append({{"NodeId", column.node_id}, {"Column", column.column}});
  }
  return list;
}

json::Value ToJson(const std::string& id, const graph::Lineage& lineage) {
  json::Value columns = json::Array{};
  for (const graph::Lineage::Output& output : lineage.columns) {
    columns.Append({{"Name", output.name}, {"Values", ToJson(output.values)}});
  }
  json::Value gaps = json::Array{};
  for (const std::string& gap : lineage.gaps) gaps.Append(gap);
  return {{"NodeId", id},
          {"Columns", std::move(columns)},
          {"Deciding", ToJson(lineage.deciding)},
          {"Gaps", std::move(gaps)}};
}

json::Value ToJson(const graph::Plan& plan) {
  json::Value steps = json::Array{};
  for (const graph::Scan& scan : plan.scans) {
    const auto& database = scan.source.database;
    json::Value step = {
        {"Step", "READ"},
        {"Name", scan.source.name},
        {"Title", scan.source.title},
        {"Text", database ? graph::ToString(*database) : std::string(NameOf(scan.source.format))}};
    if (!scan.partition_predicate.empty()) step.Set("Predicate", scan.partition_predicate);
    steps.Append(std::move(step));
  }
  for (const task::View& view : plan.views) {
    steps.Append({{"Step", "COMPUTE"},
                  {"Name", view.name},
                  {"Title", view.title},
                  {"Text", view.sql},
                  {"Once", view.once}});
  }
  for (const graph::Target& target : plan.targets) {
    const auto& database = target.sink.database;
    steps.Append(
        {{"Step", "WRITE"},
         {"Name", target.sink.node_id},
         {"Title", target.sink.title},
         {"Text", database ? graph::ToString(*database)
                           : std::string(NameOf(target.sink.format)) + " to " + target.location}});
  }
  return steps;
}

// The graph of a request: given in it, or that of a job.
Result<graph::Graph> GraphOf(const TenonParts& parts, const json::Value& input) {
  if (!input["CodeGenConfigurationNodes"].IsNull()) {
    return graph::Graph::Parse(input["CodeGenConfigurationNodes"]);
  }
  const std::string name = input["JobName"].StringOr("");
  if (name.empty()) {
    return InvalidInput("give JobName or CodeGenConfigurationNodes: the request has neither");
  }
  ASSIGN_OR_RETURN(const jobs::Job job,
                   parts.database.ReadFor<jobs::Job>([&](db::Transaction& transaction) {
                     return parts.jobs.GetJob(transaction, name);
                   }));
  if (job.document["CodeGenConfigurationNodes"].IsNull()) {
    return InvalidInput("the job is not a visual job: " + name);
  }
  return graph::Graph::Parse(job.document["CodeGenConfigurationNodes"]);
}

using Ask = Result<json::Value> (*)(const graph::Graph& graph, graph::Environment& environment,
                                    const json::Value& input);

Result<json::Value> ValidateGraph(const graph::Graph& graph, graph::Environment& environment,
                                  const json::Value& input) {
  return ToJson(input["CodeGenConfigurationNodes"], graph.Bind(environment));
}

Result<json::Value> InferSchema(const graph::Graph& graph, graph::Environment& environment,
                                const json::Value& input) {
  const std::string id = input["NodeId"].StringOr("");
  const graph::Binding binding = graph.Bind(environment, id);
  json::Value answer = {{"Problems", json::Array{}}};
  if (const auto schema = binding.schemas.find(id); schema != binding.schemas.end()) {
    answer.Set("Columns", task::ToJson(schema->second));
  } else if (const auto tables = binding.collections.find(id);
             tables != binding.collections.end()) {
    json::Value list = json::Array{};
    for (const auto& [name, columns] : tables->second) {
      list.Append({{"Name", name}, {"Columns", task::ToJson(columns)}});
    }
    answer.Set("Tables", std::move(list));
  } else if (binding.problems.empty()) {
    return NotFound("no such node: " + id);
  }
  answer.Set("Problems", ToJson(input["CodeGenConfigurationNodes"], binding.problems));
  return answer;
}

Result<json::Value> GetLineage(const graph::Graph& graph, graph::Environment& environment,
                               const json::Value& input) {
  const std::string wanted = input["NodeId"].StringOr("");
  json::Value nodes = json::Array{};
  for (const auto& [id, lineage] : graph.Trace(environment)) {
    if (wanted.empty() || id == wanted || id.starts_with(wanted + '/')) {
      nodes.Append(ToJson(id, lineage));
    }
  }
  return json::Value{{"Nodes", std::move(nodes)}};
}

Result<json::Value> ExplainJob(const graph::Graph& graph, graph::Environment& environment,
                               const json::Value&) {
  ASSIGN_OR_RETURN(const graph::Explanation explanation, graph.Explain(environment));
  json::Value changes = json::Array{};
  for (const std::string& change : explanation.changes) changes.Append(change);
  return json::Value{{"Drawn", ToJson(explanation.drawn)},
                     {"Optimized", ToJson(explanation.optimized)},
                     {"Changes", std::move(changes)}};
}

Result<json::Value> GenerateScript(const graph::Graph& graph, graph::Environment& environment,
                                   const json::Value& input) {
  if (input["Flavor"].StringOr("GLUE") == "SQL") {
    ASSIGN_OR_RETURN(const graph::Explanation explanation, graph.Explain(environment));
    return json::Value{{"Script", graph::ToSqlScript(explanation.optimized)}};
  }
  Result<std::string> script = graph.ToScript(environment);
  // To the caller a node without a script is a mistake in the request, as one of a wrong shape is.
  if (!script) return InvalidInput(std::move(script).error().message);
  return json::Value{{"Script", *std::move(script)}};
}

Operation Over(const TenonParts& parts, std::string_view name, Ask ask) {
  return {name, [parts, ask](const json::Value& input, const Call&) -> Result<json::Value> {
            ASSIGN_OR_RETURN(const graph::Graph graph, GraphOf(parts, input));
            const runner::StopSignal never;
            runner::CatalogEnvironment environment(parts.database, parts.catalog, parts.objects,
                                                   parts.databases, parts.tasks, never);
            return ask(graph, environment, input);
          }};
}

}  // namespace

Operations GraphOperations(const TenonParts& parts) {
  return {Over(parts, "ValidateGraph", &ValidateGraph), Over(parts, "InferSchema", &InferSchema),
          Over(parts, "GetLineage", &GetLineage), Over(parts, "ExplainJob", &ExplainJob),
          Over(parts, "GenerateScript", &GenerateScript)};
}

}  // namespace tenon::api
