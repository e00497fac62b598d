// gs_uuid ("UUID"): a random identifier of 36 characters in every row, another one in every run.

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "colName", .title = "UUID column", .default_value = "uuid"}};

BindResult Bind(const ManagedCall& call) {
  Projection out(call.input);
  out.KeepAll();
  out.Put(call.arguments.Text("colName"), TypeKind::kString, "CAST(uuid() AS VARCHAR)", {});
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kUuid = {
    .name = "gs_uuid",
    .title = "UUID",
    .documentation = "Gives every row a random identifier of 36 characters.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
