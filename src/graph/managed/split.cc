// gs_split ("Split String"): a text cut where a regular expression matches, as an array. As Spark's
// split without limit: empty pieces stay, at the end too; NULL stays NULL.

#include "graph/managed/managed_transform.h"
#include "graph/managed/pattern.h"
#include "graph/projection.h"
#include "text/quote.h"
#include "text/regular_expression.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "colName",
     .type = ParameterType::kColumn,
     .required = true,
     .title = "Column to split"},
    {.name = "pattern",
     .type = ParameterType::kCode,
     .title = "Splitting regular expression",
     .help = "Where it matches, the text is cut. For a bar write \\| and for a dot \\.",
     .default_value = ","},
    {.name = "newColName",
     .title = "Array column",
     .help = "The column of the pieces; empty: the split column is replaced."}};

Type ArrayOfTexts() {
  Type type(TypeKind::kArray);
  type.fields = {{"element", TypeKind::kString}};
  return type;
}

BindResult Bind(const ManagedCall& call) {
  const auto column = TextArgument(call, "colName");
  if (!column) return std::unexpected(column.error());
  const std::string pattern = call.arguments.Text("pattern");
  if (const auto groups = GroupsOf(pattern); !groups) {
    return Fail("pattern", groups.error().message);
  }
  const std::optional<std::string> literal = LiteralOf(pattern);
  Projection out(call.input);
  out.KeepAll();
  out.Put(ResultName(call, "newColName", *column), ArrayOfTexts(),
          (literal ? "string_split(" : "regexp_split_to_array(") + column->sql + ", " +
              SqlString(literal.value_or(pattern)) + ")",
          {column->index});
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kSplit = {
    .name = "gs_split",
    .title = "Split String",
    .documentation =
        "Cuts a text wherever a regular expression matches and makes an array of the pieces. "
        "Without a name for the array, it takes the place of the text.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
