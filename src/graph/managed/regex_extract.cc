// gs_regex_extract ("Regex Extractor"): a column for each group of a regular expression, or one for
// the whole match if it has no group. The expression may match anywhere in the text. A text that it
// does not match gives NULL in all of them.

#include "graph/managed/managed_transform.h"
#include "graph/managed/pattern.h"
#include "graph/projection.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {{.name = "colName",
                                      .type = ParameterType::kColumn,
                                      .required = true,
                                      .title = "Column to extract from"},
                                     {.name = "regex",
                                      .type = ParameterType::kCode,
                                      .required = true,
                                      .title = "Regular expression",
                                      .help = "Each group in parentheses is extracted."},
                                     {.name = "newCols",
                                      .required = true,
                                      .title = "Extracted columns",
                                      .help = "A name for each group, with commas between them."}};

BindResult Bind(const ManagedCall& call) {
  const auto column = TextArgument(call, "colName");
  if (!column) return std::unexpected(column.error());
  const std::string regex = call.arguments.Text("regex");
  const Result<int> groups = GroupsOf(regex);
  if (!groups) return Fail("regex", groups.error().message);
  const std::vector<std::string> names = call.arguments.List("newCols");
  const std::size_t wanted = *groups == 0 ? 1 : static_cast<std::size_t>(*groups);
  if (names.size() != wanted) {
    return Fail("newCols", "the regular expression has " + std::to_string(*groups) +
                               " groups, so name " + std::to_string(wanted) +
                               (wanted == 1 ? " column: " : " columns: ") +
                               call.arguments.Text("newCols"));
  }
  Projection out(call.input);
  out.KeepAll();
  const std::string both = '(' + column->sql + ", " + SqlString(regex);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::size_t group = *groups == 0 ? 0 : i + 1;
    out.Put(names[i], TypeKind::kString,
            "CASE WHEN regexp_matches" + both + ") THEN regexp_extract" + both + ", " +
                std::to_string(group) + ") END",
            {column->index});
  }
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kRegexExtract = {
    .name = "gs_regex_extract",
    .title = "Regex Extractor",
    .documentation =
        "Extracts parts of a text by a regular expression: a column for each group in parentheses, "
        "or one for the whole match. Where the expression does not match they are NULL.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
