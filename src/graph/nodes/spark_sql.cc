// SparkSQL ("SQL Query"): a SELECT over the inputs under their aliases.
//
// Spark's SQL is written out for the engine by the types of the inputs (sql/spark_sql.h); each
// input is a common table expression under its alias. The engine types the result. When it cannot
// be asked, what the translation knows stands in, then OutputSchemas.

#include "sql/spark_sql.h"

#include <algorithm>

#include "graph/node.h"
#include "graph/s3_source.h"
#include "graph/script/script.h"
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
    std::vector<sql::SparkInput> tables;
    for (const Input& input : inputs) {
      const auto alias = std::ranges::find(aliases_, input.id, &Alias::from);
      if (alias == aliases_.end()) {
        return Fail("SqlAliases", "input " + input.title + " has no alias; give it one");
      }
    }
    for (const Alias& alias : aliases_) {
      const auto input = std::ranges::find(inputs, alias.from, &Input::id);
      tables.push_back({alias.name, input->schema});
    }
    const Result<sql::SparkTranslation> query = sql::TranslateSparkQuery(query_, tables);
    if (!query) return Fail("SqlQuery", query.error().message);
    const std::string sql = Wrap(inputs, query->sql);
    std::vector<std::string> relations;
    std::vector<Schema> schemas;
    for (const Input& input : inputs) {
      if (std::ranges::find(relations, input.relation) != relations.end()) continue;
      relations.push_back(input.relation);
      schemas.push_back(input.schema);
    }
    Result<Schema> schema = environment.QuerySchema(sql, relations, schemas);
    if (!schema && schema.error().kind == ErrorKind::kUnavailable) {
      const Schema known = KnownSchema(*query);
      if (!known.empty()) {
        schema = known;
      } else if (!declared_.empty()) {
        schema = declared_;
      }
    }
    if (!schema) return Fail("SqlQuery", schema.error().message);
    Select select{.text = sql};
    select.origins.resize(schema->size());
    AddLineage(*query, inputs, *schema, select);
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

  // The columns as the translation knows them; none if one has no known type.
  static Schema KnownSchema(const sql::SparkTranslation& query) {
    Schema out;
    if (!query.columns_are_known) return out;
    for (const sql::SparkOutput& column : query.columns) {
      if (!column.type) return {};
      out.push_back({column.name, *column.type});
    }
    return out;
  }

  std::vector<ColumnOf> ColumnsOf(const sql::SparkOrigins& origins,
                                  std::span<const Input> inputs) const {
    std::vector<ColumnOf> out;
    for (const sql::SparkOrigin& origin : origins.columns) {
      const auto alias = std::ranges::find(aliases_, origin.relation, &Alias::name);
      if (alias == aliases_.end()) continue;
      const auto input = std::ranges::find(inputs, alias->from, &Input::id);
      const auto column = std::ranges::find(input->schema, origin.column, &Column::name);
      out.push_back({static_cast<std::size_t>(input - inputs.begin()),
                     static_cast<std::size_t>(column - input->schema.begin())});
    }
    std::ranges::sort(out);
    return out;
  }

  void AddLineage(const sql::SparkTranslation& query, std::span<const Input> inputs,
                  const Schema& schema, Select& select) const {
    bool is_whole = query.deciding.is_whole && query.columns_are_known;
    select.deciding = ColumnsOf(query.deciding, inputs);
    if (query.columns_are_known && query.columns.size() == schema.size()) {
      for (const sql::SparkOutput& column : query.columns) {
        select.values.push_back(ColumnsOf(column.origins, inputs));
        is_whole = is_whole && column.origins.is_whole;
      }
    } else {
      select.values.resize(schema.size());
      is_whole = false;
    }
    if (!is_whole) select.lineage_gap = "the query reads a table that is no input of the node";
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

constexpr std::string_view kSparkSqlQuery =
    R"py(def sparkSqlQuery(glueContext, query, mapping, transformation_ctx) -> DynamicFrame:
    """The rows of a query over frames, each under its alias."""
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(f"`{alias}`")
    return DynamicFrame.fromDF(spark.sql(query), glueContext, transformation_ctx)
)py";

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const std::string query, json::Reader(node.parameters).String("SqlQuery"));
  ASSIGN_OR_RETURN(const std::vector<Alias> aliases, ReadAliases(node.parameters));
  Python::Items mapping;
  for (const Alias& alias : aliases) {
    const auto input = std::ranges::find(node.inputs, alias.from, &ScriptInput::id);
    mapping.push_back({alias.name, Python::Code(input->variable)});
  }
  script.ImportFrom("awsglue.dynamicframe", {"DynamicFrame"});
  script.Define(kSparkSqlQuery);
  const std::string text = node.variable + "_query";
  script.Assign(text, Python::LongText(query));
  script.Assign(node.variable, Python::Call("sparkSqlQuery",
                                            {{"", Python::Code("glueContext")},
                                             {"query", Python::Code(text)},
                                             {"mapping", Python::Dictionary(std::move(mapping))},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
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
        "Spark SQL, with its functions, as AWS Glue runs it; a function that is not available here "
        "is named with the way out.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
