// gs_repartition ("Autobalance Processing"): the same rows. On Spark it spreads them evenly over
// partitions; here one engine shares the work among its threads by itself. How many files a target
// writes is that target's own Number of partitions.

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"

namespace tenon::graph {
namespace {

// The name of the second is not in Glue's documents.
constexpr Parameter kParameters[] = {{.name = "numPartitionsStr",
                                      .type = ParameterType::kWhole,
                                      .title = "Number of partitions",
                                      .help = "Has no effect on one machine."},
                                     {.name = "partitionCols",
                                      .type = ParameterType::kColumns,
                                      .title = "Repartition columns",
                                      .help = "Has no effect on one machine."}};

BindResult Bind(const ManagedCall& call) {
  if (call.arguments.Has("partitionCols")) {
    const auto columns = ColumnsArgument(call, "partitionCols");
    if (!columns) return std::unexpected(columns.error());
  }
  Projection out(call.input);
  out.KeepAll();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kRepartition = {
    .name = "gs_repartition",
    .title = "Autobalance Processing",
    .documentation =
        "On Spark, spreads the rows evenly over the workers. Here one machine shares its work out "
        "by itself, so the rows pass as they are; to write fewer files, set the number of "
        "partitions of the target.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
