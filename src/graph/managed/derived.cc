// gs_derived ("Derived Column"): a column computed by an expression of Spark SQL over the columns
// of the row, written out for the engine by their types. The engine tells its type.

#include <algorithm>

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "sql/spark_sql.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {{.name = "colName",
                                      .required = true,
                                      .title = "Name of derived column",
                                      .help = "A column of that name is replaced."},
                                     {.name = "expr",
                                      .type = ParameterType::kCode,
                                      .required = true,
                                      .title = "Derived column expression",
                                      .help = "Spark SQL, as in: price * amount, or upper(name)."}};

BindResult Bind(const ManagedCall& call) {
  const std::string name = call.arguments.Text("colName");
  const Result<sql::SparkExpressionTranslation> expression =
      sql::TranslateSparkExpression(call.arguments.Text("expr"), call.input.schema);
  if (!expression) return Fail("expr", expression.error().message);
  const std::string sql = '(' + expression->sql + ')';
  const std::string query = "SELECT " + sql + " AS " + SqlIdentifier(name) + " FROM " +
                            SqlIdentifier(call.input.relation);
  Result<Schema> schema = call.environment.QuerySchema(query, std::span(&call.input.relation, 1),
                                                       std::span(&call.input.schema, 1));
  if (!schema && schema.error().kind == ErrorKind::kUnavailable) {
    const auto declared = FindIgnoringCase(call.declared, name);
    if (expression->type) {
      schema = Schema{{name, *expression->type}};
    } else if (!declared.empty()) {
      schema = Schema{*declared[0]};
    }
  }
  if (!schema) return Fail("expr", schema.error().message);
  if (schema->size() != 1) return Fail("expr", "the expression must give one value");
  std::vector<std::size_t> from;
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    const sql::SparkOrigin origin{"", call.input.schema[i].name};
    if (std::ranges::find(expression->origins.columns, origin) !=
        expression->origins.columns.end()) {
      from.push_back(i);
    }
  }
  Projection out(call.input);
  out.KeepAll();
  out.Put(name, schema->front().type, sql, std::move(from));
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kDerived = {
    .name = "gs_derived",
    .title = "Derived Column",
    .documentation =
        "Computes a column from the others by an expression of Spark SQL. A column of the same "
        "name is replaced.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
