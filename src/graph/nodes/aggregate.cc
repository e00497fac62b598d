// Aggregate: one row for each set of values of the group columns, with a function's value over the
// rows of each.
//
// Columns come out as Spark names and types them (aggregate_function.h): the groups, then
// "sum(qty)", literally. NULLs in a group column make one group. Without groups there is one row,
// of an empty input too.

#include "graph/aggregate_function.h"
#include "graph/column_fault.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/projection.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

constexpr std::size_t kMostAggregates = 30;

struct Call {
  ColumnPath column;
  std::string function;
};

class Aggregate final : public Node {
 public:
  Aggregate(std::vector<ColumnPath> groups, std::vector<Call> calls, json::Value aggs)
      : groups_(std::move(groups)), calls_(std::move(calls)), aggs_(std::move(aggs)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    const Schema& schema = inputs[0].schema;
    Projection out(inputs[0]);
    Faults faults;
    std::string places;
    std::vector<std::size_t> deciding;
    const json::Value parameter = ToJson(groups_);
    for (const ColumnPath& path : groups_) {
      const Result<ResolvedColumn> column = Resolve(schema, path);
      if (!column) {
        faults.push_back(ColumnFault("Groups", column.error().message, parameter, schema, path,
                                     CaseRule::kIgnored, faults.size()));
        continue;
      }
      // A row with a NULL here is in no other group, so the optimizer may leave it out where this
      // group is not wanted.
      out.AddStrict(column->name, column->type, column->sql, column->index);
      deciding.push_back(column->index);
      places += (places.empty() ? "GROUP BY " : ", ") + std::to_string(deciding.size());
    }
    for (const Call& call : calls_) AddCall(call, schema, out, faults);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    out.Decide(deciding);
    out.PutRowsTogether();
    return std::move(out).Finish(places);
  }

 private:
  void AddCall(const Call& call, const Schema& schema, Projection& out, Faults& faults) const {
    const Result<ResolvedColumn> column = Resolve(schema, call.column);
    if (!column) {
      faults.push_back(ColumnFault("Aggs", column.error().message, aggs_, schema, call.column));
      return;
    }
    Result<SqlValue> value = AggregateSql(call.function, {column->sql, column->type});
    if (!value) {
      faults.push_back({"Aggs", value.error().message + ", unlike " + ToString(call.column) +
                                    " of type " + HiveName(column->type) +
                                    "; choose another column, or change its type before"});
      return;
    }
    out.Add(AggregateName(call.function, ToString(call.column)), std::move(value->type),
            std::move(value->sql), {column->index});
  }

  const std::vector<ColumnPath> groups_;
  const std::vector<Call> calls_;
  const json::Value aggs_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::vector<ColumnPath> groups, ReadPaths(parameters["Groups"], "Groups"));
  const json::Array* list = parameters["Aggs"].AsArray();
  if (list == nullptr || list->empty() || list->size() > kMostAggregates) {
    return InvalidInput("Aggs must have 1 to 30 functions");
  }
  std::vector<Call> calls;
  for (const json::Value& value : *list) {
    Call call;
    ASSIGN_OR_RETURN(call.column, ReadPath(value["Column"], "Aggs: Column"));
    ASSIGN_OR_RETURN(call.function, json::Reader(value).String("AggFunc"));
    if (!IsAggregateFunction(call.function)) {
      return InvalidInput("Aggs: AggFunc is none that Glue has: " + call.function);
    }
    calls.push_back(std::move(call));
  }
  return std::make_unique<Aggregate>(std::move(groups), std::move(calls), parameters["Aggs"]);
}

constexpr std::string_view kSparkAggregate =
    R"py(def sparkAggregate(glueContext, parentFrame, groups, aggs, transformation_ctx) -> DynamicFrame:
    """One row for each set of values of the groups, with functions of Spark over its rows."""
    values = [getattr(SqlFuncs, function)(column) for column, function in aggs]
    rows = parentFrame.toDF().groupBy(*groups).agg(*values)
    return DynamicFrame.fromDF(rows, glueContext, transformation_ctx)
)py";

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(Python groups, ScriptPaths(node.parameters["Groups"], "Groups"));
  Python::List calls;
  for (const json::Value& value : *node.parameters["Aggs"].AsArray()) {
    ASSIGN_OR_RETURN(const ColumnPath column, ReadPath(value["Column"], "Aggs: Column"));
    ASSIGN_OR_RETURN(const std::string function, json::Reader(value).String("AggFunc"));
    calls.push_back(Python::ListOf({Python::Text(ScriptPath(column)), Python::Text(function)}));
  }
  script.ImportFrom("awsglue.dynamicframe", {"DynamicFrame"});
  script.ImportFrom("pyspark.sql", {"functions as SqlFuncs"});
  script.Define(kSparkAggregate);
  script.Assign(node.variable, Python::Call("sparkAggregate",
                                            {{"", Python::Code("glueContext")},
                                             {"parentFrame", Python::Code(node.inputs[0].variable)},
                                             {"groups", std::move(groups)},
                                             {"aggs", Python::ListOf(std::move(calls))},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "Groups",
     .type = ParameterType::kColumns,
     .required = true,
     .title = "Fields to group by",
     .help = "Rows with the same values here become one row; none makes one row of all."},
    {.name = "Aggs",
     .type = ParameterType::kStructure,
     .required = true,
     .title = "Aggregate functions",
     .help = "A column and a function over its values in each group.",
     .choices = "avg|countDistinct|count|first|last|kurtosis|max|min|skewness|stddev_samp|"
                "stddev_pop|sum|sumDistinct|var_samp|var_pop"}};

}  // namespace

extern constinit const NodeKind kAggregate = {
    .name = "Aggregate",
    .category = Category::kTransform,
    .title = "Aggregate",
    .documentation =
        "Makes one row of each group of rows with the same values in the group fields, with sums, "
        "counts, averages and more over the rows of the group. The columns are named after the "
        "function: sum(qty). NULLs count in no function but first and last.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
