// gs_sequence_id ("Identifier"): a number for each row, from 0, without gaps (Spark leaves gaps
// between its partitions). With `unique`, the time of the run in milliseconds stands before it, as
// a decimal, so that no two runs give the same one.

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "colName", .title = "Identifier column", .default_value = "id"},
    {.name = "unique",
     .type = ParameterType::kBoolean,
     .title = "Unique",
     .help = "Puts the time of the run before the number, so that runs never share one.",
     .default_value = "false"}};

BindResult Bind(const ManagedCall& call) {
  const std::string name = call.arguments.Text("colName");
  Projection out(call.input);
  // Not Keep: the numbers hang on which rows there are, so none may be left out before.
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    const Column& column = call.input.schema[i];
    out.Add(column.name, column.type, SqlIdentifier(column.name), {i});
  }
  if (call.arguments.Flag("unique")) {
    // Thirteen digits for the rows of a run.
    out.Put(name, Type(TypeKind::kDecimal, 38, 0),
            "CAST(CAST(epoch_ms(now()) AS HUGEINT) * 10000000000000 + row_number() OVER () - 1 AS "
            "DECIMAL(38,0))",
            {});
  } else {
    out.Put(name, TypeKind::kBigint, "row_number() OVER () - 1", {});
  }
  out.LookAtAllRows();
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kSequenceId = {
    .name = "gs_sequence_id",
    .title = "Identifier",
    .documentation =
        "Gives every row a number, from 0. Unique puts the time of the run before it (the column "
        "is then a decimal), so that another run never gives the same one.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
