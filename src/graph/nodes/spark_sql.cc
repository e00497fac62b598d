// SparkSQL ("SQL Query"): a SELECT over the inputs under their aliases.
//
// The engine types and runs the query, once its quotes are turned into the engine's (spark_sql.h);
// each input is a common table expression under its alias. When the engine cannot be asked,
// OutputSchemas stand in.

#include "graph/spark_sql.h"

#include <algorithm>

#include "graph/node.h"
#include "graph/s3_source.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

struct Alias {
  std::string from;  // a node's id
  std::string name;
};

class SparkSql final : public Node {
 public:
  SparkSql(std::string query, std::vector<Alias> aliases, Schema declared)
      : query_(std::move(query)), aliases_(std::move(aliases)), declared_(std::move(declared)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    const Result<std::string> query = FromSparkSql(query_);
    if (!query) return Fail("SqlQuery", query.error().message);
    for (const Input& input : inputs) {
      if (std::ranges::find(aliases_, input.id, &Alias::from) == aliases_.end()) {
        return Fail("SqlAliases", "input " + input.title + " has no alias; give it one");
      }
    }
    const std::string sql = Wrap(inputs, *query);
    std::vector<std::string> relations;
    std::vector<Schema> schemas;
    for (const Input& input : inputs) {
      if (std::ranges::find(relations, input.relation) != relations.end()) continue;
      relations.push_back(input.relation);
      schemas.push_back(input.schema);
    }
    Result<Schema> schema = environment.QuerySchema(sql, relations, schemas);
    if (!schema && schema.error().kind == ErrorKind::kUnavailable && !declared_.empty()) {
      schema = declared_;
    }
    if (!schema) return Fail("SqlQuery", schema.error().message);
    Select select{.text = sql};
    select.origins.resize(schema->size());
    return Bound{.schema = *std::move(schema), .part = std::move(select)};
  }

 private:
  std::string Wrap(std::span<const Input> inputs, const std::string& query) const {
    std::string tables;
    for (const Alias& alias : aliases_) {
      const auto input = std::ranges::find(inputs, alias.from, &Input::id);
      // A table expression of the name that it reads would read itself.
      if (EqualsIgnoringCase(alias.name, input->relation)) continue;
      tables += tables.empty() ? "WITH " : ", ";
      tables +=
          SqlIdentifier(alias.name) + " AS (SELECT * FROM " + SqlIdentifier(input->relation) + ")";
    }
    return tables + (tables.empty() ? "" : " ") + "SELECT * FROM (" + query + ") AS query";
  }

  const std::string query_;
  const std::vector<Alias> aliases_;
  const Schema declared_;
};

Result<std::vector<Alias>> ReadAliases(const json::Value& parameters) {
  const json::Array* list = parameters["SqlAliases"].AsArray();
  if (list == nullptr) return InvalidInput("SqlAliases must be a list");
  const json::Value& input_ids = parameters["Inputs"];
  std::vector<Alias> aliases;
  for (const json::Value& value : *list) {
    const json::Reader reader(value);
    Alias alias;
    ASSIGN_OR_RETURN(alias.from, reader.String("From"));
    ASSIGN_OR_RETURN(alias.name, reader.String("Alias"));
    if (input_ids.AsArray() == nullptr ||
        std::ranges::find(*input_ids.AsArray(), json::Value(alias.from)) ==
            input_ids.AsArray()->end()) {
      return InvalidInput("SqlAliases: From must be one of the node's Inputs: " + alias.from);
    }
    const auto same_name = [&](const Alias& other) {
      return EqualsIgnoringCase(other.name, alias.name);
    };
    if (std::ranges::any_of(aliases, same_name)) {
      return InvalidInput("SqlAliases: two inputs have the alias " + alias.name);
    }
    aliases.push_back(std::move(alias));
  }
  return aliases;
}

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::string query, json::Reader(parameters).String("SqlQuery"));
  ASSIGN_OR_RETURN(std::vector<Alias> aliases, ReadAliases(parameters));
  ASSIGN_OR_RETURN(Schema declared, ReadOutputSchema(parameters));
  return std::make_unique<SparkSql>(std::move(query), std::move(aliases), std::move(declared));
}

constexpr Parameter kParameters[] = {
    {.name = "SqlQuery",
     .type = ParameterType::kCode,
     .required = true,
     .title = "SQL query",
     .help = "One SELECT in Spark's dialect, over the aliases of the inputs."},
    {.name = "SqlAliases",
     .type = ParameterType::kStructure,
     .required = true,
     .title = "Input sources",
     .help = "The name of each input in the query."},
    {.name = "OutputSchemas",
     .type = ParameterType::kStructure,
     .title = "Output schema",
     .help = "The columns that come out, as Glue Studio last knew them. They follow from the query "
             "here."}};

}  // namespace

extern constinit const NodeKind kSparkSQL = {
    .name = "SparkSQL",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = 1000,
    .title = "SQL Query",
    .documentation =
        "Runs one SELECT over the inputs, each under its alias (myDataSource unless you change "
        "it). "
        "Names may stand in backquotes, texts in single or double quotes, as in Spark SQL.",
    .parameters = kParameters,
    .parse = &Parse};

}  // namespace tenon::graph
