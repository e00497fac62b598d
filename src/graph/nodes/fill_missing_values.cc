// FillMissingValues: the same rows with one more column, in which the missing values of another are
// filled in.
//
// NULL is missing, and so is empty text, as in Glue. AWS fills with what a trained model predicts.
// Here a plain rule does, and says so: a number is filled with the mean of the column's values
// (rounded to its type), anything else with the value that occurs most often, the smallest of
// several. Where no value is there, NULL stays. The new column is called FilledPath, or after the
// column with "_filled" behind, as in Glue.

#include "graph/column_fault.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/projection.h"
#include "graph/script/script.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

bool IsText(TypeKind kind) {
  return kind == TypeKind::kString || kind == TypeKind::kChar || kind == TypeKind::kVarchar;
}
bool IsNumber(TypeKind kind) { return kind >= TypeKind::kTinyint && kind <= TypeKind::kDecimal; }

class FillMissingValues final : public Node {
 public:
  FillMissingValues(ColumnPath imputed, std::string filled)
      : imputed_(std::move(imputed)), filled_(std::move(filled)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    const Schema& schema = inputs[0].schema;
    const Result<ResolvedColumn> column = Resolve(schema, imputed_);
    if (!column) return std::unexpected(Faults{Missing(schema, column.error().message)});
    if (column->type.kind >= TypeKind::kArray) {
      return Fail("ImputedPath", "only plain values can be filled in, unlike " +
                                     ToString(imputed_) + " of type " + HiveName(column->type));
    }
    const std::string name = filled_.empty() ? column->name + "_filled" : filled_;
    if (!FindIgnoringCase(schema, name).empty()) {
      return Fail("FilledPath",
                  "there is a column of this name already; choose another than " + name);
    }
    Projection out(inputs[0]);
    // Not kept as the optimizer sees it: the rows that it would leave out count in the mean.
    for (std::size_t i = 0; i < schema.size(); ++i) {
      out.Add(schema[i].name, schema[i].type, SqlIdentifier(schema[i].name), {i});
    }
    out.LookAtAllRows();
    out.Add(name, column->type, Filled(inputs[0], *column), {column->index});
    out.MakeOneRowOfEach();
    return std::move(out).Finish();
  }

 private:
  Fault Missing(const Schema& schema, const std::string& message) const {
    Fault fault{"ImputedPath", message};
    for (const ColumnPath& near : NearPaths(schema, imputed_)) {
      fault.fixes.push_back(FixBySetting("Use " + ToString(near), "ImputedPath", ToString(near)));
    }
    return fault;
  }

  static std::string Filled(const Input& input, const ResolvedColumn& column) {
    const std::string value =
        IsText(column.type.kind) ? "nullif(" + column.sql + ", '')" : column.sql;
    std::string from = " FROM " + SqlIdentifier(input.relation);
    std::string filling;
    if (IsNumber(column.type.kind)) {
      filling = "SELECT avg(" + value + ")" + from;
    } else {
      filling = "SELECT " + value + from + " WHERE " + value +
                " IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1";
    }
    return "coalesce(" + value + ", CAST((" + filling + ") AS " + DuckDbName(column.type) + "))";
  }

  const ColumnPath imputed_;
  const std::string filled_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  const json::Reader reader(parameters);
  ASSIGN_OR_RETURN(const std::string imputed, reader.String("ImputedPath"));
  ASSIGN_OR_RETURN(std::string filled, reader.StringOr("FilledPath", ""));
  if (imputed.empty()) return InvalidInput("ImputedPath must not be empty");
  return std::make_unique<FillMissingValues>(ColumnPath{imputed}, std::move(filled));
}

constexpr std::string_view kFillMissingValues =
    R"py(def fillMissingValues(glueContext, frame, column, filled, transformation_ctx) -> DynamicFrame:
    """Adds a column in which missing values are filled in: numbers with the mean of the column,
    anything else with its most frequent value. AWS Glue's own transform trains a model instead."""
    rows = frame.toDF()
    kind = rows.schema[column].dataType
    value = SqlFuncs.col(f"`{column}`")
    if isinstance(kind, StringType):
        value = SqlFuncs.when(value != "", value)
    known = rows.select(value.alias("value")).where("value IS NOT NULL")
    if isinstance(kind, NumericType):
        known = known.agg(SqlFuncs.avg("value").alias("value"))
    else:
        known = known.groupBy("value").count().orderBy(SqlFuncs.desc("count"), "value")
    first = known.first()
    filling = SqlFuncs.lit(first["value"] if first else None)
    if isinstance(kind, IntegralType):
        filling = SqlFuncs.bround(filling)
    rows = rows.withColumn(filled, SqlFuncs.coalesce(value, filling.cast(kind)))
    return DynamicFrame.fromDF(rows, glueContext, transformation_ctx)
)py";

Status WritePart(const ScriptNode& node, Script& script) {
  const json::Reader reader(node.parameters);
  ASSIGN_OR_RETURN(const std::string imputed, reader.String("ImputedPath"));
  ASSIGN_OR_RETURN(std::string filled, reader.StringOr("FilledPath", ""));
  if (filled.empty()) filled = imputed + "_filled";
  script.ImportFrom("awsglue.dynamicframe", {"DynamicFrame"});
  script.ImportFrom("pyspark.sql", {"functions as SqlFuncs"});
  script.ImportFrom("pyspark.sql.types", {"IntegralType", "NumericType", "StringType"});
  script.Define(kFillMissingValues);
  script.Assign(node.variable, Python::Call("fillMissingValues",
                                            {{"", Python::Code("glueContext")},
                                             {"frame", Python::Code(node.inputs[0].variable)},
                                             {"column", Python::Text(PlainName(imputed))},
                                             {"filled", Python::Text(filled)},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "ImputedPath",
     .type = ParameterType::kText,
     .required = true,
     .title = "Data field",
     .help = "The column whose missing values are filled in."},
    {.name = "FilledPath",
     .type = ParameterType::kText,
     .title = "New field name",
     .help = "The new column; the data field with _filled behind if none is given."}};

}  // namespace

extern constinit const NodeKind kFillMissingValues = {
    .name = "FillMissingValues",
    .category = Category::kTransform,
    .title = "Fill Missing Values",
    .documentation =
        "Adds a column with the values of another, in which NULLs and empty texts are filled in: "
        "numbers with the mean of the column, anything else with its most frequent value. (AWS "
        "predicts the values with a trained model; the results differ.)",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
