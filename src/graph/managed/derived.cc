// gs_derived ("Derived Column"): a column computed by an expression of Spark SQL over the columns
// of the row. The engine tells its type.

#include <algorithm>

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "graph/spark_sql.h"
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

// The expression in the engine's dialect.
Result<std::string> EngineExpression(const std::string& expression) {
  return FromSparkSql(expression);
}

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Whether the text names the column: as a word of its own, or in quotes.
bool Mentions(std::string_view sql, std::string_view name) {
  const std::string text = AsciiLower(sql);
  const std::string word = AsciiLower(name);
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !IsNameCharacter(text[at - 1]);
    if (begins && (end == text.size() || !IsNameCharacter(text[end]))) return true;
  }
  return false;
}

BindResult Bind(const ManagedCall& call) {
  const std::string name = call.arguments.Text("colName");
  const Result<std::string> expression = EngineExpression(call.arguments.Text("expr"));
  if (!expression) return Fail("expr", expression.error().message);
  const std::string sql = '(' + *expression + ')';
  const std::string query = "SELECT " + sql + " AS " + SqlIdentifier(name) + " FROM " +
                            SqlIdentifier(call.input.relation);
  Result<Schema> schema = call.environment.QuerySchema(query, std::span(&call.input.relation, 1),
                                                       std::span(&call.input.schema, 1));
  if (!schema && schema.error().kind == ErrorKind::kUnavailable) {
    const auto declared = FindIgnoringCase(call.declared, name);
    if (!declared.empty()) schema = Schema{*declared[0]};
  }
  if (!schema) return Fail("expr", schema.error().message);
  if (schema->size() != 1) return Fail("expr", "the expression must give one value");
  std::vector<std::size_t> from;
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    if (Mentions(*expression, call.input.schema[i].name)) from.push_back(i);
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
